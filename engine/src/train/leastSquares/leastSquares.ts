/** Nonlinear least squares: the parameters whose residuals have the smallest sum of squares, in float64. */
import { OptionError } from "../../base/errors.ts";
import { requireKnown } from "../../base/nearest.ts";
import { flatPoint } from "../flatPoint.ts";
import { requireIterations, unknownMethod } from "../methods.ts";
import { Evaluations, type Fit, type FitOptions, type FitOutcome, type FitReason, standardErrors } from "./fit.ts";
import { gaussNewton } from "./gaussNewton.ts";
import { levenbergMarquardt } from "./levenbergMarquardt.ts";
import { compiledResiduals } from "./residuals.ts";

export interface LeastSquaresOptions {
  /**
   * "levenberg-marquardt" (default): steps within a radius in which the linearised residuals can be trusted;
   * "gauss-newton": steps to the minimum of the linearised residuals, halved until the sum of squares falls.
   */
  readonly method?: "levenberg-marquardt" | "gauss-newton";
  /** Default 2000. */
  readonly maxIterations?: number;
  /**
   * The cosine of the angle between the residuals and every change of them that the parameters can make, at which the
   * fit counts as found: 0 at an exact minimum, whatever the units. Default 1e-8, from 0 up to but not including 1.
   */
  readonly tolerance?: number;
}

export interface LeastSquaresResult<Point> {
  /** The best parameters, written as the start was. */
  readonly x: Point;
  /** The residuals there, in the order in which they were returned. */
  readonly residuals: Float64Array;
  /** Σ residual² */
  readonly sumOfSquares: number;
  /**
   * The cosine of the angle between the residuals and what the columns of the Jacobian span (Bates & Watts 1981): 0 at
   * a minimum, except where these columns become dependent there. Null where the derivatives are not finite.
   */
  readonly orthogonality: number | null;
  /** How many directions of the parameters the residuals respond to; null where the derivatives are not finite. */
  readonly rank: number | null;
  /**
   * √(σ²·diag((JᵀJ)⁻¹)) with σ² = Σ residual² / (residuals − parameters), written as the start was. Null when the fit
   * has not converged, when there are as many parameters as residuals, or when the Jacobian is singular.
   */
  readonly standardErrors: Point | null;
  readonly iterations: number;
  /** Evaluations of the residuals. */
  readonly evaluations: number;
  /** Evaluations of the Jacobian. */
  readonly jacobians: number;
  readonly converged: boolean;
  readonly reason: FitReason;
}

type Method = (evaluations: Evaluations, start: Fit, options: FitOptions) => FitOutcome;

const methods: Readonly<Record<string, Method>> = {
  "levenberg-marquardt": levenbergMarquardt,
  "gauss-newton": gaussNewton,
};

/**
 * A local minimum of Σ residualᵢ(x)², from a start, with exact derivatives and orthogonal factors instead of the normal
 * equations. Computes in float64, whatever the start is written in.
 *
 * `reason` says why it stopped. Successes (`converged`) are "stationary": the residuals are orthogonal to every change
 * that the parameters can make of them, to within `tolerance`, or the full step is rounding of the parameters, or the
 * sum of squares has no slope and curves up every way by its second derivatives, which decide where residuals stay
 * large; and "exact": all residuals are 0. Failures are "singular": stationary, but some change of the parameters
 * leaves the residuals as they are, so that these parameters are one choice of many, or were led to where nothing
 * responds to them; "iterations": the limit came first; "no-progress": no step lowers the sum of squares; "not-finite":
 * residuals or derivatives are NaN or infinite at the start, or wherever a step could lead.
 *
 * A stationary point need not be the lowest: from another start the sum of squares may end smaller.
 *
 * Source: Moré, The Levenberg–Marquardt algorithm: implementation and theory (1978); Bates & Watts, A relative offset
 * orthogonality convergence criterion for nonlinear least squares (1981).
 *
 * @param residuals takes the parameters as one tensor, or as a tree of tensors built like `start`; returns a tensor of
 * any shape, or a tree of these: all their elements are residuals
 * @param start a number, an array, a typed array, { data, shape }, or a tree of these
 * @throws OptionError for options outside their range and for fewer residuals than parameters, DTypeError when the
 * start holds integers or truth values
 * @example
 * const time = constant([1, 2, 3, 5, 7, 10], [6]);
 * const oxygen = constant([109, 149, 149, 191, 213, 224], [6]);
 * const fit = leastSquares(
 *   ([most, rate]: Tensor) => exp(rate.neg().mul(time)).neg().add(1).mul(most).sub(oxygen),
 *   [100, 0.75],
 * );
 * fit.x;              // [213.809…, 0.547…]
 * fit.standardErrors; // [12.35…, 0.104…]
 */
export function leastSquares<Traced, Point>(
  residuals: (point: Traced) => unknown,
  start: Point,
  options: LeastSquaresOptions = {},
): LeastSquaresResult<Point> {
  const { method, ...limits } = checkedOptions(options);
  const point = flatPoint(start);
  const evaluations = new Evaluations(compiledResiduals(residuals, point));
  const first = evaluations.at(point.vector);
  const here = evaluations.fit(point.vector, first);
  const outcome = here === null ? null : method(evaluations, here, limits);

  const fit = outcome?.fit ?? { w: point.vector, residuals: first };
  const reason = outcome?.reason ?? "not-finite";
  const converged = reason === "stationary" || reason === "exact";
  const errors = converged && outcome !== null ? standardErrors(outcome.fit) : null;
  return {
    x: point.restore(fit.w),
    residuals: fit.residuals,
    sumOfSquares: fit.residuals.reduce((sum, value) => sum + value * value, 0),
    orthogonality: outcome?.fit.reach ?? null,
    rank: outcome?.fit.factors.rank ?? null,
    standardErrors: errors === null ? null : point.restore(errors),
    iterations: outcome?.iterations ?? 0,
    evaluations: evaluations.residuals,
    jacobians: evaluations.jacobians,
    converged,
    reason,
  };
}

function checkedOptions(options: LeastSquaresOptions): FitOptions & { readonly method: Method } {
  requireKnown("leastSquares", Object.keys(options), ["method", "maxIterations", "tolerance"]);
  const { method: name = "levenberg-marquardt", maxIterations = 2000, tolerance = 1e-8 } = options;
  const method = methods[name];
  if (method === undefined) throw unknownMethod(name, Object.keys(methods));
  requireIterations(maxIterations);
  if (!(tolerance >= 0 && tolerance < 1)) {
    throw new OptionError(
      "tolerance-range",
      `tolerance is ${tolerance}; expected a number of at least 0 and less than 1.`,
      { tolerance },
    );
  }
  return { method, maxIterations, tolerance };
}
