/** A tape at a moment, as the figures want it. */

import { type Curve, formatCount, type LaneLook, type LanePath, type Language, laneName, looksOf } from "@nabla/report";
import { type LaneTape, pointAt, stepAt, type Tape, type TapeClock, timeAt } from "../tape/tape.ts";

export interface ShownLane {
  readonly name: string;
  readonly look: LaneLook;
  readonly lane: LaneTape;
  /** Updates made at this moment. */
  readonly step: number;
}

/** Lanes whose name would be the same are told apart by their rates. */
export function shownLanes(tape: Tape, clock: TapeClock, time: number, language: Language): readonly ShownLane[] {
  const kinds = tape.lanes.map(({ setting }) => ({ batchSize: setting.batchSize, decay: 0 }));
  const looks = looksOf(kinds);
  const names = kinds.map((kind) => laneName(kind, language));
  return tape.lanes.map((lane, i) => {
    const shared = names.filter((name) => name === names[i]).length > 1;
    const name = shared ? `${names[i]}, η = ${lane.setting.learningRate}` : names[i];
    return { name, look: looks[i], lane, step: stepAt(lane, tape.head.rows, clock, time) };
  });
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
  for (const { losses, updates } of lanes) {
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

export const curveOf = ({ head }: Tape, { baseline }: Heights, clock: TapeClock, shown: ShownLane): Curve => ({
  name: shown.name,
  look: shown.look,
  length: shown.lane.updates + 1,
  until: shown.step,
  times: (index) => timeAt(shown.lane, head.rows, clock, index),
  heights: (index) => shown.lane.losses[index] - baseline,
});

export const pathOf = ({ name, look, lane, step }: ShownLane): LanePath => ({
  name,
  look,
  points: lane.points.subarray(0, 2 * (step + 1)),
});

/** ‖w − w'‖ of the last update; null before the first. */
export function stepLength(tape: Tape, { lane, step }: ShownLane): number | null {
  if (step === 0) return null;
  const [before, after] = [pointAt(tape, lane, step - 1), pointAt(tape, lane, step)];
  return Math.sqrt(after.reduce((sum, value, i) => sum + (value - before[i]) ** 2, 0));
}

/** "3 / 11" or the like: which update of which epoch comes next. */
export const updateWords = ({ step, lane }: ShownLane): string => `${formatCount(step)} / ${formatCount(lane.updates)}`;
