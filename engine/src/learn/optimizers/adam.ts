/** Adam: the learning rate adapted to each parameter by the size of its past gradients. */

import type { Tree } from "../../base/tree.ts";
import { expm1, log, reciprocal, sqrt, square, zerosLike } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import type { Info, OptionInfo } from "../info.ts";
import { chain, type Transformation } from "./chain.ts";
import { learningRateOption, scaleByLearningRate } from "./learningRate.ts";
import { mapTogether, type Optimizer, type OptimizerMaker, type Rate, readRates } from "./optimizer.ts";

export interface MomentsOptions {
  /** β₁ of the mean of gradients. 0.9. */
  readonly beta1?: Rate;
  /** β₂ of the mean of squared gradients. 0.999. */
  readonly beta2?: Rate;
  /** ε, added to the root. 1e-8. */
  readonly epsilon?: Rate;
}

/** What ε is added to: √v̂, or √v before its bias is corrected, which makes it count for more in the first steps. */
export type EpsilonTo = "corrected" | "uncorrected";

export const epsilonToOption: OptionInfo = {
  name: "epsilonTo",
  description: { en: "ε is added to √v̂, or to √v", zh: "ε 加在 √v̂ 上，或加在 √v 上" },
  choices: ["corrected", "uncorrected"],
};

export const momentsOptions: readonly OptionInfo[] = [
  {
    name: "beta1",
    description: { en: "β₁: memory of the mean gradient", zh: "β₁：梯度均值的记忆" },
    default: 0.9,
    below: 1,
  },
  {
    name: "beta2",
    description: { en: "β₂: memory of the mean squared gradient", zh: "β₂：梯度平方均值的记忆" },
    default: 0.999,
    below: 1,
  },
  { name: "epsilon", description: { en: "ε: keeps the divisor from 0", zh: "ε：防止除以 0" }, default: 1e-8, above: 0 },
];

const momentsInfo: Info = {
  id: "scaleByAdam",
  name: { en: "Adam's direction", zh: "Adam 的方向" },
  formula: "m̂ / (√v̂ + ε)",
  source: "Kingma & Ba 2014",
  options: [...momentsOptions, epsilonToOption],
};

/**
 * A part of a `chain`: with m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², both 0 before the first step, and
 * m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ) at step t = 1, 2, …, the direction is m̂ / (√v̂ + ε); with
 * `epsilonTo: "uncorrected"` it is m̂·√(1 − β₂ᵗ) / (√v + ε), as in Keras and in section 2 of the paper.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Kingma and Ba, Adam: a method for stochastic optimization, 2014, arXiv:1412.6980, algorithm 1
 */
export const scaleByAdam = (options: MomentsOptions & { readonly epsilonTo?: EpsilonTo } = {}): Transformation => ({
  hyper: readRates(momentsInfo, options),
  init: (params) => ({ mean: mapTogether(zerosLike, params), square: mapTogether(zerosLike, params) }),
  update: (gradient, { hyper: { beta1, beta2, epsilon }, state, step }) => {
    const before = state as { readonly mean: Tree<Tensor>; readonly square: Tree<Tensor> };
    const mean = mapTogether((m, g) => average(m, g, beta1), before.mean, gradient);
    const squares = mapTogether((v, g) => average(v, square(g), beta2), before.square, gradient);
    // Divided once, not for every weight.
    const [unbias1, unbias2] = [reciprocal(weightSoFar(beta1, step)), reciprocal(weightSoFar(beta2, step))];
    const root = sqrt(unbias2);
    const scaled = (m: Tensor, v: Tensor): Tensor =>
      options.epsilonTo === "uncorrected"
        ? m.mul(unbias1.div(root)).div(sqrt(v).add(epsilon))
        : m.mul(unbias1).div(sqrt(v.mul(unbias2)).add(epsilon));
    return {
      direction: mapTogether(scaled, mean, squares),
      state: { mean, square: squares },
    };
  },
});

export const average = (past: Tensor, now: Tensor, beta: Tensor): Tensor =>
  past.mul(beta).add(now.mul(beta.neg().add(1)));

/**
 * 1 − βᵗ at t = step + 1, as −(e^(t·ln β) − 1): in float32 the plain form has lost half its digits when βᵗ is near 1,
 * and t is converted from an integer, so that it never stops counting.
 */
export const weightSoFar = (beta: Tensor, step: Tensor): Tensor =>
  expm1(step.add(1).cast(beta.dtype).mul(log(beta))).neg();

export interface AdamOptions extends MomentsOptions {
  /** η, a number ≥ 0 or a schedule. 1e-3. */
  readonly learningRate?: Rate;
  /** "corrected". */
  readonly epsilonTo?: EpsilonTo;
}

const info: Info = {
  id: "adam",
  name: { en: "Adam", zh: "Adam" },
  formula: "m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; w ← w − η·m/(1−β₁ᵗ) / (√(v/(1−β₂ᵗ)) + ε)",
  source: "Kingma & Ba 2014",
  options: [{ ...learningRateOption, default: 1e-3 }, ...momentsOptions, epsilonToOption],
};

/**
 * Adam: m ← β₁m + (1 − β₁)∇E, v ← β₂v + (1 − β₂)(∇E)², w ← w − η·m̂ / (√v̂ + ε) with the bias of both means corrected,
 * m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) at step t = 1, 2, …
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Kingma and Ba, Adam: a method for stochastic optimization, 2014, arXiv:1412.6980, algorithm 1
 * @example
 * import { adam } from "nabla/optimizers";
 * const optimizer = adam({ learningRate: 0.01 });
 */
export const adam: OptimizerMaker<[options?: AdamOptions]> = Object.assign(
  (options: AdamOptions = {}): Optimizer => {
    const { learningRate = 1e-3, ...moments } = options;
    readRates(info, options);
    return { ...chain(scaleByAdam(moments), scaleByLearningRate({ learningRate })), info };
  },
  { info },
);
