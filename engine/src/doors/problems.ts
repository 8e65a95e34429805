/** `nabla/problems`: functions whose minima are known, as numbers or inside a traced function. */

import * as curves from "../learn/problems/curves.ts";
import * as landscapes from "../learn/problems/landscapes.ts";
import type { LeastSquaresProblem, TestProblem } from "../learn/problems/problem.ts";
import * as systems from "../learn/problems/systems.ts";
import type { Tensor } from "../trace/tensor.ts";
import { callable } from "./callable.ts";
import type { ArrayValue } from "./values.ts";

export type { KnownMinimum, LeastSquaresProblem, ProblemInfo, TestProblem } from "../learn/problems/problem.ts";

/**
 * A test problem that also takes numbers and then gives a number. All throw ShapeError `problem-shape` for a point of
 * another length than `info.dimension`.
 */
export interface CallableProblem extends TestProblem {
  (x: ArrayValue): number;
  (x: Tensor): Tensor;
}

/** The same for sums of squares, whose `residuals` are a vector of numbers for numbers. */
export interface CallableLeastSquares extends LeastSquaresProblem {
  (x: ArrayValue): number;
  (x: Tensor): Tensor;
  residuals(x: readonly number[]): number[];
  residuals(x: Tensor): Tensor;
}

const open = (problem: TestProblem): CallableProblem => callable(problem);

const openSquares = (problem: LeastSquaresProblem): CallableLeastSquares =>
  Object.assign(callable<LeastSquaresProblem, CallableLeastSquares>(problem), {
    residuals: callable(problem.residuals) as CallableLeastSquares["residuals"],
  });

/**
 * (x² + y − 11)² + (x + y² − 7)². Four minima of value 0, one of them at (3, 2).
 *
 * @see Himmelblau, Applied nonlinear programming, 1972
 * @example
 * import { himmelblau } from "nabla/problems";
 * himmelblau([3, 2]); // 0
 */
export const himmelblau = open(landscapes.himmelblau);

/**
 * (x + 2y − 7)² + (2x + y − 5)²: a quadratic of condition 9, lowest at (1, 3).
 *
 * @see Jamil and Yang, A literature survey of benchmark functions, 2013, no. 17, arXiv:1308.4008
 */
export const booth = open(landscapes.booth);

/**
 * 0.26(x² + y²) − 0.48xy: a quadratic of condition 25 that lies diagonally, lowest at the origin.
 *
 * @see Jamil and Yang 2013, no. 71
 */
export const matyas = open(landscapes.matyas);

/**
 * x² − y²: the gradient is zero at the origin, which is no minimum; there is none.
 */
export const saddle = open(landscapes.saddle);

/**
 * −20·exp(−0.2·√(mean xᵢ²)) − exp(mean cos 2πxᵢ) + 20 + e, of any dimension: dents everywhere, and a cone around the
 * minimum, the origin. The gradient is taken as 0 at its tip.
 *
 * @see Ackley, A connectionist machine for genetic hillclimbing, 1987
 */
export const ackley = open(landscapes.ackley);

/**
 * Σ (xᵢ² + 10 − 10 cos 2πxᵢ), of any dimension: a minimum near every point of whole numbers, the lowest at the origin.
 *
 * @see Rastrigin, Systems of extremal control, 1974
 */
export const rastrigin = open(landscapes.rastrigin);

/**
 * ½ Σ (xᵢ⁴ − 16xᵢ² + 5xᵢ), of any dimension: two minima along each axis, the lower at −2.9035.
 *
 * @see Styblinski and Tang, Experiments in nonconvex optimization, 1990, doi:10.1016/0893-6080(90)90029-K
 */
export const styblinskiTang = open(landscapes.styblinskiTang);

/**
 * 100(y − x²)² + (1 − x)²: a curved valley, lowest at (1, 1).
 *
 * @see Rosenbrock 1960, doi:10.1093/comjnl/3.3.175
 * @example
 * import { rosenbrock } from "nabla/problems";
 * import { minimize } from "nabla/train";
 * rosenbrock([-1.2, 1]); // 24.199999999999996
 * minimize(rosenbrock, [-1.2, 1]).converged; // true
 */
export const rosenbrock = openSquares(systems.rosenbrock);

/**
 * (x − 13 + ((5 − y)y − 2)y)² + (x − 29 + ((y + 1)y − 14)y)²: 0 at (5, 4), but from its start the way down leads to the
 * local minimum of 48.98.
 *
 * @see Freudenstein and Roth 1963, doi:10.1145/321186.321200
 */
export const freudensteinRoth = openSquares(systems.freudensteinRoth);

/**
 * (10⁴xy − 1)² + (e⁻ˣ + e⁻ʸ − 1.0001)²: lowest at (1.098·10⁻⁵, 9.106), coordinates of very different size.
 *
 * @see Powell, A hybrid method for nonlinear equations, 1970
 */
export const powellBadlyScaled = openSquares(systems.powellBadlyScaled);

/**
 * (x − 10⁶)² + (y − 2·10⁻⁶)² + (xy − 2)²: lowest at (10⁶, 2·10⁻⁶).
 *
 * @see Moré, Garbow and Hillstrom 1981, no. 4
 */
export const brownBadlyScaled = openSquares(systems.brownBadlyScaled);

/**
 * Σ (cᵢ − x(1 − yⁱ))², c = 1.5, 2.25, 2.625: lowest at (3, ½).
 *
 * @see Beale, On an iterative method of finding a local minimum, 1958
 */
