/** The WebAssembly backend: one module per graph, called on plain arrays. */
import { allocate, byteSize, type DType } from "../../base/dtype.ts";
import { compileModule, instantiate } from "../../base/host.ts";
import { sizeOf } from "../../base/shape.ts";
import { type Graph, topological } from "../../ir/graph.ts";
import type { LoweredFunction, Value } from "../../lower/kernel.ts";
import { freshPlacement, lower } from "../../lower/pipeline.ts";
import type { Backend, Executable } from "../backend.ts";
import { addKernels, parameters } from "./emit/kernel.ts";
import { ModuleBuilder } from "./encoder/module.ts";
import { type Heap, heap } from "./heap.ts";
import { RoutineSet } from "./routines/index.ts";

export const wasm: Backend = {
  name: "wasm",
  compile(graph: Graph): Executable {
    const tile = needsRows(graph) ? undefined : 1;
    const compiled = new Map<number, Compiled>();
    return {
      run(inputs, rows = 1) {
        // Storage is planned for the next power of two of rows, so few programs serve all sizes.
        const size = tile ?? nextPower(rows);
        let program = compiled.get(size);
        if (program === undefined) {
          program = new Compiled(graph, size);
          compiled.set(size, program);
        }
        return program.run(inputs, rows);
      },
    };
  },
};

const needsRows = (graph: Graph): boolean =>
  [...graph.inputs, ...topological(graph.outputs)].some((node) => node.shape.includes(-1));

function nextPower(rows: number): number {
  let power = 4;
  while (power < rows) power *= 2;
  return power;
}

class Compiled {
  private readonly lowered: LoweredFunction;
  private readonly call: (region: number, rows: number) => void;
  private readonly heap: Heap = heap();

  constructor(graph: Graph, tile: number) {
    this.lowered = lower(graph, { name: "main", placement: freshPlacement(graph), tile, start: 0 });
    const { main } = instantiate(compileModule(moduleOf(this.lowered)), this.heap.memory);
    this.call = main;
  }

  run(inputs: readonly ArrayLike<number>[], rows: number): (Float32Array | Float64Array | Int32Array)[] {
    const { lowered, heap: memory } = this;
    const region = memory.allocate(lowered.regionBytes);
    try {
      for (const { value, data } of lowered.constants) view(memory, region, value, data.length).set(data);
      lowered.inputs.forEach((value, i) => {
        view(memory, region, value, sizeOf(value.shape, rows)).set(inputs[i]);
      });
      this.call(region, rows);
      return lowered.outputs.map((value) => {
        const length = sizeOf(value.shape, rows);
        const result = allocate(value.dtype, length);
        result.set(view(memory, region, value, length));
        return result;
      });
    } finally {
      memory.release(region);
    }
  }
}

/** The elements of a region's value, as they lie in memory. */
export function view(memory: Heap, region: number, value: Value, length: number) {
  const address = region + (value.place.kind === "region" ? value.place.offset : 0);
  return viewOf(memory, address, value.dtype, length);
}

export function viewOf(memory: Heap, address: number, dtype: DType, length: number) {
  if (byteSize[dtype] === 8) return memory.floats64(address, length);
  return dtype === "float32" ? memory.floats32(address, length) : memory.ints32(address, length);
}

function moduleOf(lowered: LoweredFunction): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", { min: 1, max: 65_536 });
  const routines = new RoutineSet(module);
  const kernels = addKernels(module, routines, lowered, 0);
  const main = module.function("main", parameters(0), [], (code) => {
    for (const kernel of kernels) code.get(code.parameter(0)).get(code.parameter(1)).call(kernel);
  });
  module.export("main", main);
  return module.toBytes();
}
