/**
 * `npm run check`: everything about the code that a machine can judge. Runs every step, shows every finding as
 * file:line, and fails when one of them did.
 *
 * `npm run check -- floors` runs the steps whose name contains "floors".
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkCycles } from "./check/cycles.ts";
import { checkFloors } from "./check/floors.ts";
import { checkHostNames } from "./check/hostNames.ts";
import { checkLineBudgets } from "./check/lineBudgets.ts";
import { checkMathematics } from "./check/mathematics.ts";
import type { Finding } from "./check/source.ts";
import { readSources } from "./check/source.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const workspaces = ["engine", "tables", "report", "node", "lab"];

/** Every folder with its own compiler settings: sources without Node's types, tests and tools with them. */
const projects = [...workspaces, ...workspaces.map((name) => `${name}/test`), "tools", "examples", "bench"];

interface Outcome {
  readonly passed: boolean;
  readonly output: string;
}

const sources = readSources(root);

const steps: readonly { readonly name: string; readonly run: () => Outcome | Promise<Outcome> }[] = [
  {
    name: "format and lint",
    run: () => tool("@biomejs/biome/bin/biome", ["check", ".", "--reporter=concise", "--max-diagnostics=200"]),
  },
  { name: "import floors", run: () => judge(checkFloors(sources, dependencies())) },
  { name: "import cycles", run: () => judge(checkCycles(sources)) },
  { name: "host names", run: () => judge(checkHostNames(sources)) },
  { name: "exact mathematics", run: () => judge(checkMathematics(sources)) },
  { name: "line budgets", run: () => judge(checkLineBudgets(sources)) },
  ...projects
    .filter((project) => existsSync(join(root, project, "tsconfig.json")))
    .map((project) => ({ name: `types of ${project}`, run: () => compile(project) })),
];

const wanted = process.argv.slice(2);
let failures = 0;
for (const { name, run } of steps) {
  if (wanted.length > 0 && !wanted.some((text) => name.includes(text))) continue;
  const { passed, output } = await run();
  console.log(`${passed ? "ok  " : "FAIL"}  ${name}`);
  if (output !== "") console.log(output.replace(/^/gm, "      "));
  if (!passed) failures++;
}
console.log(failures === 0 ? "\nThe check passed." : `\nThe check failed in ${failures} of its steps.`);
process.exitCode = failures === 0 ? 0 : 1;

function judge(findings: readonly Finding[]): Outcome {
  const lines = findings.map(
    ({ path, line, message, warning }) => `${path}:${line}  ${warning ? "(warning) " : ""}${message}`,
  );
  return { passed: findings.every(({ warning }) => warning), output: lines.join("\n") };
}

/** A second check compiles only what changed: the compiler remembers in node_modules/.cache. */
function compile(project: string): Promise<Outcome> {
  const remembered = join(root, "node_modules/.cache/tsc", `${project.replaceAll("/", "-")}.tsbuildinfo`);
  return tool("typescript/bin/tsc", ["-p", project, "--incremental", "--tsBuildInfoFile", remembered]);
}

function tool(path: string, options: readonly string[]): Promise<Outcome> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(root, "node_modules", path), ...options], { cwd: root });
    let output = "";
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => done({ passed: false, output: error.message }));
    child.on("close", (code) => done({ passed: code === 0, output: code === 0 ? "" : output.trim() }));
  });
}

function dependencies(): Record<string, string[]> {
  return Object.fromEntries(
    workspaces.map((workspace) => {
      const manifest = JSON.parse(readFileSync(join(root, workspace, "package.json"), "utf8"));
      return [workspace, Object.keys(manifest.dependencies ?? {})];
    }),
  );
}
