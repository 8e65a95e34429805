/** Optimizers around optimizers whose every update ends with a proximal step or on a set. */
import { OptionError } from "../../base/errors.ts";
import { flatten, paths, type Tree, unflatten } from "../../base/tree.ts";
import { clip, maximum, relu, sign, sqrt, square, where } from "../../trace/math.ts";
import { isTensor, type Tensor } from "../../trace/tensor.ts";
import type { OptionInfo } from "../info.ts";
import { isBias } from "../models/model.ts";
import { onSimplex } from "../simplex.ts";
import { withOtherParameters } from "./averages.ts";
import { joinedHypers } from "./chain.ts";
import type { Hyper, Optimizer, Rate } from "./optimizer.ts";
import { readRates } from "./optimizer.ts";

type Numbers = Readonly<Record<string, Tensor>>;

/** A penalty by what minimises it beside ½‖w − v‖²/η: a kink that a gradient would only jump about. */
export interface Penalty {
  readonly hyper: Hyper;
  /** The w that minimises η·penalty(w) + ½‖w − v‖². */
  nearest(v: Tensor, rate: Tensor, hyper: Numbers): Tensor;
}

/** A set by the nearest of its points. */
export interface ConvexSet {
  readonly hyper: Hyper;
  /** The w of the set that minimises ‖w − v‖. */
  nearest(v: Tensor, hyper: Numbers): Tensor;
}

const strength = (name: string, en: string, zh: string): OptionInfo => ({ name, description: { en, zh } });

/** |v| less the threshold, not below 0, with v's sign; where it is 0 it is +0. */
const shrunk = (v: Tensor, threshold: Tensor): Tensor => v.sub(clip(v, threshold.neg(), threshold));

const lassoInfo = { id: "l1", options: [strength("strength", "λ of λ‖w‖₁", "λ‖w‖₁ 中的 λ")] };

/**
 * λ‖w‖₁, for `proximal`: elements within ηλ of 0 become 0 exactly.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Tibshirani, Regression shrinkage and selection via the lasso, 1996
 */
export function l1(options: { readonly strength: Rate }): Penalty {
  return {
    hyper: { l1Strength: readRates(lassoInfo, options).strength },
    nearest: (v, rate, { l1Strength }) => shrunk(v, rate.mul(l1Strength)),
  };
}

const elasticInfo = {
  id: "elasticNet",
  options: [
    strength("l1", "λ₁ of λ₁‖w‖₁ + ½λ₂‖w‖²", "λ₁‖w‖₁ + ½λ₂‖w‖² 中的 λ₁"),
    strength("l2", "λ₂ of λ₁‖w‖₁ + ½λ₂‖w‖²", "λ₁‖w‖₁ + ½λ₂‖w‖² 中的 λ₂"),
  ],
};

/**
 * λ₁‖w‖₁ + ½λ₂‖w‖², for `proximal`.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Zou and Hastie, Regularization and variable selection via the elastic net, 2005
 */
export function elasticNet(options: { readonly l1: Rate; readonly l2: Rate }): Penalty {
  const { l1, l2 } = readRates(elasticInfo, options);
  return {
    hyper: { netL1: l1, netL2: l2 },
    nearest: (v, rate, { netL1, netL2 }) => shrunk(v, rate.mul(netL1)).div(rate.mul(netL2).add(1)),
  };
}

const groupInfo = { id: "groupLasso", options: [strength("strength", "λ of λ Σ‖row‖", "λ Σ‖行‖ 中的 λ")] };

/**
 * λ Σ‖wᵢ‖ over the rows wᵢ of each parameter, for `proximal`: what one index of the first axis selects, so all the
 * weights of one input feature, is 0 together. A vector's elements are rows of one number.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Yuan and Lin, Model selection and estimation in regression with grouped variables, 2006
 */
export function groupLasso(options: { readonly strength: Rate }): Penalty {
  return {
    hyper: { groupStrength: readRates(groupInfo, options).strength },
    nearest(v, rate, { groupStrength }) {
      const threshold = rate.mul(groupStrength);
      if (v.rank < 2) return shrunk(v, threshold);
      const axes = Array.from({ length: v.rank - 1 }, (_, i) => i + 1);
      const length = sqrt(square(v).sum(axes, { keepDims: true }));
      return v.mul(relu(length.sub(threshold)).div(where(length.equal(0), 1, length)));
    },
  };
}

/**
 * The same optimizer with a penalty that it never differentiates: after every update w ← argmin of η·penalty(w) +
 * ½‖w − v‖², v being where the update went and η the optimizer's `learningRate` (1 where it has none). With `sgd` it is
 * the proximal gradient method, whose sparse weights are 0 exactly, not nearly. Biases are left as they are unless
 * `chosen` says otherwise. Adam and others that scale each weight keep the plain η.
 *
 * @param penalty `l1`, `elasticNet`, `groupLasso`, or one of one's own
 * @param chosen the parameters it is for, by path ("layers.0.weights"); all but biases without it
 * @throws OptionError `hyper-twice`, `cannot-wrap`, `predicts-elsewhere` for an average inside: take it outside
 * @see Parikh and Boyd, Proximal algorithms, 2014, doi:10.1561/2400000003
 * @example
 * import { l1, proximal, sgd } from "nabla/optimizers";
 * const optimizer = proximal(sgd({ learningRate: 0.1 }), l1({ strength: 0.05 }));
 */
