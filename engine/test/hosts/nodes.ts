/** Other versions of Node for tests: from the package registry, kept beside the installed packages. */

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const kept = fileURLToPath(new URL("../../../node_modules/.cache/nabla-nodes/", import.meta.url));

/** The executable of a major version; the running one's for its own. */
export function nodeOf(major: number): string {
  if (Number(process.versions.node.split(".")[0]) === major) return process.execPath;
  const system = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = join(kept, String(major));
  const executable = join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(executable)) {
    const quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"];
    execFileSync("npm", ["install", "--prefix", folder, ...quiet, `${name}@${major}`], { stdio: "inherit" });
  }
  return executable;
}
