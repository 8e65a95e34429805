/** What becomes of the losses of many examples: one number of them all, or each by itself. */
import { OptionError, ShapeError } from "../../base/errors.ts";
import { nearest } from "../../base/nearest.ts";
import { sameShape, showShape } from "../../base/shape.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { vmap } from "../../transform/vmap.ts";

type Example = (prediction: Tensor, target: Tensor) => Tensor;

const put: Readonly<Record<string, (losses: Tensor, weights: Tensor | undefined) => Tensor>> = {
  none: (losses) => losses,
  sum: (losses) => losses.sum(),
  mean: (losses) => losses.mean(),
  weightedMean: (losses, weights) => (weights === undefined ? losses.mean() : losses.sum().div(weights.sum())),
};

/** Each loss by itself; Σ wᵢℓᵢ; Σ wᵢℓᵢ / n; Σ wᵢℓᵢ / Σ wᵢ. */
export type Reduction = "none" | "sum" | "mean" | "weightedMean";

/** The losses of examples along the leading axis, each times its weight if there are any, put together. */
export function reduced(loss: Example, reduction: Reduction) {
  if (!(reduction in put)) {
    const known = Object.keys(put);
    throw new OptionError("option-value", `reduction is "${reduction}"; expected one of ${known.join(", ")}`, {
      name: "reduction",
      value: String(reduction),
      known,
      nearest: nearest(String(reduction), known),
    });
  }
  return (predictions: Tensor, targets: Tensor, weights?: Tensor): Tensor => {
    const losses = vmap(loss)(predictions, targets);
    if (weights !== undefined && !sameShape(weights.shape, losses.shape)) {
      throw new ShapeError(
        "example-weights-shape",
        `the weights ${showShape(weights.shape)} must be one for each loss ${showShape(losses.shape)}`,
        { got: weights.shape, expected: losses.shape },
      );
    }
    return put[reduction](weights === undefined ? losses : losses.mul(weights), weights);
  };
}
