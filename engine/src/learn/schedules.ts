/** Schedules: a hyper-parameter as a function of the step. They are traced and run inside the compiled program. */
import type { Tensor } from "../trace/tensor.ts";
import { type Info, type OptionInfo, readNumbers } from "./info.ts";

export interface Schedule {
  readonly info: Info;
  /** Its numbers, passed to the program at run time: changing one compiles nothing. */
  readonly hyper: Readonly<Record<string, number>>;
  /** The value at a step: 0 before the first update. `step` is a float scalar, `hyper` the numbers by name. */
  value(step: Tensor, hyper: Readonly<Record<string, Tensor>>): Tensor;
}

/** Makes schedules of one kind, and knows about them before one is made. */
export interface ScheduleMaker<Options> {
  (options: Options): Schedule;
  readonly info: Info;
}

export const isSchedule = (value: unknown): value is Schedule =>
  typeof value === "object" && value !== null && "hyper" in value && "value" in value;

/** The value at a step, from the run-time numbers by name and the options as they were given. */
type Formula<Options> = (step: Tensor, hyper: Readonly<Record<string, Tensor>>, options: Options) => Tensor;

/** A maker whose number options are the schedule's run-time numbers; flags and words choose the formula. */
export function makeSchedule<Options extends object>(info: Info, formula: Formula<Options>): ScheduleMaker<Options> {
  const make = (options: Options): Schedule => ({
    info,
    hyper: readNumbers(info, options),
    value: (step, hyper) => formula(step, hyper, options),
  });
  return Object.assign(make, { info });
}

export const initial: OptionInfo = {
  name: "initial",
  description: { en: "the value at step 0", zh: "第 0 步的值" },
};

export const peak: OptionInfo = { name: "peak", description: { en: "the highest value", zh: "最高的值" } };

export const final: OptionInfo = {
  name: "final",
  description: { en: "the value at the end", zh: "最后的值" },
  default: 0,
};

export const steps: OptionInfo = {
  name: "steps",
  description: { en: "the step at which it ends", zh: "结束时的步数" },
  above: 0,
};

/** a + (b − a)·share as a mixture, which is exactly a at 0 and exactly b at 1. */
export const mix = (a: Tensor, b: Tensor, share: Tensor): Tensor => a.mul(share.neg().add(1)).add(b.mul(share));
