/** Losses of numbers: averages over all elements of a function of the residual r = prediction − target. */
import { abs, clip, square } from "../../trace/math.ts";
import { elementwise, makeLoss, requireEqualShapes } from "./loss.ts";

export const meanSquaredError = makeLoss(
  {
    ...elementwise,
    task: "regression",
    predictionIs: "value",
    id: "meanSquaredError",
    knownAs: ["MSELoss", "MeanSquaredError", "mse", "squared_error"],
    name: { en: "mean squared error", zh: "均方误差" },
    formula: "mean (p − t)²",
    source: "Gauss 1821",
    curvature: 2,
  },
  (prediction, target) => {
    requireEqualShapes("meanSquaredError", prediction, target);
    return square(prediction.sub(target)).mean();
  },
);

export const meanAbsoluteError = makeLoss(
  {
    ...elementwise,
    task: "regression",
    predictionIs: "value",
    id: "meanAbsoluteError",
    knownAs: ["L1Loss", "MeanAbsoluteError", "absolute_error", "mae"],
    name: { en: "mean absolute error", zh: "平均绝对误差" },
    formula: "mean |p − t|",
    source: "Laplace 1774",
    curvature: null,
  },
  (prediction, target) => {
    requireEqualShapes("meanAbsoluteError", prediction, target);
    return abs(prediction.sub(target)).mean();
  },
);

export const huber = makeLoss(
  {
    ...elementwise,
    task: "regression",
    predictionIs: "value",
    id: "huber",
    knownAs: ["HuberLoss", "huber_loss"],
    name: { en: "Huber loss", zh: "Huber 损失" },
    formula: "mean of ½r² where |r| ≤ δ, else δ(|r| − ½δ); r = p − t",
    source: "Huber 1964",
    options: [
      {
        name: "delta",
        description: { en: "δ: residuals beyond it count linearly", zh: "δ：超过它的残差按线性计" },
        default: 1,
        above: 0,
      },
    ],
    curvature: 1,
  },
  (prediction, target, { delta }) => {
    requireEqualShapes("huber", prediction, target);
    const residual = prediction.sub(target);
    // With c = r held within ±δ both branches are c(r − ½c).
    const clipped = clip(residual, -delta, delta);
    return clipped.mul(residual.sub(clipped.mul(0.5))).mean();
  },
);
