/** The other side of C6: where every example is fitted, stochastic gradient descent converges linearly. */
import type { Optimum } from "../../optimum.ts";
import type { ClaimRecord } from "../../record.ts";
import { bootstrap } from "../../statistics/intervals.ts";
import { finiteOrNull } from "../../statistics/quantiles.ts";
import type { Work } from "../progress.ts";
import { resolutionOf } from "../resolution.ts";
import type { RaceSettings } from "../settings.ts";
import { FLOOR_RUNS, FLOOR_STEPS, LINEAR_LEFT, RESOLUTION_UNITS } from "../thresholds.ts";
import { finiteInterval } from "./verdict.ts";

/** What both tests of the claim begin with. */
export interface Facts {
  readonly optimum: Optimum;
  readonly minimiser: Float64Array;
  readonly mu: number;
  /** The largest rate: 1/Lmax, at which single-example descent is stable whatever it draws. */
  readonly rate: number;
  /** σ*² */
  readonly noise: number;
}

/** Where every example is fitted: the share of the excess at half time that is left at the end. */
export function* convergesLinearly(settings: RaceSettings, facts: Facts): Work<ClaimRecord> {
  const { optimum, mu, rate, noise } = facts;
  const { loss } = optimum.record;
  const half = Math.ceil(LINEAR_LEFT.times / (rate * mu));
  const evidence = {
    optimumNoise: noise,
    mu,
    rates: [rate],
    runs: FLOOR_RUNS,
    startsAtOptimum: false,
    steps: 2 * half,
  };
  const record = {
    id: "C6",
    threshold: LINEAR_LEFT.share,
    test: "no noise at the optimum: excess at the end as a share of that at half time; bootstrap over runs",
  };
  if (!(2 * half * FLOOR_RUNS <= FLOOR_STEPS)) {
    const epochsNeeded = finiteOrNull(Math.ceil((2 * half) / settings.objective.rows));
    const found = { ...evidence, epochsNeeded, stepsAllowed: FLOOR_STEPS };
    return {
      ...record,
      verdict: "inconclusive",
      reason: "floor-too-far",
      estimate: null,
      interval95: null,
      n: 0,
      evidence: found,
    };
  }
  const measurable = roundingOf(settings, optimum);
  const left: number[] = [];
  for (let i = 0; i < FLOOR_RUNS; i++) {
    yield { done: i, total: FLOOR_RUNS, label: "C6" };
    left.push(shareLeft(settings, rate, settings.seedList[0] + i, { half, loss, measurable }));
  }
  const { estimate, interval95 } = bootstrap(left);
  const linear = interval95[1] < LINEAR_LEFT.share;
  return {
    ...record,
    verdict: linear ? "does not hold" : "inconclusive",
    ...(linear ? {} : { reason: "interval-spans-threshold" }),
    estimate: finiteOrNull(estimate),
    interval95: finiteInterval(interval95),
    n: FLOOR_RUNS,
    evidence: { ...evidence, measurable },
  };
}

function shareLeft(
  { program, objective }: RaceSettings,
  learningRate: number,
  seed: number,
  { half, loss, measurable }: { half: number; loss: number; measurable: number },
): number {
  const run = program.start({ seed, batchSize: 1, learningRate, order: "with-replacement" });
  try {
    run.advance(half);
    const middle = objective.value(run.parameters()) - loss;
    run.advance(half);
    const end = objective.value(run.parameters()) - loss;
    if (run.diverged !== null || !Number.isFinite(end)) return Infinity;
    return end <= measurable ? 0 : end / middle;
  } finally {
    run.close();
  }
}

/** What rounding alone can pretend: of the loss, of the parameters (seen at the optimum itself), and of E*. */
export function roundingOf({ program, objective, seedList, dtype }: RaceSettings, { record }: Optimum): number {
  const run = program.start({
    seed: seedList[0],
    batchSize: 1,
    learningRate: 1,
    order: "with-replacement",
    parameters: Float64Array.from(record.parameters),
  });
  try {
    const ofParameters = RESOLUTION_UNITS * Math.max(0, objective.value(run.parameters()) - record.loss);
    return Math.max(resolutionOf(record.loss, dtype), ofParameters, record.gap ?? 0);
  } finally {
    run.close();
  }
}
