/**
 * The end of a fit whose steps no longer lower the sum of squares, by the whole second derivative: where residuals stay
 * large or the Jacobian is singular at the answer, what Gauss and Newton leave out of it decides, and the linearised
 * residuals point nowhere. Newton's method on ½ Σ residual² brings the gradient down to rounding, and the curvature
 * tells a minimum from a standstill.
 */
import { symmetricEigen } from "../eigen.ts";
import { accumulate, allFinite, dot } from "../vector.ts";
import { type Evaluations, type Fit, type FitOutcome, moved } from "./fit.ts";
import { type Columns, unpivoted } from "./orthogonal.ts";

const MOST_STEPS = 30;
/** Curvatures up to this share of the largest are rounding; a minimum needs more in every direction. */
const LEAST_CURVATURE = 1e-12;

/** Linearised residuals bring their reach down to about this where they point to the answer at all. */
const ROUNDING = 1e-12;

/**
 * An outcome as it is; but a standstill that the second derivatives show to be a minimum is one, and a minimum which
 * the linearised residuals approach slowly is found to the last digits.
 */
export function completed(evaluations: Evaluations, outcome: FitOutcome, tolerance: number): FitOutcome {
  const { reason, fit } = outcome;
  if (reason !== "no-progress" && (reason !== "stationary" || fit.reach <= ROUNDING)) return outcome;
  const found = finished(evaluations, fit, tolerance);
  return found === null ? outcome : { ...outcome, fit: found, reason: "stationary" };
}

/** The fit at the minimum near a standstill; null where there is none to be seen. */
function finished(evaluations: Evaluations, standstill: Fit, tolerance: number): Fit | null {
  let fit = standstill;
  for (let steps = 0; ; steps++) {
    const step = newtonStep(evaluations.hessian(fit.w), fit);
    if (step === null) return null;
    const next = steps < MOST_STEPS ? evaluations.fit(moved(fit.w, step, fit.scale)) : null;
    const better = next !== null && next.norm <= fit.norm * (1 + 1e-8) && slope(next) <= 0.5 * slope(fit);
    if (!better) return slope(fit) <= tolerance ? fit : null;
    fit = next;
  }
}

/** Half the gradient of the sum of squares, in units of the fit's scale: (J·scale⁻¹)ᵀ·residuals = P·Rᵀ·Qᵀ·residuals. */
function gradientOf({ factors: { upper, order, rotated } }: Fit): Float64Array {
  const gradient = Float64Array.from(upper, (column, j) => {
    let sum = 0;
    for (let i = 0; i <= j; i++) sum += column[i] * rotated[i];
    return sum;
  });
  return unpivoted(gradient, order);
}

/** The largest cosine of an angle between the residuals and a column of the Jacobian. */
const slope = (fit: Fit): number =>
  gradientOf(fit).reduce((most, value) => Math.max(most, Math.abs(value)), 0) / fit.norm;

/** −H⁻¹·gradient in units of the fit's scale; null unless H is clearly positive definite. */
function newtonStep(hessian: Columns, fit: Fit): Float64Array | null {
  const { scale } = fit;
  const size = scale.length;
  const matrix = Float64Array.from({ length: size * size }, (_, k) => {
    const [i, j] = [Math.floor(k / size), k % size];
    return hessian[j][i] / scale[i] / scale[j];
  });
  if (!allFinite(matrix)) return null;
  const { values, vectors } = symmetricEigen(matrix, size);
  if (!(values[0] > LEAST_CURVATURE * values[size - 1])) return null;
  const gradient = gradientOf(fit);
  const step = new Float64Array(size);
  vectors.forEach((vector, i) => {
    accumulate(step, -dot(vector, gradient) / values[i], vector);
  });
  return step;
}
