/** Gradient descent, plain and with momentum. Batch, stochastic or mini-batch is the descent's choice, not its. */
import { OptionError } from "../../base/errors.ts";
import { zerosLike } from "../../trace/math.ts";
import type { Info, OptionInfo } from "../info.ts";
import { chain, type Transformation } from "./chain.ts";
import { learningRateOption, scaleByLearningRate } from "./learningRate.ts";
import { mapTogether, type Optimizer, type OptimizerMaker, type Rate, readRates } from "./optimizer.ts";

export interface MomentumOptions {
  /** μ, at least 0 and below 1, or a schedule. */
  readonly momentum: Rate;
  /** Step along μb + g instead of b. false. */
  readonly nesterov?: boolean;
}

const momentumOptions: readonly OptionInfo[] = [
  {
    name: "momentum",
    description: { en: "μ: the share of past steps that is kept", zh: "动量 μ：保留多少过去的步" },
    optional: true,
    below: 1,
  },
  {
    name: "nesterov",
    description: { en: "look ahead along the momentum", zh: "沿动量方向先看一步" },
    optional: true,
    flag: true,
  },
];

const momentumInfo: Info = {
  id: "accumulateMomentum",
  name: { en: "momentum", zh: "动量" },
  formula: "b ← μb + g; direction b, or g + μb with Nesterov",
  source: "Polyak 1964; Nesterov 1983",
  options: momentumOptions.map((option) => ({ ...option, optional: option.flag === true })),
};

/**
 * A part of a `chain`: b ← μb + g with b = 0 before the first step; the direction is b, or g + μb with `nesterov`.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Polyak, Some methods of speeding up the convergence of iteration methods, 1964
 * @see Sutskever, Martens, Dahl and Hinton, On the importance of initialization and momentum, 2013
 */
export function accumulateMomentum(options: MomentumOptions): Transformation {
  const { nesterov = false } = options;
  return {
    hyper: readRates(momentumInfo, options),
    init: (params) => mapTogether(zerosLike, params),
    update: (direction, { hyper: { momentum }, state }) => {
      const buffer = mapTogether((b, g) => b.mul(momentum).add(g), state, direction);
      const ahead = () => mapTogether((b, g) => b.mul(momentum).add(g), buffer, direction);
      return { direction: nesterov ? ahead() : buffer, state: buffer };
    },
  };
}

export interface SgdOptions extends Partial<MomentumOptions> {
  /** η, a number ≥ 0 or a schedule. */
  readonly learningRate: Rate;
}

const info: Info = {
  id: "sgd",
  name: { en: "gradient descent", zh: "梯度下降" },
  formula: "w ← w − η∇E; with momentum b ← μb + ∇E, w ← w − ηb (Nesterov: w ← w − η(∇E + μb))",
  source: "Cauchy 1847; Robbins & Monro 1951; Polyak 1964; Nesterov 1983",
  options: [learningRateOption, ...momentumOptions],
};

/**
 * Gradient descent: w ← w − η∇E. With `momentum` μ it is the heavy ball b ← μb + ∇E, w ← w − ηb, in which η stands
 * outside b, so that a changed η acts at once; with `nesterov` w ← w − η(∇E + μb) with the new b. Without `momentum`
 * nothing is remembered, also not a buffer of zeros.
 *
 * @throws OptionError for an option that is unknown, missing or out of range, and `nesterov-without-momentum`
 * @see Cauchy 1847; Robbins and Monro 1951, doi:10.1214/aoms/1177729586; Polyak 1964; Nesterov 1983
 * @example
 * import { sgd } from "nabla/optimizers";
 * const optimizer = sgd({ learningRate: 0.1, momentum: 0.9 });
 */
export const sgd: OptimizerMaker<[options: SgdOptions]> = Object.assign(
  (options: SgdOptions): Optimizer => {
    readRates(info, options);
    const { learningRate, momentum, nesterov = false } = options;
    if (nesterov && momentum === undefined) {
      throw new OptionError(
        "nesterov-without-momentum",
        "sgd: nesterov needs a momentum, for example sgd({ learningRate, momentum: 0.9, nesterov: true })",
      );
    }
    const rate = scaleByLearningRate({ learningRate });
    const parts = momentum === undefined ? [rate] : [accumulateMomentum({ momentum, nesterov }), rate];
    return { ...chain(...parts), info };
  },
  { info },
);

export interface HeavyBallOptions {
  /** η, a number ≥ 0 or a schedule. */
  readonly learningRate: Rate;
  /** μ, at least 0 and below 1, or a schedule. 0.9. */
  readonly momentum?: Rate;
}

/** `sgd` with a momentum, as a rule of its own. */
function heavyBall(about: Omit<Info, "options">, nesterov: boolean): OptimizerMaker<[options: HeavyBallOptions]> {
  const [share] = momentumOptions;
  const own: Info = { ...about, options: [learningRateOption, { ...share, optional: false, default: 0.9 }] };
  const make = (options: HeavyBallOptions): Optimizer => {
    const { learningRate, momentum } = readRates(own, options);
    return { ...sgd({ learningRate, momentum, nesterov }), info: own };
  };
  return Object.assign(make, { info: own });
}

/**
 * The heavy ball: b ← μb + ∇E, w ← w − ηb. It is `sgd` with a momentum, μ = 0.9 unless said otherwise.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Polyak, Some methods of speeding up the convergence of iteration methods, 1964
 * @example
 * import { momentum } from "nabla/optimizers";
 * const optimizer = momentum({ learningRate: 0.01 });
 */
export const momentum = heavyBall(
  {
    id: "momentum",
    knownAs: ["heavyBall", "SGD(momentum=0.9)"],
    name: { en: "momentum (heavy ball)", zh: "动量（重球）" },
    formula: "b ← μb + ∇E; w ← w − ηb",
    source: "Polyak 1964",
  },
  false,
);

/**
 * Nesterov's accelerated descent: b ← μb + ∇E, w ← w − η(∇E + μb) with the new b. μ = 0.9 unless said otherwise.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Nesterov, A method for solving a convex programming problem with convergence rate O(1/k²), 1983
 * @see Sutskever, Martens, Dahl and Hinton, On the importance of initialization and momentum, 2013
 * @example
 * import { nesterov } from "nabla/optimizers";
 * const optimizer = nesterov({ learningRate: 0.01 });
 */
export const nesterov = heavyBall(
  {
    id: "nesterov",
    knownAs: ["NAG", "SGD(momentum=0.9, nesterov=True)"],
    name: { en: "Nesterov's accelerated descent", zh: "Nesterov 加速下降" },
    formula: "b ← μb + ∇E; w ← w − η(∇E + μb)",
    source: "Nesterov 1983",
  },
  true,
);
