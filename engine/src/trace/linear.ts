/** Products of tensors, and picking by index. */
import { range } from "../base/shape.ts";
import { build } from "../ops/apply.ts";
import type { ContractAxes } from "../ops/build.ts";
import { normalizeAxis, requireSameDType } from "./broadcasting.ts";
import { Tensor } from "./tensor.ts";

/** Σ aᵢbᵢ for two vectors; otherwise the same as `matmul`. */
export const dot = (a: Tensor, b: Tensor): Tensor => a.dot(b);

/** The matrix product; a vector is a row on the left, a column on the right; leading axes are a batch and broadcast. */
export const matmul = (a: Tensor, b: Tensor): Tensor => a.matmul(b);

/** aᵢbⱼ for two vectors. */
export const outer = (a: Tensor, b: Tensor): Tensor => contract(a, b, { lhsContract: [], rhsContract: [] });

/**
 * The general contraction: paired batch axes stay, paired contracted axes are summed over. The result has the batch
 * axes, then the free axes of a, then those of b.
 */
export function contract(
  a: Tensor,
  b: Tensor,
  {
    lhsBatch = [],
    rhsBatch = [],
    lhsContract,
    rhsContract,
  }: Partial<ContractAxes> & Pick<ContractAxes, "lhsContract" | "rhsContract">,
): Tensor {
  requireSameDType(a.dtype, b.dtype, "contract");
  return new Tensor(build.contract(a.node, b.node, { lhsBatch, rhsBatch, lhsContract, rhsContract }));
}

/**
 * The elements of x along an axis at the places of an int32 index of any shape, which takes the axis's place in the
 * result. An index out of range gives NaN (0 for integers); the gradient adds up where an index repeats.
 */
export function gather(x: Tensor, index: Tensor, axis = 0): Tensor {
  const place = normalizeAxis(axis, x.rank, "gather");
  const others = range(x.rank).filter((other) => other !== place);
  const picked = new Tensor(build.gather(x.transpose([place, ...others]).node, index.node, 0));
  const indexAxes = range(index.rank);
  const rest = range(x.rank - 1).map((i) => i + index.rank);
  return picked.transpose([...rest.slice(0, place), ...indexAxes, ...rest.slice(place)]);
}

/**
 * For each place of an int32 index, the element of x in the same line along the axis: with axis 1,
 * result[i, j] = x[i, index[i, j]]. x and index have equal sizes except along the axis.
 */
export function takeAlong(x: Tensor, index: Tensor, axis = -1): Tensor {
  const place = normalizeAxis(axis, x.rank, "takeAlong");
  const last = x.rank - 1;
  const toLast = [...range(x.rank).filter((other) => other !== place), place];
  const back = [...range(last).slice(0, place), last, ...range(last).slice(place)];
  const picked = build.gather(x.transpose(toLast).node, index.transpose(toLast).node, last);
  return new Tensor(picked).transpose(back);
}
