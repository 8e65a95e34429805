/** Times of updates, repeat by repeat, as the claims about time compare them. */
import type { Stage } from "../progress.ts";
import type { StepTime, StepTimes } from "../timing.ts";

/** The times of a batch size; null where it was not timed, or too short to be. */
export const timesOf = (times: StepTimes, rows: number): StepTime | null =>
  times.find((each) => each.rows === rows && each.timing !== null) ?? null;

/** The repeats that all of these sizes have: 0, 1, 2, … */
export const repeatsOf = (timed: readonly StepTime[]): number[] =>
  Array.from({ length: Math.min(...timed.map(({ seconds }) => seconds.length)) }, (_, i) => i);

/** Everything was measured before; there is only arithmetic to wait for. */
export const arithmetic = (label: string): Stage => ({ done: 0, total: 1, label });
