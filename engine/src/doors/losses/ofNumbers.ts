/** Losses of numbers. */
import * as likelihoods from "../../learn/losses/likelihoods.ts";
import * as regression from "../../learn/losses/regression.ts";
import * as robust from "../../learn/losses/robust.ts";
import { open } from "./open.ts";

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
 * Half the mean squared error: mean of ½r², with r = prediction − target; its gradient by the prediction is r / n.
 *
 * @throws ShapeError `loss-shapes`
 * @see Gauss, Theoria combinationis observationum, 1821
 * @example
 * import { halfSquaredError } from "nabla/losses";
 * halfSquaredError([3], [1]); // 2
 */
export const halfSquaredError = open(robust.halfSquaredError);

/**
 * Huber's loss over β: mean of ½r²/β where |r| ≤ β and |r| − ½β beyond, with r = prediction − target. The gradient by
 * the prediction is r/β held within ±1, over n. β is 1 unless `smoothL1.with({ beta })` says otherwise.
 *
 * @throws ShapeError `loss-shapes`
 * @see Girshick, Fast R-CNN, 2015, arXiv:1504.08083
 * @example
 * import { smoothL1 } from "nabla/losses";
 * smoothL1.with({ beta: 2 })([3], [0]); // 2
 */
export const smoothL1 = open(robust.smoothL1);

/**
 * The mean of ln cosh r, with r = prediction − target: about ½r² for small and |r| − ln 2 for large residuals. The
 * gradient by the prediction is tanh(r) / n.
 *
 * @throws ShapeError `loss-shapes`
 * @see Green, Bayesian reconstructions from emission tomography data using a modified EM algorithm, 1990
 * @example
 * import { logCosh } from "nabla/losses";
 * logCosh([0], [0]); // 0
 */
export const logCosh = open(robust.logCosh);

/**
 * The quantile (pinball) loss: mean of τ·d where d = target − prediction ≥ 0 and (τ − 1)·d elsewhere. The best
 * constant prediction is the τ-quantile of the targets. The gradient by the prediction is −τ / n, (1 − τ) / n, and
 * the middle of both, (½ − τ) / n, at d = 0. τ is ½ unless `quantile.with({ tau })` says otherwise.
 *
 * @throws ShapeError `loss-shapes`
 * @see Koenker and Bassett, Regression quantiles, 1978, doi:10.2307/1913643
 * @example
 * import { quantile } from "nabla/losses";
 * quantile.with({ tau: 0.75 })([0, 0], [4, -4]); // 2
 */
export const quantile = open(robust.quantile);

/**
 * The expectile loss: mean of τr² where the target lies above the prediction and (1 − τ)r² elsewhere, with r =
 * prediction − target. The gradient by the prediction is 2τr / n or 2(1 − τ)r / n. τ is ½ unless `expectile.with({
 * tau })` says otherwise.
 *
 * @throws ShapeError `loss-shapes`
 * @see Newey and Powell, Asymmetric least squares estimation and testing, 1987, doi:10.2307/1911031
 * @example
 * import { expectile } from "nabla/losses";
 * expectile.with({ tau: 0.75 })([0, 0], [2, -2]); // 2
 */
export const expectile = open(robust.expectile);

/**
 * The loss of support-vector regression: mean of max(0, |r| − ε), with r = prediction − target. The gradient by the
 * prediction is sign(r) / n beyond ε and 0 up to it. ε is 0.1 unless `epsilonInsensitive.with({ epsilon })` says
 * otherwise.
 *
 * @throws ShapeError `loss-shapes`
 * @see Vapnik, The nature of statistical learning theory, 1995
 * @example
 * import { epsilonInsensitive } from "nabla/losses";
 * epsilonInsensitive.with({ epsilon: 1 })([3, 0.5], [0, 0]); // 1
 */
export const epsilonInsensitive = open(robust.epsilonInsensitive);

/**
 * The mean of max(0, |r| − ε)², with r = prediction − target. The gradient by the prediction is 2(|r| − ε)·sign(r) /
 * n beyond ε and 0 up to it. ε is 0.1 unless `squaredEpsilonInsensitive.with({ epsilon })` says otherwise.
 *
 * @throws ShapeError `loss-shapes`
 * @see Vapnik, The nature of statistical learning theory, 1995
 * @example
 * import { squaredEpsilonInsensitive } from "nabla/losses";
 * squaredEpsilonInsensitive.with({ epsilon: 1 })([3, 0.5], [0, 0]); // 2
 */
export const squaredEpsilonInsensitive = open(robust.squaredEpsilonInsensitive);

/**
 * The soft L1 (pseudo-Huber) loss: mean of δ²(√(1 + (r/δ)²) − 1), with r = prediction − target. The gradient by the
 * prediction is r / √(1 + (r/δ)²), over n. δ is 1 unless `softL1.with({ delta })` says otherwise.
 *
 * @throws ShapeError `loss-shapes`
 * @see Charbonnier, Blanc-Féraud, Aubert and Barlaud, Deterministic edge-preserving regularization in computed
 * imaging, 1997
 * @example
 * import { softL1 } from "nabla/losses";
 * softL1.with({ delta: 4 })([3], [0]); // 4
 */
export const softL1 = open(robust.softL1);

