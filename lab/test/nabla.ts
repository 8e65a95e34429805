/** The command, from its sources. */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export function nabla(words: readonly string[]): string {
  const from = ["--import", "tsx", "--conditions=nabla-source", "node/src/cli.ts"];
  const env = { ...process.env, TSX_TSCONFIG_PATH: "report/tsconfig.json" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...from, ...words], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`nabla ${words.join(" ")} ended with ${status}\n${stderr}`);
  return stdout;
}
