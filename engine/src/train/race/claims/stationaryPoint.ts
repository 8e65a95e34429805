/** Whether there is a point near by at which the gradient vanishes, or only a slope that grows ever more level. */
import type { Objective, SymmetricProduct } from "../../objective.ts";
import { accumulate, addScaled, dot, norm, scaled } from "../../vector.ts";

/** Every Newton step must leave at most this share of the gradient, until this share of the first is left. */
const LEFT = 0.1;
const ENOUGH = 1e-3;
/** Hessian products of one step at most. */
export const STEP_PRODUCTS = 100;
/** Share of the gradient that the linear equations of a step may leave: little beside `LEFT`. */
const UNSOLVED = 1e-3;

type Curved = Pick<Objective, "gradient" | "hessianProduct">;

/**
 * Newton's method for ∇E = 0, which is drawn to saddles as to minima. Near a point where the gradient vanishes and the
 * curvature does not, a step or two shrink the gradient a thousandfold; where the function falls for ever, like e^(−t),
 * a step leaves 0.37 of it, and there is no such point. Yields before every step.
 *
 * @param rounding a gradient no longer than this has vanished
 * @returns the point, or null where there is none near by
 */
export function* stationaryPointNear(
  objective: Curved,
  start: Float64Array,
  rounding: number,
): Generator<void, Float64Array | null> {
  let w = start;
  let gradient = objective.gradient(w).gradient;
  const vanished = Math.max(rounding, ENOUGH * norm(gradient));
  while (norm(gradient) > vanished) {
    yield;
    const here = w;
    const next = addScaled(w, 1, leastResidual((v) => objective.hessianProduct(here, v), scaled(-1, gradient)));
    const after = objective.gradient(next).gradient;
    if (!(norm(after) <= LEFT * norm(gradient))) return null;
    w = next;
    gradient = after;
  }
  return w;
}

/**
 * x with the least ‖b − A·x‖ over the directions b, A·b, A²·b, … of a symmetric A, definite or not: conjugate residuals
 * with all earlier directions kept orthogonal (ORTHODIR, Young & Jea 1980), which never breaks down.
 */
function leastResidual(product: SymmetricProduct, b: Float64Array): Float64Array {
  const solution = new Float64Array(b.length);
  const residual = Float64Array.from(b);
  const known: { direction: Float64Array; image: Float64Array }[] = [];
  let direction = Float64Array.from(b);
  while (known.length < Math.min(b.length, STEP_PRODUCTS) && norm(residual) > UNSOLVED * norm(b)) {
    const image = product(direction);
    const size = norm(image);
    for (const earlier of known) {
      const share = dot(image, earlier.image);
      accumulate(image, -share, earlier.image);
      accumulate(direction, -share, earlier.direction);
    }
    const length = norm(image);
    // What is left after orthogonalisation is rounding: no direction leads further.
    if (!(length > 1e-10 * size)) break;
    const pair = { direction: scaled(1 / length, direction), image: scaled(1 / length, image) };
    known.push(pair);
    const along = dot(residual, pair.image);
    accumulate(solution, along, pair.direction);
    accumulate(residual, -along, pair.image);
    direction = Float64Array.from(pair.image);
  }
  return solution;
}
