/** Losses of many examples, put together as other systems let one choose. */
import { DataError } from "../../base/errors.ts";
import type { NDArray } from "../../base/ndarray.ts";
import { asArrays } from "../../jit/atRest.ts";
import { reduced as ofExamples, type Reduction } from "../../learn/losses/reduction.ts";
import { isTensor, type Tensor } from "../../trace/tensor.ts";
import { callable } from "../callable.ts";
import type { ArrayValue } from "../values.ts";

/** The losses of examples along the leading axis, with a weight for each if they count differently. */
export interface ReducedLoss<Result> {
  (predictions: Tensor, targets: Tensor, weights?: Tensor): Tensor;
  (predictions: ArrayValue, targets: ArrayValue, weights?: ArrayValue): Result;
}

type Example = (prediction: Tensor, target: Tensor) => Tensor;

/**
 * A loss of one example as one of many, along the leading axis of predictions and targets: `"none"` gives each loss,
 * `"sum"` Σ wᵢℓᵢ, `"mean"` Σ wᵢℓᵢ / n, and `"weightedMean"` Σ wᵢℓᵢ / Σ wᵢ, which is what `descend` makes of the weights
 * of its data, and PyTorch of class weights. Without weights all wᵢ are 1. The axes of one example are averaged by the
 * loss itself.
 *
 * @throws OptionError `option-value` for another reduction
 * @throws ShapeError `vmap-sizes-differ`, `example-weights-shape`; DataError `negative-weight`, `zero-weights`
 * @example
 * import { meanSquaredError, reduced } from "nabla/losses";
 * reduced(meanSquaredError, "none")([1, 2, 4], [1, 1, 1]); // [0, 1, 9]
 * reduced(meanSquaredError, "weightedMean")([1, 2, 4], [1, 1, 1], [0, 3, 1]); // 3
 */
export function reduced(loss: Example, reduction: "none"): ReducedLoss<number[]>;
export function reduced(loss: Example, reduction: Exclude<Reduction, "none">): ReducedLoss<number>;
export function reduced(loss: Example, reduction: Reduction): unknown {
  const f = ofExamples(loss, reduction);
  const [alone, weighted] = [callable((p: Tensor, t: Tensor) => f(p, t)), callable(f)];
  return (predictions: Tensor, targets: Tensor, weights?: Tensor): unknown => {
    if (weights === undefined) return alone(predictions, targets);
    if (!isTensor(weights)) requireWeights(asArrays(weights, "weights") as NDArray);
    return weighted(predictions, targets, weights);
  };
}

function requireWeights({ data }: NDArray): void {
  const negative = data.findIndex((weight) => weight < 0);
  if (negative >= 0) {
    throw new DataError("negative-weight", `weights[${negative}] is ${data[negative]}; a weight is at least 0`, {
      row: negative,
      value: data[negative],
    });
  }
  if (data.every((weight) => weight === 0))
    throw new DataError("zero-weights", "all weights are 0; nothing counts", {});
}
