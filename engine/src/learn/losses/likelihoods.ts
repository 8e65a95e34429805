/**
 * Negative log-likelihoods of positive targets by the logarithm z of their mean (one by the mean itself), and of normal
 * ones by mean and log variance; averaged over all elements, without the terms that the prediction cannot change.
 */
import { ShapeError } from "../../base/errors.ts";
import { sameShape, showShape } from "../../base/shape.ts";
import { exp, log, log1p, logicalAnd, maximum, square, where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { elementwise, type LossInfo, makeLoss, requireEqualShapes } from "./loss.ts";

type About = Pick<LossInfo, "id" | "name" | "formula"> & Partial<LossInfo>;
type Settings = Readonly<Record<string, number>>;

const ofPositive = (about: About, each: (z: Tensor, target: Tensor, settings: Settings) => Tensor) =>
  makeLoss(
    { ...elementwise, task: "regression", predictionIs: "logarithm", curvature: null, ...about },
    (prediction, target, settings) => {
      requireEqualShapes(about.id, prediction, target);
      return each(prediction, target, settings).mean();
    },
  );

/** factor·eˣ. Where the factor is 0 so is the product, and its slope, even if the exponential overflows. */
function timesExp(factor: Tensor, exponent: Tensor): Tensor {
  const lost = logicalAnd(factor.equal(0), exp(exponent).equal(Number.POSITIVE_INFINITY));
  return factor.mul(exp(where(lost, 0, exponent)));
}

export const poisson = ofPositive(
  {
    id: "poisson",
    knownAs: ["PoissonNLLLoss", "HalfPoissonLoss"],
    name: { en: "Poisson loss (log link)", zh: "泊松损失（对数连接）" },
    formula: "mean of eᶻ − t·z; z = log of the mean",
    source: "Nelder & Wedderburn 1972",
    targets: { least: 0 },
  },
  (z, target) => exp(z).sub(target.mul(z)),
);

export const poissonOfMean = ofPositive(
  {
    id: "poissonOfMean",
    knownAs: ["Poisson", "PoissonNLLLoss(log_input=False)"],
    name: { en: "Poisson loss (of the mean)", zh: "泊松损失（直接给均值）" },
    formula: "mean of p − t·ln p; p = the mean",
    source: "Nelder & Wedderburn 1972",
    predictionIs: "value",
    targets: { least: 0 },
  },
  // A count of 0 is charged for the mean alone, also by a mean of 0, whose logarithm is lost.
  (p, target) => p.sub(target.mul(log(where(logicalAnd(target.equal(0), p.equal(0)), 1, p)))),
);

export const gamma = ofPositive(
  {
    id: "gamma",
    knownAs: ["HalfGammaLoss"],
    name: { en: "gamma loss (log link)", zh: "伽马损失（对数连接）" },
    formula: "mean of z + t·e⁻ᶻ; z = log of the mean",
    source: "Nelder & Wedderburn 1972",
    targets: { above: 0 },
  },
  (z, target) => z.add(target.mul(exp(z.neg()))),
);

export const tweedie = ofPositive(
  {
    id: "tweedie",
    knownAs: ["HalfTweedieLoss"],
    name: { en: "Tweedie loss (log link)", zh: "Tweedie 损失（对数连接）" },
    formula: "mean of e^((2 − ρ)z)/(2 − ρ) − t·e^((1 − ρ)z)/(1 − ρ); z = log of the mean",
    source: "Tweedie 1984; Jørgensen 1987",
    targets: { least: 0 },
    options: [
      {
        name: "power",
        description: { en: "ρ: the variance grows as the mean to this power", zh: "ρ：方差按均值的这个次幂增长" },
        default: 1.5,
        above: 1,
        below: 2,
      },
    ],
  },
  (z, target, { power }) =>
    exp(z.mul(2 - power))
      .div(2 - power)
      .add(timesExp(target, z.mul(1 - power)).div(power - 1)),
);

export const meanSquaredLogarithmicError = makeLoss(
  {
    ...elementwise,
    task: "regression",
    predictionIs: "value",
    id: "meanSquaredLogarithmicError",
    knownAs: ["MSLE", "MeanSquaredLogarithmicError"],
    name: { en: "mean squared logarithmic error", zh: "均方对数误差" },
    formula: "mean (log(1 + max(p, 0)) − log(1 + t))²",
    source: "Kaggle 2011",
    targets: { least: 0 },
    convexInPrediction: false,
    curvature: null,
  },
  (prediction, target) => {
    requireEqualShapes("meanSquaredLogarithmicError", prediction, target);
    return square(log1p(maximum(prediction, 0)).sub(log1p(target))).mean();
  },
);

export const gaussian = makeLoss(
  {
    ...elementwise,
    task: "regression",
    predictionIs: "meanAndLogVariance",
    id: "gaussian",
    knownAs: ["GaussianNLLLoss"],
    name: { en: "Gaussian negative log-likelihood", zh: "高斯负对数似然" },
    formula: "mean of ½(s + (μ − t)²·e⁻ˢ); prediction = (μ, s = log σ²)",
    source: "Nix & Weigend 1994",
    output: ({ shape }) => [...shape, 2],
    convexInPrediction: false,
    curvature: null,
  },
  (prediction, target) => {
    if (!sameShape(prediction.shape, [...target.shape, 2])) {
      throw new ShapeError(
        "loss-mean-and-variance",
        `gaussian: the prediction ${showShape(prediction.shape)} must have the shape of the target ` +
          `${showShape(target.shape)} and a last axis of 2: mean and log variance.`,
        { prediction: prediction.shape, target: target.shape },
      );
    }
    const [mean, logVariance] = [0, 1].map((part) => lastAxisAt(prediction, part));
    const squares = timesExp(square(mean.sub(target)), logVariance.neg());
    return logVariance.add(squares).mul(0.5).mean();
  },
);

/** What stands at a place of the last axis. */
function lastAxisAt(x: Tensor, place: number): Tensor {
  const { shape } = x;
  const leading = shape.slice(0, -1);
  return x.slice([...leading.map(() => 0), place], [...leading, place + 1]).reshape(leading);
}
