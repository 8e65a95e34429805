/** `nabla/schedules`: hyper-parameters that change with the step. */
export { join, product, warmUp } from "../learn/schedules/combine.ts";
export { cosine, cosineRestarts } from "../learn/schedules/cosines.ts";
export { cyclic, oneCycle, warmupStableDecay } from "../learn/schedules/cycles.ts";
export {
  constant,
  exponential,
  inversePower,
  inverseSquareRoot,
  inverseTime,
  linear,
  polynomial,
  stepDecay,
} from "../learn/schedules/decays.ts";
export { dialects } from "../learn/schedules/dialects.ts";
export { piecewiseConstant } from "../learn/schedules/piecewise.ts";
export type { Schedule, ScheduleMaker } from "../learn/schedules.ts";
