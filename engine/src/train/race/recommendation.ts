/** Which batch size and rate: from the best-rate race alone, since a common rate says nothing of an algorithm. */
import type { ComparisonRecord, DescentRecord, RaceRecord, RecommendationRecord } from "../record.ts";

/**
 * The lane that ended lowest in the median, or one of those that tie with it: that it does not beat significantly at
 * the full budget. Of lanes that tie, one at a constant rate is named before one whose rate falls (it has a number less
 * to carry over, and what it loses cannot be measured), then the one whose unlucky seeds ended lowest (the 95 % point).
 * null where there is no choice: one lane, or all lost.
 */
export function recommend(race: RaceRecord | null): RecommendationRecord | null {
  if (race === null || race.descents.length < 2) return null;
  const lanes = race.descents.map((descent, place) => ({
    descent,
    place,
    median: descent.finalLoss.median ?? Infinity,
    unlucky: descent.finalLoss.p95 ?? Infinity,
  }));
  const lowest = lanes.reduce((low, lane) => (lane.median < low.median ? lane : low), lanes[0]);
  if (lowest.median === Infinity) return null;
  const tied = lanes
    .filter((lane) => lane.median < Infinity)
    .filter(({ place }) => place === lowest.place || ties(race.comparisons, place, lowest.place))
    .sort((a, b) => Number(a.descent.decay > 0) - Number(b.descent.decay > 0) || order(a.unlucky, b.unlucky));
  const [chosen, ...others] = tied;
  return { ...named(chosen.descent), ties: others.map(({ descent }) => named(descent)), evidence: "best-rate" };
}

const order = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

const named = ({ batchSize, optimizer, learningRate, decay }: DescentRecord) => ({
  batchSize,
  ...(optimizer === undefined ? {} : { optimizer }),
  learningRate,
  decay,
});

function ties(comparisons: readonly ComparisonRecord[], a: number, b: number): boolean {
  const ofPair = comparisons.filter(
    ({ lanes: [first, second] }) => (first === a && second === b) || (first === b && second === a),
  );
  const last = ofPair.reduce((latest, each) => (each.examples > latest.examples ? each : latest), ofPair[0]);
  return last.lower === null;
}
