/** Descents on data, and what can be measured where they stand: what the last three lessons show. */

import type { Tensor } from "nabla";
import {
  curvatureAt,
  gradientNoise,
  type ModelObjective,
  objectiveOf,
  type RateRange,
  rateRangeTest,
} from "nabla/diagnostics";
import { sgd } from "nabla/optimizers";
import type { SurfaceRecord } from "nabla/race";
import { descend } from "nabla/train";
import { record, type TapeSetting } from "../../engine/recorder.ts";
import type { Source } from "../../engine/sourceNames.ts";
import { fitOf } from "../../engine/sources.ts";
import { GrowingTape } from "../../tape/growing.ts";
import { pointAt, type Tape, updatesPerEpoch } from "../../tape/tape.ts";

/** Objectives asked before: a cursor that moves asks again and again. */
const objectives = new Map<Source, ModelObjective>();

function objectiveOn(source: Source): ModelObjective {
  const known = objectives.get(source) ?? objectiveOf(fitOf(source));
  objectives.set(source, known);
  return known;
}

/** All lanes, recorded to their ends; without a surface, which does not depend on them (see `landscapeOf`). */
export async function tapeOf(setting: TapeSetting): Promise<Tape> {
  const growing = new GrowingTape(setting.lanes);
  let ended = 0;
  for await (const said of record(setting)) {
    growing.append(said);
    if (said.kind === "end") ended++;
    if (ended === setting.lanes.length) break;
  }
  const tape = growing.now(true);
  if (tape === null) throw new Error("a recording begins with its head");
  return tape;
}

export interface EqualUpdates {
  readonly setting: TapeSetting;
  readonly updates: number;
}

/** The same lanes for the same number of updates each, however many rows that reads. */
export async function equalUpdatesOf({ setting, updates }: EqualUpdates): Promise<Tape> {
  const { rows } = objectiveOn(setting.source);
  const tapes: Tape[] = [];
  for (const lane of setting.lanes) {
    const perEpoch = updatesPerEpoch({ batchRows: lane.batchSize === "full" ? rows : lane.batchSize }, rows);
    tapes.push(await tapeOf({ ...setting, lanes: [lane], epochs: Math.ceil(updates / perEpoch) }));
  }
  const lanes = tapes.flatMap((tape) => tape.lanes);
  return { ...tapes[0], lanes: lanes.map((lane) => ({ ...lane, updates: Math.min(lane.updates, updates) })) };
}

/** A tape of one lane, and ∇E at each of its states, one after the other. */
export async function loopOf(setting: TapeSetting) {
  const tape = await tapeOf(setting);
  const [lane] = tape.lanes;
  const objective = objectiveOn(setting.source);
  const gradients = Array.from({ length: lane.updates + 1 }, (_, step) => [
    ...objective.gradient(pointAt(tape, lane, step)).gradient,
  ]);
  return { tape, gradients };
}

export interface Window {
  readonly source: Source;
  readonly centre: readonly number[];
  readonly reach: number;
}

const sides = 80;

/** The loss around a place, over a square of side 2·reach; null for models that have not two parameters. */
export function landscapeOf({ source, centre, reach }: Window): SurfaceRecord | null {
  const objective = objectiveOn(source);
  if (objective.dimension !== 2) return null;
  const along = (middle: number): number[] =>
    Array.from({ length: sides }, (_, i) => middle + (reach * (2 * i - (sides - 1))) / (sides - 1));
  const [x, y] = [along(centre[0]), along(centre[1])];
  const losses = y.flatMap((second) => x.map((first) => objective.value(Float64Array.of(first, second))));
  return { names: ["b", "w"], x, y, losses };
}

export interface Place {
  readonly source: Source;
  readonly point: readonly number[];
}

export interface Sharpness {
  /** The largest eigenvalue of the Hessian at the place, and its direction, of length 1. */
  readonly largest: number;
  readonly direction: readonly number[];
  /** What power iteration said after each of its products. */
  readonly estimates: readonly number[];
}

