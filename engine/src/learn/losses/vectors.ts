/** Losses of vectors: of how far apart two of them point, and of what lies nearer to what. */
import { relu, sqrt, square, stopGradient, where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import type { OptionInfo } from "../info.ts";
import { elementwise, makeLoss, requireEqualShapes } from "./loss.ts";

/** x over its length along the last axis; 0 stays 0. */
export function direction(x: Tensor): Tensor {
  // A scale that changes nothing keeps the squares within range.
  const largest = stopGradient(x.abs().max(-1, { keepDims: true }));
  const scaled = x.div(where(largest.equal(0), 1, largest));
  const squares = square(scaled).sum(-1, { keepDims: true });
  return scaled.div(sqrt(where(squares.equal(0), 1, squares)));
}

const isZero = (x: Tensor): Tensor => x.abs().max(-1).equal(0);

/** 1 − cos of the angle between vectors along the last axis, as half the square between their directions. */
export function oneMinusCosine(a: Tensor, b: Tensor): Tensor {
  const apart = square(direction(a).sub(direction(b)))
    .sum(-1)
    .mul(0.5);
  return where(isZero(a), 1, where(isZero(b), 1, apart));
}

/** ‖a − b‖ along the last axis; where it is 0 its gradient is 0. */
export function distance(a: Tensor, b: Tensor): Tensor {
  const difference = a.sub(b);
  const largest = stopGradient(difference.abs().max(-1, { keepDims: true }));
  const scale = where(largest.equal(0), 1, largest);
  const squares = square(difference.div(scale)).sum(-1);
  const same = squares.equal(0);
  return where(same, 0, sqrt(where(same, 1, squares))).mul(scale.sum(-1));
}

export const cosineDistance = makeLoss(
  {
    ...elementwise,
    task: "regression",
    predictionIs: "vector",
    id: "cosineDistance",
    knownAs: ["CosineSimilarity", "cosine_distance"],
    name: { en: "cosine distance", zh: "余弦距离" },
    formula: "mean of 1 − ⟨p, t⟩/(‖p‖‖t‖) along the last axis",
    source: "Salton 1975",
    convexInPrediction: false,
    curvature: null,
  },
  (prediction, target) => {
    requireEqualShapes("cosineDistance", prediction, target);
    return oneMinusCosine(prediction, target).mean();
  },
);

export const hingeEmbedding = makeLoss(
  {
    ...elementwise,
    task: "binary",
    predictionIs: "distance",
    id: "hingeEmbedding",
    knownAs: ["HingeEmbeddingLoss"],
    name: { en: "hinge embedding loss", zh: "合页嵌入损失" },
    formula: "mean of t·d + (1 − t)·max(0, margin − d); d = distance",
    source: "Hadsell, Chopra & LeCun 2006",
    options: [marginOption(1)],
    curvature: null,
  },
  (prediction, target, { margin }) => {
    requireEqualShapes("hingeEmbedding", prediction, target);
    const apart = relu(prediction.neg().add(margin));
    return target.mul(prediction).add(target.neg().add(1).mul(apart)).mean();
  },
);

/** How far apart what differs shall be. */
export function marginOption(standard: number): OptionInfo {
  const description = { en: "how far apart what differs shall be", zh: "不同的应当相距多远" };
  return { name: "margin", description, default: standard };
}
