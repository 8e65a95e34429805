/** Rules that find their own learning rate: from the loss that is left, or from the way they have come. */
import { flatten, type Tree } from "../../base/tree.ts";
import { constant, maximum, minimum, sqrt, square, where, zerosLike } from "../../trace/math.ts";
import { isTensor, type Tensor } from "../../trace/tensor.ts";
import type { Info } from "../info.ts";
import { average } from "./adam.ts";
import { decayOption, epsilonOption } from "./maker.ts";
import { mapTogether, type Optimizer, type OptimizerMaker, type Rate, readRates } from "./optimizer.ts";

const squares = (tree: Tree<Tensor>): Tensor =>
  flatten(tree, isTensor)
    .leaves.map((leaf) => square(leaf).sum())
    .reduce((sum, each) => sum.add(each));

const numberLike = (params: Tree<Tensor>, value: number): Tensor =>
  constant([value], [], flatten(params, isTensor).leaves[0].dtype);

export interface PolyakStepOptions {
  /** The longest learning rate. 1. */
  readonly learningRate?: Rate;
  /** The least loss a batch can have. 0. */
  readonly least?: number;
  /** ε. 1e-8. */
  readonly epsilon?: number;
}

const polyakInfo: Info = {
  id: "polyakStep",
  knownAs: ["polyak_sgd", "SPS"],
  name: { en: "Polyak's step (stochastic)", zh: "Polyak 步长（随机）" },
  formula: "w ← w − min(η, (E_B − E*)/(‖∇E_B‖² + ε))·∇E_B",
  source: "Polyak 1987; Loizou and others 2020",
  options: [
    {
      name: "learningRate",
      description: { en: "η: the longest learning rate", zh: "η：最大的学习率" },
      default: 1,
    },
    {
      name: "least",
      description: { en: "E*: the least loss a batch can have", zh: "E*：一批样本可能的最小损失" },
      default: 0,
      signed: true,
    },
    epsilonOption(1e-8),
  ],
};

/**
 * Polyak's step: the rate that would bring the batch's loss to its least value E* in one step if it were a line,
 * γ = min(η, (E_B − E*)/(‖∇E_B‖² + ε)), w ← w − γ∇E_B. For models that can fit every batch.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Loizou, Vaswani, Laradji and Lacoste-Julien, Stochastic Polyak step-size for SGD, 2020, arXiv:2002.10542
 * @example
 * import { polyakStep } from "nabla/optimizers";
 * const optimizer = polyakStep({ learningRate: 10 });
 */
export const polyakStep: OptimizerMaker<[options?: PolyakStepOptions]> = Object.assign(
  (options: PolyakStepOptions = {}): Optimizer => ({
    info: polyakInfo,
    hyper: readRates(polyakInfo, options),
    init: () => [],
    update: ({ gradient, loss, params, state, hyper: { learningRate, least, epsilon } }) => {
      const wanted = maximum(loss.sub(least), 0).div(squares(gradient).add(epsilon));
      const rate = minimum(wanted, learningRate);
      return { params: mapTogether((w, g) => w.sub(g.mul(rate)), params, gradient), state };
    },
  }),
  { info: polyakInfo },
);

export interface DogOptions {
  /** What the rate is multiplied by. 1. */
  readonly learningRate?: Rate;
  /** The first distance, as a share of 1 + ‖w₀‖. 1e-6. */
  readonly first?: number;
  /** ε. 1e-8. */
  readonly epsilon?: number;
}

const dogInfo: Info = {
  id: "distanceOverGradients",
  knownAs: ["DoG"],
  name: { en: "distance over gradients (DoG)", zh: "距离除以梯度（DoG）" },
  formula: "r ← max(r, ‖w − w₀‖); s ← s + ‖g‖²; w ← w − η·r/√(s + ε)·g; r₀ = first·(1 + ‖w₀‖)",
  source: "Ivgi, Hinder & Carmon 2023",
  options: [
    {
      name: "learningRate",
      description: { en: "η: what the rate is multiplied by", zh: "η：学习率乘以的倍数" },
      default: 1,
    },
    {
      name: "first",
      description: { en: "first distance, as a share of 1 + ‖w₀‖", zh: "最初的距离，与 1 + ‖w₀‖ 之比" },
      default: 1e-6,
      above: 0,
    },
    epsilonOption(1e-8),
  ],
};

/**
 * DoG: the rate is the farthest distance from the start over the root of all squared gradients so far,
 * r/√(Σ‖∇E‖² + ε), so that it needs no tuning. Best with `polyakAverage` around it.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Ivgi, Hinder and Carmon, DoG is SGD's best friend, 2023, arXiv:2302.12022
 * @example
 * import { distanceOverGradients, polyakAverage } from "nabla/optimizers";
 * const optimizer = polyakAverage(distanceOverGradients());
 */
