/** Targets of classification: a distribution over the classes, or the id of one class. */
import { ShapeError } from "../../base/errors.ts";
import { sameShape, showShape } from "../../base/shape.ts";
import { maximum, oneHot, where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import type { Target } from "./loss.ts";

/** The loss of each distribution: shapes […, classes] → […]. */
type Distributions = (prediction: Tensor, target: Tensor) => Tensor;

/**
 * The mean over all but the last axis of a loss of distributions. Where the target has one axis less, its numbers are
 * class ids; one that is not a class makes the loss NaN, so that it cannot pass for a perfect prediction. Distributions
 * whose id is `ignored` do not count; where no other is left the loss is 0.
 */
export function meanOverDistributions(
  loss: string,
  prediction: Tensor,
  target: Tensor,
  of: Distributions,
  ignored?: number,
): Tensor {
  if (prediction.rank > 0 && sameShape(prediction.shape, target.shape)) return of(prediction, target).mean();
  if (prediction.rank > 0 && sameShape(prediction.shape.slice(0, -1), target.shape)) {
    const distribution = oneHot(target, prediction.shape[prediction.rank - 1], prediction.dtype);
    const isClass = distribution.sum(-1).equal(1);
    const each = where(isClass, of(prediction, distribution), Number.NaN);
    if (ignored === undefined) return each.mean();
    const counts = target.notEqual(ignored);
    return where(counts, each, 0)
      .sum()
      .div(maximum(counts.cast(prediction.dtype).sum(), 1));
  }
  throw new ShapeError(
    "loss-classes-shapes",
    `${loss}: the prediction ${showShape(prediction.shape)} must have the classes as its last axis, and the target ` +
      `${showShape(target.shape)} either the same shape (distributions) or the shape without that axis (class ids).`,
    { loss, prediction: prediction.shape, target: target.shape },
  );
}

/** What losses of classes have in common. */
export const ofClasses = {
  task: "classification",
  output: ({ shape, classes }: Target) => (classes === undefined ? shape : [...shape, classes]),
  additive: true,
  convexInPrediction: true,
  options: [],
} as const;
