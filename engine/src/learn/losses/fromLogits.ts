/** Cross-entropy of logits, with values and gradients to full relative accuracy in both tails. */
import { ShapeError } from "../../base/errors.ts";
import { softplus } from "../../trace/activations.ts";
import { customGradient } from "../../trace/customGradient.ts";
import { exp, expandDims, log1p, maximum, sigmoid, where } from "../../trace/math.ts";
import { constant } from "../../trace/shaping.ts";
import type { Tensor } from "../../trace/tensor.ts";
import type { OptionInfo, Words } from "../info.ts";
import { meanOverDistributions, ofClasses } from "./classes.ts";
import { elementwise, makeLoss, requireEqualShapes } from "./loss.ts";
import { complements, probabilities, surprisals } from "./softmax.ts";

const labelSmoothing = (description: Words): OptionInfo => ({
  name: "labelSmoothing",
  description,
  default: 0,
  below: 1,
});

export const softmaxCrossEntropy = makeLoss(
  {
    ...ofClasses,
    id: "softmaxCrossEntropy",
    knownAs: [
      "CrossEntropyLoss",
      "SparseCategoricalCrossentropy",
      "softmax_cross_entropy",
      "softmax_cross_entropy_with_integer_labels",
      "multiclass_logistic_loss",
      "HalfMultinomialLoss",
    ],
    name: { en: "softmax cross-entropy", zh: "softmax 交叉熵" },
    formula: "−Σ tₖ log pₖ; p = softmax(z)",
    source: "Bridle 1990",
    curvature: 0.5,
    curvatureWith: (_, { classWeights = [1] }) => 0.5 * Math.max(...classWeights),
    predictionIs: "logits",
    options: [
      labelSmoothing({
        en: "α: so much of every target is spread evenly over all classes",
        zh: "α：目标中均分给各类的份额",
      }),
      {
        name: "classWeights",
        description: { en: "a weight for each class", zh: "每一类的权重" },
        list: true,
        optional: true,
      },
      {
        name: "ignored",
        description: { en: "the class id of targets that do not count", zh: "不计入的目标的类编号" },
        optional: true,
        integer: true,
        signed: true,
      },
    ],
  },
  (prediction, target, { labelSmoothing: share, ignored }, { classWeights }) => {
    const weighed = (logits: Tensor, distribution: Tensor): Tensor => {
      const classes = logits.shape[logits.rank - 1];
      const smooth = share === 0 ? distribution : distribution.mul(1 - share).add(share / classes);
      return ofLogits(logits, classWeights === undefined ? smooth : smooth.mul(weightsOf(classWeights, logits)));
    };
    return meanOverDistributions("softmaxCrossEntropy", prediction, target, weighed, ignored);
  },
);

function weightsOf(classWeights: readonly number[], { shape, rank, dtype }: Tensor): Tensor {
  const classes = shape[rank - 1];
  if (classWeights.length === classes) return constant(classWeights, [classes], dtype);
  throw new ShapeError(
    "class-weights-count",
    `softmaxCrossEntropy: classWeights has ${classWeights.length} weights for ${classes} classes; give one for each.`,
    { weights: classWeights.length, classes },
  );
}

const ofLogits: (logits: Tensor, target: Tensor) => Tensor = customGradient(
  (z: Tensor, t: Tensor) => where(t.equal(0), 0, t.mul(surprisals(z))).sum(-1),
  (cotangent, _, z, t) => {
    const others = t.sum(-1, { keepDims: true }).sub(t);
    const byLogits = probabilities(z)
      .mul(others)
      .sub(t.mul(complements(z)));
    const each = expandDims(cotangent, cotangent.rank);
    return [each.mul(byLogits), each.mul(surprisals(z))];
  },
);

