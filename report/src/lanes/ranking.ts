/** Which lane ended lowest, and from which others it cannot be told apart: the record's comparisons decide. */

import type { ComparisonRecord, DescentRecord, RaceRecord } from "nabla/race";

export interface Rival {
  readonly descent: DescentRecord;
  /** Seeds in which the lowest lane ended below this one by more than rounding. */
  readonly wins: number;
  /** Seeds both lanes ran from. */
  readonly seeds: number;
}

export interface Ranking {
  /** The lane with the lowest median. */
  readonly lowest: DescentRecord;
  /** Lanes that the paired comparison at the whole budget does not tell apart from it. */
  readonly ties: readonly DescentRecord[];
  /** The lane with the next lowest median, if there is another. */
  readonly rival: Rival | null;
}

/** Final losses by seed; a lane without chance has one run, which stands for every seed. */
function endsOf({ seeds }: DescentRecord): (seed: number) => number | undefined {
  const ends = new Map(seeds.map((run) => [run.seed, run.finalLoss ?? Infinity]));
  return (seed) => (seeds.length === 1 ? (seeds[0].finalLoss ?? Infinity) : ends.get(seed));
}

function rivalOf(lowest: DescentRecord, descent: DescentRecord, resolution: number): Rival {
  const [own, other] = [endsOf(lowest), endsOf(descent)];
  const runs = lowest.seeds.length >= descent.seeds.length ? lowest.seeds : descent.seeds;
  const differences = runs.map(({ seed }) => (other(seed) ?? Number.NaN) - (own(seed) ?? Number.NaN));
  const paired = differences.filter((difference) => !Number.isNaN(difference));
  return { descent, wins: paired.filter((difference) => difference > resolution).length, seeds: paired.length };
}

/** The comparison of two lanes at the largest number of examples; undefined where they were not compared. */
export function lastComparison({ comparisons }: RaceRecord, one: number, other: number): ComparisonRecord | undefined {
  return comparisons
    .filter(({ lanes }) => lanes.includes(one) && lanes.includes(other))
    .reduce<ComparisonRecord | undefined>(
      (last, each) => (last === undefined || each.examples > last.examples ? each : last),
      undefined,
    );
}

/** Null when no lane has a finite median. */
export function rank(race: RaceRecord, resolution: number): Ranking | null {
  const finite = race.descents.filter((descent) => descent.finalLoss.median !== null);
  const [lowest, ...others] = [...finite].sort(
    (left, right) => (left.finalLoss.median ?? Infinity) - (right.finalLoss.median ?? Infinity),
  );
  if (lowest === undefined) return null;
  const place = race.descents.indexOf(lowest);
  const higher = (descent: DescentRecord): boolean =>
    lastComparison(race, place, race.descents.indexOf(descent))?.lower === place;
  const next = others[0] ?? race.descents.find((descent) => descent !== lowest);
  return {
    lowest,
    ties: others.filter((descent) => !higher(descent)),
    rival: next === undefined ? null : rivalOf(lowest, next, resolution),
  };
}

/** The lane with the lowest median and those level with it. */
export const leaders = ({ lowest, ties }: Ranking): readonly DescentRecord[] => [lowest, ...ties];
