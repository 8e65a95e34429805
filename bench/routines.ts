/**
 * `npx tsx --conditions=nabla-source bench/routines.ts`: nanoseconds per vector of the vector routines, the call, the
 * load and the store included. Arguments lie in ranges a descent meets; huge ones of sin and cos stand apart.
 */
import { cpus } from "node:os";
import { performance } from "node:perf_hooks";
import { ModuleBuilder } from "../engine/src/backends/wasm/encoder/module.ts";
import { type RoutineLanes, type RoutineName, RoutineSet } from "../engine/src/backends/wasm/routines/index.ts";
import { randomNumbers } from "./numbers.ts";

interface Case {
  readonly name: RoutineName;
  readonly range: readonly [number, number];
}

const cases: readonly Case[] = [
  { name: "exp", range: [-10, 10] },
  { name: "expm1", range: [-10, 10] },
  { name: "log", range: [1e-3, 1e3] },
  { name: "log1p", range: [-0.9, 10] },
  { name: "tanh", range: [-5, 5] },
  { name: "sin", range: [-10, 10] },
  { name: "cos", range: [-10, 10] },
  { name: "sin", range: [1e8, 1e15] },
  { name: "pow", range: [0.1, 10] },
];
const lanes: readonly RoutineLanes[] = ["f32x4", "f64x2"];

/** Arguments and results together stay in a first-level cache. */
const vectors = 512;
const bytes = 16 * vectors;
const repeats = 40;
const rounds = 200;

type Run = (rounds: number) => void;

/** Calls the routine on every vector of the region at `bytes`, `rounds` times. */
function addRun(module: ModuleBuilder, set: RoutineSet, name: RoutineName, width: RoutineLanes): void {
  const routine = set.get(name, width);
  const run = module.function(`run.${name}.${width}`, ["i32"], [], (code) => {
    const [at, rest] = [code.local("i32"), code.parameter(0)];
    code.loop((again) => {
      code.i32(0).set(at);
      code.loop((next) => {
        code.get(at);
        routine.parameters.forEach(() => {
          code.get(at).load("v128.load", bytes);
        });
        code.call(routine).store("v128.store");
        code.get(at).i32(16).op("i32.add").tee(at).i32(bytes).op("i32.lt_u").brIf(next);
      });
      code.get(rest).i32(1).op("i32.sub").tee(rest).brIf(again);
    });
  });
  module.export(`${name}.${width}`, run);
}

const memory = new WebAssembly.Memory({ initial: 1 });
const module = new ModuleBuilder();
module.importMemory("host", "memory", { min: 1 });
const set = new RoutineSet(module);
for (const name of new Set(cases.map(({ name }) => name))) for (const width of lanes) addRun(module, set, name, width);
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { host: { memory } });

/** The minimum of several runs: anything else the machine does only adds. */
function nanoseconds({ name, range: [low, high] }: Case, width: RoutineLanes): number {
  const Elements = width === "f64x2" ? Float64Array : Float32Array;
  const view = new Elements(memory.buffer, bytes, bytes / Elements.BYTES_PER_ELEMENT);
  view.set(randomNumbers(view.length, 1).map((u) => low + u * (high - low)));
  const run = exports[`${name}.${width}`] as Run;
  let best = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const begin = performance.now();
    run(rounds);
    best = Math.min(best, performance.now() - begin);
  }
  return (best * 1e6) / (rounds * vectors);
}

const [processor] = cpus();
console.log(`${processor.model}, Node ${process.versions.node}; ns per vector, minimum of ${repeats} runs\n`);
console.log(`${"routine".padEnd(26)}${lanes.map((width) => width.padStart(8)).join("")}`);
for (const each of cases) {
  const times = lanes.map((width) => nanoseconds(each, width).toFixed(1).padStart(8)).join("");
  console.log(`${`${each.name} on ${each.range[0]} … ${each.range[1]}`.padEnd(26)}${times}`);
}
