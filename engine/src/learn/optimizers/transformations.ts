/** Parts of a chain that hold directions back, lengthen the memory or keep out what is not a number. */
import { flatten, paths, type Tree, unflatten } from "../../base/tree.ts";
import { clip as clipped, constant, maximum, minimum, sqrt, square, where, zerosLike } from "../../trace/math.ts";
import { isTensor, type Tensor } from "../../trace/tensor.ts";
import type { Info, OptionInfo } from "../info.ts";
import type { Transformation, TransformationInput } from "./chain.ts";
import { mapTogether, type Rate, readRates } from "./optimizer.ts";

const leavesOf = (tree: Tree<Tensor>): readonly Tensor[] => flatten(tree, isTensor).leaves;

/** ‖x‖² in float64: a gradient that explodes in float32 still has a length, which its own squares would not. */
const squaredNorm = (x: Tensor): Tensor => square(x.cast("float64")).sum();

/** ‖all leaves together‖ */
export function globalNorm(tree: Tree<Tensor>): Tensor {
  const leaves = leavesOf(tree);
  const squares = leaves.map(squaredNorm).reduce((sum, each) => sum.add(each));
  return sqrt(squares).cast(leaves[0].dtype);
}

/** A transformation that remembers nothing. */
const stateless = (
  hyper: Transformation["hyper"],
  change: (direction: Tree<Tensor>, input: TransformationInput) => Tree<Tensor>,
): Transformation => ({
  hyper,
  init: () => [],
  update: (direction, input) => ({ direction: change(direction, input), state: input.state }),
});

const limitOption = (name: string, en: string, zh: string): OptionInfo => ({ name, description: { en, zh }, above: 0 });
const about = (id: string, options: readonly OptionInfo[]): Pick<Info, "id" | "options"> => ({ id, options });

/** Times limit/‖x‖ where ‖x‖ is above the limit; otherwise as it is, also where it is 0. */
const heldTo = (limit: Tensor, norm: Tensor): Tensor => where(norm.greater(limit), limit.div(norm), 1);

const clipInfo = about("clip", [limitOption("limit", "largest size of an element", "每个元素的最大绝对值")]);

/**
 * A part of a `chain`: every element held within ±`limit`.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 */
export const clip = (options: { readonly limit: Rate }): Transformation =>
  stateless(renamed(readRates(clipInfo, options), "limit", "clip"), (direction, { hyper }) =>
    mapTogether((d) => clipped(d, hyper.clip.neg(), hyper.clip), direction),
  );

/** Several parts of one chain may have a limit: each number has a name of its own. */
const renamed = (hyper: Record<string, Rate>, from: string, to: string): Record<string, Rate> => ({
  [to]: hyper[from],
});

const normInfo = (id: string) => about(id, [limitOption("norm", "longest length", "最大长度")]);

/**
 * A part of a `chain`: the whole direction shortened to ‖d‖ ≤ `norm`, all parameters together, with its direction kept.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, 2013, arXiv:1211.5063
 */
export const clipByGlobalNorm = (options: { readonly norm: Rate }): Transformation =>
  stateless(renamed(readRates(normInfo("clipByGlobalNorm"), options), "norm", "globalNorm"), (direction, { hyper }) => {
    const share = heldTo(hyper.globalNorm, globalNorm(direction));
    return mapTogether((d) => d.mul(share), direction);
  });

/**
 * A part of a `chain`: the direction of each tensor shortened to ‖d‖ ≤ `norm` by itself.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 */
export const clipByTensorNorm = (options: { readonly norm: Rate }): Transformation =>
  stateless(renamed(readRates(normInfo("clipByTensorNorm"), options), "norm", "tensorNorm"), (direction, { hyper }) =>
    mapTogether((d) => d.mul(heldTo(hyper.tensorNorm, globalNorm(d))), direction),
  );

const adaptiveInfo = about("adaptiveClip", [
  limitOption("ratio", "longest length, as a share of the parameters'", "最大长度与参数长度之比"),
  {
    name: "epsilon",
    description: { en: "parameters count as at least this long", zh: "参数长度至少按此计" },
    default: 1e-3,
    above: 0,
  },
]);

/**
 * A part of a `chain`: the direction of each unit held to `ratio` times the length of its parameters. A unit is what
 * one index of the last axis selects; a vector is as many units of one number.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Brock, De, Smith and Simonyan, High-performance large-scale image recognition without normalization, 2021,
 * arXiv:2102.06171
 */
