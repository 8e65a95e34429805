/**
 * Losses of the margin m = (2t − 1)·z of a score z whose sign says the class t, 0 or 1; averaged over all elements. A
 * target between 0 and 1 shrinks the margin.
 */
import { clip, exp, expandDims, relu, square, where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import type { OptionInfo } from "../info.ts";
import { elementwise, type LossInfo, makeLoss, requireEqualShapes } from "./loss.ts";

type About = Pick<LossInfo, "id" | "name" | "formula" | "curvature"> & Partial<LossInfo>;
type Settings = Readonly<Record<string, number>>;

const ofMargin = (about: About, formula: (margin: Tensor, settings: Settings) => Tensor) =>
  makeLoss({ ...elementwise, task: "binary", predictionIs: "score", ...about }, (prediction, target, settings) => {
    requireEqualShapes(about.id, prediction, target);
    const side = target.mul(2).sub(1);
    return formula(prediction.mul(side), settings).mean();
  });

const atKink: OptionInfo = {
  name: "atKink",
  description: {
    en: "slope by the margin where there is none: 0 … 1 of the slope before it",
    zh: "折点处对间隔的斜率：取折点之前斜率的 0 … 1 倍",
  },
  default: 0,
  most: 1,
};

/** max(0, x) with this share of the slope 1 at x = 0. */
function ramp(x: Tensor, share: number): Tensor {
  const [without, whole] = [relu(x), where(x.less(0), 0, x)];
  if (share === 0 || share === 1) return share === 0 ? without : whole;
  return whole.mul(share).add(without.mul(1 - share));
}

export const perceptron = ofMargin(
  {
    id: "perceptron",
    knownAs: ["perceptron_loss"],
    name: { en: "perceptron loss", zh: "感知机损失" },
    formula: "mean max(0, −m); m = (2t − 1)z",
    source: "Rosenblatt 1958",
    options: [atKink],
    curvature: null,
  },
  (margin, settings) => ramp(margin.neg(), settings.atKink),
);

export const hinge = ofMargin(
  {
    id: "hinge",
    knownAs: ["hinge_loss"],
    name: { en: "hinge loss", zh: "合页损失" },
    formula: "mean max(0, 1 − m); m = (2t − 1)z",
    source: "Cortes & Vapnik 1995",
    options: [atKink],
    curvature: null,
  },
  (margin, settings) => ramp(margin.neg().add(1), settings.atKink),
);

export const squaredHinge = ofMargin(
  {
    id: "squaredHinge",
    knownAs: ["SquaredHinge", "squared_hinge"],
    name: { en: "squared hinge loss", zh: "平方合页损失" },
    formula: "mean max(0, 1 − m)²; m = (2t − 1)z",
    source: "Cortes & Vapnik 1995",
    curvature: 2,
  },
  (margin) => square(relu(margin.neg().add(1))),
);

export const modifiedHuber = ofMargin(
  {
    id: "modifiedHuber",
    knownAs: ["modified_huber"],
    name: { en: "modified Huber loss", zh: "修正 Huber 损失" },
    formula: "mean of max(0, 1 − m)² where m ≥ −1, else −4m; m = (2t − 1)z",
    source: "Zhang 2004",
    curvature: 2,
  },
  (margin) => {
    const missing = margin.neg().add(1);
    // With c = 1 − m held within 0 … 2 all three branches are c(2(1 − m) − c).
    const held = clip(missing, 0, 2);
    return held.mul(missing.mul(2).sub(held));
  },
);

export const exponential = ofMargin(
  {
    id: "exponential",
    knownAs: ["AdaBoost", "ExponentialLoss"],
    name: { en: "exponential loss", zh: "指数损失" },
    formula: "mean exp(−m); m = (2t − 1)z",
    source: "Freund & Schapire 1997",
    curvature: null,
  },
  (margin) => exp(margin.neg()),
);

export const multiLabelMargin = makeLoss(
  {
    ...elementwise,
    task: "binary",
    predictionIs: "vector",
    id: "multiLabelMargin",
    knownAs: ["MultiLabelMarginLoss"],
    name: { en: "multi-label margin loss", zh: "多标签间隔损失" },
    formula: "(1/K) Σⱼ Σᵢ tⱼ(1 − tᵢ) max(0, margin − (zⱼ − zᵢ))",
    source: "Crammer & Singer 2003",
    options: [
      {
        name: "margin",
        description: { en: "how far labels shall lead what is none", zh: "标签应当领先非标签多少" },
        default: 1,
      },
    ],
    curvature: null,
  },
  (scores, target, { margin }) => {
    requireEqualShapes("multiLabelMargin", scores, target);
    const labels = (x: Tensor) => expandDims(x, -1);
    const others = (x: Tensor) => expandDims(x, -2);
    const missing = relu(others(scores).sub(labels(scores)).add(margin));
    const pairs = labels(target).mul(others(target).neg().add(1));
    return missing.mul(pairs).sum(-1).mean();
  },
);
