/** The loss: how far one prediction is from its target, as one number. */
import type { DType } from "../../base/dtype.ts";
import { ShapeError } from "../../base/errors.ts";
import { type Shape, sameShape, showShape } from "../../base/shape.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { type Info, readNumbers } from "../info.ts";

/** A target as a loss meets it: one example's. `classes` is known when it is a class id. */
export interface Target {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly classes?: number;
}

export interface LossInfo extends Info {
  readonly task: "regression" | "classification" | "binary";
  /** The shape of the prediction for such a target. */
  output(target: Target): Shape;
  /** The loss of many examples is the mean of theirs, so tiles and threads can share the work. */
  readonly additive: boolean;
  readonly convexInPrediction: boolean;
  /**
   * The largest curvature: the supremum of the largest eigenvalue of ∂²ℓ/∂prediction², for a prediction of one number
   * (one vector of classes). For averages over more outputs it is an upper bound. null where there is none.
   */
  readonly curvature: number | null;
  readonly predictionIs: "value" | "logit" | "logits" | "probability" | "probabilities";
}

/**
 * A function of (prediction, target) for one example, with what is known about it. Any other such function is a loss
 * to `descend` too; it then only lacks what is said here.
 */
export interface Loss {
  (prediction: Tensor, target: Tensor): Tensor;
  readonly info: LossInfo;
  /** The options as they hold, by name. */
  readonly settings: Readonly<Record<string, number>>;
  /**
   * The same loss with other options.
   *
   * @throws OptionError for an unknown name or a value out of range
   */
  with(options: Readonly<Record<string, number>>): Loss;
}

type Formula = (prediction: Tensor, target: Tensor, settings: Readonly<Record<string, number>>) => Tensor;

/** The loss of a formula. */
export function makeLoss(info: LossInfo, formula: Formula, options: Readonly<Record<string, number>> = {}): Loss {
  const settings = Object.freeze(readNumbers(info, options));
  return Object.assign((prediction: Tensor, target: Tensor) => formula(prediction, target, settings), {
    info,
    settings,
    with: (changed: Readonly<Record<string, number>>) => makeLoss(info, formula, { ...settings, ...changed }),
  });
}

/** Prediction and target never broadcast: a column against a row would be compared all with all. */
export function requireEqualShapes(loss: string, prediction: Tensor, target: Tensor): void {
  if (sameShape(prediction.shape, target.shape)) return;
  throw new ShapeError(
    "loss-shapes",
    `${loss}: prediction ${showShape(prediction.shape)} and target ${showShape(target.shape)} must have equal ` +
      "shapes; they are not broadcast. Reshape one of them, or check what the model returns.",
    { loss, prediction: prediction.shape, target: target.shape },
  );
}

/** What losses have in common that average over all elements. */
export const elementwise = {
  output: ({ shape }: Target) => shape,
  additive: true,
  convexInPrediction: true,
  options: [],
} as const;
