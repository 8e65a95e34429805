/** One case measured: every system in a process of its own, all asked in turn, round after round. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { lossOf, writeTraining } from "./data.ts";
import { compiled, type System, systems } from "./systems/index.ts";
import type { Case, Size, Task, Training } from "./task.ts";
import { Worker } from "./worker.ts";

export interface Figure {
  readonly system: string;
  readonly name: string;
  /** Seconds or bytes, one a round; or why there are none. */
  readonly values: readonly number[];
  readonly absent?: string;
}

export interface Plan {
  readonly rounds: number;
  /** Seconds of one measurement. */
  readonly seconds: number;
  /** Ids of the systems that take part; all when empty. */
  readonly only: readonly string[];
}

interface Entrant {
  readonly id: string;
  readonly name: string;
  readonly command: readonly string[];
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export async function measure({ task }: Case, plan: Plan): Promise<Figure[]> {
  if (task.kind === "training") return trainings(task, plan);
  const folder = mkdtempSync(join(tmpdir(), "nabla-bench-"));
  writeFileSync(join(folder, "task.json"), JSON.stringify(task));
  try {
    const wanted = entrants(task, folder).filter(({ id }) => plan.only.length === 0 || plan.only.includes(id));
    if (wanted.length > 0) return await interleaved(wanted, folder, plan, () => {});
    return plan.only.length > 0 && !plan.only.includes("nabla") ? [] : [await alone(task, folder, plan)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Who takes part in a work that is no training. */
function entrants(task: Task, folder: string): Entrant[] {
  const node = (script: string, ...options: string[]) => [process.execPath, ...options, here(`systems/${script}`)];
  if (task.kind === "scalar-gradient") {
    const each = { nabla: "nabla", jax: "jax-js", tfjs: "tfjs, cpu" };
    return Object.entries(each).map(([id, name]) => ({ id, name, command: [...node("gradient.js"), id] }));
  }
  if (task.kind !== "update") return [];
  const byHand = ["sgd", "momentum", "adam"].indexOf(task.rule);
  const defined = { COUNT: task.parameters, RULE: byHand, STATES: task.states, PASSES: task.passes };
  return [
    { id: "nabla", name: "nabla", command: node("update.ts", "--conditions=nabla-source", "--import", "tsx") },
    { id: "limit", name: "C, the same memory", command: compiled("update.c", defined, folder) },
  ];
}

async function trainings(task: Training, plan: Plan): Promise<Figure[]> {
  const files = writeTraining(task);
  try {
    const wanted = systems.filter(({ id }) => plan.only.length === 0 || plan.only.includes(id));
    const absent = wanted.flatMap(({ id, name, unable }) => {
      const reason = unable(task);
      return reason === null ? [] : [{ system: id, name, values: [], absent: reason }];
    });
    const able = wanted.filter(({ unable }) => unable(task) === null);
    const checked = new Map<string, number>();
    const figures = await interleaved(
      able.map((system) => ({ ...system, command: commandOf(system, task, files.folder) })),
      files.folder,
      plan,
      (id, parameters) => {
        const loss = lossOf(task, files, parameters);
        const first = checked.values().next().value ?? loss;
        checked.set(id, loss);
        if (Math.abs(loss - first) > 1e-3 * Math.abs(first)) throw new Error(`its loss is ${loss}, others' ${first}`);
      },
    );
    return [...figures, ...absent];
  } finally {
    rmSync(files.folder, { recursive: true, force: true });
  }
}

const commandOf = ({ command }: System, task: Training, folder: string): readonly string[] => command(task, folder);

/** Every system once, then every system again, and so on: a busy moment of the machine falls on all alike. */
async function interleaved(
  entrants: readonly Entrant[],
  folder: string,
  { rounds, seconds }: Plan,
  check: (id: string, parameters: Float32Array) => void,
): Promise<Figure[]> {
  const running = new Map<string, { worker: Worker; values: number[] }>();
  const failures = new Map<string, string>();
  const attempt = async (id: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      failures.set(id, error instanceof Error ? error.message : String(error));
      running.get(id)?.worker.stop();
      running.delete(id);
    }
  };
  for (const { id, command } of entrants) {
    const worker = new Worker(command, folder);
    running.set(id, { worker, values: [] });
    await attempt(id, async () => {
      const parameters = await worker.ready();
      if (parameters !== null) check(id, parameters);
    });
  }
  for (let round = 0; round < rounds; round++) {
    for (const [id, { worker, values }] of [...running]) {
      await attempt(id, async () => void values.push(await worker.measure(seconds)));
    }
  }
  for (const { worker } of running.values()) worker.stop();
  return entrants.map(({ id, name }) => {
    const absent = failures.get(id);
    const values = running.get(id)?.values ?? [];
    return { system: id, name, values, ...(absent === undefined ? {} : { absent }) };
  });
}

/** Works of nabla alone, a process for each round. */
async function alone(task: Task, folder: string, { rounds }: Plan): Promise<Figure> {
  const run = (script: string, ...words: (string | number)[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [here(`systems/${script}`), ...words.map(String)], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr.trim().split("\n").at(-1));
    return Number(stdout);
  };
  const once = (): number => {
    if (task.kind === "race") return run("race.js", task.seeds, task.epochs);
    if (task.kind === "start") return run("start.js", task.model);
    if (task.kind === "memory") return run("memory.js", task.rows, task.columns);
    throw new Error(`no measurement of "${task.kind}"`);
  };
  const nabla = { system: "nabla", name: "nabla" };
  try {
    if (task.kind === "size") return { ...nabla, values: [await sizeOf(task, folder)] };
    const times = task.kind === "race" ? Math.min(3, rounds) : task.kind === "start" ? 3 * rounds : rounds;
    return { ...nabla, values: Array.from({ length: times }, once) };
  } catch (error) {
    return { ...nabla, values: [], absent: error instanceof Error ? error.message : String(error) };
  }
}

/** Bytes after minifying and gzip of all that the doors import. */
async function sizeOf({ doors }: Size, folder: string): Promise<number> {
  const entry = join(folder, "doors.js");
  const source = doors.map(
    (door, i) => `export * as door${i} from ${JSON.stringify(here(`../engine/dist/${door}.js`))};`,
  );
  writeFileSync(entry, source.join("\n"));
  const output = await build({
    configFile: false,
    root: folder,
    logLevel: "silent",
    build: { write: false, minify: true, target: "es2023", lib: { entry, formats: ["es"], fileName: "doors" } },
  });
  const chunks = [output].flat().flatMap((each) => ("output" in each ? each.output : []));
  const code = chunks.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  return gzipSync(code, { level: 9 }).length;
}
