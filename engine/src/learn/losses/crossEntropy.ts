/**
 * Cross-entropy of predicted probabilities. Nothing is clamped: a wrong certainty costs infinitely much. Signs change
 * by 0 − x, so that a right certainty costs 0 and not −0.
 */
import { log, log1p, logicalAnd, sub, where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { meanOverDistributions, ofClasses } from "./classes.ts";
import { elementwise, makeLoss, requireEqualShapes } from "./loss.ts";

export const crossEntropy = makeLoss(
  {
    ...ofClasses,
    id: "crossEntropy",
    knownAs: ["CategoricalCrossentropy"],
    name: { en: "cross-entropy", zh: "交叉熵" },
    formula: "−Σ tₖ log yₖ",
    source: "Shannon 1948",
    curvature: null,
    predictionIs: "probabilities",
  },
  (prediction, target) =>
    meanOverDistributions("crossEntropy", prediction, target, (y, t) => sub(0, timesLog(t, y).sum(-1))),
);

export const binaryCrossEntropy = makeLoss(
  {
    ...elementwise,
    task: "binary",
    id: "binaryCrossEntropy",
    knownAs: ["BCELoss", "BinaryCrossentropy"],
    name: { en: "binary cross-entropy", zh: "二元交叉熵" },
    formula: "mean of −t log y − (1 − t) log(1 − y)",
    source: "Shannon 1948",
    curvature: null,
    predictionIs: "probability",
  },
  (prediction, target) => {
    requireEqualShapes("binaryCrossEntropy", prediction, target);
    const happens = timesLog(target, prediction);
    const not = target.neg().add(1);
    const certain = logicalAnd(not.equal(0), prediction.equal(1));
    const doesNot = not.mul(log1p(where(certain, 0, prediction).neg()));
    return sub(0, happens.add(doesNot)).mean();
  },
);

/** t·log y, and 0 where both are 0: the limit along t = 0. */
export function timesLog(t: Tensor, y: Tensor): Tensor {
  const bothZero = logicalAnd(t.equal(0), y.equal(0));
  return t.mul(log(where(bothZero, 1, y)));
}
