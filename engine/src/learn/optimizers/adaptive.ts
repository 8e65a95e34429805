/** Rules that give every weight a rate of its own, from the size of its gradients so far. */

import type { Tree } from "../../base/tree.ts";
import { abs, maximum, reciprocal, sign, sqrt, square, zerosLike } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import type { OptionInfo } from "../info.ts";
import { average, weightSoFar } from "./adam.ts";
import type { Transformation } from "./chain.ts";
import { adaptive, decayOption, epsilonOption } from "./maker.ts";
import { mapTogether, type Rate, readRates } from "./optimizer.ts";

const insideOption: OptionInfo = {
  name: "epsilonInside",
  description: { en: "ε under the root", zh: "ε 在根号之内" },
  optional: true,
  flag: true,
};

/** √v + ε, or √(v + ε). */
const rootOf = (v: Tensor, epsilon: Tensor, inside = false): Tensor =>
  inside ? sqrt(v.add(epsilon)) : sqrt(v).add(epsilon);

export interface AdaGradOptions {
  /** η, a number ≥ 0 or a schedule. 0.01. */
  readonly learningRate?: Rate;
  /** ε. 1e-10. */
  readonly epsilon?: number;
  /** √(s + ε) instead of √s + ε. false. */
  readonly epsilonInside?: boolean;
  /** s before the first step. 0. */
  readonly initial?: number;
}

/**
 * AdaGrad: s ← s + (∇E)², w ← w − η·∇E / (√s + ε): rates fall with all the gradients there have been.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Duchi, Hazan and Singer, Adaptive subgradient methods for online learning and stochastic optimization, 2011
 * @example
 * import { adaGrad } from "nabla/optimizers";
 * const optimizer = adaGrad({ learningRate: 0.1 });
 */
export const adaGrad = adaptive<AdaGradOptions>(
  {
    id: "adaGrad",
    name: { en: "AdaGrad", zh: "AdaGrad" },
    formula: "s ← s + g²; w ← w − η·g / (√s + ε)",
    source: "Duchi, Hazan & Singer 2011",
    rate: 0.01,
  },
  [
    epsilonOption(1e-10),
    insideOption,
    { name: "initial", description: { en: "s before the first step", zh: "第一步之前的 s" }, default: 0 },
  ],
  (info, own) => {
    const { epsilon, initial } = readRates(info, own);
    return {
      hyper: { epsilon },
      init: (params) => mapTogether((w) => zerosLike(w).add(initial as number), params),
      update: (direction, { hyper, state }) => {
        const sums = mapTogether((s, g) => s.add(square(g)), state, direction);
        const scaled = (g: Tensor, s: Tensor) => g.div(rootOf(s, hyper.epsilon, own.epsilonInside));
        return { direction: mapTogether(scaled, direction, sums), state: sums };
      },
    };
  },
);

export interface RmsOptions {
  /** α, at least 0 and below 1. 0.99. */
  readonly decay?: number;
  /** ε. 1e-8. */
  readonly epsilon?: number;
  /** √(v + ε) instead of √v + ε. false. */
  readonly epsilonInside?: boolean;
  /** v less the square of the mean gradient: the variance. false. */
  readonly centered?: boolean;
}

const rmsOptions: readonly OptionInfo[] = [
  decayOption("decay", "α", 0.99),
  epsilonOption(1e-8),
  insideOption,
  {
    name: "centered",
    description: { en: "divide by the deviation from the mean gradient", zh: "除以梯度对其均值的偏差" },
    optional: true,
    flag: true,
  },
];

/**
 * A part of a `chain`: with v ← αv + (1 − α)g², 0 before the first step, the direction is g / (√v + ε); `centered`
 * takes the square of the mean gradient out of v.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Tieleman and Hinton, Lecture 6.5, Neural networks for machine learning, 2012
 * @see Graves, Generating sequences with recurrent neural networks, 2013, arXiv:1308.0850
 */
