/**
 * L-BFGS: the inverse Hessian, approximated from the last few steps and the changes of the gradient along them
 * (Liu & Nocedal 1989; the two-loop recursion of Nocedal 1980).
 */
import type { DirectionRule } from "./firstOrder.ts";
import { accumulate, dot, norm, scaled } from "./vector.ts";

interface CurvaturePair {
  readonly step: Float64Array;
  readonly gradientChange: Float64Array;
  /** 1 / (stepᵀ gradientChange) */
  readonly inverse: number;
}

/** A pair is kept only if its curvature is positive and clear of rounding; others could make the matrix indefinite. */
const LEAST_CURVATURE = 1e-12;

export function limitedMemory(memory = 10): DirectionRule {
  let pairs: CurvaturePair[] = [];

  return {
    direction(gradient) {
      const direction = scaled(-1, gradient);
      const newest = pairs.at(-1);
      if (newest === undefined) return direction;
      const weights = new Array<number>(pairs.length);
      for (let i = pairs.length - 1; i >= 0; i--) {
        weights[i] = pairs[i].inverse * dot(pairs[i].step, direction);
        accumulate(direction, -weights[i], pairs[i].gradientChange);
      }
      const scale = 1 / (newest.inverse * dot(newest.gradientChange, newest.gradientChange));
      for (let j = 0; j < direction.length; j++) direction[j] *= scale;
      for (let i = 0; i < pairs.length; i++) {
        const correction = pairs[i].inverse * dot(pairs[i].gradientChange, direction);
        accumulate(direction, weights[i] - correction, pairs[i].step);
      }
      return direction;
    },
    firstStep: (direction) => (pairs.length === 0 ? Math.min(1, 1 / norm(direction)) : 1),
    learn(step, gradientChange) {
      const curvature = dot(step, gradientChange);
      if (!(curvature > LEAST_CURVATURE * norm(step) * norm(gradientChange))) return;
      pairs.push({ step, gradientChange, inverse: 1 / curvature });
      if (pairs.length > memory) pairs = pairs.slice(1);
    },
    forget() {
      const hadPairs = pairs.length > 0;
      pairs = [];
      return hadPairs;
    },
  };
}
