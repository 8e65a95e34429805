/** Rules that weigh the mean of past gradients by their size: Adam's relatives. */
import { flatten, type Tree } from "../../base/tree.ts";
import { constant, exp, maximum, reciprocal, sign, sqrt, square, where, zerosLike } from "../../trace/math.ts";
import { isTensor, type Tensor } from "../../trace/tensor.ts";
import type { OptionInfo } from "../info.ts";
import { average, type EpsilonTo, epsilonToOption, type MomentsOptions, momentsOptions, weightSoFar } from "./adam.ts";
import { adaptive } from "./maker.ts";
import { mapTogether, type Rate, readRates } from "./optimizer.ts";

/** What is remembered: the mean gradient, the mean of squares, and in some rules a third. */
interface Moments {
  readonly mean: Tree<Tensor>;
  readonly square: Tree<Tensor>;
}

const noMoments = (params: Tree<Tensor>): Readonly<Record<keyof Moments, Tree<Tensor>>> => ({
  mean: mapTogether(zerosLike, params),
  square: mapTogether(zerosLike, params),
});

const decayOption: OptionInfo = {
  name: "weightDecay",
  description: { en: "λ: every step shortens the weights by ηλ", zh: "λ：每一步按 ηλ 缩短权重" },
  default: 0.01,
};

export interface AdamWOptions extends MomentsOptions {
  /** η, a number ≥ 0 or a schedule. 1e-3. */
  readonly learningRate?: Rate;
  /** λ, a number ≥ 0 or a schedule. 0.01. */
  readonly weightDecay?: Rate;
}

/**
 * AdamW: Adam with the decay of the weights taken apart from the gradient, w ← w − η(m̂ / (√v̂ + ε) + λw), as all
 * systems have it. All parameters decay, biases too.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Loshchilov and Hutter, Decoupled weight decay regularization, 2017, arXiv:1711.05101
 * @example
 * import { adamW } from "nabla/optimizers";
 * const optimizer = adamW({ learningRate: 0.01, weightDecay: 0.1 });
 */
export const adamW = adaptive<AdamWOptions>(
  {
    id: "adamW",
    name: { en: "AdamW", zh: "AdamW" },
    formula: "m, v as Adam; w ← w − η(m̂ / (√v̂ + ε) + λw)",
    source: "Loshchilov & Hutter 2017",
    rate: 1e-3,
  },
  [...momentsOptions, decayOption],
  (info, own) => ({
    hyper: readRates(info, own),
    init: noMoments,
    update: (gradient, { hyper: { beta1, beta2, epsilon, weightDecay }, params, state, step }) => {
      const { mean, square: squares } = nextMoments(gradient, state as unknown as Moments, beta1, beta2);
      const [unbias1, unbias2] = unbiasOf(beta1, beta2, step);
      const direction = (m: Tensor, v: Tensor, w: Tensor) =>
        m
          .mul(unbias1)
          .div(sqrt(v.mul(unbias2)).add(epsilon))
          .add(w.mul(weightDecay));
      return { direction: mapTogether(direction, mean, squares, params), state: { mean, square: squares } };
    },
  }),
);

const nextMoments = (gradient: Tree<Tensor>, before: Moments, beta1: Tensor, beta2: Tensor): Moments => ({
  mean: mapTogether((m, g) => average(m, g, beta1), before.mean, gradient),
  square: mapTogether((v, g) => average(v, square(g), beta2), before.square, gradient),
});

/** 1/(1 − βᵗ) of both: divided once, not for every weight. */
const unbiasOf = (beta1: Tensor, beta2: Tensor, step: Tensor): readonly [Tensor, Tensor] => [
  reciprocal(weightSoFar(beta1, step)),
  reciprocal(weightSoFar(beta2, step)),
];

export interface AmsGradOptions extends MomentsOptions {
  /** η, a number ≥ 0 or a schedule. 1e-3. */
  readonly learningRate?: Rate;
  /** Of which mean of squares the largest so far is kept: of v ("raw") or of v̂ ("corrected"). "raw". */
  readonly largestOf?: "raw" | "corrected";
  /** "corrected". */
  readonly epsilonTo?: EpsilonTo;
}

