/** Losses of scores, and others of classes. */
import * as manyClasses from "../../learn/losses/manyClasses.ts";
import * as margins from "../../learn/losses/margins.ts";
import { open } from "./open.ts";

/**
 * The perceptron loss: mean of max(0, −m) with the margin m = (2t − 1)·z of a score z; t is 0 or 1. The gradient by z
 * is −(2t − 1) / n where m < 0 and 0 where m > 0. At m = 0, where it has none, it is `atKink` (0) times that before.
 *
 * @throws ShapeError `loss-shapes`
 * @see Rosenblatt, The perceptron, 1958, doi:10.1037/h0042519
 * @example
 * import { perceptron } from "nabla/losses";
 * perceptron([2, -3], [1, 1]); // 1.5
 */
export const perceptron = open(margins.perceptron);

/**
 * The hinge loss of support-vector machines: mean of max(0, 1 − m) with the margin m = (2t − 1)·z of a score z; t is 0
 * or 1. The gradient by z is −(2t − 1) / n where m < 1 and 0 where m > 1. At m = 1, where it has none, it is `atKink`
 * times that before: 0 (as in Vowpal Wabbit) unless said otherwise, ½ in Optax, 1 in scikit-learn.
 *
 * @throws ShapeError `loss-shapes`
 * @see Cortes and Vapnik, Support-vector networks, 1995, doi:10.1007/BF00994018
 * @example
 * import { hinge } from "nabla/losses";
 * hinge([0.5, -1], [1, 0]); // 0.25
 */
export const hinge = open(margins.hinge);

/**
 * The squared hinge loss: mean of max(0, 1 − m)² with the margin m = (2t − 1)·z of a score z; t is 0 or 1. The gradient
 * by z is −2(2t − 1)·max(0, 1 − m) / n.
 *
 * @throws ShapeError `loss-shapes`
 * @see Cortes and Vapnik, Support-vector networks, 1995, doi:10.1007/BF00994018
 * @example
 * import { squaredHinge } from "nabla/losses";
 * squaredHinge([0.5, -1], [1, 0]); // 0.125
 */
export const squaredHinge = open(margins.squaredHinge);

/**
 * The modified Huber loss: mean of max(0, 1 − m)² where m ≥ −1 and −4m below, with the margin m = (2t − 1)·z of a score
 * z; t is 0 or 1. Smooth like the squared hinge, but outliers count linearly.
 *
 * @throws ShapeError `loss-shapes`
 * @see Zhang, Solving large scale linear prediction problems using stochastic gradient descent algorithms, 2004
 * @example
 * import { modifiedHuber } from "nabla/losses";
 * modifiedHuber([0, -3], [1, 1]); // 6.5
 */
export const modifiedHuber = open(margins.modifiedHuber);

/**
 * The exponential loss of boosting: mean of exp(−m) with the margin m = (2t − 1)·z of a score z; t is 0 or 1. The score
 * that minimises it is half the logit.
 *
 * @throws ShapeError `loss-shapes`
 * @see Freund and Schapire, A decision-theoretic generalization of on-line learning, 1997, doi:10.1006/jcss.1997.1504
 * @example
 * import { exponential } from "nabla/losses";
 * exponential([0], [1]); // 1
 */
export const exponential = open(margins.exponential);

/**
 * −Σ tₖ lₖ over the last axis, with log-probabilities l, averaged over the other axes. A class with tₖ = 0 adds 0 even
 * where lₖ = −∞. The target has the prediction's shape (distributions), or one axis less: then it holds class ids. For
 * logits `softmaxCrossEntropy` is more accurate.
 *
 * @throws ShapeError `loss-classes-shapes`
 * @see Fisher, On the mathematical foundations of theoretical statistics, 1922
 * @example
 * import { negativeLogLikelihood } from "nabla/losses";
 * negativeLogLikelihood([Math.log(0.25), Math.log(0.75)], 0); // 1.3862943611198906
 */
export const negativeLogLikelihood = open(manyClasses.negativeLogLikelihood);

/**
 * The hinge loss of many classes: maxₖ (zₖ + 1 − tₖ) − Σ tₖ zₖ over the last axis, averaged over the other axes: 0
 * where the right class leads every other by 1. The target is a distribution, or one axis less: class ids.
 *
 * @throws ShapeError `loss-classes-shapes`
 * @see Crammer and Singer, On the algorithmic implementation of multiclass kernel-based vector machines, 2001
 * @example
 * import { multiclassHinge } from "nabla/losses";
 * multiclassHinge([3, 2.5, 0], 0); // 0.5
 */
export const multiclassHinge = open(manyClasses.multiclassHinge);

/**
 * The margin loss of many classes: (1/K) Σₖ (1 − tₖ)·max(0, margin + zₖ − Σ tⱼ zⱼ)^power over the K classes of the last
 * axis, averaged over the other axes. `margin` is 1, `power` 1 or 2.
 *
 * @throws ShapeError `loss-classes-shapes`
 * @see Weston and Watkins, Support vector machines for multi-class pattern recognition, 1999
 * @example
 * import { multiMargin } from "nabla/losses";
 * multiMargin([3, 2.5, 0, 0], 0); // 0.125
 */
