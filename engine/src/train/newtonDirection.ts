/**
 * Newton's direction for any twice differentiable function, convex or not: −|H|⁺·gradient, where |H| has the
 * eigenvectors of the Hessian and the magnitudes of its eigenvalues (Nocedal & Wright, Numerical Optimization, 2nd ed.,
 * §3.4). Where the function curves down, the plain Newton step would climb to the saddle; this one leaves it.
 */
import { type SymmetricEigen, symmetricEigen } from "./eigen.ts";
import type { DirectionRule } from "./firstOrder.ts";
import { accumulate, allFinite, dot, scaled } from "./vector.ts";

/** Smaller curvatures, as a share of the largest, are rounding of the Hessian. */
const LEAST_CURVATURE = 1e-14;
/** Below this share of the largest, a negative curvature is taken for rounding when a minimum is judged. */
const CLEARLY_DOWN = 1e-10;

export function newtonDirection(hessian: (w: Float64Array) => readonly Float64Array[]): DirectionRule {
  const eigenAt = (w: Float64Array): SymmetricEigen | null => {
    const rows = hessian(w);
    const size = w.length;
    // Forward over reverse: both halves agree but for rounding, and their mean is symmetric.
    const matrix = Float64Array.from({ length: size * size }, (_, k) => {
      const [i, j] = [Math.floor(k / size), k % size];
      return 0.5 * (rows[i][j] + rows[j][i]);
    });
    return allFinite(matrix) ? symmetricEigen(matrix, size) : null;
  };

  return {
    direction(gradient, w) {
      const eigen = eigenAt(w);
      const most = eigen === null ? 0 : largest(eigen);
      if (eigen === null || most === 0) return scaled(-1, gradient);
      const direction = new Float64Array(gradient.length);
      eigen.vectors.forEach((vector, i) => {
        const curvature = Math.max(Math.abs(eigen.values[i]), LEAST_CURVATURE * most);
        accumulate(direction, -dot(vector, gradient) / curvature, vector);
      });
      return direction;
    },
    firstStep: () => 1,
    learn: () => {},
    forget: () => false,
    curvesDown(w) {
      const eigen = eigenAt(w);
      return eigen !== null && eigen.values[0] < -CLEARLY_DOWN * largest(eigen);
    },
  };
}

const largest = ({ values }: SymmetricEigen): number => Math.max(Math.abs(values[0]), Math.abs(values.at(-1) ?? 0));
