/** When a run has come down to a level, what that cost, and how two costs compare where some never came. */
import type { CurvePoint, DescentRecord, SeedRun } from "../../record.ts";
import { bootstrap, type Interval } from "../../statistics/intervals.ts";
import { median } from "../../statistics/quantiles.ts";

/**
 * Checkpoints over which a run must stay below a level in the median: one lucky dip of a swinging run is not enough.
 */
const STAY = 5;

/**
 * The first checkpoint after the start that is below the level and from which on the median of five (or as many as the
 * budget leaves) is below it too; null where there is none.
 */
export function firstBelow(curve: readonly CurvePoint[], level: number): CurvePoint | null {
  for (let i = 1; i < curve.length; i++) {
    const { loss } = curve[i];
    if (loss === null || loss > level) continue;
    if (median(curve.slice(i, i + STAY).map((point) => point.loss)) <= level) return curve[i];
  }
  return null;
}

/** Between `least` and `most`: equal where the level was reached, the budget and +∞ where it was not (censored). */
export interface Cost {
  readonly least: number;
  readonly most: number;
}

/** What it costs one run to leave only `share` of its start's excess over `best`. */
export function costOf(run: SeedRun, clock: "step" | "examples", share: number, best: number): Cost {
  const [{ loss: start }] = run.curve;
  if (start === null) return { least: Infinity, most: Infinity };
  const point = firstBelow(run.curve, best + share * (start - best));
  if (point !== null) return { least: point[clock], most: point[clock] };
  // A run that was lost ends early, and would not have come with any budget.
  const spent = run.finalLoss === null ? Infinity : run.curve[run.curve.length - 1][clock];
  return { least: spent, most: Infinity };
}

export interface CostRatio {
  /** The median ratio, or the least it can be where `bound`. */
  readonly estimate: number;
  /** Whether runs that never came leave only a lower bound. */
  readonly bound: boolean;
  readonly interval95: Interval;
}

/**
 * The median of a[i]/b[i] over pairs of a seed. A censored cost makes the ratio an interval: the lower end of the 95 %
 * interval takes every ratio at its least, the upper end at its most, so that what was not seen decides nothing.
 */
export function ratioOfCosts(a: readonly Cost[], b: readonly Cost[]): CostRatio {
  const least = a.map((cost, i) => ratio(cost.least, b[i].most, 0));
  const most = a.map((cost, i) => ratio(cost.most, b[i].least, Infinity));
  const low = bootstrap(least);
  const high = bootstrap(most);
  return {
    estimate: low.estimate,
    bound: low.estimate !== high.estimate,
    interval95: [low.interval95[0], high.interval95[1]],
  };
}

/** ∞/∞ says nothing. */
const ratio = (a: number, b: number, unknown: number): number => (a === Infinity && b === Infinity ? unknown : a / b);

/** The run of seed i; a deterministic lane has one run that stands for all. */
export const runOf = (lane: DescentRecord, i: number): SeedRun => lane.seeds[Math.min(i, lane.seeds.length - 1)];
