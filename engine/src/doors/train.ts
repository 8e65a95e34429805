/**
 * `nabla/train`: descents, stopping rules, `minimize` for any differentiable function and `leastSquares` for sums of
 * squares.
 */

export type { Rows } from "../train/data.ts";
export { type DatasetOptions, dataset, type FloatArray } from "../train/dataset.ts";
export { Descent, descend, type Report } from "../train/descend.ts";
export type { FitReason } from "../train/leastSquares/fit.ts";
export {
  type LeastSquaresOptions,
  type LeastSquaresResult,
  leastSquares,
} from "../train/leastSquares/leastSquares.ts";
export { type MinimizeOptions, type MinimizeResult, minimize } from "../train/minimize.ts";
export type { DescendOptions } from "../train/options.ts";
export type { PartialBatch, RowOrder } from "../train/order.ts";
export type { AnyLoss, TrainingData } from "../train/problem.ts";
export { epochs, examples, seconds, steps } from "../train/stopping/budgets.ts";
export {
  type GradientNormOptions,
  gradientNorm,
  type UntilGapOptions,
  untilBatchLoss,
  untilGap,
  untilLoss,
} from "../train/stopping/goals.ts";
export {
  type ChangeOptions,
  lossChange,
  type PlateauOptions,
  parameterChange,
  plateau,
  untilNoise,
} from "../train/stopping/stalls.ts";
export type {
  CadenceOptions,
  Circumstances,
  Pace,
  Progress,
  Stopped,
  StopReason,
  StopRule,
} from "../train/stopping.ts";
