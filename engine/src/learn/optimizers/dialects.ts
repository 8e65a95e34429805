/**
 * Optimizers as other systems have them: the same names, their rules and their defaults. Where two mean different
 * things by one name, the difference is an option of the rule with a name of its own; here the options are set.
 */

import { inversePower } from "../schedules/decays.ts";
import { type AdamOptions, adam, scaleByAdam } from "./adam.ts";
import { type AdaGradOptions, adaGrad, type RmsOptions, scaleByRms } from "./adaptive.ts";
import { polyakAverage } from "./averages.ts";
import { chain, type Transformation } from "./chain.ts";
import { scaleByLearningRate } from "./learningRate.ts";
import { type AdamWOptions, type AmsGradOptions, adamW, amsGrad, type NAdamOptions, nAdam } from "./moments.ts";
import type { Optimizer, Rate } from "./optimizer.ts";
import { accumulateMomentum } from "./sgd.ts";
import { addDecayedWeights } from "./transformations.ts";

export interface DialectSgdOptions {
  readonly learningRate?: Rate;
  /** 0. */
  readonly momentum?: number;
  /** false. */
  readonly nesterov?: boolean;
  /** λ, coupled: λw is part of the gradient. 0. */
  readonly weightDecay?: number;
}

export interface DialectRmsPropOptions extends Pick<RmsOptions, "decay" | "epsilon" | "centered"> {
  readonly learningRate?: Rate;
  /** 0. */
  readonly momentum?: number;
}

export interface AveragedSgdOptions {
  /** 0.01. */
  readonly learningRate?: number;
  /** λ: weights are drawn to 0 as by a penalty, and the rate falls with it. 1e-4. */
  readonly decay?: number;
  /** α: the rate is η/(1 + ληt)^α. 0.75. */
  readonly power?: number;
  /** t₀: the average begins after it. 10⁶. */
  readonly from?: number;
}

const momentumParts = (momentum: number, nesterov: boolean): readonly Transformation[] =>
  momentum === 0 ? [] : [accumulateMomentum({ momentum, nesterov })];

/** η after the momentum: a changed rate acts at once. */
function rateOutside(defaultRate: number) {
  return ({
    learningRate = defaultRate,
    momentum = 0,
    nesterov = false,
    weightDecay = 0,
  }: DialectSgdOptions = {}): Optimizer =>
    chain(
      ...(weightDecay === 0 ? [] : [addDecayedWeights({ weightDecay })]),
      ...momentumParts(momentum, nesterov),
      scaleByLearningRate({ learningRate }),
    );
}

/** η before the momentum: steps that were made with another rate go on as long as they were. */
function rateInside(standard: Required<Pick<DialectSgdOptions, "learningRate" | "momentum" | "nesterov">>) {
  return (options: Omit<DialectSgdOptions, "weightDecay"> = {}): Optimizer => {
    const { learningRate, momentum, nesterov } = { ...standard, ...options };
    return chain(scaleByLearningRate({ learningRate }), ...momentumParts(momentum, nesterov));
  };
}

/** PyTorch: ε outside the root, η outside the momentum, weight decay coupled but for AdamW. */
const torch = {
  sgd: rateOutside(1e-3),
  adam: ({ weightDecay = 0, ...options }: AdamOptions & { readonly weightDecay?: number } = {}): Optimizer => {
    if (weightDecay === 0) return adam(options);
    const { learningRate = 1e-3, ...moments } = options;
    return chain(addDecayedWeights({ weightDecay }), scaleByAdam(moments), scaleByLearningRate({ learningRate }));
  },
  adamW: (options: AdamWOptions = {}): Optimizer => adamW({ weightDecay: 0.01, ...options }),
  amsGrad: (options: AmsGradOptions = {}): Optimizer => amsGrad({ largestOf: "raw", ...options }),
  nAdam: (options: NAdamOptions = {}): Optimizer => nAdam({ learningRate: 2e-3, momentumDecay: 0.004, ...options }),
  adaGrad: (options: AdaGradOptions = {}): Optimizer => adaGrad({ learningRate: 0.01, epsilon: 1e-10, ...options }),
  rmsProp: ({ learningRate = 0.01, momentum = 0, ...own }: DialectRmsPropOptions = {}): Optimizer =>
    chain(scaleByRms(own), ...momentumParts(momentum, false), scaleByLearningRate({ learningRate })),
  /** ASGD: predicts with the average, which PyTorch keeps beside its parameters as `ax`. */
  averagedSgd({ learningRate = 0.01, decay = 1e-4, power = 0.75, from = 1e6 }: AveragedSgdOptions = {}): Optimizer {
    const falling = inversePower({ initial: learningRate, decay: decay * learningRate, power });
    const descent = chain(addDecayedWeights({ weightDecay: decay }), scaleByLearningRate({ learningRate: falling }));
    return polyakAverage(descent, { from: from + 1 });
  },
};

