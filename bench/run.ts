/** `npm run bench`: the speeds the first descent promises, measured in one run and printed beside their targets. */
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { singleExampleSteps } from "./singleExample.ts";

interface Figure {
  readonly what: string;
  readonly target: string;
  readonly value: string;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** Import, trace, compile and first step, each time in a process of its own: nothing is warm. */
function coldStart(repeats = 5): number {
  const script = fileURLToPath(new URL("./coldStart.js", import.meta.url));
  const times = Array.from({ length: repeats }, () => {
    const { stdout } = spawnSync(process.execPath, [script], { cwd: root, encoding: "utf8" });
    return Number(stdout);
  });
  return Math.min(...times);
}

/** What a new user waits for after installing. */
function startCommand(): number {
  const begin = performance.now();
  const { status, stderr } = spawnSync("npm", ["start", "--silent"], { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm start failed:\n${stderr}`);
  return (performance.now() - begin) / 1000;
}

const figures: Figure[] = [];
for (const { features, nanoseconds } of await singleExampleSteps([2, 7, 30, 300])) {
  figures.push({
    what: `one SGD update, batch 1, logistic, ${features} features, float32, reshuffled`,
    target: features === 30 ? "≤ 1000 ns" : "",
    value: `${nanoseconds.toFixed(0)} ns`,
  });
}
figures.push({
  what: "import + trace + compile + first step of the linear model, a new process",
  target: "≤ 150 ms",
  value: `${coldStart().toFixed(0)} ms`,
});
figures.push({ what: "npm start, after install", target: "≤ 60 s", value: `${startCommand().toFixed(1)} s` });

const [processor] = cpus();
console.log(`${processor.model}, ${cpus().length} cores, Node ${process.versions.node}; minima of several runs\n`);
const widest = Math.max(...figures.map(({ what }) => what.length));
for (const { what, target, value } of figures) {
  console.log(`${what.padEnd(widest)}  ${value.padStart(9)}  ${target}`);
}