export const adaptiveClip = (options: { readonly ratio: Rate; readonly epsilon?: number }): Transformation => {
  const { ratio, epsilon } = readRates(adaptiveInfo, options);
  return stateless({ clipRatio: ratio, clipEpsilon: epsilon }, (direction, { params, hyper }) =>
    mapTogether(
      (d, w) => {
        const most = maximum(unitNorm(w), hyper.clipEpsilon).mul(hyper.clipRatio);
        const norm = unitNorm(d);
        return d.mul(where(norm.greater(most), most.div(where(norm.equal(0), 1, norm)), 1));
      },
      direction,
      params,
    ),
  );
};

/** The length of each unit: over all axes but the last; of a vector or a number each element. */
function unitNorm(x: Tensor): Tensor {
  if (x.rank < 2) return x.abs();
  const axes = Array.from({ length: x.rank - 1 }, (_, axis) => axis);
  return sqrt(square(x).sum(axes, { keepDims: true }));
}

const decayInfo = about("addDecayedWeights", [
  { name: "weightDecay", description: { en: "λ: how strongly weights are drawn to 0", zh: "λ：权重被拉向 0 的强度" } },
]);

/**
 * A part of a `chain`: d + λw. Before the parts that make a rule it is coupled, a penalty ½λ‖w‖² on the objective (what
 * PyTorch's `weight_decay` is in SGD, Adam and RMSProp); after them and before the learning rate it is decoupled
 * (AdamW, and Keras' `weight_decay` everywhere). All parameters decay; `masked` leaves some out.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Loshchilov and Hutter, Decoupled weight decay regularization, 2017, arXiv:1711.05101
 */
export const addDecayedWeights = (options: { readonly weightDecay: Rate }): Transformation =>
  stateless(readRates(decayInfo, options), (direction, { params, hyper }) =>
    mapTogether((d, w) => d.add(w.mul(hyper.weightDecay)), direction, params),
  );

/**
 * A part of a `chain`: the mean over all axes but the last is taken out of every direction of two or more axes.
 *
 * @see Yong, Huang, Hua and Zhang, Gradient centralization, 2020, arXiv:2004.01461
 */
export const centralize = (): Transformation =>
  stateless({}, (direction) =>
    mapTogether((d) => {
      if (d.rank < 2) return d;
      const axes = Array.from({ length: d.rank - 1 }, (_, axis) => axis);
      return d.sub(d.mean(axes, { keepDims: true }));
    }, direction),
  );

/** A part of a `chain`: a direction with an element that is not finite becomes 0, and the step is left out. */
export const skipNotFinite = (): Transformation =>
  stateless({}, (direction) => {
    // x − x is 0 for every finite x, and NaN for the others.
    const zero = leavesOf(direction)
      .map((leaf) => leaf.sub(leaf).sum())
      .reduce((sum, each) => sum.add(each));
    const finite = zero.equal(0);
    return mapTogether((d) => where(finite, d, 0), direction);
  });

/**
 * A part of a `chain` that other parts than the first may be given: `inner` for the parameters that `chosen` says yes
 * to by their path ("layers.0.bias"); the others' directions pass as they are.
 *
 * @example
 * import { addDecayedWeights, chain, masked, scaleByLearningRate } from "nabla/optimizers";
 * const decay = addDecayedWeights({ weightDecay: 0.01 });
 * const optimizer = chain(
 *   masked(decay, (path) => !path.endsWith("bias")),
 *   scaleByLearningRate({ learningRate: 0.1 }),
 * );
 */
export const masked = (inner: Transformation, chosen: (path: string) => boolean): Transformation => ({
  hyper: inner.hyper,
  init: (params) => inner.init(params),
  update: (direction, input) => {
    const { leaves, structure } = flatten(direction, isTensor);
    const made = inner.update(direction, input);
    const changed = leavesOf(made.direction);
    const names = paths(structure);
    const mixed = leaves.map((leaf, i) => (chosen(names[i]) ? changed[i] : leaf));
    return { direction: unflatten(structure, mixed), state: made.state };
  },
});

