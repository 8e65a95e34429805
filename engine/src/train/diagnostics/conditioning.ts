/** How differently an objective is curved along different directions. */
import { symmetricEigen } from "../eigen.ts";
import { extremeEigenvalues } from "../lanczos.ts";
import { NEWTON_DIMENSION, zeroCurvature } from "../newton.ts";
import type { Objective } from "../objective.ts";
import { allFinite } from "../vector.ts";
import { checkPoint } from "./point.ts";

export interface Conditioning {
  /** μ: the smallest curvature that is not zero; null where some curvature is negative, or where it is not known. */
  readonly mu: number | null;
  /** κ = λmax/μ; null without μ. */
  readonly kappa: number | null;
  /** Directions without curvature: more weights than rows, collinear columns. null where they were not counted. */
  readonly flatDirections: number | null;
}

/**
 * μ, κ = λmax/μ and the number of flat directions of the Hessian at w.
 *
 * On least squares the Hessian is the same everywhere, and μ, the smallest *non-zero* curvature, is the constant of the
 * Polyak–Łojasiewicz inequality ½‖∇E‖² ≥ μ(E − E*): full-batch descent at rate 1/L leaves at most the share 1 − μ/L of
 * the excess, so about κ steps for each factor e, also where directions are flat. Of another objective it is a
 * statement about w.
 *
 * Up to 256 parameters from all eigenvalues; above by Lanczos, which cannot tell a small curvature from none: then μ is
 * given only where the Hessian is positive definite beyond doubt.
 *
 * @throws OptionError "wrong-length" when w does not have the objective's number of parameters
 * @see Karimi, Nutini and Schmidt 2016, arXiv:1608.04636
 * @example
 * import { conditioningAt, objectiveOf } from "nabla/diagnostics";
 * import { meanSquaredError } from "nabla/losses";
 * import { linear } from "nabla/models";
 * const objective = objectiveOf({ model: linear(), loss: meanSquaredError, data: { x: [[-2], [2]], y: [0, 1] } });
 * conditioningAt(objective, objective.start(0)); // { mu: 2, kappa: 4, flatDirections: 0 }
 */
export function conditioningAt(objective: Objective, w: Float64Array): Conditioning {
  checkPoint(objective.dimension, w);
  const unknown = { mu: null, kappa: null, flatDirections: null };
  if (objective.hessian === undefined || objective.dimension > NEWTON_DIMENSION) {
    const { largest, smallest, residual } = extremeEigenvalues(
      (v) => objective.hessianProduct(w, v),
      objective.dimension,
    );
    const mu = smallest - residual;
    return mu > 0 ? { mu, kappa: largest / mu, flatDirections: 0 } : unknown;
  }
  const hessian = objective.hessian(w);
  if (!allFinite(hessian)) return unknown;
  const eigen = symmetricEigen(hessian, objective.dimension);
  const zero = zeroCurvature(eigen);
  const flatDirections = eigen.values.filter((curvature) => Math.abs(curvature) <= zero).length;
  const mu = eigen.values[0] < -zero ? undefined : eigen.values.find((curvature) => curvature > zero);
  if (mu === undefined) return { ...unknown, flatDirections };
  return { mu, kappa: eigen.values[objective.dimension - 1] / mu, flatDirections };
}
