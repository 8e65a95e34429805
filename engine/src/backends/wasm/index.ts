/** The WebAssembly backend: one module per graph, called on plain arrays. */
import { byteSize, type DType } from "../../base/dtype.ts";
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

type View = ReturnType<typeof viewOf>;

/** A region with the constants written, and views of its inputs and outputs for some number of rows. */
interface Bound {
  readonly region: number;
  readonly rows: number;
  readonly buffer: ArrayBufferLike;
  readonly inputs: readonly View[];
  readonly outputs: readonly View[];
}

/** Regions up to this size are kept from call to call: making one anew costs more than a small program does. */
const keptBytes = 1 << 16;

/** Regions of programs that nobody holds any more. */
const reclaim = new FinalizationRegistry<number>((region) => heap().release(region));

class Compiled {
  private readonly lowered: LoweredFunction;
  private readonly call: (region: number, rows: number) => void;
  private readonly heap: Heap = heap();
  private kept: Bound | null = null;

  constructor(graph: Graph, tile: number) {
    this.lowered = lower(graph, { name: "main", placement: freshPlacement(graph), tile, start: 0 });
    const { main } = instantiate(compileModule(moduleOf(this.lowered)), this.heap.memory);
    this.call = main;
  }

  run(inputs: readonly ArrayLike<number>[], rows: number): (Float32Array | Float64Array | Int32Array)[] {
    const bound = this.bind(rows);
    try {
      for (let i = 0; i < bound.inputs.length; i++) bound.inputs[i].set(inputs[i]);
      this.call(bound.region, rows);
      return bound.outputs.map((values) => values.slice());
    } finally {
      if (this.kept === null) this.heap.release(bound.region);
    }
  }

  private bind(rows: number): Bound {
    const { kept, lowered, heap: memory } = this;
    if (kept !== null && kept.rows === rows && kept.buffer === memory.memory.buffer) return kept;
    const region = kept?.region ?? memory.allocate(lowered.regionBytes);
    if (kept === null) {
      for (const { value, data } of lowered.constants) view(memory, region, value, data.length).set(data);
    }
    const viewed = (value: Value) => view(memory, region, value, sizeOf(value.shape, rows));
    const { buffer } = memory.memory;
    const bound = { region, rows, buffer, inputs: lowered.inputs.map(viewed), outputs: lowered.outputs.map(viewed) };
    if (lowered.regionBytes <= keptBytes) {
      if (kept === null) reclaim.register(this, region);
      this.kept = bound;
    }
    return bound;
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
  const settings = { module, routines: new RoutineSet(module), arithmetic: "exact" } as const;
  const kernels = addKernels(settings, lowered, 0);
  const main = module.function("main", parameters(0), [], (code) => {
    for (const kernel of kernels) code.get(code.parameter(0)).get(code.parameter(1)).call(kernel);
  });
  module.export("main", main);
  return module.toBytes();
}
