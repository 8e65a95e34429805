/**
 * `nabla/diagnostics`: what an objective is like at a point, and where its minimum is. The functions take objectives in
 * float64 over one flat vector of parameters; anything with the few methods that a function names will do.
 */

export { curvatureAt } from "../train/diagnostics/curvature.ts";
export { type GradientNoise, gradientNoise } from "../train/diagnostics/noise.ts";
export type { ExtremeEigenvalues, LanczosOptions } from "../train/lanczos.ts";
export type { DataObjective, Evaluation, Objective } from "../train/objective.ts";
export { findOptimum, type Optimum, type OptimumOptions } from "../train/optimum.ts";
export { separable } from "../train/separable.ts";
