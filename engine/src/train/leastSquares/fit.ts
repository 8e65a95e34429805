/** What both methods know of one point: the residuals, their linearisation in orthogonal factors, and how far to go. */
import { allFinite } from "../vector.ts";
import { type Columns, type Factors, factored, normFrom, solveLower, solveUpper, unpivoted } from "./orthogonal.ts";
import type { Residuals } from "./residuals.ts";

/**
 * Why a fit ended. Only "stationary" and "exact" are successes.
 *  - "stationary": no small change of the parameters lowers the sum of squares, and the data determine all of them;
 *  - "exact": every residual is 0;
 *  - "singular": stationary, but some change of the parameters leaves the residuals as they are to first order: these
 *    parameters are one choice of many, or the fit is lost where the residuals no longer respond;
 *  - "iterations": the limit was reached first;
 *  - "no-progress": steps no longer lower the sum of squares, yet the point is not stationary;
 *  - "not-finite": a residual or a derivative is not finite at the start, or everywhere a step could lead.
 */
export type FitReason = "stationary" | "exact" | "singular" | "iterations" | "no-progress" | "not-finite";

export interface FitOptions {
  readonly maxIterations: number;
  readonly tolerance: number;
}

/** Where a method stands. Columns of the Jacobian are taken in units of their own norms: what units people measure in
 * does not matter. */
export interface Fit {
  readonly w: Float64Array;
  readonly residuals: Float64Array;
  /** ‖residuals‖ */
  readonly norm: number;
  /** Norms of the columns of the Jacobian; 1 for a column of zeros. */
  readonly scale: Float64Array;
  /** Of the scaled Jacobian, with Qᵀ·residuals. */
  readonly factors: Factors;
  /** The Gauss–Newton step, each parameter times its scale; in directions without a derivative 0. */
  readonly newton: Float64Array;
  /**
   * The share of the residuals that a change of the parameters reaches: the cosine of the angle between them and the
   * columns of the Jacobian; 0 where they are orthogonal (Bates & Watts 1981).
   */
  readonly reach: number;
}

export interface FitOutcome {
  readonly fit: Fit;
  readonly iterations: number;
  readonly reason: FitReason;
}

/** What a fit may ask for, and how often it has asked for residuals and Jacobians. */
export class Evaluations {
  residuals = 0;
  jacobians = 0;
  private readonly given: Residuals;

  constructor(given: Residuals) {
    this.given = given;
  }

  at(w: Float64Array): Float64Array {
    this.residuals++;
    return this.given.at(w);
  }

  hessian(w: Float64Array): Columns {
    return this.given.hessian(w);
  }

  /** The linearisation at w; null when a number of it is not finite. */
  fit(w: Float64Array, residuals = this.at(w)): Fit | null {
    if (!allFinite(residuals)) return null;
    this.jacobians++;
    const columns = this.given.jacobian(w);
    const norms = Float64Array.from(columns, (column) => (allFinite(column) ? normFrom(column) : Number.NaN));
    return allFinite(norms) ? linearised(w, residuals, columns, norms) : null;
  }
}

function linearised(w: Float64Array, residuals: Float64Array, columns: Columns, norms: Float64Array): Fit {
  const scale = norms.map((length) => (length === 0 ? 1 : length));
  const unit = columns.map((column, j) => column.map((value) => value / scale[j]));
  const factors = factored(unit, residuals);
  const { upper, order, rotated, rank } = factors;
  const norm = normFrom(residuals);
  const reached = normFrom(rotated.subarray(0, rank));
  const newton = unpivoted(
    solveUpper(
      upper,
      rotated.map((value) => -value),
      rank,
    ),
    order,
  );
  return { w, residuals, norm, scale, factors, newton, reach: norm === 0 ? 0 : reached / norm };
}

/** Smaller relative steps are rounding of the parameters. */
const SMALLEST_STEP = 1e-10;

/** Norms of residuals closer than this are equal but for rounding; whether a step helped, `reach` says. */
export const EQUAL_NORMS = 1e-10;

/** Whether the fit is over at this point, and as what. */
export function settled(fit: Fit, tolerance: number): "exact" | "stationary" | "singular" | null {
  if (fit.norm === 0) return "exact";
  const size = normFrom(fit.w.map((value, j) => value * fit.scale[j]));
  if (!(fit.reach <= tolerance || normFrom(fit.newton) <= Math.min(tolerance, SMALLEST_STEP) * size)) return null;
  return fit.factors.rank < fit.w.length ? "singular" : "stationary";
}

/** w + step, the step in units of a scale. */
export const moved = (w: Float64Array, step: Float64Array, scale: Float64Array, length = 1): Float64Array =>
  w.map((value, j) => value + (length * step[j]) / scale[j]);

/** Full steps from a settled point for as long as each halves what is left: a few, to the last digits there are. */
export function polished(evaluations: Evaluations, settledFit: Fit): Fit {
  let fit = settledFit;
  while (fit.norm > 0 && fit.factors.rank === fit.w.length) {
    const next = evaluations.fit(moved(fit.w, fit.newton, fit.scale));
    if (next === null || next.norm > fit.norm * (1 + 1e-8)) break;
    if (!(next.reach <= 0.5 * fit.reach)) break;
    fit = next;
  }
  return fit;
}

/**
 * Standard errors of the parameters under the linear theory of least squares: σ·√diag((JᵀJ)⁻¹) with
 * σ² = Σ residual² / (residuals − parameters); null where no residual is left over or the Jacobian is singular.
 */
export function standardErrors({ w, residuals, norm, scale, factors }: Fit): Float64Array | null {
  const { upper, order, rank } = factors;
  const freedom = residuals.length - w.length;
  if (freedom === 0 || rank < w.length) return null;
  const deviation = norm / Math.sqrt(freedom);
  const unit = new Float64Array(w.length);
  const errors = Float64Array.from(order, (j, k) => {
    unit.fill(0);
    unit[k] = 1;
    return (deviation * normFrom(solveLower(upper, unit))) / scale[j];
  });
  return unpivoted(errors, order);
}