/** Keras 3: ε = 1e-7, in Adam added before the bias is corrected, else inside the root; η inside the momentum. */
const keras = {
  sgd: rateInside({ learningRate: 0.01, momentum: 0, nesterov: false }),
  adam: (options: AdamOptions = {}): Optimizer => adam({ epsilon: 1e-7, epsilonTo: "uncorrected", ...options }),
  adamW: ({ learningRate = 1e-3, weightDecay = 4e-3, ...moments }: AdamWOptions = {}): Optimizer =>
    chain(
      scaleByAdam({ epsilon: 1e-7, epsilonTo: "uncorrected", ...moments }),
      addDecayedWeights({ weightDecay }),
      scaleByLearningRate({ learningRate }),
    ),
  amsGrad: (options: AmsGradOptions = {}): Optimizer =>
    amsGrad({ epsilon: 1e-7, largestOf: "raw", epsilonTo: "uncorrected", ...options }),
  nAdam: (options: NAdamOptions = {}): Optimizer =>
    nAdam({ learningRate: 1e-3, epsilon: 1e-7, momentumDecay: 1, ...options }),
  adaGrad: (options: AdaGradOptions = {}): Optimizer =>
    adaGrad({ learningRate: 1e-3, initial: 0.1, epsilon: 1e-7, epsilonInside: true, ...options }),
  rmsProp: ({ learningRate = 1e-3, momentum = 0, ...own }: DialectRmsPropOptions = {}): Optimizer =>
    chain(
      scaleByRms({ decay: 0.9, epsilon: 1e-7, epsilonInside: true, ...own }),
      scaleByLearningRate({ learningRate }),
      ...momentumParts(momentum, false),
    ),
};

/** Optax: AMSGrad keeps the largest v̂; NAdam's momentum is constant; η inside RMSProp's momentum, outside SGD's. */
const optax = {
  sgd: (options: DialectSgdOptions & { readonly learningRate: Rate }): Optimizer => rateOutside(0)(options),
  adam: (options: AdamOptions & { readonly learningRate: Rate }): Optimizer => adam(options),
  adamW: (options: AdamWOptions & { readonly learningRate: Rate }): Optimizer =>
    adamW({ weightDecay: 1e-4, ...options }),
  amsGrad: (options: AmsGradOptions & { readonly learningRate: Rate }): Optimizer =>
    amsGrad({ largestOf: "corrected", ...options }),
  nAdam: (options: NAdamOptions & { readonly learningRate: Rate }): Optimizer =>
    nAdam({ constantMomentum: true, ...options }),
  adaGrad: (options: AdaGradOptions & { readonly learningRate: Rate }): Optimizer =>
    adaGrad({ initial: 0.1, epsilon: 1e-7, epsilonInside: true, ...options }),
  rmsProp: ({ learningRate, momentum = 0, ...own }: DialectRmsPropOptions & { readonly learningRate: Rate }) =>
    chain(
      scaleByRms({ decay: 0.9, epsilon: 1e-8, epsilonInside: true, ...own }),
      scaleByLearningRate({ learningRate }),
      ...momentumParts(momentum, false),
    ),
};

/** scikit-learn's neural networks: Nesterov's momentum by default, and Adam's ε added before the bias is corrected. */
const scikitLearn = {
  sgd: rateInside({ learningRate: 1e-3, momentum: 0.9, nesterov: true }),
  adam: (options: AdamOptions = {}): Optimizer => adam({ epsilonTo: "uncorrected", ...options }),
};

/**
 * The rules of other systems, with their defaults: `dialects.torch.adam()`, `dialects.keras.rmsProp()`, …
 *
 * @example
 * import { dialects } from "nabla/optimizers";
 * const optimizer = dialects.keras.sgd({ learningRate: 0.1, momentum: 0.9 });
 */
export const dialects = { torch, keras, optax, scikitLearn } as const;
