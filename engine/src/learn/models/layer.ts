/** The affine layer, from which linear models and networks are made. */
import { range } from "../../base/shape.ts";
import { contract } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";

/** Weights of the shape [...input, ...output], bias of the shape output. */
export type Layer = {
  readonly weights: Tensor;
  readonly bias: Tensor;
};

/** x·W + b: the sum over all axes of x. */
export function affine({ weights, bias }: Layer, x: Tensor): Tensor {
  const axes = range(x.rank);
  return contract(x, weights, { lhsContract: axes, rhsContract: axes }).add(bias);
}
