/** The point of the simplex that is nearest, in closed form: what sparsemax and projections have in common. */
import { relu } from "../trace/math.ts";
import type { Tensor } from "../trace/tensor.ts";

/**
 * τ with Σⱼ max(0, xⱼ − τ) = total over the last axis, kept as an axis of size 1. For every set S of places
 * τ ≥ (Σ_S xⱼ − total)/|S|, with equality for the places above τ; so the greatest over the sets { j: xⱼ ≥ xₖ }, one
 * for each k, is τ itself, without a sort: n² comparisons.
 *
 * @see Held, Wolfe and Crowder, Validation of subgradient optimization, 1974, doi:10.1007/BF01580223
 */
export function simplexThreshold(x: Tensor, total: Tensor | number): Tensor {
  const [before, size] = [x.shape.slice(0, -1), x.shape[x.rank - 1]];
  const among = x.reshape([...before, 1, size]);
  const isIn = among.greaterEqual(x.reshape([...before, size, 1])).cast(x.dtype);
  return isIn.mul(among).sum(-1).sub(total).div(isIn.sum(-1)).max(-1, { keepDims: true });
}

/** The nearest point with elements ≥ 0 along the last axis whose sum is `total`. */
export const onSimplex = (x: Tensor, total: Tensor | number): Tensor => relu(x.sub(simplexThreshold(x, total)));
