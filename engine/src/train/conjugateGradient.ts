/**
 * Nonlinear conjugate gradients: each direction is the negative gradient, turned away from the directions taken before
 * (Polak & Ribière 1969, never below zero as Powell 1984 advised; Nocedal & Wright, Numerical Optimization, 2nd ed.,
 * section 5.2). On a quadratic function with exact line searches it is the method of Hestenes & Stiefel 1952, which
 * needs no more steps than there are different curvatures.
 */
import type { DirectionRule } from "./firstOrder.ts";
import { accumulate, dot, norm, scaled } from "./vector.ts";

export function conjugateGradient(): DirectionRule {
  let past: { direction: Float64Array; gradient: Float64Array } | null = null;
  let turned = false;

  return {
    direction(gradient) {
      const direction = scaled(-1, gradient);
      turned = past !== null;
      if (past !== null) {
        const change = (dot(gradient, gradient) - dot(gradient, past.gradient)) / dot(past.gradient, past.gradient);
        if (change > 0) accumulate(direction, change, past.direction);
      }
      past = { direction, gradient: gradient.slice() };
      return direction;
    },
    firstStep: (direction, slope, last) =>
      last === null ? Math.min(1, 1 / norm(direction)) : last.step * Math.min(10, last.slope / slope),
    learn: () => {},
    forget() {
      // A first direction is the negative gradient itself: to try it again would change nothing.
      const wasTurned = turned;
      past = null;
      turned = false;
      return wasTurned;
    },
  };
}