const plateauInfo = about("reduceOnPlateau", [
  {
    name: "factor",
    description: { en: "what the step is multiplied by", zh: "步长乘以的倍数" },
    default: 0.1,
    above: 0,
    below: 1,
  },
  {
    name: "patience",
    description: { en: "looks without improvement before that", zh: "多少次不见好转之后" },
    default: 10,
    integer: true,
    least: 1,
  },
  {
    name: "every",
    description: { en: "steps whose losses one look averages", zh: "每次平均多少步的损失" },
    default: 1,
    integer: true,
    least: 1,
  },
  {
    name: "tolerance",
    description: { en: "share by which the loss must fall to have improved", zh: "损失下降多少（比例）才算好转" },
    default: 1e-4,
    below: 1,
  },
  {
    name: "least",
    description: { en: "the factors never multiply to less", zh: "各倍数之积不小于此" },
    default: 0,
    most: 1,
  },
]);

export interface PlateauReductionOptions {
  /** What the step is multiplied by at a plateau. 0.1. */
  readonly factor?: number;
  /** Looks without improvement before that. 10. */
  readonly patience?: number;
  /** Steps whose batch losses one look averages: an epoch's, say. 1. */
  readonly every?: number;
  /** Share by which the loss must fall below its best to have improved. 1e-4. */
  readonly tolerance?: number;
  /** The factors never multiply to less than this. 0. */
  readonly least?: number;
}

/**
 * A part of a `chain`: the direction becomes `factor` times as long whenever the loss, averaged over `every` steps, has
 * not improved for `patience` looks. A schedule that sees the loss: it runs inside the program.
 *
 * @throws OptionError for an option that is unknown or out of range
 * @example
 * import { chain, reduceOnPlateau, scaleByAdam, scaleByLearningRate } from "nabla/optimizers";
 * const optimizer = chain(
 *   scaleByAdam(),
 *   reduceOnPlateau({ factor: 0.5, patience: 5, every: 100 }),
 *   scaleByLearningRate({ learningRate: 0.01 }),
 * );
 */
export function reduceOnPlateau(options: PlateauReductionOptions = {}): Transformation {
  const { factor, patience, every, tolerance, least } = readRates(plateauInfo, options);
  return {
    hyper: {
      plateauFactor: factor,
      plateauPatience: patience,
      plateauEvery: every,
      plateauTolerance: tolerance,
      plateauLeast: least,
    },
    init: (params) => {
      const { dtype } = leavesOf(params)[0];
      const number = (value: number) => constant([value], [], dtype);
      return { best: number(Number.POSITIVE_INFINITY), waited: number(0), share: number(1), sum: number(0) };
    },
    update: (direction, { hyper, loss, state, step }) => {
      const before = state as Readonly<Record<"best" | "waited" | "share" | "sum", Tensor>>;
      const count = hyper.plateauEvery;
      const sum = before.sum.add(loss);
      const made = step.add(1).cast(loss.dtype);
      const isLook = made.sub(made.div(count).floor().mul(count)).equal(0);
      const mean = sum.div(count);
      const improved = mean.less(before.best.mul(hyper.plateauTolerance.neg().add(1)));
      const waited = where(isLook, where(improved, 0, before.waited.add(1)), before.waited);
      const reduces = waited.greaterEqual(hyper.plateauPatience);
      const share = where(reduces, maximum(before.share.mul(hyper.plateauFactor), hyper.plateauLeast), before.share);
      return {
        direction: mapTogether((d) => d.mul(share), direction),
        state: {
          best: where(isLook, minimum(before.best, mean), before.best),
          waited: where(reduces, 0, waited),
          share,
          sum: where(isLook, 0, sum),
        },
      };
    },
  };
}

const accumulateInfo = about("accumulate", [
  {
    name: "steps",
    description: { en: "batches that make one step", zh: "多少批合成一步" },
    integer: true,
    least: 1,
  },
]);

/**
 * A part of a `chain`, the first: the mean of the gradients of `steps` batches every so many steps, and 0 in between.
 * Parts after it that keep averages see the zeros; with plain steps it is a batch so many times as large.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 */
export const accumulate = (options: { readonly steps: number }): Transformation => ({
  hyper: renamed(readRates(accumulateInfo, options), "steps", "accumulate"),
  init: (params) => mapTogether(zerosLike, params),
  update: (direction, { hyper, state, step }) => {
    const count = hyper.accumulate;
    const sums = mapTogether((sum, d) => sum.add(d), state, direction);
    const made = step.add(1).cast(count.dtype);
    const isLast = made.sub(made.div(count).floor().mul(count)).equal(0);
    return {
      direction: mapTogether((sum) => where(isLast, sum.div(count), 0), sums),
      state: mapTogether((sum) => where(isLast, 0, sum), sums),
    };
  },
});
