/** `nabla/train`: descents, stopping rules, and `minimize` for any differentiable function. */

export type { Rows } from "../train/data.ts";
export { Descent, descend, type Report } from "../train/descend.ts";
export { type MinimizeOptions, type MinimizeResult, minimize } from "../train/minimize.ts";
export type { DescendOptions } from "../train/options.ts";
export type { AnyLoss, TrainingData } from "../train/problem.ts";
export {
  type CadenceOptions,
  epochs,
  gradientNorm,
  type PlateauOptions,
  type Progress,
  plateau,
  type Stopped,
  type StopRule,
  seconds,
  steps,
  untilBatchLoss,
  untilLoss,
} from "../train/stopping.ts";
