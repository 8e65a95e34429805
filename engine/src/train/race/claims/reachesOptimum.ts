/** C2: for a convex objective batch gradient descent reaches the global optimum. */

import type { ClaimRecord, RaceRecord } from "../../record.ts";
import { finiteOrNull, median, quantile } from "../../statistics/quantiles.ts";
import { dot } from "../../vector.ts";
import type { Work } from "../progress.ts";
import { resolutionOf } from "../resolution.ts";
import type { RaceOutcome } from "../run.ts";
import type { RaceSettings } from "../settings.ts";
import { REACHED_EXCESS } from "../thresholds.ts";
import type { ClaimQuestion } from "./question.ts";
import { below, finiteInterval, notTested } from "./verdict.ts";

/**
 * The share of the start's excess that is left at the end, E − E*, against the independently found optimum. A budget
 * that was too short decides nothing: the verdict is then inconclusive, with the epochs that μ and L predict.
 */
export function* reachesOptimum({ settings, same: outcome, optimum }: ClaimQuestion): Work<ClaimRecord> {
  if (!settings.convex) return notTested("C2", "not-convex");
  if (optimum === null) return notTested("C2", "optimum-not-found");
  if (!optimum.record.attained) return notTested("C2", "no-minimiser");
  const lane = outcome.record.descents.find((descent) => descent.batchSize === "full");
  if (lane === undefined) return notTested("C2", "no-full-batch-lane");

  const { loss: least, gap, mu, smoothness } = optimum.record;
  const shares = lane.seeds.map((run) => shareLeft(run.curve[0].loss, run.finalLoss, least, settings.dtype));
  const uncertainty = (gap ?? 0) / startExcess(lane, least);
  const interval95: [number, number] = [quantile(shares, 0.025), quantile(shares, 0.975) + uncertainty];
  const unstable = lane.limit !== null && lane.learningRate >= lane.limit;
  const reached = below(interval95, REACHED_EXCESS);
  const verdict = reached === "does not hold" && !unstable ? "inconclusive" : reached;
  return {
    id: "C2",
    verdict,
    ...(verdict === "holds" ? {} : { reason: unstable ? "rate-above-limit" : "budget-too-short" }),
    estimate: finiteOrNull(median(shares)),
    interval95: finiteInterval(interval95),
    threshold: REACHED_EXCESS,
    n: shares.length,
    test: "excess left at the end as a share of the start's; 2.5–97.5 % of the seeds, widened by the gap of E*",
    evidence: {
      optimum: least,
      optimumGap: finiteOrNull(gap ?? Number.NaN),
      mu,
      smoothness,
      kappa: optimum.kappa,
      certificate: largestCertificate(settings, outcome, mu),
      learningRate: lane.learningRate,
      limit: lane.limit,
      epochs: settings.epochs,
      epochsPredicted: epochsPredicted(lane.learningRate, mu, smoothness),
      epochsPredictedAtInverseL: smoothness === null ? null : epochsPredicted(1 / smoothness, mu, smoothness),
    },
  };
}

type Lane = RaceRecord["descents"][number];

/** (E_end − E*)/(E_start − E*); an excess within the resolution is none; null when the run was lost. */
function shareLeft(start: number | null, end: number | null, least: number, dtype: RaceSettings["dtype"]) {
  if (start === null || end === null) return null;
  const excess = end - least;
  return excess <= resolutionOf(least, dtype) ? 0 : excess / (start - least);
}

const startExcess = (lane: Lane, least: number): number => median(lane.seeds.map((run) => run.curve[0].loss)) - least;

/** The largest over seeds of ‖∇E‖²/(2μ) where the lane ended. */
function largestCertificate({ objective }: RaceSettings, { lanes, ends }: RaceOutcome, mu: number | null) {
  if (mu === null) return null;
  const bounds = ends[lanes.findIndex((lane) => lane.name === "full")].map((w) => {
    const { gradient } = objective.gradient(w);
    return dot(gradient, gradient) / (2 * mu);
  });
  return finiteOrNull(bounds.reduce((most, bound) => Math.max(most, bound), 0));
}

/**
 * The epochs after which the excess is certainly below the threshold: each full-batch step leaves at most the share
 * 1 − 2μη(1 − ηL/2) of it (descent lemma and Polyak–Łojasiewicz inequality); null at a rate without that promise.
 */
export function epochsPredicted(rate: number, mu: number | null, smoothness: number | null): number | null {
  if (mu === null || smoothness === null) return null;
  const gain = 2 * mu * rate * (1 - (rate * smoothness) / 2);
  return gain > 0 ? stepsToShrink(Math.max(0, 1 - gain), REACHED_EXCESS) : null;
}

/** The least k with factorᵏ ≤ share, for 0 ≤ factor < 1: by doubling, then by the binary digits of k from the top. */
export function stepsToShrink(factor: number, share: number): number | null {
  const doublings = [{ steps: 1, power: factor }];
  let last = doublings[0];
  while (last.power > share) {
    if (last.steps > Number.MAX_SAFE_INTEGER / 4) return null;
    last = { steps: 2 * last.steps, power: last.power * last.power };
    doublings.unshift(last);
  }
  let tooFew = 0;
  let left = 1;
  for (const { steps, power } of doublings) {
    if (left * power <= share) continue;
    left *= power;
    tooFew += steps;
  }
  return tooFew + 1;
}
