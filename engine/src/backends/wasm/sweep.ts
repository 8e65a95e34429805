/**
 * A sweep: one pass over all rows of the data, tile by tile, that adds into sums or writes a result for each row.
 * Losses, gradients, Hessian products, predictions are sweeps.
 */
import type { Graph } from "../../ir/graph.ts";
import type { LoweredFunction } from "../../lower/kernel.ts";
import { lower } from "../../lower/pipeline.ts";
import { Binding, memoryLimits } from "./binding.ts";
import { addKernels, parameters } from "./emit/kernel.ts";
import { ModuleBuilder } from "./encoder/module.ts";
import type { Heap } from "./heap.ts";
import { viewOf } from "./index.ts";
import { header, Layout, type Leaf, pointer } from "./layout.ts";
import { RoutineSet } from "./routines/index.ts";
import { pushRowsInPlace, rowBytes } from "./rows.ts";

/**
 * Inputs of the graph in order: `fixed` (parameters, directions), `data` (one leaf of shape [rows, …] each), `sums`.
 * Outputs in order: the sums after this tile, then `result` of shape [rows, …] if any.
 */
export interface SweepSpec {
  readonly graph: Graph;
  readonly fixed: readonly Leaf[];
  readonly data: readonly Leaf[];
  readonly sums: readonly Leaf[];
  readonly result?: Leaf;
  readonly tile: number;
}

/** Where rows lie in memory: an address per data leaf. */
export interface RowsInMemory {
  readonly rows: number;
  readonly addresses: readonly number[];
}

export class Sweep {
  private readonly spec: SweepSpec;
  private readonly lowered: LoweredFunction;
  private readonly binding = new Binding((shared) => this.bytes(shared));
  private readonly fixedOffsets: readonly number[];
  private readonly sumOffsets: readonly number[];
  private readonly constants: readonly { offset: number; leaf: Leaf; data: ArrayLike<number> }[];
  private readonly regionBytes: number;

  constructor(spec: SweepSpec) {
    this.spec = spec;
    const layout = new Layout(spec.tile);
    const fixed = layout.places(spec.fixed);
    const sums = layout.places(spec.sums);
    const data = spec.data.map((_, i) => pointer(i));
    const results = spec.result === undefined ? [] : [pointer(spec.data.length)];
    const placement = {
      inputs: [...fixed, ...data, ...sums],
      outputs: [...sums, ...results],
      donated: [...spec.sums.map((_, i) => fixed.length + data.length + i), ...results.map(() => undefined)],
    };
    const lowered = lower(spec.graph, { name: "tile", placement, tile: spec.tile, start: layout.bytes });
    this.fixedOffsets = fixed.map(({ offset }) => offset);
    this.sumOffsets = sums.map(({ offset }) => offset);
    this.constants = lowered.constants.map(({ value, data: numbers }) => ({
      offset: value.place.kind === "region" ? value.place.offset : 0,
      leaf: value,
      data: numbers,
    }));
    this.lowered = lowered;
    this.regionBytes = lowered.regionBytes;
  }

  private bytes(shared: boolean): Uint8Array<ArrayBuffer> {
    const { spec, lowered } = this;
    const pointers = spec.data.length + (spec.result === undefined ? 0 : 1);
    const module = new ModuleBuilder();
    module.importMemory("host", "memory", memoryLimits(shared));
    const settings = { module, routines: new RoutineSet(module), arithmetic: "exact" } as const;
    const kernels = addKernels(settings, lowered, pointers);
    const main = module.function("sweep", ["i32"], [], (code) => {
      const region = code.parameter(0);
      const row = code.local("i32");
      const rows = code.local("i32");
      const count = code.local("i32");
      const pointerLocals = parameters(pointers)
        .slice(2)
        .map(() => code.local("i32"));
      code.get(region).load("i32.load", header.rows).set(rows);
      code.loop((top) => {
        code.get(rows).get(row).op("i32.sub").i32(spec.tile).get(rows).get(row).op("i32.sub").i32(spec.tile);
        code.op("i32.lt_s").select().set(count);
        pushRowsInPlace(code, region, { leaves: spec.data, staging: [] }, row);
        if (spec.result !== undefined) {
          code.get(region).load("i32.load", header.results);
          code.get(row).i32(rowBytes(spec.result)).op("i32.mul").op("i32.add");
        }
        for (const local of [...pointerLocals].reverse()) code.set(local);
        for (const kernel of kernels) {
          code.get(region).get(count);
          for (const local of pointerLocals) code.get(local);
          code.call(kernel);
        }
        code.get(row).i32(spec.tile).op("i32.add").tee(row).get(rows).op("i32.lt_s").brIf(top);
      });
    });
    module.export("sweep", main);
    return module.toBytes();
  }

  /**
   * Runs over all rows. `results` is the address that the rows of the result go to. Returns the sums; with compensated
   * sums the caller's graph carries the compensation along as further sums.
   */
  run(heap: Heap, data: RowsInMemory, fixed: readonly ArrayLike<number>[], results = 0): Float64Array[] {
    const { spec } = this;
    const region = heap.allocate(this.regionBytes);
    try {
      const words = heap.ints32(region, header.data / 4 + spec.data.length);
      words[header.rows / 4] = data.rows;
      words[header.results / 4] = results;
      words.set(data.addresses, header.data / 4);
      for (const { offset, leaf, data: numbers } of this.constants) {
        viewOf(heap, region + offset, leaf.dtype, numbers.length).set(numbers);
      }
      fixed.forEach((numbers, i) => {
        viewOf(heap, region + this.fixedOffsets[i], spec.fixed[i].dtype, numbers.length).set(numbers);
      });
      this.binding.in(heap).sweep(region);
      return spec.sums.map((leaf, i) => {
        const length = leaf.shape.reduce((product, size) => product * size, 1);
        return Float64Array.from(viewOf(heap, region + this.sumOffsets[i], leaf.dtype, length));
      });
    } finally {
      heap.release(region);
    }
  }
}
