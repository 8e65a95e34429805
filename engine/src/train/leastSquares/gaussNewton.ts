/**
 * Gauss–Newton with backtracking: the step to the minimum of the linearised residuals, halved until the sum of squares
 * falls enough (Nocedal & Wright, Numerical Optimization, 2nd ed., §10.3). Quick close to a good fit; far from one, or
 * with a nearly singular Jacobian, Levenberg–Marquardt is the safer choice.
 */

import {
  EQUAL_NORMS,
  type Evaluations,
  type Fit,
  type FitOptions,
  type FitOutcome,
  type FitReason,
  moved,
  polished,
  settled,
} from "./fit.ts";
import { normFrom } from "./orthogonal.ts";
import { completed } from "./secondOrder.ts";

const SUFFICIENT_DECREASE = 1e-4;
const SHORTEST = 1e-12;

export function gaussNewton(evaluations: Evaluations, start: Fit, options: FitOptions): FitOutcome {
  return completed(evaluations, descent(evaluations, start, options), options.tolerance);
}

function descent(evaluations: Evaluations, start: Fit, options: FitOptions): FitOutcome {
  let fit = start;
  for (let iterations = 0; ; iterations++) {
    const end = settled(fit, options.tolerance);
    if (end !== null) return { fit: polished(evaluations, fit), iterations, reason: end };
    if (iterations >= options.maxIterations) return { fit, iterations, reason: "iterations" };
    const next = backtrack(evaluations, fit);
    if (typeof next === "string") return { fit, iterations, reason: next };
    fit = next;
  }
}

/** The first of the step, half of it, a quarter, … whose sum of squares falls enough. */
function backtrack(evaluations: Evaluations, fit: Fit): Fit | FitReason {
  let sawFinite = false;
  for (let length = 1; length > SHORTEST; length /= 2) {
    const w = moved(fit.w, fit.newton, fit.scale, length);
    const residuals = evaluations.at(w);
    const share = normFrom(residuals) / fit.norm;
    if (Number.isFinite(share)) sawFinite = true;
    const lower = share * share <= 1 - 2 * SUFFICIENT_DECREASE * length * fit.reach * fit.reach;
    const equal = Math.abs(1 - share) <= EQUAL_NORMS;
    if (!lower && !equal) continue;
    const next = evaluations.fit(w, residuals);
    if (next !== null && (equal ? next.reach < 0.9 * fit.reach : lower)) return next;
  }
  return sawFinite ? "no-progress" : "not-finite";
}