export const sigmoidCrossEntropy = makeLoss(
  {
    ...elementwise,
    task: "binary",
    id: "sigmoidCrossEntropy",
    knownAs: [
      "BCEWithLogitsLoss",
      "MultiLabelSoftMarginLoss",
      "SoftMarginLoss",
      "sigmoid_binary_cross_entropy",
      "log_loss",
      "HalfBinomialLoss",
    ],
    name: { en: "logistic loss (sigmoid cross-entropy)", zh: "逻辑损失（sigmoid 交叉熵）" },
    formula: "mean of −t log σ(z) − (1 − t) log σ(−z)",
    source: "Cox 1958",
    curvature: 0.25,
    curvatureWith: ({ positiveWeight }) => 0.25 * Math.max(1, positiveWeight),
    predictionIs: "logit",
    options: [
      labelSmoothing({ en: "α: every target is moved by this share towards ½", zh: "α：每个目标按此份额移向 ½" }),
      {
        name: "positiveWeight",
        description: { en: "weight of targets 1, where those of 0 weigh 1", zh: "目标 1 的权重（目标 0 的权重是 1）" },
        default: 1,
      },
    ],
  },
  (prediction, target, { labelSmoothing: share, positiveWeight }) => {
    requireEqualShapes("sigmoidCrossEntropy", prediction, target);
    const smooth = share === 0 ? target : target.mul(1 - share).add(share / 2);
    if (positiveWeight === 1) return ofLogit(prediction, smooth).mean();
    const [happens, not] = [smooth.mul(positiveWeight), smooth.neg().add(1)];
    return happens
      .mul(softplus(prediction.neg()))
      .add(not.mul(softplus(prediction)))
      .mean();
  },
);

const ofLogit: (logit: Tensor, target: Tensor) => Tensor = customGradient(
  // For t = 0 and t = 1 one of the first two terms takes the other away exactly, so that log1p stands alone.
  (z: Tensor, t: Tensor) =>
    maximum(z, 0)
      .sub(z.mul(t))
      .add(log1p(exp(z.abs().neg()))),
  (cotangent, _, z, t) => {
    const byLogit = t
      .neg()
      .add(1)
      .mul(sigmoid(z))
      .sub(t.mul(sigmoid(z.neg())));
    return [cotangent.mul(byLogit), cotangent.mul(z.neg())];
  },
);

export const sigmoidFocal = makeLoss(
  {
    ...elementwise,
    task: "binary",
    id: "sigmoidFocal",
    knownAs: ["BinaryFocalCrossentropy", "sigmoid_focal_loss"],
    name: { en: "focal loss of a logit", zh: "logit 焦点损失" },
    formula: "mean of −αt(1 − p)^γ log p − (1 − α)(1 − t)p^γ log(1 − p); p = σ(z)",
    source: "Lin, Goyal, Girshick, He & Dollár 2017",
    convexInPrediction: false,
    curvature: null,
    predictionIs: "logit",
    options: [
      {
        name: "gamma",
        description: { en: "γ: how much less an easy example counts", zh: "γ：容易的样本少算多少" },
        default: 2,
      },
      {
        name: "alpha",
        description: {
          en: "α: weight of targets 1, 1 − α of 0; both 1 without it",
          zh: "α：目标 1 的权重，目标 0 为 1 − α；不给则都是 1",
        },
        optional: true,
        most: 1,
      },
    ],
  },
  (prediction, target, { gamma, alpha }) => {
    requireEqualShapes("sigmoidFocal", prediction, target);
    // log p = −softplus(−z) and log(1 − p) = −softplus(z): powers of p and 1 − p lose nothing in the tails.
    const [missed, raised] = [softplus(prediction.neg()), softplus(prediction)];
    const of = (share: Tensor, own: Tensor, other: Tensor) => share.mul(own).mul(exp(other.mul(-gamma)));
    const happens = of(target, missed, raised);
    const not = of(target.neg().add(1), raised, missed);
    return (alpha === undefined ? happens.add(not) : happens.mul(alpha).add(not.mul(1 - alpha))).mean();
  },
);
