/** The routines in one module of their own, called on whole arrays. */
import { ModuleBuilder } from "../../../src/backends/wasm/encoder/module.ts";
import { type RoutineLanes, type RoutineName, RoutineSet } from "../../../src/backends/wasm/routines/index.ts";

export const routineNames: readonly RoutineName[] = ["exp", "expm1", "log", "log1p", "tanh", "sin", "cos", "pow"];
const lanes: readonly RoutineLanes[] = ["f64x2", "f32x4"];

const region = 1 << 19;
const memory = new WebAssembly.Memory({ initial: (3 * region) / 65536 });
const runs = instantiate();

/** Exports, for every routine, (bytes) → (): results of the second region's arguments, and the third's for pow. */
function instantiate(): WebAssembly.Exports {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { min: 1 });
  const set = new RoutineSet(module);
  for (const name of routineNames) {
    for (const width of lanes) {
      const routine = set.get(name, width);
      const run = module.function(`run ${name}`, ["i32"], [], (code) => {
        const at = code.local("i32");
        code.loop((top) => {
          code.get(at).get(at).load("v128.load", region);
          if (name === "pow") code.get(at).load("v128.load", 2 * region);
          code.call(routine).store("v128.store");
          code.get(at).i32(16).op("i32.add").tee(at).get(code.parameter(0)).op("i32.lt_u").brIf(top);
        });
      });
      module.export(`${name}.${width}`, run);
    }
  }
  return new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { host: { memory } }).exports;
}

const views = { f64x2: Float64Array, f32x4: Float32Array };

/** name(x) or name(x, y) for every element, two or four neighbours to a vector. */
export function call(
  name: RoutineName,
  width: RoutineLanes,
  x: readonly number[],
  y: readonly number[] = [],
): Float64Array | Float32Array {
  const View = views[width];
  const padded = Math.ceil((x.length * View.BYTES_PER_ELEMENT) / 16) * 16;
  if (padded > region) throw new RangeError(`${x.length} arguments do not fit`);
  new Uint8Array(memory.buffer).fill(0);
  new View(memory.buffer, region, x.length).set(x);
  new View(memory.buffer, 2 * region, y.length).set(y);
  const run = runs[`${name}.${width}`] as (bytes: number) => void;
  run(padded);
  return new View(memory.buffer, 0, x.length).slice();
}
