/** How much the gradients of single examples differ from the gradient of all. */
import type { DataObjective } from "../objective.ts";
import type { Optimum } from "../optimum.ts";
import { dot } from "../vector.ts";
import { checkPoint } from "./point.ts";

export interface GradientNoise {
  /** ‖∇E(w)‖² */
  readonly squaredGradientNorm: number;
  /** tr Σ = (1/n) Σᵢ ‖∇fᵢ(w) − ∇E(w)‖²: the variance of the gradient of one example drawn at random. */
  readonly variance: number;
  /** tr Σ / ‖∇E‖²; null at a stationary point, where it has no bound. */
  readonly noiseScale: number | null;
  /** Variance of the gradient of a batch of `batchSize` different rows: (tr Σ / B)·(n − B)/(n − 1); 0 for all rows. */
  batchVariance(batchSize: number): number;
}

/**
 * The exact spread of the per-example gradients at w and the gradient noise scale tr Σ/‖∇E‖²: about the batch size at
 * which noise and signal of a batch gradient are equal (McCandlish et al. 2018, arXiv:1812.06162, "B_simple").
 *
 * Batches drawn without replacement have less spread than tr Σ/B: the factor (n − B)/(n − 1) of a finite population.
 *
 * @throws OptionError "wrong-length" when w does not have the objective's number of parameters
 * @example
 * import { gradientNoise, objectiveOf } from "nabla/diagnostics";
 * import { meanSquaredError } from "nabla/losses";
 * import { linear } from "nabla/models";
 * const objective = objectiveOf({ model: linear(), loss: meanSquaredError, data: { x: [[-1], [1]], y: [-1, 1] } });
 * gradientNoise(objective, Float64Array.of(0, 0)).noiseScale; // 1
 */
export function gradientNoise(
  objective: Pick<DataObjective, "dimension" | "rows" | "gradient" | "meanSquaredGradientNorm">,
  w: Float64Array,
): GradientNoise {
  checkPoint(objective.dimension, w);
  const { gradient } = objective.gradient(w);
  const squaredGradientNorm = dot(gradient, gradient);
  const variance = Math.max(0, objective.meanSquaredGradientNorm(w) - squaredGradientNorm);
  const rows = objective.rows;
  return {
    squaredGradientNorm,
    variance,
    noiseScale: squaredGradientNorm > 0 ? variance / squaredGradientNorm : null,
    batchVariance: (batchSize) => (rows > 1 ? (variance / batchSize) * ((rows - batchSize) / (rows - 1)) : 0),
  };
}

/**
 * σ*² = (1/n) Σᵢ ‖∇fᵢ(w*)‖²: the noise that is left at the minimum w*. Where every example is fitted (interpolation) it
 * is 0 but for rounding, and stochastic descent with a constant rate converges to w*; elsewhere it ends on a floor that
 * is about proportional to rate × σ*².
 *
 * @param optimum what `findOptimum` gave
 * @returns null without a minimiser
 * @see Gower, Loizou, Qian, Sailanbayev, Shulgin and Richtárik 2019, arXiv:1901.09401
 * @example
 * import { findOptimum, objectiveOf, optimumNoise } from "nabla/diagnostics";
 * import { meanSquaredError } from "nabla/losses";
 * import { linear } from "nabla/models";
 * const data = { x: [[-1], [1], [-1], [1]], y: [-1, 1, 1, 3] };
 * const objective = objectiveOf({ model: linear(), loss: meanSquaredError, data });
 * optimumNoise(objective, findOptimum(objective)); // 8
 */
export function optimumNoise(
  objective: Pick<DataObjective, "meanSquaredGradientNorm">,
  optimum: Optimum | null,
): number | null {
  if (!optimum?.record.attained) return null;
  const noise = objective.meanSquaredGradientNorm(Float64Array.from(optimum.record.parameters));
  return Number.isFinite(noise) ? noise : null;
}
