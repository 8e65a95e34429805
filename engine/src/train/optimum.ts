/** The minimum of a convex objective by a second-order solve, with a certificate; or the proof that there is none. */
import { descendAlongLines } from "./firstOrder.ts";
import { extremeEigenvalues } from "./lanczos.ts";
import { limitedMemory } from "./lbfgs.ts";
import { NEWTON_DIMENSION, newton, zeroCurvature } from "./newton.ts";
import type { Objective } from "./objective.ts";
import type { OptimumRecord } from "./record.ts";
import { dot, norm } from "./vector.ts";

export interface OptimumOptions {
  /** Where the search begins; any point will do for a convex objective. Default: all zeros. */
  readonly start?: Float64Array;
  /** A bound for the curvature everywhere, for the record; default: the curvature at the optimum. */
  readonly smoothness?: number | null;
  /**
   * Whether a minimiser exists, where that is known: false for separable classes without penalty, true under a penalty.
   * Otherwise it is found out.
   */
  readonly attained?: boolean;
}

export interface Optimum {
  readonly record: OptimumRecord;
  /** λmax/μ of the Hessian at the optimum; null when there is none, or when μ is unknown. */
  readonly kappa: number | null;
}

/** A certificate that allows more than this share of the value is none. */
const LARGEST_GAP = 1e-6;

/**
 * Minimises a *convex* objective in float64 and says how far from the minimum the answer can be.
 *
 * Up to 256 parameters by Newton's method, above by L-BFGS. The certificate is gap ≤ ‖∇E‖²/(2μ) with μ the smallest
 * non-zero curvature at the answer: for least squares this is exact everywhere, otherwise it holds near the minimum,
 * where a Newton method that has converged is. `attained` is false when the infimum is not reached because the
 * objective falls for ever along some direction; the loss is then the smallest value seen.
 *
 * @returns null when neither a minimum nor a direction without end could be established
 */
export function findOptimum(objective: Objective, options: OptimumOptions = {}): Optimum | null {
  const start = options.start ?? new Float64Array(objective.dimension);
  return objective.dimension <= NEWTON_DIMENSION
    ? optimumByNewton(objective, start, options)
    : optimumByGradients(objective, start, options);
}

function optimumByNewton(objective: Objective, start: Float64Array, options: OptimumOptions): Optimum | null {
  const { w, value, gradient, eigen, converged, recedes } = newton(objective, start);
  if (eigen === null || !Number.isFinite(value)) return null;
  const found = { loss: value, method: "newton" as const, parameters: Array.from(w) };
  const largest = eigen.values.at(-1) ?? 0;
  const smoothness = options.smoothness ?? largest;
  if (options.attained === false || (options.attained === undefined && recedes)) {
    return { record: { ...found, attained: false, gap: null, mu: null, smoothness }, kappa: null };
  }
  const zero = zeroCurvature(eigen);
  const mu = eigen.values.find((curvature) => curvature > zero);
  if (!converged || mu === undefined) return null;
  const gap = dot(gradient, gradient) / (2 * mu);
  return { record: { ...found, attained: true, gap, mu, smoothness }, kappa: largest / mu };
}

function optimumByGradients(objective: Objective, start: Float64Array, options: OptimumOptions): Optimum | null {
  const first = norm(objective.gradient(start).gradient);
  const solved = descendAlongLines((w) => objective.gradient(w), start, limitedMemory(), {
    maxIterations: 5000,
    gradientTolerance: 1e-12 * first,
  });
  if (solved.reason === "not-finite") return null;
  const found = { loss: solved.value, method: "l-bfgs" as const, parameters: Array.from(solved.x) };
  const curvature = extremeEigenvalues((v) => objective.hessianProduct(solved.x, v), objective.dimension);
  const smoothness = options.smoothness ?? curvature.largest;
  if (options.attained === false) {
    return { record: { ...found, attained: false, gap: null, mu: null, smoothness }, kappa: null };
  }
  // Lanczos never finds a curvature below the smallest; its residual is taken off to stay on the safe side.
  const mu = curvature.smallest - curvature.residual;
  const gap = (solved.gradientNorm * solved.gradientNorm) / (2 * mu);
  if (!(mu > 0) || gap > LARGEST_GAP * Math.abs(solved.value)) return null;
  return { record: { ...found, attained: true, gap, mu, smoothness }, kappa: curvature.largest / mu };
}
