/**
 * The READMEs show what the command prints. `npm run readme` runs the commands of their console blocks and writes the
 * beginning of what they print; a test runs them too and compares, without the times, which no two runs share. It also
 * writes the thresholds into PROTOCOL.md.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { protocolPath, withThresholds } from "./protocol.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
export const readmes = ["README.md", "README.zh-CN.md"];

/** The prompt and the command of a console block, and what is shown below them. */
const consoleBlock = /(```console\n\$ npx nabla ([^\n]*)\n)([^`]*)(?=```)/g;

/** Measured times: "8.17 µs", "429 ns". Lines break elsewhere beside a longer one, in Chinese without a space. */
const withoutTimes = (text: string): string =>
  text.replace(/ *[\d.]+(×10\S+)? (ns|µs|ms|s)\b/g, " …").replace(/\s+/g, "");

/** The text up to the last table of lanes; the rest is for the reader to see. */
function beginning(output: string): string {
  const lines = output.split("\n");
  const lanes = lines.findLastIndex((line) => /^[●■▲□△] {2}\S/.test(line));
  return `${lines.slice(0, lanes + 1).join("\n")}\n…\n`;
}

/** What the README's console blocks should be, by what the command prints now. */
export const written = (text: string): string =>
  text.replace(consoleBlock, (_, prompt: string, options: string) => `${prompt}${beginning(nabla(options))}`);

export const sameButTimes = (a: string, b: string): boolean => withoutTimes(a) === withoutTimes(b);

function nabla(options: string): string {
  const folder = mkdtempSync(join(tmpdir(), "nabla-readme-"));
  const environment = { ...process.env, LANG: "C", LC_ALL: "C", TSX_TSCONFIG_PATH: join(root, "tsconfig.json") };
  const loader = ["--conditions=nabla-source", "--import", join(root, "node_modules/tsx/dist/loader.mjs")];
  try {
    const command = [...loader, join(root, "node/src/cli.ts"), ...options.split(" "), "--quiet"];
    return execFileSync(process.execPath, command, { cwd: folder, env: environment, encoding: "utf8" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const name of readmes) {
    const path = join(root, name);
    writeFileSync(path, written(readFileSync(path, "utf8")));
  }
  writeFileSync(protocolPath, withThresholds(readFileSync(protocolPath, "utf8")));
}
