/** Records a tape: runs every lane one update at a time and notes the full loss after each. */

import { DataError } from "nabla";
import { curvatureAt, type DataObjective, findOptimum, type ModelObjective, objectiveOf } from "nabla/diagnostics";
import type { Descent } from "nabla/train";
import type { SurfaceWindow } from "../surface/surface.ts";
import {
  type Band,
  type LaneSetting,
  type LaneTape,
  type TapeHead,
  tapeTooLong,
  updatesPerEpoch,
} from "../tape/tape.ts";
import { bandsOf } from "./bands.ts";
import { begin, pointOf, rowsOf } from "./begin.ts";
import { plainOptimizer } from "./optimizers.ts";
import type { Source } from "./sourceNames.ts";
import { type Fit, fitOf } from "./sources.ts";
import { triedRates } from "./triedRates.ts";

export interface TapeSetting {
  readonly source: Source;
  readonly lanes: readonly LaneSetting[];
  readonly epochs: number;
  readonly seed: number;
  /** Seeds of the bands, from `seed` on; 1, no bands, where it is left out. */
  readonly seeds?: number;
}

/** The states of a lane from the `from`th on. */
export interface Stretch {
  readonly lane: number;
  readonly from: number;
  readonly losses: Float64Array;
  readonly slopes: Float64Array;
  readonly points: Float64Array;
}

export interface LaneEnd {
  readonly lane: number;
  readonly diverged: LaneTape["diverged"];
}

/** What a recording says, in this order: head; each lane from its begin to its end; window; bands; better ends. */
export type Recorded =
  | { readonly kind: "head"; readonly head: TapeHead }
  | { readonly kind: "begin"; readonly lane: number; readonly batchRows: number; readonly secondsPerUpdate: number }
  | { readonly kind: "stretch"; readonly stretch: Stretch }
  | { readonly kind: "end"; readonly end: LaneEnd }
  | { readonly kind: "window"; readonly window: SurfaceWindow }
  | { readonly kind: "band"; readonly lane: number; readonly band: Band };

/** States in one stretch, at most; between two the recording can be cancelled. */
const stretchLength = 2048;
/** Numbers that a tape keeps, at most: 240 MB of them. */
const mostNumbers = 3e7;
/** Updates within which a descent whose loss is not finite notices: each step is many times as long as the last. */
const soon = 500;
/** Updates that are timed, after as many that are not. */
const timedUpdates = 256;
/** The space around the paths as a share of their extent. */
const surfaceMargin = 0.15;

export async function* record(setting: TapeSetting): AsyncGenerator<Recorded> {
  const fit = fitOf(setting.source);
  const objective = objectiveOf(fit);
  try {
    refuseTooLong(setting, objective);
    const head = headOf(fit, objective, setting.seed);
    yield { kind: "head", head };
    const ends: LaneEnd[] = [];
    const corners: Corners = { least: [Infinity, Infinity], most: [-Infinity, -Infinity] };
    for (const [lane, each] of setting.lanes.entries()) {
      yield { kind: "begin", lane, ...(await timing(fit, each, setting, objective.rows)) };
      for await (const said of recordLane(fit, objective, setting, lane)) {
        if (said.kind === "end") ends.push(said.end);
        if (said.kind === "stretch" && objective.dimension === 2) widen(corners, said.stretch.points, head);
        yield said;
      }
    }
    if (objective.dimension === 2) yield { kind: "window", window: windowOf(corners, head) };
    for await (const each of bandsOf(fit, objective, setting)) yield { kind: "band", ...each };
    // Last, for it takes many runs: what is to be seen does not wait for it.
    for (const { lane, diverged } of ends) {
      if (diverged === null || diverged.stableRate !== null) continue;
      const course = { ...setting, startLoss: head.startLoss };
      for await (const triedRate of triedRates(fit, objective, setting.lanes[lane], course)) {
        yield { kind: "end", end: { lane, diverged: { ...diverged, triedRate } } };
      }
    }
  } finally {
    objective.close();
  }
}

function refuseTooLong({ lanes, epochs }: TapeSetting, { rows, dimension }: ModelObjective): void {
  const updates = lanes.map((lane) => epochs * updatesPerEpoch({ batchRows: rowsOf(lane, rows) }, rows) + 1);
  // The loss, the slope and the parameters of every state.
  const numbers = updates.reduce((sum, each) => sum + each, 0) * (dimension + 2);
  if (numbers <= mostNumbers) return;
  const message = `The tape of this race would keep ${numbers} numbers; at most ${mostNumbers} fit.`;
  throw new DataError(tapeTooLong, message, { numbers, most: mostNumbers });
}

