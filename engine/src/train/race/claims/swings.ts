/** C5: stochastic gradient descent swings, and its accuracy suffers. */
import { fold, uniform } from "../../../base/random.ts";
import type { ClaimRecord, DescentRecord, SeedRun } from "../../record.ts";
import { bootstrap, pairedDifferences } from "../../statistics/intervals.ts";
import { finiteOrNull, median } from "../../statistics/quantiles.ts";
import type { Work } from "../progress.ts";
import { resolutionOf } from "../resolution.ts";
import type { RaceOutcome } from "../run.ts";
import type { RaceSettings } from "../settings.ts";
import { RISING_SHARE, SAMPLED_RUNS, SAMPLED_STEPS, SUFFERED_EXCESS, SUFFERED_SCORE } from "../thresholds.ts";
import type { ClaimQuestion } from "./question.ts";
import { type RiseCount, shareOfRises } from "./shares.ts";
import { above, finiteInterval, notTested } from "./verdict.ts";

/**
 * Two questions, and the claim holds only if both answers are yes. Does it swing: of single-example steps sampled in
 * the second half of the budget, how many raise the full loss (the first epoch is counted apart)? Does its accuracy
 * suffer: is the result at the end of the race worse than that of full batches, seed by seed? The evidence holds both
 * answers; estimate and interval are those of the question that decided.
 */
export function* swings({ settings, same: { record: race }, bestRate, best }: ClaimQuestion): Work<ClaimRecord> {
  const single = race.descents.find((descent) => descent.batchSize === 1);
  const full = race.descents.find((descent) => descent.batchSize === "full");
  if (single === undefined) return notTested("C5", "no-single-example-lane");
  if (full === undefined) return notTested("C5", "no-full-batch-lane");

  const { early, late } = yield* sampleSteps(settings, single.learningRate);
  const earlyShare = shareOfRises(early);
  const lateShare = shareOfRises(late);
  const swing = { ...lateShare, verdict: above(lateShare.interval95, RISING_SHARE) };
  const suffer = suffering(single, full, best);

  const decidedBySwing = swing.verdict === "does not hold" || suffer.verdict === "holds";
  const verdict = decidedBySwing ? swing.verdict : suffer.verdict;
  return {
    id: "C5",
    verdict,
    ...(verdict === "inconclusive" ? { reason: "interval-spans-threshold" } : {}),
    ...(decidedBySwing
      ? { estimate: swing.share, interval95: swing.interval95, threshold: RISING_SHARE }
      : { estimate: suffer.estimate, interval95: suffer.interval95, threshold: suffer.threshold }),
    n: earlyShare.steps + lateShare.steps,
    test: "share of sampled single-example steps whose full loss rises, and paired difference of the final result",
    evidence: {
      decidedBy: decidedBySwing ? "swing" : "accuracy",
      swings: swing.verdict,
      swingThreshold: RISING_SHARE,
      earlyShare: earlyShare.share,
      earlyInterval: earlyShare.interval95,
      earlySteps: earlyShare.steps,
      lateShare: lateShare.share,
      lateInterval: lateShare.interval95,
      lateSteps: lateShare.steps,
      suffers: suffer.verdict,
      sufferedMeasure: suffer.measure,
      sufferedDifference: suffer.estimate,
      sufferedInterval: suffer.interval95,
      sufferedThreshold: suffer.threshold,
      pairs: suffer.pairs,
      learningRate: single.learningRate,
      ...atBestRates(bestRate, best),
    },
  };
}

/** Half of the samples in the first epoch, half in the second half of the budget, spread over several runs. */
function* sampleSteps(settings: RaceSettings, rate: number): Work<{ early: RiseCount[]; late: RiseCount[] }> {
  const { objective, epochs, seedList } = settings;
  const seeds = seedList.slice(0, SAMPLED_RUNS);
  const budget = epochs * objective.rows;
  const half = Math.ceil(budget / 2);
  const perPhase = Math.ceil(SAMPLED_STEPS / 2 / seeds.length);
  const early: RiseCount[] = [];
  const late: RiseCount[] = [];
  for (const seed of seeds) {
    yield { done: early.length, total: seeds.length, label: "C5" };
    const firstEpoch = placesIn(seed, "early", 0, Math.min(half, objective.rows), perPhase);
    const secondHalf = placesIn(seed, "late", half, budget, perPhase);
    const rises = yield* risesAt(settings, rate, seed, [...firstEpoch, ...secondHalf]);
    early.push(countOf(rises.slice(0, firstEpoch.length)));
    late.push(countOf(rises.slice(firstEpoch.length)));
  }
  return { early, late };
}

