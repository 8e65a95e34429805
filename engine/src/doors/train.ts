/** `nabla/train`: descents, stopping rules, and `minimize` for any differentiable function. */
export { type TrainingData, type AnyLoss } from "../train/problem.ts";
export type { Rows } from "../train/data.ts";
export { type DescendOptions, Descent, descend, type Report } from "../train/descend.ts";
export {
  type CadenceOptions,
  epochs,
  gradientNorm,
  type PlateauOptions,
  plateau,
  type Progress,
  type Stopped,
  type StopRule,
  seconds,
  steps,
  untilBatchLoss,
  untilLoss,
} from "../train/stopping.ts";
export { type MinimizeOptions, minimize, type MinimizeResult } from "../train/minimize.ts";
