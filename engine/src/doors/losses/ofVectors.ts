/** Losses of vectors, regions, pairs, triplets and whole batches. */
import { type BatchLoss, overBatch as wholeBatch } from "../../learn/losses/overBatch.ts";
import * as overlaps from "../../learn/losses/overlaps.ts";
import * as pairs from "../../learn/losses/pairs.ts";
import * as vectors from "../../learn/losses/vectors.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { open, openRelation } from "./open.ts";

/**
 * The Dice loss of one example: 1 − (2Σpt + s)/(Σp + Σt + s) over all its elements, with probabilities p and the
 * target's region t. s is `smooth`, 1; without it two empty regions cost 0.
 *
 * @throws ShapeError `loss-shapes`
 * @see Milletari, Navab and Ahmadi, V-Net, 2016, arXiv:1606.04797
 * @example
 * import { dice } from "nabla/losses";
 * dice.with({ smooth: 0 })([1, 1, 0], [1, 0, 0]); // 0.3333333333333333
 */
export const dice = open(overlaps.dice);

/**
 * The same loss, given all rows of a batch at once: prediction and target have a leading axis of rows. With it `dice`
 * measures how a batch's regions overlap all together, and a function of one's own may compare rows with one another.
 * It is no mean over examples: `descend` takes it for batches of at most 64 rows, all of one size, and reports as its
 * full loss the mean over the batches that the rows make as they lie. `ntXent` is such a loss already.
 *
 * @see Sudre and others, Generalised Dice overlap as a deep learning loss function, 2017, arXiv:1707.03237
 * @example
 * import { dice, overBatch } from "nabla/losses";
 * import { linear } from "nabla/models";
 * import { sgd } from "nabla/optimizers";
 * import { descend } from "nabla/train";
 * const descent = descend({
 *   model: linear(), loss: overBatch(dice), optimizer: sgd({ learningRate: 0.1 }),
 *   data: { x: [[0], [1], [2], [3]], y: [0, 0, 1, 1] }, batchSize: 4,
 * });
 * descent.batchSize; // 4
 */
export const overBatch = <Given extends (prediction: Tensor, target: Tensor) => Tensor>(
  loss: Given,
): Given & BatchLoss => wholeBatch(loss);

/**
 * The Tversky loss of one example: 1 − (Σpt + s)/(Σpt + αΣp(1 − t) + βΣ(1 − p)t + s) over all its elements. α = β = ½,
 * so that it is the Dice loss, unless `tversky.with({ alpha, beta })` says otherwise; s is `smooth`, 1.
 *
 * @throws ShapeError `loss-shapes`
 * @see Salehi, Erdogmus and Gholipour, Tversky loss function for image segmentation, 2017, arXiv:1706.05721
 * @example
 * import { tversky } from "nabla/losses";
 * tversky.with({ smooth: 0, alpha: 1 })([1, 1, 0], [1, 0, 0]); // 0.5
 */
export const tversky = open(overlaps.tversky);

/**
 * 1 − cos of the angle between prediction and target along the last axis, averaged over the other axes; computed as
 * half the square between their directions, so that small angles keep their digits. A zero vector has no direction: it
 * costs 1, and its gradient is 0.
 *
 * @throws ShapeError `loss-shapes`
 * @see Salton, Wong and Yang, A vector space model for automatic indexing, 1975
 * @example
 * import { cosineDistance } from "nabla/losses";
 * cosineDistance([1, 0], [0, 2]); // 1
 */
export const cosineDistance = open(vectors.cosineDistance);

/**
 * Mean of t·d + (1 − t)·max(0, margin − d): distances d of what belongs together (t = 1) shall be small, others at
 * least
 * `margin`, 1.
 *
 * @throws ShapeError `loss-shapes`
 * @see Hadsell, Chopra and LeCun, Dimensionality reduction by learning an invariant mapping, 2006
 * @example
 * import { hingeEmbedding } from "nabla/losses";
 * hingeEmbedding([0.5, 0.25], [1, 0]); // 0.625
 */
export const hingeEmbedding = open(vectors.hingeEmbedding);

/**
 * Mean of t(1 − cos(a, b)) + (1 − t)·max(0, cos(a, b) − margin) for pairs of vectors along the last axis: those that
 * belong together (t = 1) shall point the same way, others not. `margin` is 0.
 *
 * @throws ShapeError `loss-shapes`
 * @see Hadsell, Chopra and LeCun, Dimensionality reduction by learning an invariant mapping, 2006
 * @example
 * import { cosineEmbedding } from "nabla/losses";
 * cosineEmbedding({ first: [[1, 0]], second: [[0, 2]] }, [1]); // 1
 */
export const cosineEmbedding = openRelation(pairs.cosineEmbedding);

/**
 * Mean of max(0, margin − (2t − 1)(a − b)): where t = 1, a shall be larger than b by `margin` (0), where t = 0,
 * smaller.
 *
 * @throws ShapeError `loss-shapes`
 * @see Herbrich, Graepel and Obermayer, Large margin rank boundaries for ordinal regression, 2000
 * @example
 * import { marginRanking } from "nabla/losses";
 * marginRanking.with({ margin: 1 })({ first: [2, 0], second: [1.5, 0] }, [1, 0]); // 0.75
 */
export const marginRanking = openRelation(pairs.marginRanking);

/**
 * Mean of max(0, ‖a − p‖ − ‖a − n‖ + margin) over triplets of vectors along the last axis: the positive shall lie
 * nearer to the anchor than the negative by `margin`, 1. Where two coincide the gradient of their distance is 0.
 *
 * @throws ShapeError `loss-shapes`
 * @see Schroff, Kalenichenko and Philbin, FaceNet, 2015, arXiv:1503.03832
 * @example
 * import { tripletMargin } from "nabla/losses";
 * tripletMargin({ anchor: [[0, 0]], positive: [[3, 4]], negative: [[0, 2]] }); // 4
 */
export const tripletMargin = openRelation(pairs.tripletMargin);

/**
 * Contrastive cross-entropy of a whole batch: the mean over pairs i ≠ j of one label of
 * −log(e^(sᵢⱼ/τ) / Σ e^(sᵢₖ/τ)) over k ≠ i, with the cosines s of the rows. τ is `temperature`, 0.07. All rows depend
 * on one another, so it is not a mean over examples; 0 where no two have one label.
 *
 * @throws ShapeError `loss-embeddings`
 * @see Chen, Kornblith, Norouzi and Hinton, A simple framework for contrastive learning, 2020, arXiv:2002.05709
 * @example
 * import { ntXent } from "nabla/losses";
 * ntXent.with({ temperature: 1 })([[1, 0], [2, 0]], [5, 5]); // 0
 */
export const ntXent = openRelation(pairs.ntXent);
