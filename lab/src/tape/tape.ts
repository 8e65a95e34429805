/**
 * The tape: one seeded, replayable record of descents, with the full loss after every update. All panels of a page read
 * the same tape at the same cursor; nothing on it is ever thrown away.
 */

import type { SurfaceRecord } from "nabla/race";

/** One descent as it is asked for. */
export interface LaneSetting {
  readonly batchSize: number | "full";
  readonly learningRate: number;
  /** Its id; plain gradient descent where it is left out. */
  readonly optimizer?: string;
  /** The rate falls as η/(1 + t/T), T updates an epoch. */
  readonly falls?: boolean;
}

/** Quantiles of the full loss over several seeds, at some steps of a lane: 5, 50 and 95 %; a lost run is infinite. */
export interface Band {
  readonly seeds: number;
  readonly steps: Float64Array;
  readonly low: Float64Array;
  readonly median: Float64Array;
  readonly high: Float64Array;
}

/** What is the same for all lanes, and what can be said before the first update. */
export interface TapeHead {
  readonly rows: number;
  /** A name for each number of a point: "bias", "weights.0". */
  readonly names: readonly string[];
  /** The common start. */
  readonly start: readonly number[];
  readonly startLoss: number;
  /** The lowest loss there is and where; null when none is known or it is not attained. */
  readonly optimum: { readonly loss: number; readonly parameters: readonly number[] } | null;
  /** λmax of the Hessian at the start: beyond 2/λmax a full-batch step overshoots there. */
  readonly largestCurvature: number;
}

/** What happened to one lane: entry k of every array is the state after k updates, or at the k-th of its moments. */
export interface LaneTape {
  readonly setting: LaneSetting;
  /** Rows of one batch; the last batch of an epoch may have fewer. */
  readonly batchRows: number;
  readonly losses: Float64Array;
  /** ‖∇E‖ over all rows. */
  readonly slopes: Float64Array;
  /** `names.length` numbers per state, state after state. */
  readonly points: Float64Array;
  /** States on the tape after the first one: updates so far, unless `moments` say otherwise. */
  readonly updates: number;
  /** What each clock shows at every state, where a record has not kept the state after every update. */
  readonly moments?: Readonly<Record<TapeClock, Float64Array>>;
  /** Seconds of one update, measured over many of them without any evaluation between. */
  readonly secondsPerUpdate: number;
  /** Over all seeds, this one the first of them; null where only one was asked for. */
  readonly band: Band | null;
  /** Where a loss was not finite any more, and what rate would have been stable. */
  readonly diverged: {
    readonly step: number;
    readonly parameter: string | null;
    readonly stableRate: number | null;
    /** With this one the lane came down, where no theory names a rate. */
    readonly triedRate: number | null;
  } | null;
}

export interface Tape {
  readonly head: TapeHead;
  readonly lanes: readonly LaneTape[];
  /** The losses around the paths of two parameters, awaited until the paths are walked; null for other models. */
  readonly surface: SurfaceRecord | "awaited" | null;
  /** All lanes are recorded to their ends. */
  readonly complete: boolean;
}

/** What is counted along the tape. Examples are the clock of equal data, steps that of equal updates. */
export type TapeClock = "steps" | "examples" | "seconds";
export const tapeClocks: readonly TapeClock[] = ["steps", "examples", "seconds"];

/** The code of the error of a race with more updates than a tape keeps. */
export const tapeTooLong = "tape-too-long";

/** Updates in one pass over the data. */
export const updatesPerEpoch = (lane: Pick<LaneTape, "batchRows">, rows: number): number =>
  Math.ceil(rows / lane.batchRows);

/** Rows read in the first `step` updates. */
export function examplesAt(lane: Pick<LaneTape, "batchRows">, rows: number, step: number): number {
  const perEpoch = updatesPerEpoch(lane, rows);
  return Math.floor(step / perEpoch) * rows + (step % perEpoch) * lane.batchRows;
}

/** What the clock shows at state `step`. */
export function timeAt(lane: LaneTape, rows: number, clock: TapeClock, step: number): number {
  if (lane.moments !== undefined) return lane.moments[clock][step];
  if (clock === "steps") return step;
  return clock === "examples" ? examplesAt(lane, rows, step) : step * lane.secondsPerUpdate;
}

/** The last state of a lane that is not later than `time`. */
export function stepAt(lane: LaneTape, rows: number, clock: TapeClock, time: number): number {
  if (lane.moments !== undefined)
    return Math.max(
      0,
      lane.moments[clock].findLastIndex((moment) => moment <= time),
    );
  const within = (step: number): number => Math.max(0, Math.min(lane.updates, step));
  if (clock === "steps") return within(Math.floor(time));
  if (clock === "seconds") return within(Math.floor(time / lane.secondsPerUpdate + 1e-9));
  const perEpoch = updatesPerEpoch(lane, rows);
  const epoch = Math.floor(time / rows);
  return within(epoch * perEpoch + Math.floor((time - epoch * rows) / lane.batchRows));
}

/** The time of the end: when the last lane has made its last update. */
export const lengthOf = ({ lanes, head }: Tape, clock: TapeClock): number =>
  lanes.reduce((most, lane) => Math.max(most, timeAt(lane, head.rows, clock, lane.updates)), 0);

/** The next moment after `time` (or, backwards, the last before it) at which some lane makes an update. */
export function neighbour(tape: Tape, clock: TapeClock, time: number, direction: 1 | -1): number {
  const { rows } = tape.head;
  const moments = tape.lanes.map((lane) => {
    const step = stepAt(lane, rows, clock, time);
    if (direction > 0) return step < lane.updates ? timeAt(lane, rows, clock, step + 1) : Infinity;
    const at = timeAt(lane, rows, clock, step);
    if (at < time) return at;
    return step > 0 ? timeAt(lane, rows, clock, step - 1) : -Infinity;
  });
  const found = direction > 0 ? Math.min(...moments) : Math.max(...moments);
  return Number.isFinite(found) ? found : time;
}

/** The state of a lane after `step` updates. */
export const pointAt = ({ head }: Tape, lane: LaneTape, step: number): Float64Array =>
  lane.points.subarray(step * head.names.length, (step + 1) * head.names.length);

/** The first step after `from` of which something holds; null when there is none. */
export function nextWhere(lane: LaneTape, from: number, holds: (step: number) => boolean): number | null {
  for (let step = from + 1; step <= lane.updates; step++) if (holds(step)) return step;
  return null;
}

/** The full loss is higher than one update before. */
export const risesAt = ({ losses }: LaneTape, step: number): boolean => losses[step] > losses[step - 1];

/** The first step after `from` at which the full loss is higher than one update before; null when there is none. */
export const nextRise = (lane: LaneTape, from: number): number | null =>
  nextWhere(lane, from, (step) => risesAt(lane, step));