export const scaleByRms = (options: RmsOptions = {}): Transformation => ({
  hyper: readRates({ id: "scaleByRms", options: rmsOptions }, options),
  init: (params) => ({
    square: mapTogether(zerosLike, params),
    mean: options.centered ? mapTogether(zerosLike, params) : [],
  }),
  update: (direction, { hyper: { decay, epsilon }, state }) => {
    const before = state as { readonly square: Tree<Tensor>; readonly mean: Tree<Tensor> };
    const squares = mapTogether((v, g) => average(v, square(g), decay), before.square, direction);
    if (!options.centered) {
      const scaled = (g: Tensor, v: Tensor) => g.div(rootOf(v, epsilon, options.epsilonInside));
      return { direction: mapTogether(scaled, direction, squares), state: { square: squares, mean: [] } };
    }
    const mean = mapTogether((m, g) => average(m, g, decay), before.mean, direction);
    // Rounding must not make a variance negative.
    const scaled = (g: Tensor, v: Tensor, m: Tensor) =>
      g.div(rootOf(maximum(v.sub(square(m)), 0), epsilon, options.epsilonInside));
    return { direction: mapTogether(scaled, direction, squares, mean), state: { square: squares, mean } };
  },
});

export interface RmsPropOptions extends RmsOptions {
  /** η, a number ≥ 0 or a schedule. 0.01. */
  readonly learningRate?: Rate;
}

/**
 * RMSProp: v ← αv + (1 − α)(∇E)², w ← w − η·∇E / (√v + ε). For momentum, a chain of `scaleByRms`, `accumulateMomentum`
 * and `scaleByLearningRate`.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Tieleman and Hinton, Lecture 6.5, Neural networks for machine learning, 2012
 * @example
 * import { rmsProp } from "nabla/optimizers";
 * const optimizer = rmsProp({ learningRate: 1e-3 });
 */
export const rmsProp = adaptive<RmsPropOptions>(
  {
    id: "rmsProp",
    name: { en: "RMSProp", zh: "RMSProp" },
    formula: "v ← αv + (1 − α)g²; w ← w − η·g / (√v + ε)",
    source: "Tieleman & Hinton 2012",
    rate: 0.01,
  },
  rmsOptions,
  (_, own) => scaleByRms(own),
);

export interface AdaDeltaOptions {
  /** η, a number ≥ 0 or a schedule. 1, as published. */
  readonly learningRate?: Rate;
  /** ρ, at least 0 and below 1. 0.9. */
  readonly decay?: number;
  /** ε. 1e-6. */
  readonly epsilon?: number;
}

/**
 * AdaDelta: v ← ρv + (1 − ρ)(∇E)², d = ∇E·√((u + ε) / (v + ε)), u ← ρu + (1 − ρ)d², w ← w − η·d: steps have the units
 * of the weights.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Zeiler, ADADELTA: an adaptive learning rate method, 2012, arXiv:1212.5701
 * @example
 * import { adaDelta } from "nabla/optimizers";
 * const optimizer = adaDelta();
 */
export const adaDelta = adaptive<AdaDeltaOptions>(
  {
    id: "adaDelta",
    name: { en: "AdaDelta", zh: "AdaDelta" },
    formula: "v ← ρv + (1 − ρ)g²; d = g·√((u + ε)/(v + ε)); u ← ρu + (1 − ρ)d²; w ← w − η·d",
    source: "Zeiler 2012",
    rate: 1,
  },
  [decayOption("decay", "ρ", 0.9), epsilonOption(1e-6)],
  (info, own) => ({
    hyper: readRates(info, own),
    init: (params) => ({ square: mapTogether(zerosLike, params), steps: mapTogether(zerosLike, params) }),
    update: (gradient, { hyper: { decay, epsilon }, state }) => {
      const before = state as { readonly square: Tree<Tensor>; readonly steps: Tree<Tensor> };
      const squares = mapTogether((v, g) => average(v, square(g), decay), before.square, gradient);
      const step = (g: Tensor, u: Tensor, v: Tensor) => g.mul(sqrt(u.add(epsilon)).div(sqrt(v.add(epsilon))));
      const direction = mapTogether(step, gradient, before.steps, squares);
      const steps = mapTogether((u, d) => average(u, square(d), decay), before.steps, direction);
      return { direction, state: { square: squares, steps } };
    },
  }),
);