/**
 * AMSGrad: Adam with the largest mean of squares there has been, so that no rate grows again: v̄ ← max(v̄, v),
 * w ← w − η·m̂ / (√(v̄/(1 − β₂ᵗ)) + ε), as in PyTorch; with `largestOf: "corrected"` v̄ ← max(v̄, v̂) and
 * w ← w − η·m̂ / (√v̄ + ε), as in Optax.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Reddi, Kale and Kumar, On the convergence of Adam and beyond, 2018, arXiv:1904.09237
 * @example
 * import { amsGrad } from "nabla/optimizers";
 * const optimizer = amsGrad({ learningRate: 0.01 });
 */
export const amsGrad = adaptive<AmsGradOptions>(
  {
    id: "amsGrad",
    name: { en: "AMSGrad", zh: "AMSGrad" },
    formula: "m, v as Adam; v̄ ← max(v̄, v); w ← w − η·m̂ / (√(v̄/(1−β₂ᵗ)) + ε)",
    source: "Reddi, Kale & Kumar 2018",
    rate: 1e-3,
  },
  [
    ...momentsOptions,
    {
      name: "largestOf",
      description: { en: "v before or after its bias is corrected", zh: "偏差校正之前或之后的 v" },
      choices: ["raw", "corrected"],
    },
    epsilonToOption,
  ],
  (info, own) => ({
    hyper: readRates(info, own),
    init: (params) => ({ ...noMoments(params), largest: mapTogether(zerosLike, params) }),
    update: (gradient, { hyper: { beta1, beta2, epsilon }, state, step }) => {
      const before = state as unknown as Moments & { readonly largest: Tree<Tensor> };
      const { mean, square: squares } = nextMoments(gradient, before, beta1, beta2);
      const [unbias1, unbias2] = unbiasOf(beta1, beta2, step);
      const corrected = own.largestOf === "corrected";
      const largest = mapTogether((most, v) => maximum(most, corrected ? v.mul(unbias2) : v), before.largest, squares);
      const root = sqrt(unbias2);
      const direction = (m: Tensor, most: Tensor) =>
        own.epsilonTo === "uncorrected"
          ? m.mul(unbias1.div(root)).div(sqrt(most).add(epsilon))
          : m.mul(unbias1).div(sqrt(corrected ? most : most.mul(unbias2)).add(epsilon));
      return { direction: mapTogether(direction, mean, largest), state: { mean, square: squares, largest } };
    },
  }),
);

export interface NAdamOptions extends MomentsOptions {
  /** η, a number ≥ 0 or a schedule. 2e-3. */
  readonly learningRate?: Rate;
  /** ψ of μₜ = β₁(1 − ½·0.96^(ψt)). 0.004. */
  readonly momentumDecay?: number;
  /** μₜ = β₁ for all t instead. false. */
  readonly constantMomentum?: boolean;
}

/** ln 0.96 */
const LOG_096 = -0.040821994520255166;

/**
 * NAdam: Adam that looks ahead as Nesterov does, w ← w − η(μₜ₊₁m/(1 − Πₜ₊₁) + (1 − μₜ)∇E/(1 − Πₜ)) / (√v̂ + ε), with
 * μₜ = β₁(1 − ½·0.96^(ψt)) and Πₜ = μ₁⋯μₜ. ψ is 0.004 as published and in PyTorch, 1 in Keras; with `constantMomentum`
 * μₜ = β₁, as in Optax.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Dozat, Incorporating Nesterov momentum into Adam, 2016
 * @example
 * import { nAdam } from "nabla/optimizers";
 * const optimizer = nAdam();
 */
