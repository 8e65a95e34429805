/** Which lane ended lowest, and from which others it cannot be told apart: lanes are compared seed by seed. */

import type { DescentRecord, RaceRecord } from "nabla/race";

export interface Comparison {
  readonly descent: DescentRecord;
  /** Seeds in which the lowest lane ended below this one by more than rounding. */
  readonly wins: number;
  /** Seeds both lanes ran from. */
  readonly seeds: number;
}

export interface Ranking {
  /** The lane with the lowest median. */
  readonly lowest: DescentRecord;
  /** Lanes it does not beat clearly more often than not. */
  readonly ties: readonly DescentRecord[];
  /** The lane with the next lowest median, if there is another. */
  readonly rival: Comparison | null;
}

/** 97.5 % point of the normal distribution. */
const z = 1.959963984540054;

/** Lower end of Wilson's 95 % interval for a share (Wilson 1927). */
export function wilsonLower(successes: number, trials: number): number {
  if (trials === 0) return 0;
  const share = successes / trials;
  const spread = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return (share + (z * z) / (2 * trials) - spread) / (1 + (z * z) / trials);
}

/** Final losses by seed; a lane without chance has one run, which stands for every seed. */
function endsOf({ seeds }: DescentRecord): (seed: number) => number | undefined {
  const ends = new Map(seeds.map((run) => [run.seed, run.finalLoss ?? Infinity]));
  return (seed) => (seeds.length === 1 ? (seeds[0].finalLoss ?? Infinity) : ends.get(seed));
}

function compare(lowest: DescentRecord, descent: DescentRecord, resolution: number): Comparison {
  const [own, other] = [endsOf(lowest), endsOf(descent)];
  const runs = lowest.seeds.length >= descent.seeds.length ? lowest.seeds : descent.seeds;
  const differences = runs.map(({ seed }) => (other(seed) ?? Number.NaN) - (own(seed) ?? Number.NaN));
  const paired = differences.filter((difference) => !Number.isNaN(difference));
  return { descent, wins: paired.filter((difference) => difference > resolution).length, seeds: paired.length };
}

/** Null when no lane has a finite median. */
export function rank(race: RaceRecord, resolution: number): Ranking | null {
  const height = (descent: DescentRecord): number => descent.finalLoss.median ?? Infinity;
  const [lowest, ...others] = [...race.descents].sort((left, right) => height(left) - height(right));
  if (lowest === undefined || lowest.finalLoss.median === null) return null;
  const comparisons = others.map((descent) => compare(lowest, descent, resolution));
  return {
    lowest,
    ties: comparisons.filter(({ wins, seeds }) => wilsonLower(wins, seeds) <= 0.5).map(({ descent }) => descent),
    rival: comparisons.reduce<Comparison | null>(
      (nearest, each) => (nearest === null || height(each.descent) < height(nearest.descent) ? each : nearest),
      null,
    ),
  };
}