export const beale = openSquares(systems.beale);

/**
 * Σ (2 + 2i − eⁱˣ − eⁱʸ)², i = 1 … 10: a sum of squares whose least value, 124.36, is not small.
 *
 * @see Jennrich and Sampson 1968, doi:10.1080/00401706.1968.10490535
 */
export const jennrichSampson = openSquares(curves.jennrichSampson);

/**
 * 100(z − 10θ)² + 100(√(x² + y²) − 1)² + z² with 2πθ the angle of (x, y): down a winding valley to (1, 0, 0).
 *
 * @see Fletcher and Powell 1963, doi:10.1093/comjnl/6.2.163
 */
export const helicalValley = openSquares(systems.helicalValley);

/**
 * Σ (yᵢ − x₁ − i/((16 − i)x₂ + min(i, 16 − i)x₃))², i = 1 … 15. Where x₂ and x₃ run away it approaches 17.43.
 *
 * @see Bard 1970, doi:10.1137/0707011
 */
export const bard = openSquares(curves.bard);

/**
 * Σ (x₁·exp(−x₂(tᵢ − x₃)²/2) − yᵢ)²: a bell curve through fifteen points.
 *
 * @see Moré, Garbow and Hillstrom 1981, no. 9
 */
export const gaussianCurve = openSquares(curves.gaussianCurve);

/**
 * Σ (x₁·exp(x₂/(tᵢ + x₃)) − yᵢ)²: the resistance of a thermistor; the three parameters all but replace each other.
 *
 * @see Meyer, Theoretical and computational aspects of nonlinear regression, 1970
 */
export const meyer = openSquares(curves.meyer);

/**
 * Σ (exp(−|yᵢ − x₂|^x₃ / x₁) − tᵢ)², lowest at (50, 25, 1.5). With |yᵢ − x₂|, which the paper misprints.
 *
 * @see Moré, Garbow and Hillstrom 1981, no. 11
 */
export const gulf = openSquares(curves.gulf);

/**
 * Σ (e^(−tᵢx₁) − e^(−tᵢx₂) − x₃(e^(−tᵢ) − e^(−10tᵢ)))²: 0 at (1, 10, 1), at (10, 1, −1), and wherever x₁ = x₂ and
 * x₃ = 0.
 *
 * @see Box 1966, doi:10.1093/comjnl/9.1.67
 */
export const box = openSquares(curves.box);

/**
 * (x₁ + 10x₂)² + 5(x₃ − x₄)² + (x₂ − 2x₃)⁴ + 10(x₁ − x₄)⁴: at the minimum, the origin, two curvatures are zero.
 *
 * @see Powell 1962, doi:10.1093/comjnl/5.2.147
 */
export const powellSingular = openSquares(systems.powellSingular);

/**
 * 100(x₂ − x₁²)² + (1 − x₁)² + 90(x₄ − x₃²)² + (1 − x₃)² + 10(x₂ + x₄ − 2)² + (x₂ − x₄)²/10: two valleys and a saddle
 * on the way to (1, 1, 1, 1).
 *
 * @see Colville, A comparative study of nonlinear programming codes, 1968
 */
export const wood = openSquares(systems.wood);

/**
 * Σ (yᵢ − x₁(uᵢ² + uᵢx₂)/(uᵢ² + uᵢx₃ + x₄))²: a quotient through eleven points.
 *
 * @see Kowalik and Osborne, Methods for unconstrained optimization problems, 1968
 */
export const kowalikOsborne = openSquares(curves.kowalikOsborne);

/**
 * Σ ((x₁ + tᵢx₂ − e^tᵢ)² + (x₃ + x₄ sin tᵢ − cos tᵢ)²)²: fourth powers, least value 85822.2.
 *
 * @see Brown and Dennis 1971; Moré, Garbow and Hillstrom 1981, no. 16
 */
export const brownDennis = openSquares(curves.brownDennis);

/**
 * Σ (yᵢ − x₁ − x₂·exp(−tᵢx₄) − x₃·exp(−tᵢx₅))²: two decays through 33 points.
 *
 * @see Osborne, Some aspects of nonlinear least squares calculations, 1972
 */
export const osborne1 = openSquares(curves.osborne1);

/**
 * Σ (x₃e^(−tᵢx₁) − x₄e^(−tᵢx₂) + x₆e^(−tᵢx₅) − yᵢ)²: three decays, 0 at (1, 10, 1, 5, 4, 3), and a local minimum.
 *
 * @see Biggs 1971; Moré, Garbow and Hillstrom 1981, no. 18
 */
export const biggs = openSquares(curves.biggs);

/**
 * Σ (yᵢ − a decay − three bells)²: eleven parameters through 65 points.
 *
 * @see Osborne 1972
 */
export const osborne2 = openSquares(curves.osborne2);

/** Nos. 1 to 19 of Moré, Garbow and Hillstrom 1981, doi:10.1145/355934.355936, in order. */
export const moreGarbowHillstrom: readonly CallableLeastSquares[] = [
  rosenbrock,
  freudensteinRoth,
  powellBadlyScaled,
  brownBadlyScaled,
  beale,
  jennrichSampson,
  helicalValley,
  bard,
  gaussianCurve,
  meyer,
  gulf,
  box,
  powellSingular,
  wood,
  kowalikOsborne,
  brownDennis,
  osborne1,
  biggs,
  osborne2,
];