export interface AdaMaxOptions {
  /** η, a number ≥ 0 or a schedule. 2e-3. */
  readonly learningRate?: Rate;
  /** β₁, at least 0 and below 1. 0.9. */
  readonly beta1?: number;
  /** β₂, at least 0 and below 1. 0.999. */
  readonly beta2?: number;
  /** ε. 1e-8. */
  readonly epsilon?: number;
}

/**
 * AdaMax: m ← β₁m + (1 − β₁)∇E, u ← max(β₂u, |∇E|), w ← w − η/(1 − β₁ᵗ)·m / (u + ε) at step t = 1, 2, …
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Kingma and Ba, Adam: a method for stochastic optimization, 2014, arXiv:1412.6980, algorithm 2
 * @example
 * import { adaMax } from "nabla/optimizers";
 * const optimizer = adaMax();
 */
export const adaMax = adaptive<AdaMaxOptions>(
  {
    id: "adaMax",
    name: { en: "AdaMax", zh: "AdaMax" },
    formula: "m ← β₁m + (1 − β₁)g; u ← max(β₂u, |g|); w ← w − η/(1 − β₁ᵗ)·m / (u + ε)",
    source: "Kingma & Ba 2014",
    rate: 2e-3,
  },
  [decayOption("beta1", "β₁", 0.9), decayOption("beta2", "β₂", 0.999), epsilonOption(1e-8)],
  (info, own) => ({
    hyper: readRates(info, own),
    init: (params) => ({
      mean: mapTogether(zerosLike, params),
      largest: mapTogether(zerosLike, params),
    }),
    update: (gradient, { hyper: { beta1, beta2, epsilon }, state, step }) => {
      const before = state as { readonly mean: Tree<Tensor>; readonly largest: Tree<Tensor> };
      const mean = mapTogether((m, g) => average(m, g, beta1), before.mean, gradient);
      const largest = mapTogether((u, g) => maximum(u.mul(beta2), abs(g)), before.largest, gradient);
      const unbias = reciprocal(weightSoFar(beta1, step));
      return {
        direction: mapTogether((m, u) => m.mul(unbias).div(u.add(epsilon)), mean, largest),
        state: { mean, largest },
      };
    },
  }),
);

export interface LionOptions {
  /** η, a number ≥ 0 or a schedule. 1e-4. */
  readonly learningRate?: Rate;
  /** β₁, at least 0 and below 1. 0.9. */
  readonly beta1?: number;
  /** β₂, at least 0 and below 1. 0.99. */
  readonly beta2?: number;
}

/**
 * Lion: w ← w − η·sign(β₁m + (1 − β₁)∇E), then m ← β₂m + (1 − β₂)∇E: every weight moves by η, or stays where the sign
 * is 0.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Chen et al., Symbolic discovery of optimization algorithms, 2023, arXiv:2302.06675
 * @example
 * import { lion } from "nabla/optimizers";
 * const optimizer = lion({ learningRate: 1e-3 });
 */
export const lion = adaptive<LionOptions>(
  {
    id: "lion",
    name: { en: "Lion", zh: "Lion" },
    formula: "w ← w − η·sign(β₁m + (1 − β₁)g); m ← β₂m + (1 − β₂)g",
    source: "Chen et al. 2023",
    rate: 1e-4,
  },
  [decayOption("beta1", "β₁", 0.9), decayOption("beta2", "β₂", 0.99)],
  (info, own) => ({
    hyper: readRates(info, own),
    init: (params) => mapTogether(zerosLike, params),
    update: (gradient, { hyper: { beta1, beta2 }, state }) => ({
      direction: mapTogether((m, g) => sign(average(m, g, beta1)), state, gradient),
      state: mapTogether((m, g) => average(m, g, beta2), state, gradient),
    }),
  }),
);
