/** The systems: how each is started for a training, and which trainings it can do. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Training } from "../task.ts";

export interface System {
  readonly id: string;
  readonly name: string;
  /** Why it does not take part in a training; null where it does. */
  readonly unable: (task: Training) => string | null;
  /** The command of its process, without the folder; throws where it cannot be made. */
  readonly command: (task: Training, folder: string) => readonly string[];
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const node = (script: string, ...options: string[]): string[] => [process.execPath, ...options, here(script)];
const always = () => null;

const python = ["/usr/bin/python3", "python3"].find((each) => spawnSync(each, ["-c", "import numpy"]).status === 0);
const importable = (module: string): boolean =>
  python !== undefined && spawnSync(python, ["-c", `import ${module}`]).status === 0;
const has = { torch: importable("torch"), sklearn: importable("sklearn") };
const compiler = ["cc", "gcc", "clang"].find((each) => spawnSync(each, ["--version"]).status === 0);

export const systems: readonly System[] = [
  { id: "nabla", name: "nabla", unable: always, command: () => node("nabla.js") },
  { id: "nabla-exact", name: "nabla, exact", unable: always, command: () => [...node("nabla.js"), "exact"] },
  {
    id: "nabla-2-threads",
    name: "nabla, 2 threads",
    unable: ({ batch }) => (batch > 64 ? null : "batches of up to 64 rows stay on one thread"),
    command: () => [...node("nabla.js"), "threads=2"],
  },
  {
    id: "limit",
    name: "C, hand-written",
    unable: () => (compiler === undefined ? "no C compiler" : null),
    command: compileLimit,
  },
  {
    id: "kernel",
    name: "products alone, best WebAssembly micro-kernel",
    unable: ({ widths, batch }) => (widths.length > 2 && widths[0] > 100 && batch >= 8 ? null : "not its work"),
    command: () => node("kernel.ts", "--conditions=nabla-source", "--import", "tsx"),
  },
  { id: "jax", name: "jax-js", unable: always, command: () => node("jax.js") },
  { id: "tfjs", name: "tfjs, wasm", unable: always, command: () => node("tfjs.js") },
  {
    id: "deepbox",
    name: "deepbox",
    unable: ({ batch }) => (batch > 512 ? "a full batch of this size takes it seconds" : null),
    command: () => node("deepbox.js"),
  },
  {
    id: "brain",
    name: "brain.js",
    unable: ({ activation, batch, rows }) =>
      activation === "tanh" && batch < rows ? null : "trains nets of its own kind, one example at a time",
    command: () => node("brain.js"),
  },
  {
    id: "torch",
    name: "PyTorch, 1 thread",
    unable: () => (has.torch ? null : "python3 cannot import torch"),
    command: () => [python ?? "python3", here("pytorch.py")],
  },
  {
    id: "sklearn",
    name: "scikit-learn SGDClassifier",
    unable: ({ loss, batch }) =>
      has.sklearn ? (loss === "logistic" && batch === 1 ? null : "not its work") : "python3 cannot import sklearn",
    command: () => [python ?? "python3", here("scikit.py")],
  },
];

/** The training by hand, compiled for these sizes alone. */
function compileLimit(task: Training, folder: string): readonly string[] {
  const { rows, batch, widths, loss, optimizer, activation, learningRate, checked } = task;
  const defined = {
    ROWS: rows,
    BATCH: batch,
    WIDTHS: widths.join(","),
    LAYERS: widths.length - 1,
    FEATURES: widths[0],
    LOSS: loss.toUpperCase(),
    OPTIMIZER: optimizer.toUpperCase(),
    ACTIVATION: activation.toUpperCase(),
    RATE: `${learningRate}f`,
    CHECKED: checked,
  };
  return compiled("limit.c", defined, folder);
}

/** A C program of `limit/`, compiled with these definitions. */
export function compiled(
  source: string,
  defined: Readonly<Record<string, string | number>>,
  folder: string,
): readonly string[] {
  const out = join(folder, "limit");
  const flags = Object.entries(defined).map(([name, value]) => `-D${name}=${value}`);
  const options = ["-O3", "-march=native", "-ffast-math", "-std=gnu11", "-w"];
  const path = fileURLToPath(new URL(`../limit/${source}`, import.meta.url));
  const { status, stderr } = spawnSync(compiler ?? "cc", [...options, ...flags, path, "-o", out, "-lm"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the C compiler failed: ${stderr ?? "there is none"}`);
  return [out];
}
