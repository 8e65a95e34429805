/** `nabla/losses`: for one example, as numbers or inside a traced function. */

import * as ofProbabilities from "../learn/losses/crossEntropy.ts";
import * as fromLogits from "../learn/losses/fromLogits.ts";
import type { Loss } from "../learn/losses/loss.ts";
import * as regression from "../learn/losses/regression.ts";
import { callable } from "./callable.ts";
import type { ArrayValue } from "./values.ts";

export type { Loss, LossInfo, Target } from "../learn/losses/loss.ts";

/** A loss that also takes numbers and then gives a number. */
export interface CallableLoss extends Loss {
  (prediction: ArrayValue, target: ArrayValue): number;
  with(options: Readonly<Record<string, number>>): CallableLoss;
}

const open = (loss: Loss): CallableLoss =>
  Object.assign(callable(loss) as unknown as CallableLoss, {
    with: (options: Readonly<Record<string, number>>) => open(loss.with(options)),
  });

/**
 * Mean squared error: mean of r², with r = prediction − target. Not ½r² and not the sum: those have other gradients,
 * so a learning rate does not carry over from them.
 *
 * Prediction and target have equal shapes; the result is one number. The gradient by the prediction is 2r / n.
 *
 * @throws ShapeError `loss-shapes`
 * @see Gauss, Theoria combinationis observationum, 1821
 * @example
 * import { meanSquaredError } from "nabla/losses";
 * meanSquaredError([1, 2], [1, 4]); // 2
 */
export const meanSquaredError = open(regression.meanSquaredError);

/**
 * Mean absolute error: mean of |r|, with r = prediction − target. The gradient by the prediction is sign(r) / n, and
 * 0 at r = 0.
 *
 * @throws ShapeError `loss-shapes`
 * @see Laplace, Mémoire sur la probabilité des causes, 1774
 * @example
 * import { meanAbsoluteError } from "nabla/losses";
 * meanAbsoluteError([1, 2], [1, 4]); // 1
 */
export const meanAbsoluteError = open(regression.meanAbsoluteError);

/**
 * Huber's loss: mean of ½r² where |r| ≤ δ and δ(|r| − ½δ) beyond, with r = prediction − target. The gradient by the
 * prediction is r held within ±δ, over n. δ is 1 unless `huber.with({ delta })` says otherwise.
 *
 * @throws ShapeError `loss-shapes`
 * @see Huber, Robust estimation of a location parameter, 1964, doi:10.1214/aoms/1177703732
 * @example
 * import { huber } from "nabla/losses";
 * huber([3], [0]); // 2.5
 * huber.with({ delta: 2 })([3], [0]); // 4
 */
export const huber = open(regression.huber);

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