export function proximal(optimizer: Optimizer, penalty: Penalty, chosen = withoutBiases): Optimizer {
  return ending("proximal", optimizer, penalty.hyper, chosen, (v, hyper) =>
    penalty.nearest(v, hyper.learningRate ?? v.mul(0).add(1), hyper),
  );
}

const withoutBiases = (path: string): boolean => !isBias(path);

/**
 * The same optimizer, kept in a set: after every update w ← the nearest point of the set, parameter by parameter. With
 * `sgd` it is the projected gradient method. Biases are left as they are unless `chosen` says otherwise.
 *
 * @param onto `box`, `simplex`, `l1Ball`, `l2Ball`, or one of one's own
 * @param chosen the parameters it is for, by path ("layers.0.weights"); all but biases without it
 * @throws OptionError `hyper-twice`, `cannot-wrap`, `predicts-elsewhere` for an average inside: take it outside
 * @see Bertsekas, On the Goldstein–Levitin–Polyak gradient projection method, 1976, doi:10.1109/TAC.1976.1101194
 * @example
 * import { box, project, sgd } from "nabla/optimizers";
 * const optimizer = project(sgd({ learningRate: 0.1 }), box({ lower: 0 }));
 */
export function project(optimizer: Optimizer, onto: ConvexSet, chosen = withoutBiases): Optimizer {
  return ending("project", optimizer, onto.hyper, chosen, (v, hyper) => onto.nearest(v, hyper));
}

/** Every update of the chosen parameters ends with `last`. */
function ending(
  by: string,
  optimizer: Optimizer,
  own: Hyper,
  chosen: (path: string) => boolean,
  last: (v: Tensor, hyper: Numbers) => Tensor,
): Optimizer {
  const inner = withOtherParameters(optimizer, by);
  return {
    ...inner,
    hyper: joinedHypers([inner.hyper, own]),
    update: (input) => {
      const made = inner.update(input);
      return { ...made, params: chosenMapped(made.params, chosen, (v) => last(v, input.hyper)) };
    },
  };
}

function chosenMapped(tree: Tree<Tensor>, chosen: (path: string) => boolean, f: (leaf: Tensor) => Tensor) {
  const { leaves, structure } = flatten(tree, isTensor);
  const names = paths(structure);
  return unflatten(
    structure,
    leaves.map((leaf, i) => (chosen(names[i]) ? f(leaf) : leaf)),
  );
}

const boundOption = (name: string, en: string, zh: string): OptionInfo => ({
  name,
  description: { en, zh },
  signed: true,
  optional: true,
});
const boxInfo = {
  id: "box",
  options: [
    boundOption("lower", "the least an element may be", "元素的最小值"),
    boundOption("upper", "the most an element may be", "元素的最大值"),
  ],
};

/**
 * Elements between `lower` and `upper`, for `project`; without one of them there is no bound on that side.
 *
 * @throws OptionError for an option that is unknown or no number; `empty-box` when lower > upper
 */
export function box(options: { readonly lower?: number; readonly upper?: number }): ConvexSet {
  const { lower = Number.NEGATIVE_INFINITY, upper = Number.POSITIVE_INFINITY } = readRates(boxInfo, options);
  if (lower > upper) {
    throw new OptionError("empty-box", `box: lower is ${lower} and upper ${upper}; nothing lies between`, {
      lower: String(lower),
      upper: String(upper),
    });
  }
  return {
    hyper: { boxLower: lower, boxUpper: upper },
    nearest: (v, { boxLower, boxUpper }) => clip(v, boxLower, boxUpper),
  };
}

const totalInfo = {
  id: "simplex",
  options: [{ name: "total", description: { en: "what the elements sum to", zh: "元素之和" }, default: 1, above: 0 }],
};

/**
 * Elements ≥ 0 whose sum is `total` (1), for `project`: shares. n elements cost n² comparisons.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @see Held, Wolfe and Crowder, Validation of subgradient optimization, 1974, doi:10.1007/BF01580223
 */
export const simplex = (options: { readonly total?: Rate } = {}): ConvexSet => ({
  hyper: { simplexTotal: readRates(totalInfo, options).total },
  nearest: (v, { simplexTotal }) => flat(v, (x) => onSimplex(x, simplexTotal)),
});

const flat = (v: Tensor, f: (x: Tensor) => Tensor): Tensor => f(v.reshape([-1])).reshape(v.shape);

const radiusInfo = (id: string) => ({
  id,
  options: [{ name: "radius", description: { en: "the most ‖w‖ may be", zh: "‖w‖ 的最大值" }, above: 0 }],
});

/**
 * ‖w‖₁ ≤ `radius`, for `project`. n elements cost n² comparisons.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Duchi, Shalev-Shwartz, Singer and Chandra, Efficient projections onto the l1-ball, 2008
 */
export const l1Ball = (options: { readonly radius: Rate }): ConvexSet => ({
  hyper: { l1Radius: readRates(radiusInfo("l1Ball"), options).radius },
  nearest: (v, { l1Radius }) =>
    where(
      v.abs().sum().lessEqual(l1Radius),
      v,
      flat(v, (x) => sign(x).mul(onSimplex(x.abs(), l1Radius))),
    ),
});

/**
 * ‖w‖₂ ≤ `radius`, for `project`.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 */
export const l2Ball = (options: { readonly radius: Rate }): ConvexSet => ({
  hyper: { l2Radius: readRates(radiusInfo("l2Ball"), options).radius },
  nearest: (v, { l2Radius }) => v.mul(l2Radius.div(maximum(l2Radius, sqrt(square(v).sum())))),
});
