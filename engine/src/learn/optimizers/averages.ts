/** Optimizers around optimizers: what predicts is an average of where they have been, or they look ahead. */

import { OptionError } from "../../base/errors.ts";
import { flatten, paths, type Tree, unflatten } from "../../base/tree.ts";
import { constant, where } from "../../trace/math.ts";
import { isTensor, type Tensor } from "../../trace/tensor.ts";
import type { Info, OptionInfo } from "../info.ts";
import { isBias } from "../models/model.ts";
import { average, weightSoFar } from "./adam.ts";
import { joinedHypers, type Transformation } from "./chain.ts";
import { learningRateOption } from "./learningRate.ts";
import { mapTogether, type Optimizer, type OptimizerMaker, type Rate, readRates } from "./optimizer.ts";
import { globalNorm } from "./transformations.ts";

/** What stays of an optimizer that is given another gradient. */
export function withOtherGradient(optimizer: Optimizer): Optimizer {
  if (optimizer.snapshot === undefined && optimizer.table === undefined) return optimizer;
  throw new OptionError(
    "cannot-wrap",
    `${optimizer.info?.id ?? "this optimizer"} looks at more rows than a batch has, and cannot be wrapped by another.`,
    { optimizer: optimizer.info?.id ?? null },
  );
}

/**
 * What stays of an optimizer whose parameters another one changes or averages: one that predicts with other parameters
 * than it descends with would average what is not there any more.
 */
export function withOtherParameters(optimizer: Optimizer, by: string): Optimizer {
  if (optimizer.evaluate === undefined) return withOtherGradient(optimizer);
  throw new OptionError(
    "predicts-elsewhere",
    `${by}: the optimizer inside predicts with other parameters than it descends with (an average, or a look ahead), ` +
      `which ${by} would not reach. Put ${by} inside: ema(${by}(…)) rather than ${by}(ema(…)).`,
    { wrapper: by, optimizer: optimizer.info?.id ?? null },
  );
}

interface Wrapped {
  readonly inner: Tree<Tensor>;
}

const emaInfo = {
  id: "ema",
  options: [
    {
      name: "decay",
      description: { en: "the share of the past average that is kept", zh: "保留多少过去的平均" },
      default: 0.999,
      below: 1,
    },
  ],
} as const satisfies Pick<Info, "id" | "options">;

/**
 * The same optimizer, predicting with an exponential average of its parameters: a ← βa + (1 − β)w after every update,
 * divided by 1 − βᵗ so that the first count fully. The descent itself goes on from w.
 *
 * @param options `decay`: β, 0.999
 * @throws OptionError for an option that is unknown or out of range
 * @example
 * import { ema, sgd } from "nabla/optimizers";
 * const optimizer = ema(sgd({ learningRate: 0.1 }), { decay: 0.99 });
 */
export function ema(optimizer: Optimizer, options: { readonly decay?: number } = {}): Optimizer {
  const { decay } = readRates(emaInfo, options);
  return {
    ...withOtherParameters(optimizer, "ema"),
    hyper: joinedHypers([optimizer.hyper, { averageDecay: decay }]),
    init: (params) => ({
      inner: optimizer.init(params),
      mean: params,
      weight: numberLike(params, 1),
    }),
    update: (input) => {
      const state = input.state as unknown as Wrapped & { readonly mean: Tree<Tensor> };
      const { averageDecay } = input.hyper;
      const made = optimizer.update({ ...input, state: state.inner });
      return {
        ...made,
        state: {
          inner: made.state,
          // Before the first update there is no past: the parameters there only say what to predict with.
          mean: mapTogether(
            (a, w) => average(where(input.step.equal(0), 0, a), w, averageDecay),
            state.mean,
            made.params,
          ),
          weight: weightSoFar(averageDecay, input.step),
        },
      };
    },
    evaluate: (_, state) => {
      const { mean, weight } = state as unknown as { readonly mean: Tree<Tensor>; readonly weight: Tensor };
      return mapTogether((a) => a.div(weight), mean);
    },
  };
}

