/** What a descent becomes: its functions, their kernels, what they cost and the memory they need; nothing runs. */
import type { DescentFunction } from "../backends/wasm/descentSpec.ts";
import type { Leaf } from "../backends/wasm/layout.ts";
import { showShape } from "../base/shape.ts";
import { bytesMovedBy, flopsOf } from "../lower/cost.ts";
import type { LoweredFunction, Place, Value } from "../lower/kernel.ts";
import { count, listing, showBytes } from "../lower/listing.ts";
import { problemOf } from "./descentProblem.ts";
import { dataLeaves } from "./example.ts";
import { hyperSlots, stateGraph } from "./graphs.ts";
import { checkOptions, type DescendOptions } from "./options.ts";
import { parameterCount } from "./problem.ts";
import { Program } from "./program.ts";

/** What a descent costs, counted before it runs. */
export interface DescentCost {
  /** Arithmetic operations of one update; transcendental functions count as a few. */
  readonly flopsPerUpdate: number;
  /** Bytes that an update's kernels read and write, if nothing stayed in a cache from one to the next. */
  readonly bytesPerUpdate: number;
  /** Bytes of the descent's own memory: parameters, state, sums, temporaries. */
  readonly memoryBytes: number;
  /** Bytes of the data. */
  readonly dataBytes: number;
}

export interface DescentInspection {
  readonly cost: DescentCost;
  /** The whole program to read: one listing a function. */
  readonly text: string;
}

/** When each function runs. */
const occasions: Readonly<Record<DescentFunction, string>> = {
  single: "a batch of one row, read where it lies",
  step: "a batch of up to a tile of rows: loss, gradient and update at once",
  tile: "larger batches, tile after tile: adds the loss and its gradient to the sums of a part",
  fold: "larger batches: adds the sums of two parts",
  update: "larger batches: the parameters, from the sums",
};

export function inspectDescent(options: DescendOptions): DescentInspection {
  const complete = checkOptions(options);
  const { dtype, l2, optimizer, exact } = complete;
  const { checked, batchSize: batch } = problemOf(complete, options.batchSize);
  const program = new Program(checked, optimizer, undefined, exact);
  try {
    const { problem, module } = program;
    const { lowered, spec } = module;
    const leaves = dataLeaves(problem);
    const dataBytes = leaves.reduce((sum, leaf) => sum + bytesOfRows(leaf, checked.rows), 0);
    const run = ["divisor", "step", ...hyperSlots(optimizer).map(({ name }) => name), ...(l2 > 0 ? ["l2"] : [])];
    const { paths } = problem.parameters;
    const state = stateGraph(problem, optimizer).leaves.map((_, i) => `state ${i}`);
    const rows = ["x", "y", "row weights"].slice(0, leaves.length);
    const sums = (prefix: string) =>
      [...paths.map((path) => `∂${path}`), "loss"].flatMap((path) => [
        `${prefix}Σ${path}`,
        `${prefix}error of Σ${path}`,
      ]);
    const inputs: Record<DescentFunction, readonly string[]> = {
      single: [...paths, ...state, ...rows, ...run],
      step: [...paths, ...state, ...rows, ...run],
      tile: [...paths, ...rows, ...sums("")],
      fold: [...sums(""), ...sums("other ")],
      update: [...paths, ...state, ...sums(""), ...run],
    };
    const cost: DescentCost = {
      ...costOfUpdate(lowered, batch, spec.tile),
      memoryBytes: module.regionBytes,
      dataBytes,
    };
    const parameters = paths.map((path, i) => `${path}${showShape(spec.parameters[i].shape)}`).join(", ");
    const columns = leaves.map((leaf, i) => `${rows[i]}${showShape(leaf.shape)}`).join(", ");
    const tiles = Math.ceil(batch / spec.tile);
    const head = [
      `${parameterCount(problem)} parameters: ${parameters}; ` +
        `${state.length} state arrays; ${dtype}, ${spec.arithmetic} arithmetic`,
      `${checked.rows} rows of ${columns}: ${showBytes(dataBytes)}`,
      `own memory: ${showBytes(module.regionBytes)}`,
      `one update of ${batch} ${batch === 1 ? "row" : "rows"}` +
        `${tiles > 1 ? ` (${tiles} tiles of up to ${spec.tile} in ${module.partsOf(batch)} parts)` : ""}: ` +
        `${count(cost.flopsPerUpdate)} flops, ${showBytes(cost.bytesPerUpdate)} moved`,
    ];
    const listings = (["single", "step", "tile", "fold", "update"] as const).map((name) => {
      const called = new Map(lowered[name].inputs.map((value, i) => [keyOf(value.place), inputs[name][i]]));
      const size = name === "step" || name === "tile" ? Math.min(batch, spec.tile) : 1;
      const shown = listing(lowered[name], size, (value: Value) => called.get(keyOf(value.place)) ?? lossName(value));
      return `${shown}\n     ${occasions[name]}${size > 1 ? `; counted on ${size} rows` : ""}`;
    });
    return { cost, text: [head.join("\n"), ...listings].join("\n\n") };
  } finally {
    program.close();
  }
}

const keyOf = (place: Place): string =>
  place.kind === "region" ? `region ${place.offset}` : place.kind === "pointer" ? `${place.index}+${place.offset}` : "";

/** The last output is no input: the loss of the batch. */
const lossName = ({ label }: Value): string | undefined => (label.startsWith("output") ? "loss" : undefined);

const bytesOfRows = (leaf: Leaf, rows: number): number =>
  rows * leaf.shape.reduce((size, each) => size * each, leaf.dtype === "float64" ? 8 : 4);

type Lowered = Readonly<Record<DescentFunction, LoweredFunction>>;

function costOfUpdate(lowered: Lowered, batch: number, tile: number) {
  const of = (name: DescentFunction, rows: number) => ({
    flops: flopsOf(lowered[name].kernels, rows),
    bytes: bytesMovedBy(lowered[name].kernels, rows),
  });
  if (batch <= tile) {
    const { flops, bytes } = of(batch === 1 ? "single" : "step", batch);
    return { flopsPerUpdate: flops, bytesPerUpdate: bytes };
  }
  const [whole, rest] = [Math.floor(batch / tile), batch % tile];
  const [full, last, update] = [of("tile", tile), of("tile", rest), of("update", 1)];
  const total = (key: "flops" | "bytes") => whole * full[key] + (rest > 0 ? last[key] : 0) + update[key];
  return { flopsPerUpdate: total("flops"), bytesPerUpdate: total("bytes") };
}
