/** A tape at a moment, as the figures want it. */

import {
  type Curve,
  type CurveBand,
  formatCount,
  type LaneLook,
  type LanePath,
  type Language,
  laneName,
  looksOf,
} from "@nabla/report";
import { useMemo } from "preact/hooks";
import { plainOptimizer } from "../engine/optimizers.ts";
import {
  type Band,
  type LaneSetting,
  type LaneTape,
  pointAt,
  stepAt,
  type Tape,
  type TapeClock,
  timeAt,
} from "../tape/tape.ts";

export interface ShownLane {
  readonly name: string;
  readonly look: LaneLook;
  readonly lane: LaneTape;
  /** Updates made at this moment. */
  readonly step: number;
}

/** Lanes of one batch size have one colour, unless rules race or the same would stand twice. */
function looksFor(kinds: readonly Required<LaneSetting>[]): readonly LaneLook[] {
  const looks = looksOf(kinds.map(({ batchSize, falls }) => ({ batchSize, decay: falls ? 1 : 0 })));
  if (new Set(looks).size === looks.length) return looks;
  return looksOf(kinds.map(({ batchSize, falls }, i) => ({ batchSize, optimizer: String(i), decay: falls ? 1 : 0 })));
}

/** Lanes are called after their batch size, and after their rule and their rate where that tells them apart. */
export function shownLanes(tape: Tape, clock: TapeClock, time: number, language: Language): readonly ShownLane[] {
  const kinds = tape.lanes.map(({ setting }) => ({ optimizer: plainOptimizer, falls: false, ...setting }));
  const looks = looksFor(kinds);
  const oneRule = kinds.every(({ optimizer }) => optimizer === kinds[0].optimizer);
  const names = kinds.map(({ batchSize, optimizer, falls }) => {
    const name = laneName({ batchSize, decay: falls ? 1 : 0 }, language);
    return oneRule ? name : `${optimizer}, ${name}`;
  });
  const isShared = (name: string): boolean => names.indexOf(name) !== names.lastIndexOf(name);
  const withRates = names.map((name, i) => (isShared(name) ? `${name}, η = ${kinds[i].learningRate}` : name));
  return tape.lanes.map((lane, i) => ({
    // The same twice: by their places.
    name: withRates.indexOf(withRates[i]) === i ? withRates[i] : `${withRates[i]} (${i + 1})`,
    look: looks[i],
    lane,
    step: stepAt(lane, tape.head.rows, clock, time),
  }));
}

/** Heights below this share of the first one are rounding. */
const roundingShare = 2 ** -50;
/** A lane that climbs this many times above the start has run away: the picture ends there. */
const runaway = 100;

export interface Heights {
  readonly shows: "excess" | "loss";
  readonly baseline: number;
  readonly floor: number;
  readonly ceiling: number;
}

/** The heights of the picture: above the optimum where one is known, over all that is on the tape. */
export function heightsOf({ head, lanes }: Tape): Heights {
  const baseline = head.optimum?.loss ?? 0;
  const start = Math.max(head.startLoss - baseline, Number.MIN_VALUE);
  const rounding = Math.max(start, Math.abs(baseline)) * roundingShare;
  let least = start;
  let most = start;
  for (const { losses, updates, band } of lanes) {
    // A band dips and climbs further than one seed; what is lost has no place on it.
    for (const height of band === null ? [] : [...band.low, ...band.high].map((loss) => loss - baseline)) {
      if (height > 0 && height < least) least = height;
      if (height < Infinity && height > most) most = height;
    }
    for (let step = 0; step <= updates; step++) {
      const height = losses[step] - baseline;
      if (height < least) least = height;
      if (height > most) most = height;
    }
  }
  return {
    shows: head.optimum === null ? "loss" : "excess",
    baseline,
    floor: Math.max(least * 0.8, rounding),
    ceiling: Math.min(most, runaway * start) * 1.2,
  };
}

type LanePoints = Pick<Curve, "times" | "heights" | "band">;

/** The points of every lane, as long as the tape and the clock stay what they are. */
export function usePoints(tape: Tape, { baseline }: Heights, clock: TapeClock): readonly LanePoints[] {
  return useMemo(() => {
    const { rows } = tape.head;
    return tape.lanes.map((lane) => ({
      times: (index: number) => timeAt(lane, rows, clock, index),
      heights: (index: number) => lane.losses[index] - baseline,
      ...(lane.band === null ? {} : { band: bandOf(rows, lane, lane.band, clock, baseline) }),
    }));
  }, [tape, baseline, clock]);
}

/** A lane's curve up to this moment. */
export const curveOf = ({ name, look, lane, step }: ShownLane, points: LanePoints): Curve => ({
  name,
  look,
  length: lane.updates + 1,
  until: step,
  ...points,
});

const bandOf = (rows: number, lane: LaneTape, band: Band, clock: TapeClock, baseline: number): CurveBand => ({
  times: Array.from(band.steps, (step) => timeAt(lane, rows, clock, step)),
  low: Array.from(band.low, (loss) => loss - baseline),
  median: Array.from(band.median, (loss) => loss - baseline),
  high: Array.from(band.high, (loss) => loss - baseline),
});

export const pathOf = ({ name, look, lane, step }: ShownLane): LanePath => ({
  name,
  look,
  points: lane.points.subarray(0, 2 * (lane.updates + 1)),
  until: step,
});

/** ‖w − w'‖ of the last update; null before the first. */
export function stepLength(tape: Tape, { lane, step }: ShownLane): number | null {
  if (step === 0) return null;
  const [before, after] = [pointAt(tape, lane, step - 1), pointAt(tape, lane, step)];
  return Math.sqrt(after.reduce((sum, value, i) => sum + (value - before[i]) ** 2, 0));
}

/** "3 / 11" or the like: which update of which epoch comes next. */
export const updateWords = ({ step, lane }: ShownLane): string => `${formatCount(step)} / ${formatCount(lane.updates)}`;
