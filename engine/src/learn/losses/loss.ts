/** The loss: how far one prediction is from its target, as one number. */
import type { DType } from "../../base/dtype.ts";
import { OptionError, ShapeError } from "../../base/errors.ts";
import { type Shape, sameShape, showShape } from "../../base/shape.ts";
import { isTensor, type Tensor } from "../../trace/tensor.ts";
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
  /** The same under options that change it. */
  curvatureWith?(numbers: Numbers, lists: Lists): number | null;
  /**
   * What a model must give. A "vector" needs an axis of several numbers; "score" and "scores" say which class by sign
   * or size, but not how likely; a "logarithm" is that of the expected target.
   */
  readonly predictionIs:
    | "value"
    | "vector"
    | "logarithm"
    | "meanAndLogVariance"
    | "distance"
    | "score"
    | "scores"
    | "logit"
    | "logits"
    | "logProbabilities"
    | "probability"
    | "probabilities";
  /** Where targets must lie. A target outside is refused with the data. */
  readonly targets?: { readonly least?: number; readonly above?: number };
}

type Numbers = Readonly<Record<string, number>>;
type Lists = Readonly<Record<string, readonly number[]>>;

/** Options by name: numbers, and lists of numbers where the option is one. */
export type LossOptions = Readonly<Record<string, number | readonly number[]>>;

/**
 * A function of (prediction, target) for one example, with what is known about it. Any other such function is a loss
 * to `descend` too; it then only lacks what is said here.
 */
export interface Loss {
  (prediction: Tensor, target: Tensor): Tensor;
  readonly info: LossInfo;
  /** The options as they hold, by name. */
  readonly settings: LossOptions;
  /**
   * The same loss with other options.
   *
   * @throws OptionError for an unknown name or a value out of range
   */
  with(options: LossOptions): Loss;
}

type Formula = (prediction: Tensor, target: Tensor, numbers: Numbers, lists: Lists) => Tensor;

/** The loss of a formula. */
export function makeLoss(info: LossInfo, formula: Formula, options: LossOptions = {}): Loss {
  const [numbers, lists] = [readNumbers(info, options), readLists(info, options)];
  const settings = Object.freeze({ ...numbers, ...lists });
  const loss = (prediction: Tensor, target: Tensor): Tensor => {
    requireTensors(info.id, { prediction, target });
    return formula(prediction, target, numbers, lists);
  };
  return Object.assign(loss, {
    info: info.curvatureWith === undefined ? info : { ...info, curvature: info.curvatureWith(numbers, lists) },
    settings,
    with: (changed: LossOptions) => makeLoss(info, formula, { ...settings, ...changed }),
  });
}

/** The options that are lists, each of finite numbers ≥ 0 of which one at least is more. */
function readLists({ id, options }: LossInfo, given: LossOptions): Lists {
  const lists = options.filter(({ name, list }) => list && given[name] !== undefined);
  return Object.fromEntries(lists.map(({ name }) => [name, checkWeights(id, name, given[name])]));
}

function checkWeights(owner: string, name: string, value: unknown): readonly number[] {
  const weights: unknown[] = Array.isArray(value) ? value : [value];
  const isWeight = (each: unknown) => typeof each === "number" && each >= 0 && Number.isFinite(each);
  if (weights.every(isWeight) && weights.some((each) => each !== 0)) return weights as number[];
  throw new OptionError(
    "option-weights",
    `${owner}: ${name} is [${weights.join(", ")}]; expected a list of finite numbers ≥ 0, not all of them 0`,
    { owner, name, value: weights.map(String) },
  );
}

/** Numbers beside a tensor would have no shape to compare. */
export function requireTensors(loss: string, parts: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(parts)) {
    if (isTensor(value)) continue;
    const got = Array.isArray(value) ? "an array" : `of type ${typeof value}`;
    throw new ShapeError(
      "loss-not-tensor",
      `${loss}: ${name} is ${got} where the other is a Tensor; write it as constant(numbers, shape).`,
      { loss, name, got },
    );
  }
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
