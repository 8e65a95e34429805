/** `nabla/schedules`: hyper-parameters that change with the step. */
export type { Schedule, ScheduleMaker } from "../learn/schedules.ts";
export { constant, cosine, inverseTime } from "../learn/schedules.ts";
