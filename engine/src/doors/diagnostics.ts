/**
 * `nabla/diagnostics`: what an objective is like at a point, where its minimum is, and whether a gradient is right. The
 * functions take objectives in float64 over one flat vector of parameters: `objectiveOf` makes one from a model, a loss
 * and a table, and anything else with the few methods that a function names will do.
 */

export {
  type CheckedDerivative,
  type CheckOptions,
  checkGradient,
  type GradientReport,
  type Kink,
  type Place,
  type TaylorReport,
} from "../jit/check.ts";
export { type Conditioning, conditioningAt } from "../train/diagnostics/conditioning.ts";
export { curvatureAt } from "../train/diagnostics/curvature.ts";
export { diagnosticsAt } from "../train/diagnostics/diagnosticsAt.ts";
export { ModelObjective, type ObjectiveOptions, objectiveOf } from "../train/diagnostics/modelObjective.ts";
export { type GradientNoise, gradientNoise, optimumNoise } from "../train/diagnostics/noise.ts";
export { type RateRange, type RateRangeOptions, rateRangeTest } from "../train/diagnostics/rateRange.ts";
export { type LossFacts, type Smoothness, smoothness } from "../train/diagnostics/smoothness.ts";
export type { ExtremeEigenvalues, LanczosOptions } from "../train/lanczos.ts";
export type { DataObjective, Evaluation, Objective } from "../train/objective.ts";
export { findOptimum, type Optimum, type OptimumOptions } from "../train/optimum.ts";
export { type Curvatures, expectedSmoothness } from "../train/race/rates.ts";
export { separable } from "../train/separable.ts";
