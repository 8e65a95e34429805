/**
 * Losses of things compared with one another: a tree of tensors in place of a prediction, the relation between them as
 * target. `descend` knows models of one tensor only; these are for `grad`, `jit`, `minimize` and losses of one's own.
 */
import { ShapeError } from "../../base/errors.ts";
import { sameShape, showShape } from "../../base/shape.ts";
import { iota, logSumExp, relu, where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { type Info, readNumbers } from "../info.ts";
import { requireEqualShapes, requireTensors } from "./loss.ts";
import { direction, distance, marginOption, oneMinusCosine } from "./vectors.ts";

/** What is known of a loss of several tensors. */
export interface RelationInfo extends Info {
  /** The mean over examples; otherwise all examples depend on one another. */
  readonly additive: boolean;
}

type Numbers = Readonly<Record<string, number>>;

/** A loss of several tensors, with what is known of it. */
export interface RelationLoss<Arguments extends readonly unknown[]> {
  (...args: Arguments): Tensor;
  readonly info: RelationInfo;
  readonly settings: Numbers;
  /**
   * The same loss with other options.
   *
   * @throws OptionError for an unknown name or a value out of range
   */
  with(options: Numbers): RelationLoss<Arguments>;
}

function makeRelation<Arguments extends readonly unknown[]>(
  info: RelationInfo,
  formula: (settings: Numbers, ...args: Arguments) => Tensor,
  options: Numbers = {},
): RelationLoss<Arguments> {
  const settings = Object.freeze(readNumbers(info, options));
  return Object.assign((...args: Arguments) => formula(settings, ...args), {
    info,
    settings,
    with: (changed: Numbers) => makeRelation(info, formula, { ...settings, ...changed }),
  });
}

/** Two things of one kind. */
export interface Pair {
  readonly first: Tensor;
  readonly second: Tensor;
}

export const cosineEmbedding = makeRelation<[pair: Pair, target: Tensor]>(
  {
    id: "cosineEmbedding",
    knownAs: ["CosineEmbeddingLoss"],
    name: { en: "cosine embedding loss", zh: "余弦嵌入损失" },
    formula: "mean of t(1 − cos(a, b)) + (1 − t)·max(0, cos(a, b) − margin)",
    source: "Hadsell, Chopra & LeCun 2006",
    options: [{ ...marginOption(0), signed: true, least: -1, most: 1 }],
    additive: true,
  },
  ({ margin }, { first, second }, target) => {
    requireTensors("cosineEmbedding", { first, second, target });
    requireEqualShapes("cosineEmbedding", first, second);
    const apart = oneMinusCosine(first, second);
    requireEqualShapes("cosineEmbedding", apart, target);
    const near = relu(apart.neg().add(1 - margin));
    return target.mul(apart).add(target.neg().add(1).mul(near)).mean();
  },
);

export const marginRanking = makeRelation<[pair: Pair, target: Tensor]>(
  {
    id: "marginRanking",
    knownAs: ["MarginRankingLoss"],
    name: { en: "margin ranking loss", zh: "间隔排序损失" },
    formula: "mean max(0, margin − (2t − 1)(a − b)); t = 1 where a shall be larger",
    source: "Herbrich, Graepel & Obermayer 2000",
    options: [marginOption(0)],
    additive: true,
  },
  ({ margin }, { first, second }, target) => {
    requireTensors("marginRanking", { first, second, target });
    requireEqualShapes("marginRanking", first, second);
    requireEqualShapes("marginRanking", first, target);
    const lead = first.sub(second).mul(target.mul(2).sub(1));
    return relu(lead.neg().add(margin)).mean();
  },
);

/** Something, what shall be near it, and what shall be far from it. */
export interface Triplet {
  readonly anchor: Tensor;
  readonly positive: Tensor;
  readonly negative: Tensor;
}

export const tripletMargin = makeRelation<[triplet: Triplet]>(
  {
    id: "tripletMargin",
    knownAs: ["TripletMarginLoss", "triplet_margin_loss"],
    name: { en: "triplet margin loss", zh: "三元组间隔损失" },
    formula: "mean max(0, ‖a − p‖ − ‖a − n‖ + margin)",
    source: "Schroff, Kalenichenko & Philbin 2015",
    options: [marginOption(1)],
    additive: true,
  },
  ({ margin }, { anchor, positive, negative }) => {
    requireTensors("tripletMargin", { anchor, positive, negative });
    requireEqualShapes("tripletMargin", anchor, positive);
    requireEqualShapes("tripletMargin", anchor, negative);
    const lead = distance(anchor, negative).sub(distance(anchor, positive));
    return relu(lead.neg().add(margin)).mean();
  },
);

export const ntXent = makeRelation<[embeddings: Tensor, labels: Tensor]>(
  {
    id: "ntXent",
    knownAs: ["NT-Xent", "InfoNCE", "SupCon"],
    name: { en: "normalised temperature-scaled cross-entropy", zh: "归一化温度交叉熵（NT-Xent）" },
    formula: "mean over pairs i ≠ j of one label of −log(e^(sᵢⱼ/τ) / Σ e^(sᵢₖ/τ)), k ≠ i; s = cosines",
    source: "Chen, Kornblith, Norouzi & Hinton 2020; Khosla and others 2020",
    options: [
      {
        name: "temperature",
        description: { en: "τ: how sharply the nearest count", zh: "τ：最近者的比重有多突出" },
        default: 0.07,
        above: 0,
      },
    ],
    additive: false,
  },
  ({ temperature }, embeddings, labels) => {
    requireTensors("ntXent", { embeddings, labels });
    const [count] = embeddings.shape;
    if (embeddings.rank !== 2 || !sameShape(labels.shape, [count])) {
      throw new ShapeError(
        "loss-embeddings",
        `ntXent: the embeddings ${showShape(embeddings.shape)} must be one row each, and the labels ` +
          `${showShape(labels.shape)} one number for each row.`,
        { prediction: embeddings.shape, target: labels.shape },
      );
    }
    const unit = direction(embeddings);
    const similar = unit.matmul(unit.transpose()).div(temperature);
    const [row, column] = [labels.reshape([count, 1]), labels.reshape([1, count])];
    const itself = iota(count).reshape([count, 1]).equal(iota(count));
    const others = where(itself, Number.NEGATIVE_INFINITY, similar);
    const surprisal = logSumExp(others, -1, { keepDims: true }).sub(similar);
    const isPair = where(itself, 0, row.equal(column).cast(embeddings.dtype));
    // A row without a partner has nothing to say.
    const pairs = isPair.sum();
    return isPair
      .mul(surprisal)
      .sum()
      .div(where(pairs.equal(0), 1, pairs));
  },
);