const mostProducts = 300;

function unit(v: Float64Array<ArrayBufferLike>): Float64Array<ArrayBufferLike> {
  const length = Math.sqrt(v.reduce((sum, each) => sum + each * each, 0));
  return v.map((each) => each / length);
}

/** λmax by power iteration: the direction that a product with the Hessian leaves as it is grows over all others. */
export function sharpnessAt({ source, point }: Place): Sharpness {
  const objective = objectiveOn(source);
  const at = Float64Array.from(point);
  // Not all ones: the curvature of softmax is nothing along that.
  let direction: Float64Array<ArrayBufferLike> = unit(Float64Array.from(at, (_, i) => 1 / (i + 1)));
  const estimates: number[] = [];
  for (let i = 0; i < mostProducts; i++) {
    const product = objective.hessianProduct(at, direction);
    if (!product.some((each) => each !== 0)) break;
    const next = unit(product);
    estimates.push(product.reduce((sum, each, k) => sum + each * direction[k], 0));
    const turned = next.reduce((most, each, k) => Math.max(most, Math.abs(each - direction[k])), 0);
    direction = next;
    // The direction converges later than its estimate, and is needed as exactly.
    if (turned <= 1e-14) break;
  }
  // Lanczos needs fewer products for the same digits; what stands in the picture is its answer.
  const { largest } = curvatureAt(objective, at);
  return { largest, direction: [...direction], estimates };
}

export interface RangeQuestion {
  readonly source: Source;
  readonly from: number;
  readonly to: number;
}

/** One full-batch descent whose rate grows with every update. */
export const rangeOf = ({ source, from, to }: RangeQuestion): RateRange =>
  rateRangeTest({ ...fitOf(source), batchSize: "full", dtype: "float64", from, to, updates: 80 });

export interface Cloud {
  readonly point: readonly number[];
  /** ∇ℓᵢ of every example, one after the other. */
  readonly gradients: Float64Array;
  /** Root mean squared distance of a batch's gradient from ∇E for batches of 1, 2, … n rows without replacement. */
  readonly spreads: readonly number[];
  /** The same for rows drawn with replacement. */
  readonly spreadsWith: readonly number[];
}

export function cloudAt({ source, point }: Place): Cloud {
  const objective = objectiveOn(source);
  const at = Float64Array.from(point);
  const { variance, batchVariance } = gradientNoise(objective, at);
  const sizes = Array.from({ length: objective.rows }, (_, i) => i + 1);
  return {
    point,
    gradients: objective.exampleGradients?.(at) ?? new Float64Array(0),
    spreads: sizes.map((size) => Math.sqrt(batchVariance(size))),
    spreadsWith: sizes.map((size) => Math.sqrt(variance / size)),
  };
}

export interface RowsQuestion {
  readonly rows: number;
  readonly epochs: number;
  readonly seed: number;
  readonly order: "reshuffle" | "with-replacement";
}

const nothingOf = (parameters: unknown): Tensor => (parameters as { readonly nothing: Tensor }).nothing;

/**
 * The rows that a descent reads, epoch after epoch: a descent says it itself. One that learns nothing, row by row,
 * whose loss of a row is the row's number. The order does not depend on the batch size.
 */
export async function rowsRead({ rows, epochs, seed, order }: RowsQuestion): Promise<Uint32Array> {
  const descent = descend({
    model: { init: () => ({ nothing: 0 }), apply: (parameters) => nothingOf(parameters).mul(0) },
    loss: (prediction, target) => prediction.add(target),
    data: { x: Array.from({ length: rows }, () => [0]), y: Array.from({ length: rows }, (_, i) => i) },
    batchSize: 1,
    optimizer: sgd({ learningRate: 0 }),
    order,
    seed,
    stop: [],
  });
  try {
    return Uint32Array.from(await descent.advance(rows * epochs));
  } finally {
    descent.close();
  }
}
