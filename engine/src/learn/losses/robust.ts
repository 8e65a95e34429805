/**
 * More losses of the residual r = prediction − target, averaged over all elements: asymmetric ones, ones with a margin,
 * and ones that hold outliers back. Scales are chosen so that the curvature at r = 0 is 1 where there is one.
 */
import { abs, clip, exp, log, log1p, maximum, relu, sqrt, square, tanh, where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import type { OptionInfo } from "../info.ts";
import { elementwise, type LossInfo, makeLoss, requireEqualShapes } from "./loss.ts";

type About = Pick<LossInfo, "id" | "name" | "formula" | "curvature"> & Partial<LossInfo>;
type Settings = Readonly<Record<string, number>>;

/** The average of a function of the residual. */
const ofResidual = (about: About, formula: (residual: Tensor, settings: Settings) => Tensor) =>
  makeLoss({ ...elementwise, task: "regression", predictionIs: "value", ...about }, (prediction, target, settings) => {
    requireEqualShapes(about.id, prediction, target);
    return formula(prediction.sub(target), settings).mean();
  });

const scale = (standard: number, en: string, zh: string): OptionInfo => ({
  name: "delta",
  description: { en, zh },
  default: standard,
  above: 0,
});
const share: OptionInfo = {
  name: "tau",
  description: { en: "τ: the share of targets that shall lie below", zh: "τ：应有多大比例的目标值在预测之下" },
  default: 0.5,
  above: 0,
  below: 1,
};
const margin: OptionInfo = {
  name: "epsilon",
  description: { en: "ε: residuals up to it cost nothing", zh: "ε：不超过它的残差不计损失" },
  default: 0.1,
};

export const halfSquaredError = ofResidual(
  {
    id: "halfSquaredError",
    knownAs: ["l2_loss", "HalfSquaredError"],
    name: { en: "half squared error", zh: "半平方误差" },
    formula: "mean ½r²; r = p − t",
    source: "Gauss 1821",
    curvature: 1,
  },
  (r) => square(r).mul(0.5),
);

export const smoothL1 = ofResidual(
  {
    id: "smoothL1",
    knownAs: ["SmoothL1Loss"],
    name: { en: "smooth L1 loss", zh: "平滑 L1 损失" },
    formula: "mean of ½r²/β where |r| ≤ β, else |r| − ½β; r = p − t",
    source: "Girshick 2015",
    options: [
      {
        name: "beta",
        description: { en: "β: residuals beyond it count linearly", zh: "β：超过它的残差按线性计" },
        default: 1,
        above: 0,
      },
    ],
    curvature: 1,
    curvatureWith: ({ beta }) => 1 / beta,
  },
  (r, { beta }) => {
    const held = clip(r, -beta, beta);
    return held.mul(r.sub(held.mul(0.5))).div(beta);
  },
);

export const logCosh = ofResidual(
  {
    id: "logCosh",
    knownAs: ["LogCosh", "log_cosh"],
    name: { en: "log-cosh loss", zh: "log-cosh 损失" },
    formula: "mean ln cosh r; r = p − t",
    source: "Green 1990",
    curvature: 1,
  },
  (r) => {
    const size = abs(r);
    // ln cosh r = −½ ln(1 − tanh² r) keeps the digits of small residuals, |r| + ln(1 + e^−2|r|) − ln 2 large ones.
    const small = log1p(square(tanh(clip(r, -1, 1))).neg()).mul(-0.5);
    const large = size.add(log1p(exp(size.mul(-2)))).sub(Math.LN2);
    return where(size.less(1), small, large);
  },
);

export const quantile = ofResidual(
  {
    id: "quantile",
    knownAs: ["PinballLoss", "pinball"],
    name: { en: "quantile (pinball) loss", zh: "分位数（弹球）损失" },
    formula: "mean of τ(t − p) where t ≥ p, else (1 − τ)(p − t)",
    source: "Koenker & Bassett 1978",
    options: [share],
    curvature: null,
  },
  (r, { tau }) =>
    abs(r)
      .mul(0.5)
      .add(r.mul(0.5 - tau)),
);

export const expectile = ofResidual(
  {
    id: "expectile",
    name: { en: "expectile loss", zh: "期望分位损失" },
    formula: "mean of τr² where t ≥ p, else (1 − τ)r²; r = p − t",
    source: "Newey & Powell 1987",
    options: [share],
    // 2·max(τ, 1 − τ): not one number for all options.
    curvature: null,
  },
  (r, { tau }) => where(r.less(0), square(r).mul(tau), square(r).mul(1 - tau)),
);

export const epsilonInsensitive = ofResidual(
  {
    id: "epsilonInsensitive",
    knownAs: ["epsilon_insensitive", "SVR"],
    name: { en: "ε-insensitive loss", zh: "ε 不敏感损失" },
    formula: "mean max(0, |r| − ε); r = p − t",
    source: "Vapnik 1995",
    options: [margin],
    curvature: null,
  },
  (r, { epsilon }) => relu(abs(r).sub(epsilon)),
);

export const squaredEpsilonInsensitive = ofResidual(
  {
    id: "squaredEpsilonInsensitive",
    knownAs: ["squared_epsilon_insensitive"],
    name: { en: "squared ε-insensitive loss", zh: "平方 ε 不敏感损失" },
    formula: "mean max(0, |r| − ε)²; r = p − t",
    source: "Vapnik 1995",
    options: [margin],
    curvature: 2,
  },
  (r, { epsilon }) => square(relu(abs(r).sub(epsilon))),
);

/** Residuals beyond so many scales are far out: there a simpler form is right to the last digit and cannot overflow. */
const farOut = 1e8;

export const softL1 = ofResidual(
  {
    id: "softL1",
    knownAs: ["soft_l1", "pseudoHuber", "Charbonnier"],
    name: { en: "soft L1 (pseudo-Huber) loss", zh: "软 L1（伪 Huber）损失" },
    formula: "mean δ²(√(1 + (r/δ)²) − 1); r = p − t",
    source: "Charbonnier et al. 1997",
    options: [scale(1, "δ: residuals beyond it count about linearly", "δ：超过它的残差大致按线性计")],
    curvature: 1,
  },
  (r, { delta }) => {
    const u = r.div(delta);
    const near = clip(u, -farOut, farOut);
    const root = sqrt(square(near).add(1));
    // √(1 + u²) − 1 as u²/(√(1 + u²) + 1): nothing cancels.
    const curved = square(near)
      .div(root.add(1))
      .mul(delta * delta);
    return where(abs(u).less(farOut), curved, abs(r).sub(delta).mul(delta));
  },
);

export const cauchy = ofResidual(
  {
    id: "cauchy",
    knownAs: ["Lorentzian"],
    name: { en: "Cauchy loss", zh: "柯西损失" },
    formula: "mean ½δ² ln(1 + (r/δ)²); r = p − t",
    source: "Black & Anandan 1996",
    options: [scale(1, "δ: residuals beyond it pull less and less", "δ：超过它的残差拉力越来越小")],
    curvature: 1,
    convexInPrediction: false,
  },
  (r, { delta }) => {
    const u = r.div(delta);
    const near = clip(u, -farOut, farOut);
    const curved = log1p(square(near)).mul(0.5 * delta * delta);
    return where(abs(u).less(farOut), curved, log(maximum(abs(u), 1)).mul(delta * delta));
  },
);

export const tukey = ofResidual(
  {
    id: "tukey",
    knownAs: ["biweight"],
    name: { en: "Tukey's biweight loss", zh: "Tukey 双权损失" },
    formula: "mean of δ²/6·(1 − (1 − (r/δ)²)³) where |r| ≤ δ, else δ²/6; r = p − t",
    source: "Beaton & Tukey 1974",
    options: [scale(4.685, "δ: residuals beyond it do not pull at all", "δ：超过它的残差毫无拉力")],
    curvature: 1,
    convexInPrediction: false,
  },
  (r, { delta }) => {
    const q = square(clip(r.div(delta), -1, 1));
    // 1 − (1 − q)³ = q(3 − 3q + q²): nothing cancels.
    return q.mul(q.mul(q.sub(3)).add(3)).mul((delta * delta) / 6);
  },
);

export const meanAbsolutePercentageError = makeLoss(
  {
    ...elementwise,
    task: "regression",
    predictionIs: "value",
    id: "meanAbsolutePercentageError",
    knownAs: ["MAPE", "MeanAbsolutePercentageError"],
    name: { en: "mean absolute percentage error", zh: "平均绝对百分比误差" },
    formula: "mean 100·|p − t| / max(|t|, ε)",
    source: "Makridakis 1993",
    options: [
      {
        name: "epsilon",
        description: { en: "ε: smaller targets count as it", zh: "ε：更小的目标值按它计" },
        default: 1e-7,
        above: 0,
      },
    ],
    curvature: null,
  },
  (prediction, target, { epsilon }) => {
    requireEqualShapes("meanAbsolutePercentageError", prediction, target);
    return abs(prediction.sub(target))
      .div(maximum(abs(target), epsilon))
      .mean()
      .mul(100);
  },
);
