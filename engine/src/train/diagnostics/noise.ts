/** How much the gradients of single examples differ from the gradient of all. */
import type { DataObjective } from "../objective.ts";
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