export const multiMargin = open(manyClasses.multiMargin);

/**
 * The focal loss of a softmax: −Σ tₖ(1 − pₖ)^γ log pₖ with p = softmax(z), over the last axis, averaged over the other
 * axes. γ is 2; 0 gives `softmaxCrossEntropy`. 1 − pₖ is computed without cancellation.
 *
 * @throws ShapeError `loss-classes-shapes`
 * @see Lin, Goyal, Girshick, He and Dollár, Focal loss for dense object detection, 2017, arXiv:1708.02002
 * @example
 * import { softmaxFocal } from "nabla/losses";
 * softmaxFocal([0, 0], 1); // 0.17328679513998632
 */
export const softmaxFocal = open(manyClasses.softmaxFocal);

/**
 * Cross-entropy with a heavier first term of its series in 1 − pₖ: Σ tₖ(ε(1 − pₖ) − log pₖ) with p = softmax(z), over
 * the last axis, averaged over the other axes. ε is 2 unless `poly1.with({ epsilon })` says otherwise.
 *
 * @throws ShapeError `loss-classes-shapes`
 * @see Leng and others, PolyLoss, 2022, arXiv:2204.12511
 * @example
 * import { poly1 } from "nabla/losses";
 * poly1([0, 0], 1); // 1.6931471805599454
 */
export const poly1 = open(manyClasses.poly1);

/**
 * Σ tₖ(1 − pₖ^q)/q with p = softmax(z), over the last axis, averaged over the other axes: near q = 0 cross-entropy, at
 * q = 1 the absolute error, which holds wrong labels back. q is 0.7 unless said otherwise.
 *
 * @throws ShapeError `loss-classes-shapes`
 * @see Zhang and Sabuncu, Generalized cross entropy loss for training deep neural networks with noisy labels, 2018
 * @example
 * import { generalizedCrossEntropy } from "nabla/losses";
 * generalizedCrossEntropy.with({ q: 1 })([0, 0], 1); // 0.5
 */
export const generalizedCrossEntropy = open(manyClasses.generalizedCrossEntropy);

/**
 * The sparsemax loss: ½‖t − z‖² − ½‖p − z‖² with p the nearest distribution to the scores z, over the last axis,
 * averaged over the other axes. It is the Fenchel–Young loss of ½‖p‖²: 0 where z leads by 1, with the gradient p − t,
 * and p has zeros where the softmax has small numbers. The target is a distribution, or one axis less: class ids.
 * K classes cost K² comparisons.
 *
 * @throws ShapeError `loss-classes-shapes`
 * @see Martins and Astudillo, From softmax to sparsemax, 2016, arXiv:1602.02068
 * @see Blondel, Martins and Niculae, Learning with Fenchel–Young losses, 2020, arXiv:1901.02324
 * @example
 * import { sparsemax } from "nabla/losses";
 * sparsemax([0.5, 0, -3], 1); // 0.5625
 */
export const sparsemax = open(manyClasses.sparsemax);

/**
 * The Kullback–Leibler divergence of a target distribution from predicted probabilities: Σ tₖ(log tₖ − log yₖ) over the
 * last axis, averaged over the other axes (the sum over distributions divided by their number). A class with tₖ = 0
 * adds 0; tₖ > 0 with yₖ = 0 gives +∞. It is `crossEntropy` less the entropy of the target. In nats.
 *
 * @throws ShapeError `loss-classes-shapes`
 * @see Kullback and Leibler, On information and sufficiency, 1951, doi:10.1214/aoms/1177729694
 * @example
 * import { klDivergence } from "nabla/losses";
 * klDivergence([0.5, 0.5], [1, 0]); // 0.6931471805599453
 */
export const klDivergence = open(manyClasses.klDivergence);

/**
 * The Kullback–Leibler divergence of a target distribution from the softmax of logits: Σ tₖ(log tₖ − log pₖ) with
 * p = softmax(z), over the last axis, averaged over the other axes. In nats.
 *
 * @throws ShapeError `loss-classes-shapes`
 * @see Kullback and Leibler, On information and sufficiency, 1951, doi:10.1214/aoms/1177729694
 * @example
 * import { softmaxKlDivergence } from "nabla/losses";
 * softmaxKlDivergence([0, 0], [1, 0]); // 0.6931471805599453
 */
export const softmaxKlDivergence = open(manyClasses.softmaxKlDivergence);

/**
 * The margin loss of several labels at once: (1/K) Σⱼ Σᵢ tⱼ(1 − tᵢ)·max(0, margin − (zⱼ − zᵢ)) over the K classes of
 * the last axis, averaged over the other axes: every label (t = 1) shall lead every class that is none (t = 0) by
 * `margin`, 1. K² pairs are compared.
 *
 * @throws ShapeError `loss-shapes`
 * @see Crammer and Singer, A family of additive online algorithms for category ranking, 2003
 * @example
 * import { multiLabelMargin } from "nabla/losses";
 * multiLabelMargin([0.5, 0, 0.25, 1], [1, 0, 0, 1]); // 0.375
 */
export const multiLabelMargin = open(margins.multiLabelMargin);
