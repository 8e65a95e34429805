/** C6: with a constant rate stochastic gradient descent does not converge linearly. */
import type { ClaimRecord } from "../../record.ts";
import { bootstrap } from "../../statistics/intervals.ts";
import { leastSquaresLine } from "../../statistics/leastSquaresLine.ts";
import { log2 } from "../../statistics/logarithm.ts";
import { finiteOrNull } from "../../statistics/quantiles.ts";
import type { Work } from "../progress.ts";
import type { RaceSettings } from "../settings.ts";
import { FLOOR_EXPONENT, FLOOR_POINTS, FLOOR_RUNS, FLOOR_STEPS, FLOOR_TIMES, INTERPOLATION } from "../thresholds.ts";
import { convergesLinearly, type Facts, roundingOf } from "./convergesLinearly.ts";
import type { ClaimQuestion } from "./question.ts";
import { above, finiteInterval, notTested } from "./verdict.ts";

/** The rates, as shares of the largest, 1/Lmax. */
const HALVINGS = [1, 1 / 2, 1 / 4, 1 / 8];

const TEST = "exponent p of floor ∝ rateᵖ at four halved rates, with replacement, from E*; bootstrap over runs";

/**
 * With noise at the optimum, runs that begin *at* the optimum: at a constant rate they leave it, and keep an excess
 * that depends on the rate. That floor is the mean excess of the late part, at four rates, and its exponent p is
 * fitted. Runs from elsewhere end on the same floor (the chain forgets its start), but take longer to show it.
 *
 * Without noise at the optimum (every example is fitted) there is no floor, and linear convergence is what is tested:
 * does the second half of a run shrink the excess like the first?
 */
export function* staysOnFloor(question: ClaimQuestion): Work<ClaimRecord> {
  const { settings, knowledge, optimum, start } = question;
  if (!settings.convex) return notTested("C6", "not-convex");
  if (optimum === null) return notTested("C6", "optimum-not-found");
  if (!optimum.record.attained) return notTested("C6", "no-minimiser");
  if (knowledge.how !== "expected-smoothness") return notTested("C6", "no-curvature");
  const { mu } = optimum.record;
  if (mu === null) return notTested("C6", "not-strongly-convex");

  const minimiser = Float64Array.from(optimum.record.parameters);
  const noise = settings.objective.meanSquaredGradientNorm(minimiser);
  const rate = 1 / knowledge.exampleSmoothness;
  const facts: Facts = { optimum, minimiser, mu, rate, noise };
  const startNoise = settings.objective.meanSquaredGradientNorm(start);
  if (!Number.isFinite(noise) || !Number.isFinite(startNoise)) return notTested("C6", "not-finite");
  const interpolates = noise <= INTERPOLATION[settings.dtype] * startNoise;
  return yield* interpolates ? convergesLinearly(settings, facts) : floors(settings, facts);
}

/** Floors at halved rates, and their exponent. */
function* floors(settings: RaceSettings, facts: Facts): Work<ClaimRecord> {
  const { mu, rate, noise } = facts;
  const { record } = facts.optimum;
  const rates = HALVINGS.map((share) => share * rate);
  const evidence = { optimumNoise: noise, mu, rates, runs: FLOOR_RUNS, startsAtOptimum: true };
  const longest = stepsAt(rates[rates.length - 1], mu);
  const allSteps = FLOOR_RUNS * rates.reduce((sum, each) => sum + stepsAt(each, mu), 0);
  const open = { id: "C6", verdict: "inconclusive", estimate: null, interval95: null, test: TEST } as const;
  if (!(allSteps <= FLOOR_STEPS)) {
    const epochsNeeded = finiteOrNull(Math.ceil(longest / settings.objective.rows));
    const found = { ...evidence, epochsNeeded, stepsAllowed: FLOOR_STEPS };
    return { ...open, reason: "floor-too-far", threshold: FLOOR_EXPONENT, n: 0, evidence: found };
  }
  const excesses: number[][] = [];
  for (const [place, each] of rates.entries()) {
    const runs: number[] = [];
    for (let i = 0; i < FLOOR_RUNS; i++) {
      const done = place * FLOOR_RUNS + i;
      yield { done, total: rates.length * FLOOR_RUNS, label: "C6" };
      runs.push(yield* lateExcess(settings, facts, each, { run: i, least: record.loss }));
    }
    excesses.push(runs);
  }
  const floorsOf = (chosen: readonly (number | null)[]) =>
    excesses.map((runs) => meanOf(chosen.map((i) => runs[i ?? 0])));
  const all = Array.from({ length: FLOOR_RUNS }, (_, i) => i);
  const floor = floorsOf(all);
  const measurable = roundingOf(settings, facts.optimum);
  const found = {
    ...evidence,
    floors: floor.map(finiteOrNull),
    measurable,
    steps: rates.map((each) => stepsAt(each, mu)),
  };
  const n = rates.length * FLOOR_RUNS;
  if (!floor.every((each) => each > measurable)) {
    return { ...open, reason: "floor-below-rounding", threshold: FLOOR_EXPONENT, n, evidence: found };
  }
  const exponent = (sample: readonly (number | null)[]) =>
    leastSquaresLine(
      HALVINGS.map(log2),
      floorsOf(sample).map((each) => log2(Math.max(each, measurable))),
    ).slope;
  const { estimate, interval95 } = bootstrap(all, { statistic: exponent });
  const follows = above(interval95, FLOOR_EXPONENT);
  // Noise at the optimum always leaves a floor that follows the rate: one that does not is rounding, and proves
  // nothing.
  const reason = follows === "does not hold" ? "floor-below-rounding" : "interval-spans-threshold";
  return {
    ...open,
    ...(follows === "holds" ? { verdict: follows } : { reason }),
    estimate: finiteOrNull(estimate),
    interval95: finiteInterval(interval95),
    threshold: FLOOR_EXPONENT,
    n,
    evidence: found,
  };
}

/** Steps of a run: the slowest direction's excess relaxes within 1/(2ημ) of them. */
const stepsAt = (rate: number, mu: number): number =>
  Math.ceil((FLOOR_TIMES.before + FLOOR_TIMES.measured) / (rate * mu));

/** The mean excess over the measured part of one run that begins at the optimum; +∞ when the run was lost. */
function* lateExcess(
  { program, objective, seedList }: RaceSettings,
  { minimiser, mu }: Facts,
  learningRate: number,
  { run: index, least }: { run: number; least: number },
): Work<number> {
  const seed = seedList[0] + index;
  const run = program.start({ seed, batchSize: 1, learningRate, order: "with-replacement", parameters: minimiser });
  try {
    const steps = stepsAt(learningRate, mu);
    const before = Math.floor((steps * FLOOR_TIMES.before) / (FLOOR_TIMES.before + FLOOR_TIMES.measured));
    let sum = 0;
    for (let i = 1; i <= FLOOR_POINTS; i++) {
      const mark = before + Math.ceil(((steps - before) * i) / FLOOR_POINTS);
      if (mark > run.step) run.advance(mark - run.step);
      if (run.diverged !== null) return Infinity;
      sum += objective.value(run.parameters()) - least;
      yield { done: i, total: FLOOR_POINTS, label: "C6" };
    }
    return sum / FLOOR_POINTS;
  } finally {
    run.close();
  }
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
