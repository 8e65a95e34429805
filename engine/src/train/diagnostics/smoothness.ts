/** How steep the slope can become: bounds of the curvature of the mean and of single examples. */
import type { DataObjective } from "../objective.ts";
import { knowCurvature } from "../race/rates.ts";
import type { DiagnosticsRecord } from "../record.ts";
import { checkPoint } from "./point.ts";

export type Smoothness = Pick<DiagnosticsRecord, "smoothness" | "exampleSmoothness" | "smoothnessHow">;

/**
 * What bounds need to be known beforehand, beside the objective. `objectiveOf` knows it of losses of `nabla/losses`.
 */
export interface LossFacts {
  /** The prediction is affine in the parameters. */
  readonly affine: boolean;
  /** The largest eigenvalue that ∂²ℓ/∂prediction² can have; null when unknown. */
  readonly curvature: number | null;
}

/**
 * L and Lmax: ‖∇E(v) − ∇E(w)‖ ≤ L‖v − w‖, and the same of every example with Lmax.
 *
 * With a model affine in its parameters and a loss of known curvature c (squared error 2, Huber 1, logistic ¼,
 * softmax ½) these are bounds *everywhere*: L = λmax((c/n)·Σ JᵢᵀJᵢ) + λ and Lmax = c·maxᵢ‖Jᵢ‖² + λ, Jᵢ the derivatives
 * of prediction i (`smoothnessHow: "expected-smoothness"`). Full-batch descent is then monotone for every rate below
 * 2/L. Of other objectives only the λmax of the Hessian at w is given, which promises nothing elsewhere
 * (`"local-curvature"`, and no Lmax); where not even that is positive and finite, nothing (`"none"`).
 *
 * @throws OptionError "wrong-length" when w does not have the objective's number of parameters
 * @see Nesterov, Lectures on Convex Optimization, 2018, §1.2.2; Böhning 1992 for softmax, doi:10.1007/BF00048682
 * @example
 * import { objectiveOf, smoothness } from "nabla/diagnostics";
 * import { meanSquaredError } from "nabla/losses";
 * import { linear } from "nabla/models";
 * const objective = objectiveOf({ model: linear(), loss: meanSquaredError, data: { x: [[-1], [1]], y: [0, 1] } });
 * const { smoothness: ofMean, exampleSmoothness: ofExample } = smoothness(objective, objective.start(0));
 * [ofMean, ofExample]; // [2, 4]
 */
export function smoothness(objective: DataObjective & LossFacts, w: Float64Array): Smoothness {
  checkPoint(objective.dimension, w);
  const { affine, curvature } = objective;
  const knowledge = knowCurvature({ objective, affine, curvature, start: w });
  return {
    smoothness: knowledge.how === "none" ? null : knowledge.smoothness,
    exampleSmoothness: knowledge.how === "expected-smoothness" ? knowledge.exampleSmoothness : null,
    smoothnessHow: knowledge.how,
  };
}