export const nAdam = adaptive<NAdamOptions>(
  {
    id: "nAdam",
    name: { en: "NAdam", zh: "NAdam" },
    formula: "m, v as Adam; w ← w − η(μₜ₊₁m/(1 − Πₜ₊₁) + (1 − μₜ)g/(1 − Πₜ)) / (√v̂ + ε); μₜ = β₁(1 − ½·0.96^(ψt))",
    source: "Dozat 2016",
    rate: 2e-3,
  },
  [
    ...momentsOptions,
    {
      name: "momentumDecay",
      description: { en: "ψ: how soon the momentum has grown", zh: "ψ：动量多快长成" },
      default: 0.004,
    },
    {
      name: "constantMomentum",
      description: { en: "the momentum is β₁ from the start", zh: "动量从一开始就是 β₁" },
      optional: true,
      flag: true,
    },
  ],
  (info, own) => ({
    hyper: readRates(info, own),
    init: (params) => {
      const { dtype } = flatten(params, isTensor).leaves[0];
      return { ...noMoments(params), remaining: constant([1], [], dtype) };
    },
    update: (gradient, { hyper: { beta1, beta2, epsilon, momentumDecay }, state, step }) => {
      const before = state as unknown as Moments & { readonly remaining: Tensor };
      const { mean, square: squares } = nextMoments(gradient, before, beta1, beta2);
      const unbias2 = reciprocal(weightSoFar(beta2, step));
      const momentumAt = (ahead: number): Tensor => {
        if (own.constantMomentum) return beta1;
        const t = step.add(ahead).cast(beta1.dtype);
        return beta1.mul(exp(t.mul(momentumDecay).mul(LOG_096)).mul(-0.5).add(1));
      };
      const [now, next] = [momentumAt(1), momentumAt(2)];
      const remaining = before.remaining.mul(now);
      const ofMean = next.div(remaining.mul(next).neg().add(1));
      const ofGradient = now.neg().add(1).div(remaining.neg().add(1));
      const direction = (m: Tensor, g: Tensor, v: Tensor) =>
        m
          .mul(ofMean)
          .add(g.mul(ofGradient))
          .div(sqrt(v.mul(unbias2)).add(epsilon));
      return {
        direction: mapTogether(direction, mean, gradient, squares),
        state: { mean, square: squares, remaining },
      };
    },
  }),
);

export interface RAdamOptions extends MomentsOptions {
  /** η, a number ≥ 0 or a schedule. 1e-3. */
  readonly learningRate?: Rate;
  /** The rate is adapted while ρₜ is greater than this. 5. */
  readonly threshold?: number;
  /** "corrected"; PyTorch adds it to the uncorrected root. */
  readonly epsilonTo?: EpsilonTo;
}

/**
 * RAdam: Adam whose rates are adapted only once there are enough gradients to say how large they are. With
 * ρ∞ = 2/(1 − β₂) − 1 and ρₜ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ): where ρₜ > 5, w ← w − η·r·m̂ / (√v̂ + ε) with
 * r² = (ρₜ − 4)(ρₜ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρₜ); before, w ← w − η·m̂.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Liu and others, On the variance of the adaptive learning rate and beyond, 2019, arXiv:1908.03265
 * @example
 * import { rAdam } from "nabla/optimizers";
 * const optimizer = rAdam();
 */
export const rAdam = adaptive<RAdamOptions>(
  {
    id: "rAdam",
    name: { en: "rectified Adam", zh: "修正 Adam（RAdam）" },
    formula: "m, v as Adam; ρₜ > 5: w ← w − η·r·m̂ / (√v̂ + ε), else w ← w − η·m̂",
    source: "Liu and others 2019",
    rate: 1e-3,
  },
  [
    ...momentsOptions,
    {
      name: "threshold",
      description: { en: "length of the average from which on rates are adapted", zh: "平均长度超过它才自适应" },
      default: 5,
    },
    epsilonToOption,
  ],
  (info, own) => ({
    hyper: readRates(info, own),
    init: noMoments,
    update: (gradient, { hyper: { beta1, beta2, epsilon, threshold }, state, step }) => {
      const { mean, square: squares } = nextMoments(gradient, state as unknown as Moments, beta1, beta2);
      const [unbias1, unbias2] = unbiasOf(beta1, beta2, step);
      const longest = beta2.neg().add(1).pow(-1).mul(2).sub(1);
      const weight = weightSoFar(beta2, step);
      const length = longest.sub(step.add(1).cast(beta2.dtype).mul(2).mul(weight.neg().add(1)).div(weight));
      const enough = length.greater(threshold);
      const safe = where(enough, length, longest);
      const share = (rho: Tensor) => rho.sub(4).mul(rho.sub(2)).div(rho);
      const rectified = sqrt(share(safe).div(share(longest)));
      const direction = (m: Tensor, v: Tensor) => {
        const adapted =
          own.epsilonTo === "uncorrected"
            ? rectified.div(sqrt(unbias2)).div(sqrt(v).add(epsilon))
            : rectified.div(sqrt(v.mul(unbias2)).add(epsilon));
        return m.mul(unbias1).mul(where(enough, adapted, 1));
      };
      return { direction: mapTogether(direction, mean, squares), state: { mean, square: squares } };
    },
  }),
);