/** One step drawn from each of `count` equal stretches of from…to, ascending; fewer where there are fewer steps. */
function placesIn(seed: number, phase: string, from: number, to: number, count: number): number[] {
  const stretches = Math.min(count, to - from);
  const width = (to - from) / stretches;
  const draws = Array.from(uniform(fold(seed, `sampled-${phase}`, 0), Math.max(0, stretches)));
  return draws.map((draw, i) => from + Math.floor((i + draw) * width));
}

/** Whether the full loss rises in each of these steps of a single-example descent; a lost run rises from there on. */
function* risesAt(settings: RaceSettings, learningRate: number, seed: number, places: number[]): Work<boolean[]> {
  const { program, objective, order, dtype } = settings;
  const run = program.start({ seed, batchSize: 1, learningRate, order });
  try {
    const rises: boolean[] = [];
    for (const place of places) {
      if (place > run.step) run.advance(place - run.step);
      const before = objective.value(run.parameters());
      if (run.diverged === null) run.advance(1);
      const after = objective.value(run.parameters());
      const lost = run.diverged !== null || !Number.isFinite(after);
      rises.push(lost || after - before > resolutionOf(before, dtype));
      yield { done: rises.length, total: places.length, label: "C5" };
    }
    return rises;
  } finally {
    run.close();
  }
}

const countOf = (rises: readonly boolean[]): RiseCount => ({
  rises: rises.filter((rise) => rise).length,
  steps: rises.length,
});

/** How much worse the single-example lane ends, by held-out accuracy or R² where it was measured, else by full loss. */
function suffering(single: DescentRecord, full: DescentRecord, best: number) {
  const measure = measureOf(single);
  const [worse, threshold] =
    measure === "loss"
      ? [lossExcess(single, full, best), SUFFERED_EXCESS]
      : [scoreLoss(single, full, measure), SUFFERED_SCORE];
  const { estimate, interval95 } = bootstrap(worse);
  const verdict = above(interval95, threshold);
  return {
    measure,
    verdict,
    estimate: finiteOrNull(estimate),
    interval95: finiteInterval(interval95),
    threshold,
    pairs: worse.length,
  };
}

/**
 * The same difference where each lane has its own best constant rate: told beside the lesson's, and decides nothing.
 */
function atBestRates(bestRate: RaceOutcome | null, best: number) {
  const lane = (size: number | "full") =>
    bestRate?.record.descents.find(({ batchSize, decay }) => batchSize === size && decay === 0);
  const single = lane(1);
  const full = lane("full");
  if (single === undefined || full === undefined) return {};
  const { estimate, interval95 } = suffering(single, full, best);
  return { bestRateDifference: estimate, bestRateInterval: interval95, bestRate: single.learningRate };
}

type Measure = "accuracy" | "r2" | "loss";

function measureOf({ seeds: [{ curve }] }: DescentRecord): Measure {
  const heldOut = curve[0].validation;
  if (heldOut?.accuracy !== undefined) return "accuracy";
  return heldOut?.r2 === undefined ? "loss" : "r2";
}

/** Final loss of single minus that of full, as a share of the way from the start to the best known loss. */
function lossExcess(single: DescentRecord, full: DescentRecord, best: number): number[] {
  const way = median(single.seeds.map((run) => run.curve[0].loss)) - best;
  const of = (lane: DescentRecord) => single.seeds.map((_, i) => runOf(lane, i).finalLoss);
  return pairedDifferences(of(single), of(full)).map((difference) => difference / way);
}

/** Final score of full minus that of single. */
function scoreLoss(single: DescentRecord, full: DescentRecord, measure: "accuracy" | "r2"): number[] {
  // A lost run has no score: its badness, the negative score, counts as +∞.
  const badness = (lane: DescentRecord) =>
    single.seeds.map((_, i) => {
      const score = runOf(lane, i).curve.at(-1)?.validation?.[measure];
      return score === undefined ? null : -score;
    });
  return pairedDifferences(badness(single), badness(full));
}

/** The run of seed i; a deterministic lane has one run that stands for all. */
const runOf = (lane: DescentRecord, i: number): SeedRun => lane.seeds[Math.min(i, lane.seeds.length - 1)];