function headOf(fit: Fit, objective: ModelObjective, seed: number): TapeHead {
  const descent = begin(fit, { batchSize: "full", learningRate: 0 }, seed, objective.rows);
  const start = pointOf(descent);
  const names = descent.namedParameters.flatMap(({ name, value }) =>
    value.data.length === 1 ? [name] : Array.from(value.data, (_, i) => `${name}.${i}`),
  );
  descent.close();
  // The lowest point that is found of a net's loss is only one of many.
  const found = fit.model.affine === true ? findOptimum(objective, { start }) : null;
  return {
    rows: objective.rows,
    names,
    start: [...start],
    startLoss: objective.value(start),
    optimum: found?.record.attained ? { loss: found.record.loss, parameters: found.record.parameters } : null,
    largestCurvature: curvatureAt(objective, start).largest,
  };
}

/** Seconds of an update: many in a row, since one alone is shorter than the clock's grain. */
async function timing(fit: Fit, lane: LaneSetting, { seed }: TapeSetting, rows: number) {
  const descent = begin(fit, { ...lane, learningRate: 0 }, seed, rows);
  await descent.advance(timedUpdates);
  const before = performance.now();
  await descent.advance(timedUpdates);
  const seconds = (performance.now() - before) / 1000 / timedUpdates;
  descent.close();
  return { batchRows: rowsOf(lane, rows), secondsPerUpdate: seconds };
}

async function* recordLane(
  fit: Fit,
  objective: DataObjective,
  { lanes, epochs, seed }: TapeSetting,
  lane: number,
): AsyncGenerator<Recorded> {
  const { dimension, rows } = objective;
  const descent = begin(fit, lanes[lane], seed, rows);
  try {
    const updates = epochs * Math.ceil(rows / descent.batchSize);
    let finite = true;
    let states = 0;
    for (let from = 0; from <= updates && finite; from += stretchLength) {
      const length = Math.min(stretchLength, updates + 1 - from);
      const losses = new Float64Array(length);
      const slopes = new Float64Array(length);
      const points = new Float64Array(length * dimension);
      let made = 0;
      for (; made < length && finite; made++) {
        if (from + made > 0) await descent.advance(1);
        const point = pointOf(descent);
        const { value, gradient } = objective.gradient(point);
        finite = descent.stopped === null && Number.isFinite(value);
        if (!finite) break;
        losses[made] = value;
        slopes[made] = Math.sqrt(gradient.reduce((sum, slope) => sum + slope * slope, 0));
        points.set(point, made * dimension);
      }
      const stretch = {
        lane,
        from,
        losses: losses.slice(0, made),
        slopes: slopes.slice(0, made),
        points: points.slice(0, made * dimension),
      };
      states += made;
      yield { kind: "stretch", stretch };
    }
    // Where the loss of all rows is not finite, that of a batch or a parameter soon tells the descent so.
    for (let i = 0; i < soon && !finite && descent.stopped === null; i++) await descent.advance(1);
    yield { kind: "end", end: { lane, diverged: divergenceOf(descent, lanes[lane], states) } };
  } finally {
    descent.close();
  }
}

/** `step`: the update after which the loss of all rows is not finite. */
function divergenceOf(
  { stopped }: Descent,
  { optimizer = plainOptimizer }: LaneSetting,
  step: number,
): LaneEnd["diverged"] {
  if (stopped?.reason !== "not-finite") return null;
  const { parameter = null, stableRate = null } = stopped;
  // What theory says is said of plain descent alone.
  return { step, parameter, stableRate: optimizer === plainOptimizer ? stableRate : null, triedRate: null };
}

interface Corners {
  readonly least: [number, number];
  readonly most: [number, number];
}

/** A path that runs away must not shrink all others to a dot: the picture ends at some distances from the start. */
const farthest = 3;

function widen({ least, most }: Corners, points: Float64Array, { start, optimum }: TapeHead): void {
  const goal = optimum?.parameters ?? start;
  const reach = farthest * Math.max(Math.abs(start[0] - goal[0]), Math.abs(start[1] - goal[1]), 1e-3);
  for (let i = 0; i < points.length; i++) {
    const axis = i % 2;
    const value = Math.max(goal[axis] - reach, Math.min(goal[axis] + reach, points[i]));
    least[axis] = Math.min(least[axis], value);
    most[axis] = Math.max(most[axis], value);
  }
}

/** The two parameters' ranges that hold all paths and the optimum, with some space around. */
function windowOf({ least, most }: Corners, { names, optimum }: TapeHead): SurfaceWindow {
  const range = (axis: 0 | 1): readonly [number, number] => {
    const low = Math.min(least[axis], optimum?.parameters[axis] ?? Infinity);
    const high = Math.max(most[axis], optimum?.parameters[axis] ?? -Infinity);
    const margin = high > low ? surfaceMargin * (high - low) : 0.5;
    return [low - margin, high + margin];
  };
  return { names: [names[0], names[1]], x: range(0), y: range(1) };
}
