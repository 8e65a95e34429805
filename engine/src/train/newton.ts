/**
 * Newton's method for convex functions of a moderate number of variables, with the pseudo-inverse where the Hessian is
 * singular (collinear columns, one redundant column of a softmax) and backtracking so that every step descends.
 */
import { type SymmetricEigen, symmetricEigen } from "./eigen.ts";
import type { Objective } from "./objective.ts";
import { accumulate, addScaled, allFinite, dot, norm } from "./vector.ts";

/** Above this many variables the eigenvalues of a full Hessian cost too much. */
export const NEWTON_DIMENSION = 256;

export interface NewtonResult {
  readonly w: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** Of the Hessian at w; null when it is not finite there. */
  readonly eigen: SymmetricEigen | null;
  readonly iterations: number;
  /** Whether the decrease a further full step promises is below the rounding of the value. */
  readonly converged: boolean;
  /**
   * Whether step after step led away, with less and less curvature ahead: the function falls for ever along that
   * direction, and no minimiser exists.
   */
  readonly recedes: boolean;
}

export interface NewtonOptions {
  readonly maxIterations?: number;
  /** Asked at every point; true ends the iteration. */
  readonly until?: (w: Float64Array, gradient: Float64Array) => boolean;
}

/** Eigenvalues up to this are rounding of a singular matrix. */
export const zeroCurvature = (eigen: SymmetricEigen): number =>
  8 * eigen.values.length * Number.EPSILON * Math.max(0, eigen.values.at(-1) ?? 0);

/** A convergent step this much shorter than the point is rounding; a receding one stays a share of 1/iterations. */
const RECEDING_STEP = 1e-4;
/** Along a receding direction curvature falls like e^(−t): to 0.37 over one Newton step. Quadratics keep theirs. */
const RECEDING_CURVATURE = 0.75;
/**
 * Receding steps in a row after which the way is taken to have no end: the loss that is left to gain has then fallen by
 * e³⁰, to where rounding drowns it. Fewer are proof enough when rounding has ended the search before.
 */
const RECEDING_STEPS = { endless: 30, least: 10 };

type Convex = Pick<Objective, "dimension" | "value" | "gradient" | "hessianProduct" | "hessian">;

export function newton(objective: Convex, start: Float64Array, options: NewtonOptions = {}): NewtonResult {
  const { maxIterations = 200, until } = options;
  let w: Float64Array = Float64Array.from(start);
  let { value, gradient } = objective.gradient(w);
  const firstValue = Math.abs(value);
  let eigen = eigenAt(objective, w);
  let receding = 0;
  let iterations = 0;
  let converged = false;

  for (; iterations < maxIterations && eigen !== null; iterations++) {
    if (receding === RECEDING_STEPS.endless || until?.(w, gradient)) break;
    const step = newtonStep(eigen, gradient);
    const slope = dot(step, gradient);
    const scale = Math.max(Math.abs(value), Number.EPSILON * firstValue);
    converged = -slope <= 1e-14 * scale;

    const next = backtrack(objective, w, value, step, slope);
    if (next === null) break;
    const evaluation = objective.gradient(next);
    // Once converged, steps are taken for as long as they still halve the gradient.
    if (converged && !(norm(evaluation.gradient) < 0.5 * norm(gradient))) break;
    receding = recedes(objective, w, step, -slope) ? receding + 1 : 0;
    w = next;
    ({ value, gradient } = evaluation);
    eigen = eigenAt(objective, w);
  }
  return { w, value, gradient, eigen, iterations, converged, recedes: receding >= RECEDING_STEPS.least };
}

function eigenAt(objective: Convex, w: Float64Array): SymmetricEigen | null {
  const hessian = objective.hessian?.(w) ?? hessianByProducts(objective, w);
  return allFinite(hessian) ? symmetricEigen(hessian, objective.dimension) : null;
}

function hessianByProducts(objective: Convex, w: Float64Array): Float64Array {
  const size = objective.dimension;
  const hessian = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    unit[i] = 1;
    hessian.set(objective.hessianProduct(w, unit), i * size);
    unit[i] = 0;
  }
  return hessian;
}

/** −H⁺∇E: the Newton step within the directions that have curvature. */
function newtonStep(eigen: SymmetricEigen, gradient: Float64Array): Float64Array {
  const zero = zeroCurvature(eigen);
  const step = new Float64Array(gradient.length);
  eigen.values.forEach((curvature, i) => {
    if (curvature > zero) accumulate(step, -dot(eigen.vectors[i], gradient) / curvature, eigen.vectors[i]);
  });
  return step;
}

/** The first of w + step, w + step/2, … whose value falls enough, or does not rise beyond rounding; null if none. */
function backtrack(objective: Convex, w: Float64Array, value: number, step: Float64Array, slope: number) {
  if (!(slope < 0) || !allFinite(step)) return null;
  const rounding = 4 * Number.EPSILON * Math.abs(value);
  for (let length = 1; length > 1e-12; length *= 0.5) {
    const next = addScaled(w, length, step);
    if (objective.value(next) <= value + 1e-4 * length * slope + rounding) return next;
  }
  return null;
}

/** Whether a Newton step from w, along which the curvature is stepᵀ·H·step, is long and leads to less curvature. */
function recedes(objective: Convex, w: Float64Array, step: Float64Array, curvature: number): boolean {
  if (norm(step) <= RECEDING_STEP * (1 + norm(w))) return false;
  const ahead = dot(step, objective.hessianProduct(addScaled(w, 1, step), step));
  return ahead < RECEDING_CURVATURE * curvature;
}