const numberLike = (params: Tree<Tensor>, value: number): Tensor =>
  constant([value], [], flatten(params, isTensor).leaves[0].dtype);

const polyakInfo = {
  id: "polyakAverage",
  options: [
    {
      name: "from",
      description: { en: "steps before the average begins", zh: "从第几步起开始平均" },
      default: 0,
      integer: true,
    },
  ],
} as const satisfies Pick<Info, "id" | "options">;

/**
 * The same optimizer, predicting with the plain mean of its parameters after every update from step `from` on (Polyak
 * and Ruppert): where steps swing about the minimum their mean comes to it. Before, it predicts with the last.
 *
 * @param options `from`: updates before the average begins, 0
 * @throws OptionError for an option that is unknown or out of range
 * @see Polyak and Juditsky, Acceleration of stochastic approximation by averaging, 1992, doi:10.1137/0330046
 * @example
 * import { polyakAverage, sgd } from "nabla/optimizers";
 * const optimizer = polyakAverage(sgd({ learningRate: 0.1 }), { from: 100 });
 */
export function polyakAverage(optimizer: Optimizer, options: { readonly from?: number } = {}): Optimizer {
  const { from } = readRates(polyakInfo, options);
  return {
    ...withOtherParameters(optimizer, "polyakAverage"),
    hyper: joinedHypers([optimizer.hyper, { averageFrom: from }]),
    init: (params) => ({ inner: optimizer.init(params), mean: params }),
    update: (input) => {
      const state = input.state as unknown as Wrapped & { readonly mean: Tree<Tensor> };
      const made = optimizer.update({ ...input, state: state.inner });
      const count = input.step.cast(input.loss.dtype).sub(input.hyper.averageFrom).add(1);
      const share = where(count.less(1), 1, where(count.less(1), 1, count).pow(-1));
      return {
        ...made,
        state: {
          inner: made.state,
          mean: mapTogether((a, w) => a.add(w.sub(a).mul(share)), state.mean, made.params),
        },
      };
    },
    evaluate: (_, state) => (state as unknown as { readonly mean: Tree<Tensor> }).mean,
  };
}

const lookaheadInfo = {
  id: "lookahead",
  options: [
    {
      name: "period",
      description: { en: "fast steps to one slow step", zh: "多少快步合一慢步" },
      default: 5,
      integer: true,
      least: 1,
    },
    {
      name: "share",
      description: { en: "how far the slow step goes", zh: "慢步走多远" },
      default: 0.5,
      above: 0,
      most: 1,
    },
  ],
} as const satisfies Pick<Info, "id" | "options">;

/**
 * Lookahead: the optimizer makes `period` fast steps from slow parameters s; then s ← s + α(w − s) and w ← s. α is
 * `share`. Predictions are with s.
 *
 * @param options `period` 5, `share` 0.5
 * @throws OptionError for an option that is unknown or out of range
 * @see Zhang, Lucas, Ba and Hinton, Lookahead optimizer, 2019, arXiv:1907.08610
 * @example
 * import { adam, lookahead } from "nabla/optimizers";
 * const optimizer = lookahead(adam({ learningRate: 0.01 }), { period: 6 });
 */
export function lookahead(
  optimizer: Optimizer,
  options: { readonly period?: number; readonly share?: number } = {},
): Optimizer {
  const { period, share } = readRates(lookaheadInfo, options);
  return {
    ...withOtherParameters(optimizer, "lookahead"),
    hyper: joinedHypers([optimizer.hyper, { lookaheadPeriod: period, lookaheadShare: share }]),
    init: (params) => ({ inner: optimizer.init(params), slow: params }),
    update: (input) => {
      const state = input.state as unknown as Wrapped & { readonly slow: Tree<Tensor> };
      const { lookaheadPeriod, lookaheadShare } = input.hyper;
      const made = optimizer.update({ ...input, state: state.inner });
      const count = input.step.add(1).cast(input.loss.dtype);
      const meets = count.sub(count.div(lookaheadPeriod).floor().mul(lookaheadPeriod)).equal(0);
      const slow = mapTogether((s, w) => where(meets, s.add(w.sub(s).mul(lookaheadShare)), s), state.slow, made.params);
      return {
        ...made,
        params: mapTogether((s, w) => where(meets, s, w), slow, made.params),
        state: { inner: made.state, slow },
      };
    },
    evaluate: (_, state) => (state as unknown as { readonly slow: Tree<Tensor> }).slow,
  };
}

