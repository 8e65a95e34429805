/** Rules that look at the sign of each slope, not at its size. */
import type { Tree } from "../../base/tree.ts";
import { clip, sign, where, zerosLike } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { average } from "./adam.ts";
import { adaptive, decayOption } from "./maker.ts";
import { mapTogether, type Optimizer, type OptimizerMaker, type Rate, readRates } from "./optimizer.ts";

export interface SignSgdOptions {
  /** η, a number ≥ 0 or a schedule. 1e-3. */
  readonly learningRate?: Rate;
  /** β, at least 0 and below 1: the sign of the mean of gradients (Signum). 0. */
  readonly momentum?: number;
}

/**
 * Sign descent: w ← w − η·sign(m) with m ← βm + (1 − β)∇E; β = 0 is signSGD, more is Signum. Every weight moves by η.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Bernstein, Wang, Azizzadenesheli and Anandkumar, signSGD, 2018, arXiv:1802.04434
 * @example
 * import { signSgd } from "nabla/optimizers";
 * const optimizer = signSgd({ learningRate: 0.01 });
 */
export const signSgd = adaptive<SignSgdOptions>(
  {
    id: "signSgd",
    knownAs: ["signum", "sign_sgd"],
    name: { en: "sign descent (signSGD, Signum)", zh: "符号下降（signSGD、Signum）" },
    formula: "m ← βm + (1−β)g; w ← w − η·sign(m)",
    source: "Bernstein and others 2018",
    rate: 1e-3,
  },
  [decayOption("momentum", "β", 0)],
  (info, own) => ({
    hyper: readRates(info, own),
    init: (params) => mapTogether(zerosLike, params),
    update: (gradient, { hyper, state }) => {
      const mean = mapTogether((m, g) => average(m, g, hyper.momentum), state, gradient);
      return { direction: mapTogether(sign, mean), state: mean };
    },
  }),
);

export interface RPropOptions {
  /** The first step of every weight. 0.01. */
  readonly learningRate?: number;
  /** What a step is multiplied by where the slope changes sign. 0.5. */
  readonly shrink?: number;
  /** What it is multiplied by where it does not. 1.2. */
  readonly grow?: number;
  /** The shortest step. 1e-6. */
  readonly shortest?: number;
  /** The longest step. 50. */
  readonly longest?: number;
}

const rPropInfo: OptimizerMaker<[options?: RPropOptions]>["info"] = {
  id: "rProp",
  name: { en: "resilient propagation (Rprop)", zh: "弹性传播（Rprop）" },
  formula: "g·g₋₁ > 0: Δ ← min(1.2Δ, 50); < 0: Δ ← max(0.5Δ, 1e-6), g ← 0; w ← w − sign(g)·Δ",
  source: "Riedmiller & Braun 1993; Igel & Hüsken 2000",
  options: [
    {
      name: "learningRate",
      description: { en: "the first step of every weight", zh: "每个权重的第一步" },
      default: 0.01,
      above: 0,
    },
    {
      name: "shrink",
      description: { en: "of a step whose slope changed sign", zh: "斜率变号时步长的倍数" },
      default: 0.5,
      above: 0,
      below: 1,
    },
    {
      name: "grow",
      description: { en: "of a step whose slope did not", zh: "斜率不变号时步长的倍数" },
      default: 1.2,
      least: 1,
    },
    { name: "shortest", description: { en: "shortest step", zh: "最短的步" }, default: 1e-6 },
    { name: "longest", description: { en: "longest step", zh: "最长的步" }, default: 50, above: 0 },
  ],
};

/**
 * Rprop: every weight has a step of its own that grows while its slope keeps its sign and shrinks where it changes; the
 * slope that changed is forgotten (the variant iRprop−, as PyTorch and Optax have it). For full batches: the signs of
 * small ones are noise.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Riedmiller and Braun, A direct adaptive method for faster backpropagation learning, 1993
 * @example
 * import { rProp } from "nabla/optimizers";
 * const optimizer = rProp({ learningRate: 0.1 });
 */
export const rProp: OptimizerMaker<[options?: RPropOptions]> = Object.assign(
  (options: RPropOptions = {}): Optimizer => ({
    info: rPropInfo,
    hyper: readRates(rPropInfo, options),
    init: (params) => ({ before: mapTogether(zerosLike, params), steps: mapTogether(zerosLike, params) }),
    update: ({ gradient, params, state, step, hyper }) => {
      const { before, steps } = state as { readonly before: Tree<Tensor>; readonly steps: Tree<Tensor> };
      const { learningRate, shrink, grow, shortest, longest } = hyper;
      const agreement = mapTogether((g, past) => sign(g).mul(past), gradient, before);
      const next = (size: Tensor, same: Tensor) => {
        const factor = where(same.greater(0), grow, where(same.less(0), shrink, 1));
        return where(step.equal(0), learningRate, clip(size.mul(factor), shortest, longest));
      };
      const sizes = mapTogether(next, steps, agreement);
      const kept = mapTogether((g, same) => where(same.less(0), 0, g), gradient, agreement);
      return {
        params: mapTogether((w, g, size) => w.sub(sign(g).mul(size)), params, kept, sizes),
        state: { before: kept, steps: sizes },
      };
    },
  }),
  { info: rPropInfo },
);
