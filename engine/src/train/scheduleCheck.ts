/** Schedules tried before they are run: a rate without value is refused at the call, not a thousand updates later. */
import { interpret } from "../backends/reference/interpret.ts";
import type { FloatDType } from "../base/dtype.ts";
import { OptionError } from "../base/errors.ts";
import type { Optimizer } from "../learn/optimizers/optimizer.ts";
import type { Schedule } from "../learn/schedules.ts";
import { input } from "../ops/apply.ts";
import { Tensor } from "../trace/tensor.ts";

/** Updates that are looked at where nothing says how many there will be. */
const unlimited = 1000;
/** The first steps one by one, then so many spread evenly, and the last. */
const looks = { first: 64, spread: 64 };

/**
 * Looks at the values of an optimizer's schedules over the updates of a descent.
 *
 * @param updates how many there will be at most, where that is known
 * @throws OptionError `schedule-value` where one is not a finite number ≥ 0
 */
export function requireSchedules(optimizer: Optimizer, dtype: FloatDType, updates: number): void {
  const steps = stepsToLookAt(Number.isFinite(updates) ? updates : unlimited);
  for (const [name, schedule] of Object.entries(optimizer.hyper)) {
    if (typeof schedule === "number") continue;
    const valueAt = evaluated(schedule, dtype);
    for (const step of steps) {
      const value = valueAt(step);
      if (Number.isFinite(value) && value >= 0) continue;
      throw new OptionError(
        "schedule-value",
        `The schedule of ${name} gives ${value} at step ${step}; expected a finite number ≥ 0 at every step of the run`,
        { name, step, value: String(value) },
      );
    }
  }
}

function stepsToLookAt(updates: number): number[] {
  const last = Math.max(0, Math.ceil(updates) - 1);
  const first = Array.from({ length: Math.min(looks.first, last + 1) }, (_, step) => step);
  const spread = Array.from({ length: looks.spread }, (_, i) => Math.floor((last * (i + 1)) / looks.spread));
  return [...new Set([...first, ...spread])];
}

function evaluated({ hyper, value }: Schedule, dtype: FloatDType): (step: number) => number {
  const step = input([], dtype);
  const names = Object.keys(hyper);
  const slots = names.map(() => input([], dtype));
  const numbers = Object.fromEntries(names.map((name, i) => [name, new Tensor(slots[i])]));
  const graph = { inputs: [step, ...slots], outputs: [value(new Tensor(step), numbers).node] };
  const scalar = (number: number) => ({ shape: [], dtype, data: Float64Array.of(number) });
  const given = names.map((name) => scalar(hyper[name]));
  return (at) => interpret(graph, [scalar(at), ...given], 1)[0].data[0];
}
