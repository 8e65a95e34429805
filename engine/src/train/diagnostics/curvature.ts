/** How steep and how curved an objective is at one point. */
import { type ExtremeEigenvalues, extremeEigenvalues, type LanczosOptions } from "../lanczos.ts";
import type { Objective } from "../objective.ts";
import { checkPoint } from "./point.ts";

/**
 * The largest and the smallest eigenvalue of the Hessian ∇²E(w), from Hessian–vector products alone (Lanczos with full
 * reorthogonalisation).
 *
 * `largest` is the sharpness: on a quadratic objective full-batch gradient descent converges for every rate below
 * 2/largest and diverges above it. On any other objective it is a statement about this point only. `smallest` < 0
 * means that w is not a minimum: along some direction the objective curves downwards.
 *
 * @param objective its `dimension` d and `hessianProduct` are used
 * @param w the point, d numbers
 * @throws OptionError "wrong-length" when w does not have d numbers
 * @example
 * const bowl = { dimension: 2, hessianProduct: (w, v) => Float64Array.of(2 * v[0], 8 * v[1]) };
 * curvatureAt(bowl, Float64Array.of(0, 0)).largest; // 8
 */
export function curvatureAt(
  objective: Pick<Objective, "dimension" | "hessianProduct">,
  w: Float64Array,
  options: LanczosOptions = {},
): ExtremeEigenvalues {
  checkPoint(objective.dimension, w);
  return extremeEigenvalues((v) => objective.hessianProduct(w, v), objective.dimension, options);
}