export const distanceOverGradients: OptimizerMaker<[options?: DogOptions]> = Object.assign(
  (options: DogOptions = {}): Optimizer => ({
    info: dogInfo,
    hyper: readRates(dogInfo, options),
    init: (params) => ({ start: params, distance: numberLike(params, 0), sum: numberLike(params, 0) }),
    update: ({ gradient, params, state, step, hyper: { learningRate, first, epsilon } }) => {
      const before = state as { readonly start: Tree<Tensor>; readonly distance: Tensor; readonly sum: Tensor };
      const away = sqrt(squares(mapTogether((w, start) => w.sub(start), params, before.start)));
      const initial = sqrt(squares(before.start)).add(1).mul(first);
      const distance = maximum(where(step.equal(0), initial, before.distance), away);
      const sum = before.sum.add(squares(gradient));
      const rate = learningRate.mul(distance).div(sqrt(sum.add(epsilon)));
      return {
        params: mapTogether((w, g) => w.sub(g.mul(rate)), params, gradient),
        state: { start: before.start, distance, sum },
      };
    },
  }),
  { info: dogInfo },
);

export interface ProdigyOptions {
  /** What the distance is multiplied by. 1. */
  readonly learningRate?: Rate;
  /** β₁. 0.9. */
  readonly beta1?: number;
  /** β₂. 0.999. */
  readonly beta2?: number;
  /** ε. 1e-8. */
  readonly epsilon?: number;
  /** The first estimate of the distance. 1e-6. */
  readonly first?: number;
}

const prodigyInfo: Info = {
  id: "prodigy",
  name: { en: "Prodigy", zh: "Prodigy" },
  formula: "Adam with rate d·η, d ← max(d, r/‖s‖₁); r ← √β₂·r + (1−√β₂)d²η⟨g, w₀ − w⟩; s ← √β₂·s + (1−√β₂)d²η·g",
  source: "Mishchenko & Defazio 2023",
  options: [
    {
      name: "learningRate",
      description: { en: "η: what the distance is multiplied by", zh: "η：距离乘以的倍数" },
      default: 1,
    },
    decayOption("beta1", "β₁", 0.9),
    decayOption("beta2", "β₂", 0.999),
    epsilonOption(1e-8),
    {
      name: "first",
      description: { en: "first estimate of the distance", zh: "距离的最初估计" },
      default: 1e-6,
      above: 0,
    },
  ],
};

interface ProdigyState {
  readonly start: Tree<Tensor>;
  readonly mean: Tree<Tensor>;
  readonly square: Tree<Tensor>;
  readonly sum: Tree<Tensor>;
  readonly correlation: Tensor;
  readonly distance: Tensor;
}

/**
 * Prodigy: Adam whose rate is an estimate d of the distance from the start to the minimum, which grows with what the
 * gradients say of it (algorithm 4, without correction of bias): m ← β₁m + (1 − β₁)d∇E, v ← β₂v + (1 − β₂)d²(∇E)²,
 * w ← w − ηd·m / (√v + dε).
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Mishchenko and Defazio, Prodigy: an expeditiously adaptive parameter-free learner, 2023, arXiv:2306.06101
 * @example
 * import { prodigy } from "nabla/optimizers";
 * const optimizer = prodigy();
 */
export const prodigy: OptimizerMaker<[options?: ProdigyOptions]> = Object.assign(
  (options: ProdigyOptions = {}): Optimizer => ({
    info: prodigyInfo,
    hyper: readRates(prodigyInfo, options),
    init: (params) => {
      const zeros = () => mapTogether(zerosLike, params);
      const number = () => numberLike(params, 0);
      return { start: params, mean: zeros(), square: zeros(), sum: zeros(), correlation: number(), distance: number() };
    },
    update: ({ gradient, params, state, step, hyper: { learningRate, beta1, beta2, epsilon, first } }) => {
      const before = state as unknown as ProdigyState;
      const d = where(step.equal(0), first, before.distance);
      const memory = sqrt(beta2);
      const weight = memory.neg().add(1).mul(d).mul(d).mul(learningRate);
      const mean = mapTogether((m, g) => average(m, g.mul(d), beta1), before.mean, gradient);
      const square2 = mapTogether((v, g) => average(v, square(g.mul(d)), beta2), before.square, gradient);
      const sum = mapTogether((s, g) => s.mul(memory).add(g.mul(weight)), before.sum, gradient);
      const inner = flatten(
        mapTogether((g, start, w) => g.mul(start.sub(w)).sum(), gradient, before.start, params),
        isTensor,
      ).leaves.reduce((total, each) => total.add(each));
      const correlation = before.correlation.mul(memory).add(inner.mul(weight));
      const size = flatten(
        mapTogether((s) => s.abs().sum(), sum),
        isTensor,
      ).leaves.reduce((total, each) => total.add(each));
      const estimate = where(size.equal(0), d, correlation.div(where(size.equal(0), 1, size)));
      const step2 = (w: Tensor, m: Tensor, v: Tensor) =>
        w.sub(
          m
            .mul(d)
            .mul(learningRate)
            .div(sqrt(v).add(epsilon.mul(d))),
        );
      return {
        params: mapTogether(step2, params, mean, square2),
        state: { start: before.start, mean, square: square2, sum, correlation, distance: maximum(d, estimate) },
      };
    },
  }),
  { info: prodigyInfo },
);