const samInfo = {
  id: "sharpnessAware",
  options: [
    {
      name: "radius",
      description: { en: "ρ: how far uphill the gradient is taken", zh: "ρ：在多远的上坡处取梯度" },
      default: 0.05,
    },
  ],
} as const satisfies Pick<Info, "id" | "options">;

/**
 * SAM: the optimizer is given the gradient at w + ρ∇E/‖∇E‖, where the batch's loss is about largest near w, so that it
 * seeks flat minima. A step costs two gradients; a batch holds at most 64 examples (else OptionError
 * `batch-too-large`).
 *
 * @param options `radius`: ρ, 0.05
 * @throws OptionError for an option that is unknown or out of range
 * @see Foret, Kleiner, Mobahi and Neyshabur, Sharpness-aware minimization, 2020, arXiv:2010.01412
 * @example
 * import { sgd, sharpnessAware } from "nabla/optimizers";
 * const optimizer = sharpnessAware(sgd({ learningRate: 0.1, momentum: 0.9 }));
 */
export function sharpnessAware(optimizer: Optimizer, options: { readonly radius?: number } = {}): Optimizer {
  const { radius } = readRates(samInfo, options);
  return {
    ...withOtherGradient(optimizer),
    hyper: joinedHypers([optimizer.hyper, { sharpnessRadius: radius }]),
    secondGradient: true,
    update: (input) => {
      const size = globalNorm(input.gradient);
      const reach = where(size.equal(0), 0, input.hyper.sharpnessRadius.div(where(size.equal(0), 1, size)));
      const uphill = mapTogether((w, g) => w.add(g.mul(reach)), input.params, input.gradient);
      return optimizer.update({ ...input, gradient: input.gradientAt?.(uphill) ?? input.gradient });
    },
  };
}

/**
 * The same optimizer, given a gradient that these parts of a chain have changed first: clipped, centred, with a
 * penalty.
 *
 * @throws OptionError `hyper-twice` when two of them have a hyper-parameter of the same name
 * @example
 * import { adam, clipByGlobalNorm, withGradient } from "nabla/optimizers";
 * const optimizer = withGradient(adam(), clipByGlobalNorm({ norm: 1 }));
 */
export function withGradient(optimizer: Optimizer, ...parts: readonly Transformation[]): Optimizer {
  return parts.reduceRight<Optimizer>(
    (inner, part) => ({
      ...withOtherGradient(inner),
      hyper: joinedHypers([inner.hyper, part.hyper]),
      init: (params) => ({ part: part.init(params), inner: inner.init(params) }),
      update: ({ gradient, state, ...input }) => {
        const own = state as unknown as Wrapped & { readonly part: Tree<Tensor> };
        const changed = part.update(gradient, { ...input, state: own.part });
        const made = inner.update({ ...input, gradient: changed.direction, state: own.inner });
        return { ...made, state: { part: changed.state, inner: made.state } };
      },
      ...(inner.evaluate === undefined
        ? {}
        : {
            evaluate: (params: Tree<Tensor>, state: Tree<Tensor>) =>
              inner.evaluate?.(params, (state as unknown as Wrapped).inner) ?? params,
          }),
    }),
    optimizer,
  );
}

const decayOption: OptionInfo = {
  name: "weightDecay",
  description: { en: "λ: every step shortens the weights by ηλ", zh: "λ：每一步按 ηλ 缩短权重" },
};

/**
 * The same optimizer with the weights drawn to 0 apart from the gradient: w ← (its update of w) − ηλw, with its
 * learning rate η (1 where it has none). Parameters named `bias` are exempt, as they are from `l2`.
 *
 * @param options `weightDecay`: λ, a number ≥ 0 or a schedule
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Loshchilov and Hutter, Decoupled weight decay regularization, 2017, arXiv:1711.05101
 * @example
 * import { decoupledWeightDecay, sgd } from "nabla/optimizers";
 * const optimizer = decoupledWeightDecay(sgd({ learningRate: 0.1 }), { weightDecay: 1e-4 });
 */
