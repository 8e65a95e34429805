/** Losses of probabilities and logits. */
import * as ofProbabilities from "../../learn/losses/crossEntropy.ts";
import * as fromLogits from "../../learn/losses/fromLogits.ts";
import { open } from "./open.ts";

/**
 * Cross-entropy of two distributions: −Σ tₖ log yₖ over the last axis, y predicted and t the target, averaged over the
 * other axes. A class with tₖ = 0 adds 0 even where yₖ = 0; tₖ > 0 with yₖ = 0 gives +∞. The probabilities are taken as
 * they are, also when they do not sum to 1. In nats.
 *
 * The target has the prediction's shape, or one axis less: then it holds class ids. The gradient by yₖ is −tₖ / yₖ.
 * For a model that ends in logits `softmaxCrossEntropy` is more accurate.
 *
 * @throws ShapeError `loss-classes-shapes`
 * @see Shannon, A mathematical theory of communication, 1948
 * @example
 * import { crossEntropy } from "nabla/losses";
 * crossEntropy([0.1, 0.1, 0.1, 0.6, 0.1], [0, 0, 0, 1, 0]); // 0.5108256237659907
 * crossEntropy([0.1, 0.1, 0.1, 0.6, 0.1], 3); // 0.5108256237659907
 */
export const crossEntropy = open(ofProbabilities.crossEntropy);

/**
 * Cross-entropy of the probability of one event: −t log y − (1 − t) log(1 − y), averaged over all elements. A certain
 * and right prediction costs 0, a certain and wrong one +∞. The gradient by y is (y − t) / (y(1 − y)) / n.
 *
 * Prediction and target have equal shapes. For a model that ends in a logit `sigmoidCrossEntropy` is more accurate.
 *
 * @throws ShapeError `loss-shapes`
 * @see Shannon, A mathematical theory of communication, 1948
 * @example
 * import { binaryCrossEntropy } from "nabla/losses";
 * binaryCrossEntropy([0.5], [1]); // 0.6931471805599453
 */
export const binaryCrossEntropy = open(ofProbabilities.binaryCrossEntropy);

/**
 * Cross-entropy of the softmax of logits z: −Σ tₖ log pₖ with pₖ = exp(zₖ) / Σ exp(zⱼ), over the last axis, averaged
 * over the other axes. Finite for every finite z. In nats.
 *
 * The target has the prediction's shape (distributions), or one axis less: then it holds class ids, and one that is no
 * class gives NaN. The gradient by zₖ is pₖ·Σt − tₖ, computed without cancellation; by tₖ it is −log pₖ.
 *
 * @throws ShapeError `loss-classes-shapes`
 * @see Bridle, Probabilistic interpretation of feedforward classification network outputs, 1990
 * @example
 * import { softmaxCrossEntropy } from "nabla/losses";
 * softmaxCrossEntropy([0, 0, 0, 0], 2); // 1.3862943611198906
 */
export const softmaxCrossEntropy = open(fromLogits.softmaxCrossEntropy);

/**
 * Cross-entropy of the logistic function of a logit z: −t log σ(z) − (1 − t) log σ(−z), averaged over all elements.
 * Finite for every finite z. In nats.
 *
 * Prediction and target have equal shapes; t is 1, 0 or a probability between. The gradient by z is
 * ((1 − t)·σ(z) − t·σ(−z)) / n, which keeps its accuracy where σ(z) − t would cancel.
 *
 * @throws ShapeError `loss-shapes`
 * @see Cox, The regression analysis of binary sequences, 1958
 * @example
 * import { sigmoidCrossEntropy } from "nabla/losses";
 * sigmoidCrossEntropy([0], [1]); // 0.6931471805599453
 */
export const sigmoidCrossEntropy = open(fromLogits.sigmoidCrossEntropy);

/**
 * The focal loss of a logit z: mean of −t(1 − p)^γ log p − (1 − t)p^γ log(1 − p) with p = σ(z). Examples that are
 * predicted well count less; γ = 0 is `sigmoidCrossEntropy`. γ is 2; with `alpha` targets 1 weigh α and those of 0
 * weigh 1 − α. Powers are taken of e^−softplus, so that neither tail is lost.
 *
 * @throws ShapeError `loss-shapes`
 * @see Lin, Goyal, Girshick, He and Dollár, Focal loss for dense object detection, 2017, arXiv:1708.02002
 * @example
 * import { sigmoidFocal } from "nabla/losses";
 * sigmoidFocal([0], [1]); // 0.17328679513998632
 * sigmoidFocal.with({ gamma: 0 })([0], [1]); // 0.6931471805599453
 */
export const sigmoidFocal = open(fromLogits.sigmoidFocal);
