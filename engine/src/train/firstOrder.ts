/**
 * Minimisation of a smooth function of one flat vector by descent along a line, again and again. What differs between
 * the methods is only the direction: steepest descent (below), conjugate gradients, L-BFGS or Newton's
 * (`conjugateGradient.ts`, `lbfgs.ts`, `newtonDirection.ts`).
 */
import { strongWolfe, type Trial } from "./lineSearch.ts";
import type { EvaluateGradient, Evaluation } from "./objective.ts";
import { accumulate, addScaled, allFinite, dot, norm, scaled } from "./vector.ts";

/**
 * Why a minimisation ended. Only "gradient" is a success: the gradient norm is at most the tolerance.
 *  - "until": the caller's own test was met;
 *  - "iterations": the limit was reached first;
 *  - "line-search": no step along the direction decreases the value;
 *  - "no-progress": value and gradient no longer change beyond rounding;
 *  - "not-finite": the value or the gradient is not finite where the method stands or must go;
 *  - "saddle": the gradient is that small, but the function curves down from there (only Newton's method sees it).
 */
export type MinimizeReason =
  | "gradient"
  | "until"
  | "line-search"
  | "iterations"
  | "not-finite"
  | "no-progress"
  | "saddle";

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradientNorm: number;
  readonly iterations: number;
  /** Evaluations of value and gradient together. */
  readonly evaluations: number;
  readonly converged: boolean;
  readonly reason: MinimizeReason;
}

export interface FirstOrderOptions {
  readonly maxIterations: number;
  /** Euclidean norm of the gradient at which the minimisation has succeeded. */
  readonly gradientTolerance: number;
  /** Asked at the start and after every step; true ends the minimisation. */
  readonly until?: (here: Evaluation) => boolean;
  /** Share of the slope that a line search may leave, in absolute value; default 0.9. */
  readonly remainingSlope?: number;
}

/** How a method chooses where to go. It may remember what past steps have shown of the curvature. */
export interface DirectionRule {
  /** A direction of descent from a point with this gradient. */
  direction(gradient: Float64Array, point: Float64Array): Float64Array;
  /** The length to try first along it, given the last accepted trial's length and the slopes then and now. */
  firstStep(direction: Float64Array, slope: number, last: { step: number; slope: number } | null): number;
  /** What the last step showed: how the gradient changed along it. */
  learn(step: Float64Array, gradientChange: Float64Array): void;
  /** Forgets the past; false when there was nothing to forget. */
  forget(): boolean;
  /** Whether a point without slope is no minimum, for a rule that can tell. */
  curvesDown?(point: Float64Array): boolean;
}

/**
 * Consecutive steps that improve neither value nor gradient before a minimisation is called stuck: many, because the
 * gradient of steepest descent zigzags, and shrinks over several steps only.
 */
const STALLS = 50;

export function descendAlongLines(
  evaluate: EvaluateGradient,
  start: Float64Array,
  rule: DirectionRule,
  options: FirstOrderOptions,
): Minimum {
  let evaluations = 1;
  let iterations = 0;
  let here: Trial = { step: 0, slope: 0, point: Float64Array.from(start), ...evaluate(Float64Array.from(start)) };
  let gradientNorm = norm(here.gradient);
  let last: { step: number; slope: number } | null = null;
  let bestValue = here.value;
  let bestNorm = gradientNorm;
  let stalls = 0;

  const search = options.remainingSlope === undefined ? {} : { remainingSlope: options.remainingSlope };
  const end = (reason: MinimizeReason): Minimum => {
    const converged = reason === "gradient";
    return { x: here.point, value: here.value, gradientNorm, iterations, evaluations, converged, reason };
  };

  if (!Number.isFinite(here.value) || !allFinite(here.gradient)) return end("not-finite");
  while (true) {
    if (options.until?.(here)) return end("until");
    if (gradientNorm <= options.gradientTolerance) {
      return end(rule.curvesDown?.(here.point) ? "saddle" : "gradient");
    }
    if (iterations >= options.maxIterations) return end("iterations");

    let direction = rule.direction(here.gradient, here.point);
    let slope = dot(direction, here.gradient);
    if (!(slope < 0)) {
      rule.forget();
      last = null;
      direction = scaled(-1, here.gradient);
      slope = -gradientNorm * gradientNorm;
    }

    let sawNotFinite = false;
    const origin: Trial = { ...here, step: 0, slope };
    const trialAt = (step: number): Trial => {
      evaluations++;
      const point = addScaled(origin.point, step, direction);
      const { value, gradient } = evaluate(point);
      if (!Number.isFinite(value)) sawNotFinite = true;
      return { step, value, slope: dot(direction, gradient), point, gradient };
    };
    const accepted = strongWolfe(trialAt, origin, rule.firstStep(direction, slope, last), search);

    if (accepted === null || !allFinite(accepted.gradient)) {
      // The direction may be spoilt by what a rule remembers: try once more from steepest descent.
      if (rule.forget()) {
        last = null;
        continue;
      }
      if (Math.abs(slope) <= Number.EPSILON * Math.abs(here.value)) return end("no-progress");
      return end(sawNotFinite ? "not-finite" : "line-search");
    }

    const gradientChange = accepted.gradient.slice();
    accumulate(gradientChange, -1, here.gradient);
    rule.learn(addScaled(accepted.point, -1, here.point), gradientChange);
    last = { step: accepted.step, slope };
    here = accepted;
    gradientNorm = norm(here.gradient);
    iterations++;

    stalls = here.value < bestValue || gradientNorm < bestNorm ? 0 : stalls + 1;
    bestValue = Math.min(bestValue, here.value);
    bestNorm = Math.min(bestNorm, gradientNorm);
    if (stalls >= STALLS) return end("no-progress");
  }
}

/** Steepest descent; each step starts from the length that would repeat the last first-order decrease. */
export function steepestDescent(): DirectionRule {
  return {
    direction: (gradient) => scaled(-1, gradient),
    firstStep: (direction, slope, last) =>
      last === null ? Math.min(1, 1 / norm(direction)) : last.step * Math.min(10, last.slope / slope),
    learn: () => {},
    forget: () => false,
  };
}