export function decoupledWeightDecay(optimizer: Optimizer, options: { readonly weightDecay: Rate }): Optimizer {
  const own = readRates({ id: "decoupledWeightDecay", options: [decayOption] }, options);
  return {
    ...withOtherParameters(optimizer, "decoupledWeightDecay"),
    hyper: joinedHypers([optimizer.hyper, own]),
    update: (input) => {
      const { learningRate, weightDecay } = input.hyper;
      const made = optimizer.update(input);
      const share = learningRate === undefined ? weightDecay : weightDecay.mul(learningRate);
      const decayed = mapTogether((next, w) => next.sub(w.mul(share)), made.params, input.params);
      return { ...made, params: exceptBiases(made.params, decayed) };
    },
  };
}

/** The changed leaves, but those named `bias` as they were. */
function exceptBiases(before: Tree<Tensor>, changed: Tree<Tensor>): Tree<Tensor> {
  const { leaves, structure } = flatten(before, isTensor);
  const names = paths(structure);
  const others = flatten(changed, isTensor).leaves;
  return unflatten(
    structure,
    leaves.map((leaf, i) => (isBias(names[i]) ? leaf : others[i])),
  );
}

export interface ScheduleFreeOptions {
  /** η, a number ≥ 0 or a schedule. 0.1. */
  readonly learningRate?: Rate;
  /** β. 0.9. */
  readonly momentum?: number;
}

const scheduleFreeInfo: Info = {
  id: "scheduleFree",
  knownAs: ["schedule_free", "schedule_free_sgd"],
  name: { en: "schedule-free gradient descent", zh: "无需调度的梯度下降" },
  formula: "y = (1−β)z + βx; z ← z − η∇E(y); c = η²/Ση²; x ← (1−c)x + cz; predict with x",
  source: "Defazio and others 2024",
  options: [
    { ...learningRateOption, default: 0.1 },
    {
      name: "momentum",
      description: { en: "β: how near the average gradients are taken", zh: "β：在离平均多近处取梯度" },
      default: 0.9,
      below: 1,
    },
  ],
};

/**
 * Schedule-free descent: gradients are taken at y = (1 − β)z + βx, z ← z − η∇E(y), and x is the mean of all z weighted
 * by η², with which predictions are made. It needs no falling rate and no number of steps known before.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Defazio and others, The road less scheduled, 2024, arXiv:2405.15682
 * @example
 * import { scheduleFree } from "nabla/optimizers";
 * const optimizer = scheduleFree({ learningRate: 1 });
 */
export const scheduleFree: OptimizerMaker<[options?: ScheduleFreeOptions]> = Object.assign(
  (options: ScheduleFreeOptions = {}): Optimizer => ({
    info: scheduleFreeInfo,
    hyper: readRates(scheduleFreeInfo, options),
    // What is updated is y, where gradients are taken; z and the mean x are remembered.
    init: (params) => ({ z: params, x: params, weights: numberLike(params, 0) }),
    update: ({ gradient, state, hyper: { learningRate, momentum } }) => {
      const before = state as unknown as {
        readonly z: Tree<Tensor>;
        readonly x: Tree<Tensor>;
        readonly weights: Tensor;
      };
      const z = mapTogether((w, g) => w.sub(g.mul(learningRate)), before.z, gradient);
      const weight = learningRate.mul(learningRate);
      const weights = before.weights.add(weight);
      const share = where(weights.equal(0), 0, weight.div(where(weights.equal(0), 1, weights)));
      const x = mapTogether((mean, w) => mean.add(w.sub(mean).mul(share)), before.x, z);
      const params = mapTogether((mean, w) => average(mean, w, momentum), x, z);
      return { params, state: { z, x, weights } };
    },
    evaluate: (_, state) => (state as unknown as { readonly x: Tree<Tensor> }).x,
  }),
  { info: scheduleFreeInfo },
);
