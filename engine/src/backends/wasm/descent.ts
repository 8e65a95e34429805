/**
 * The compiled descent: one module whose `advance` makes any number of updates. Batches of one row, of up to a tile
 * and of more rows than that each have their own way through it; sizes and rates are read from memory, so another
 * batch size, a last partial batch or another rate compiles nothing.
 */

import type { FloatDType } from "../../base/dtype.ts";
import type { CompiledModule } from "../../base/host.ts";
import { topological } from "../../ir/graph.ts";
import type { LoweredFunction, Place } from "../../lower/kernel.ts";
import { lower } from "../../lower/pipeline.ts";
import { storageBytes } from "../../lower/plan.ts";
import { AdvanceEmitter, type AdvanceLayout } from "./advance.ts";
import { Binding } from "./binding.ts";
import type { DescentFunction, DescentSpec } from "./descentSpec.ts";
import type { Heap } from "./heap.ts";
import { Layout, type Leaf, pointer } from "./layout.ts";
import { mostParts, tilesOfPart } from "./parts.ts";

type Region = Place & { kind: "region" };

/** Offsets in a descent's region of what the outside reads and writes. */
export interface DescentOffsets {
  readonly parameters: readonly number[];
  readonly state: readonly number[];
  readonly hyper: readonly number[];
  readonly step: number;
  readonly loss: number;
}

/** A row of the table: something like each parameter, one after the other. */
const tableLeaf = (parameters: readonly Leaf[], dtype: FloatDType): Leaf => {
  const bytes = tableOffsets(parameters).at(-1) ?? 0;
  return { shape: [bytes / (dtype === "float64" ? 8 : 4)], dtype };
};

/** Where in a row of the table the part of each parameter begins, and where the row ends. */
function tableOffsets(parameters: readonly Leaf[]): number[] {
  const offsets = [0];
  for (const leaf of parameters) offsets.push(offsets[offsets.length - 1] + storageBytes(leaf, 1));
  return offsets;
}

export class DescentModule {
  readonly spec: DescentSpec;
  readonly offsets: DescentOffsets;
  readonly lowered: Readonly<Record<DescentFunction, LoweredFunction>>;
  readonly regionBytes: number;
  /** Parts of a batch, at most. */
  readonly mostParts: number;
  private readonly layout: AdvanceLayout;
  private readonly binding = new Binding((shared) =>
    new AdvanceEmitter(this.spec, this.lowered, this.layout, shared).bytes(),
  );

  constructor(given: DescentSpec) {
    const { table = false } = given;
    const spec = table ? { ...given, data: [...given.data, tableLeaf(given.parameters, given.dtype)] } : given;
    this.spec = spec;
    this.mostParts = mostParts(spec.parameters);
    const layout = new Layout(spec.tile);
    const scalar: Leaf = { shape: [], dtype: spec.dtype };
    const places = {
      parameters: layout.places(spec.parameters),
      state: layout.places(spec.state),
      hyper: layout.places(new Array<Leaf>(spec.hyper).fill(scalar)),
      divisor: layout.place(scalar),
      step: layout.place({ shape: [], dtype: "int32" }),
      loss: layout.place(scalar),
    };
    // The sums of each part, one after the other, each from a cache line on.
    const sumsStart = layout.align(64);
    const sums = layout.places([...spec.parameters.flatMap((leaf) => [leaf, leaf]), scalar, scalar]);
    const sumsBytes = layout.align(64) - sumsStart;
    layout.bytes += sumsBytes * (this.mostParts - 1);
    const staging = spec.data.map((leaf) => layout.place({ ...leaf, shape: [-1, ...leaf.shape] }).offset);
    const data = given.data.map((_, i) => pointer(i));
    const last = given.data.length;
    const remembered = table
      ? tableOffsets(spec.parameters)
          .slice(0, -1)
          .map((offset) => pointer(last, offset))
      : [];

    const owned = [...places.parameters, ...places.state];
    const run = [places.divisor, places.step, ...places.hyper];
    const updates = { outputs: [...owned, places.loss], donated: [...owned.map((_, i) => i), undefined] };
    const firstRemembered = owned.length + data.length;
    const onRows = {
      outputs: [...updates.outputs, ...remembered],
      donated: [...updates.donated, ...remembered.map((_, i) => firstRemembered + i)],
      inputs: [...owned, ...data, ...remembered, ...run],
    };
    const onSums = { ...updates, inputs: [...owned, ...sums, ...run] };
    // A thread that helps has a region of its own: parameters and sums lie elsewhere.
    const behind = (index: number, all: readonly Region[], start = 0) =>
      all.map(({ offset }) => pointer(index, offset - start));
    const [home, part] = [spec.data.length, spec.data.length + 1];
    const sumsOfPart = behind(part, sums, sumsStart);
    const firstSum = places.parameters.length + data.length;
    const onTile = {
      inputs: [...behind(home, places.parameters), ...data, ...sumsOfPart],
      outputs: sumsOfPart,
      donated: sums.map((_, i) => firstSum + i),
    };
    const onParts = {
      inputs: [...behind(0, sums, sumsStart), ...behind(1, sums, sumsStart)],
      outputs: behind(0, sums, sumsStart),
      donated: sums.map((_, i) => i),
    };

    // Constant arrays are written once, so functions may not share the bytes they lie in.
    const hasArrays = Object.values(spec.graphs).some(({ outputs }) =>
      topological(outputs).some((node) => node.op === "array"),
    );
    let start = layout.bytes;
    const lowered = (name: DescentFunction, placement: Parameters<typeof lower>[1]["placement"]) => {
      const made = lower(spec.graphs[name], { name, placement, tile: spec.tile, start });
      if (hasArrays) start = made.regionBytes;
      return made;
    };
    this.lowered = {
      step: lowered("step", onRows),
      single: lowered("single", onRows),
      tile: lowered("tile", onTile),
      fold: lowered("fold", onParts),
      update: lowered("update", onSums),
    };
    // Regions follow one another, each from a cache line on.
    this.regionBytes = Math.ceil(Math.max(...this.functions.map((each) => each.regionBytes)) / 64) * 64;
    const offset = ({ offset: at }: Region) => at;
    this.offsets = {
      parameters: places.parameters.map(offset),
      state: places.state.map(offset),
      hyper: places.hyper.map(offset),
      step: places.step.offset,
      loss: places.loss.offset,
    };
    this.layout = {
      divisor: places.divisor.offset,
      step: places.step.offset,
      loss: places.loss.offset,
      sums: { offset: sumsStart, bytes: sumsBytes, most: this.mostParts },
      rows: { leaves: spec.data, staging },
      regionBytes: this.regionBytes,
    };
  }

  get functions(): readonly LoweredFunction[] {
    return Object.values(this.lowered);
  }

  /** Parts of a batch of so many rows: 1 where it is summed in one piece. */
  partsOf(rows: number): number {
    const tiles = Math.ceil(rows / this.spec.tile);
    return Math.max(1, Math.min(this.mostParts, Math.floor(tiles / tilesOfPart)));
  }

  /** `advance` bound to a heap: makes header.steps updates, returns how many were made before a loss was not finite. */
  bind(heap: Heap): (region: number) => number {
    return this.binding.in(heap).advance;
  }

  /** The program itself: threads that help make an instance of their own. */
  moduleFor(heap: Heap): CompiledModule {
    return this.binding.moduleFor(heap);
  }
}
