/** Cross-entropy of logits, with values and gradients to full relative accuracy in both tails. */
import { customGradient } from "../../trace/customGradient.ts";
import { exp, expandDims, log1p, maximum, sigmoid, where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { meanOverDistributions, ofClasses } from "./classes.ts";
import { elementwise, makeLoss, requireEqualShapes } from "./loss.ts";
import { complements, probabilities, surprisals } from "./softmax.ts";

export const softmaxCrossEntropy = makeLoss(
  {
    ...ofClasses,
    id: "softmaxCrossEntropy",
    name: { en: "softmax cross-entropy", zh: "softmax 交叉熵" },
    formula: "−Σ tₖ log pₖ; p = softmax(z)",
    source: "Bridle 1990",
    curvature: 0.5,
    predictionIs: "logits",
  },
  (prediction, target) => meanOverDistributions("softmaxCrossEntropy", prediction, target, ofLogits),
);

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
    name: { en: "logistic loss (sigmoid cross-entropy)", zh: "逻辑损失（sigmoid 交叉熵）" },
    formula: "mean of −t log σ(z) − (1 − t) log σ(−z)",
    source: "Cox 1958",
    curvature: 0.25,
    predictionIs: "logit",
  },
  (prediction, target) => {
    requireEqualShapes("sigmoidCrossEntropy", prediction, target);
    return ofLogit(prediction, target).mean();
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