export interface AdaBeliefOptions extends MomentsOptions {
  /** η, a number ≥ 0 or a schedule. 1e-3. */
  readonly learningRate?: Rate;
}

/**
 * AdaBelief: Adam that divides by how far gradients are from their mean, s ← β₂s + (1 − β₂)(∇E − m)² + ε,
 * w ← w − η·m̂ / (√ŝ + ε), with ε = 1e-16.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Zhuang and others, AdaBelief optimizer, 2020, arXiv:2010.07468
 * @example
 * import { adaBelief } from "nabla/optimizers";
 * const optimizer = adaBelief();
 */
export const adaBelief = adaptive<AdaBeliefOptions>(
  {
    id: "adaBelief",
    name: { en: "AdaBelief", zh: "AdaBelief" },
    formula: "m as Adam; s ← β₂s + (1−β₂)(g − m)² + ε; w ← w − η·m̂ / (√(s/(1−β₂ᵗ)) + ε)",
    source: "Zhuang and others 2020",
    rate: 1e-3,
  },
  withEpsilon(1e-16),
  (info, own) => ({
    hyper: readRates(info, own),
    init: noMoments,
    update: (gradient, { hyper: { beta1, beta2, epsilon }, state, step }) => {
      const before = state as unknown as Moments;
      const mean = mapTogether((m, g) => average(m, g, beta1), before.mean, gradient);
      const surprise = (s: Tensor, g: Tensor, m: Tensor) => average(s, square(g.sub(m)), beta2).add(epsilon);
      const squares = mapTogether(surprise, before.square, gradient, mean);
      const [unbias1, unbias2] = unbiasOf(beta1, beta2, step);
      const direction = (m: Tensor, s: Tensor) => m.mul(unbias1).div(sqrt(s.mul(unbias2)).add(epsilon));
      return { direction: mapTogether(direction, mean, squares), state: { mean, square: squares } };
    },
  }),
);

/** The options of moments with another standard ε. */
function withEpsilon(standard: number): readonly OptionInfo[] {
  return momentsOptions.map((option) => (option.name === "epsilon" ? { ...option, default: standard } : option));
}

export interface YogiOptions extends MomentsOptions {
  /** η, a number ≥ 0 or a schedule. 0.01. */
  readonly learningRate?: Rate;
}

/**
 * Yogi: Adam whose mean of squares moves by no more than the gradient's square, v ← v − (1 − β₂)·sign(v − g²)·g²,
 * w ← w − η·m̂ / (√v̂ + ε), with ε = 1e-3.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Zaheer, Reddi, Sachan, Kale and Kumar, Adaptive methods for nonconvex optimization, 2018
 * @example
 * import { yogi } from "nabla/optimizers";
 * const optimizer = yogi();
 */
export const yogi = adaptive<YogiOptions>(
  {
    id: "yogi",
    name: { en: "Yogi", zh: "Yogi" },
    formula: "m as Adam; v ← v − (1−β₂)·sign(v − g²)·g²; w ← w − η·m̂ / (√(v/(1−β₂ᵗ)) + ε)",
    source: "Zaheer and others 2018",
    rate: 0.01,
  },
  withEpsilon(1e-3),
  (info, own) => ({
    hyper: readRates(info, own),
    init: noMoments,
    update: (gradient, { hyper: { beta1, beta2, epsilon }, state, step }) => {
      const before = state as unknown as Moments;
      const mean = mapTogether((m, g) => average(m, g, beta1), before.mean, gradient);
      const towards = (v: Tensor, g: Tensor) =>
        v.sub(
          sign(v.sub(square(g)))
            .mul(square(g))
            .mul(beta2.neg().add(1)),
        );
      const squares = mapTogether(towards, before.square, gradient);
      const [unbias1, unbias2] = unbiasOf(beta1, beta2, step);
      const direction = (m: Tensor, v: Tensor) => m.mul(unbias1).div(sqrt(v.mul(unbias2)).add(epsilon));
      return { direction: mapTogether(direction, mean, squares), state: { mean, square: squares } };
    },
  }),
);