/**
 * The Cauchy loss: mean of ½δ² ln(1 + (r/δ)²), with r = prediction − target. The gradient by the prediction is r / (1
 * + (r/δ)²), over n: outliers pull less the farther out they are, so that there may be several minima. δ is 1 unless
 * `cauchy.with({ delta })` says otherwise.
 *
 * @throws ShapeError `loss-shapes`
 * @see Black and Anandan, The robust estimation of multiple motions, 1996, doi:10.1006/cviu.1996.0006
 * @example
 * import { cauchy } from "nabla/losses";
 * cauchy([0], [0]); // 0
 */
export const cauchy = open(robust.cauchy);

/**
 * Tukey's biweight loss: mean of δ²/6·(1 − (1 − (r/δ)²)³) where |r| ≤ δ and δ²/6 beyond, with r = prediction −
 * target. The gradient by the prediction is r(1 − (r/δ)²)² / n, and 0 beyond δ: outliers do not pull at all, so that
 * there may be several minima. δ is 4.685 unless `tukey.with({ delta })` says otherwise.
 *
 * @throws ShapeError `loss-shapes`
 * @see Beaton and Tukey, The fitting of power series, meaning polynomials, illustrated on band-spectroscopic data,
 * 1974
 * @example
 * import { tukey } from "nabla/losses";
 * tukey.with({ delta: 3 })([100], [0]); // 1.5
 */
export const tukey = open(robust.tukey);

/**
 * The mean absolute percentage error: mean of 100·|p − t| / max(|t|, ε). The gradient by the prediction is 100·sign(p
 * − t) / max(|t|, ε), over n, and 0 at p = t. ε is 1e-7 unless `.with({ epsilon })` says otherwise.
 *
 * @throws ShapeError `loss-shapes`
 * @see Makridakis, Accuracy measures: theoretical and practical concerns, 1993, doi:10.1016/0169-2070(93)90079-3
 * @example
 * import { meanAbsolutePercentageError } from "nabla/losses";
 * meanAbsolutePercentageError([1, 3], [2, 2]); // 50
 */
export const meanAbsolutePercentageError = open(robust.meanAbsolutePercentageError);

/**
 * The Poisson loss of counts t ≥ 0 by the logarithm z of their mean: mean of eᶻ − t·z. The gradient by z is (eᶻ − t) /
 * n. The constant log t! is left out.
 *
 * @throws ShapeError `loss-shapes`
 * @see Nelder and Wedderburn, Generalized linear models, 1972, doi:10.2307/2344614
 * @example
 * import { poisson } from "nabla/losses";
 * poisson([0], [3]); // 1
 */
export const poisson = open(likelihoods.poisson);

/**
 * The Poisson loss of counts t ≥ 0 by their mean p itself, for models whose output cannot be negative: mean of
 * p − t·ln p. The gradient by p is (1 − t/p) / n; below 0 the loss is NaN. `poisson` takes the logarithm of the mean,
 * which is the steadier way.
 *
 * @throws ShapeError `loss-shapes`
 * @see Nelder and Wedderburn, Generalized linear models, 1972, doi:10.2307/2344614
 * @example
 * import { poissonOfMean } from "nabla/losses";
 * poissonOfMean([2, 0], [0, 0]); // 1
 */
export const poissonOfMean = open(likelihoods.poissonOfMean);

/**
 * The gamma loss of positive targets by the logarithm z of their mean: mean of z + t·e⁻ᶻ. The gradient by z is
 * (1 − t·e⁻ᶻ) / n.
 *
 * @throws ShapeError `loss-shapes`
 * @see Nelder and Wedderburn, Generalized linear models, 1972, doi:10.2307/2344614
 * @example
 * import { gamma } from "nabla/losses";
 * gamma([0], [3]); // 3
 */
export const gamma = open(likelihoods.gamma);

/**
 * The Tweedie loss of targets t ≥ 0, many of which may be 0, by the logarithm z of their mean: mean of
 * e^((2 − ρ)z)/(2 − ρ) − t·e^((1 − ρ)z)/(1 − ρ), with 1 < ρ < 2; ρ is 1.5. The gradient by z is
 * (e^((2 − ρ)z) − t·e^((1 − ρ)z)) / n.
 *
 * @throws ShapeError `loss-shapes`
 * @see Jørgensen, Exponential dispersion models, 1987
 * @example
 * import { tweedie } from "nabla/losses";
 * tweedie([0], [3]); // 8
 */
export const tweedie = open(likelihoods.tweedie);

/**
 * Mean of (log(1 + p) − log(1 + t))² for t ≥ 0: errors by ratio. A prediction below 0 counts as 0, and there its
 * gradient is 0.
 *
 * @throws ShapeError `loss-shapes`
 * @see the public competitions of Kaggle since 2011
 * @example
 * import { meanSquaredLogarithmicError } from "nabla/losses";
 * meanSquaredLogarithmicError([0], [Math.E - 1]); // 1
 */
export const meanSquaredLogarithmicError = open(likelihoods.meanSquaredLogarithmicError);

/**
 * The negative log-likelihood of a normal distribution that the model predicts for every target: mean of
 * ½(s + (μ − t)²·e⁻ˢ), with the mean μ and the log variance s = log σ² as the prediction's last axis. Without the
 * constant ½ log 2π.
 *
 * @throws ShapeError `loss-mean-and-variance`
 * @see Nix and Weigend, Estimating the mean and variance of the target probability distribution, 1994
 * @example
 * import { gaussian } from "nabla/losses";
 * gaussian([1, 0], 3); // 2
 */
export const gaussian = open(likelihoods.gaussian);
