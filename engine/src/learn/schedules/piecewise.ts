/** Values by intervals of steps. */
import { OptionError } from "../../base/errors.ts";
import { where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { type Info, readNumbers } from "../info.ts";
import type { Schedule, ScheduleMaker } from "../schedules.ts";

export interface PiecewiseOptions {
  /** Steps at which the value changes, rising. */
  readonly boundaries: readonly number[];
  /** One more than boundaries. */
  readonly values: readonly number[];
  /** Whether the boundary itself has the new value ("at") or still the old one ("after"). "at". */
  readonly boundary?: "at" | "after";
}

const info: Info = {
  id: "piecewiseConstant",
  knownAs: ["MultiStepLR", "PiecewiseConstantDecay", "piecewise_constant_schedule"],
  name: { en: "piecewise constant", zh: "分段常数" },
  formula: "valuesᵢ, i = number of boundaries ≤ step; boundary after: < step",
  source: "He, Zhang, Ren & Sun 2015",
  options: [
    { name: "boundaries", description: { en: "steps of change, rising", zh: "变化的步，递增" }, list: true },
    { name: "values", description: { en: "one more than boundaries", zh: "比边界多一个的值" }, list: true },
    {
      name: "boundary",
      description: { en: "whether a boundary has the new value", zh: "新值从边界这一步起，还是之后" },
      choices: ["at", "after"],
    },
  ],
};

/**
 * One value until the first boundary, the next until the second, and so on. Where `boundary` is "after", a boundary
 * still has the old value.
 *
 * @throws OptionError for lists that do not fit each other, are not finite or do not rise
 * @see He, Zhang, Ren and Sun, Deep residual learning for image recognition, 2015, arXiv:1512.03385
 * @example
 * import { sgd } from "nabla/optimizers";
 * import { piecewiseConstant } from "nabla/schedules";
 * const learningRate = piecewiseConstant({ boundaries: [100, 200], values: [0.1, 0.01, 0.001] });
 * const optimizer = sgd({ learningRate });
 */
export const piecewiseConstant: ScheduleMaker<PiecewiseOptions> = Object.assign(
  (options: PiecewiseOptions): Schedule => {
    readNumbers(info, options);
    const { boundaries, values, boundary = "at" } = options;
    requireNumbers("piecewiseConstant", "values", values, boundaries.length + 1);
    requireRising("piecewiseConstant", boundaries);
    return {
      info,
      hyper: Object.fromEntries([
        ...values.map((value, i) => [`value${i}`, value]),
        ...boundaries.map((step, i) => [`boundary${i}`, step]),
      ]),
      value: (step, hyper) =>
        boundaries.reduce((value: Tensor, _, i) => {
          const start = hyper[`boundary${i}`];
          const begun = boundary === "at" ? step.greaterEqual(start) : step.greater(start);
          return where(begun, hyper[`value${i + 1}`], value);
        }, hyper.value0),
    };
  },
  { info },
);

/** @throws OptionError "schedule-list" unless these are so many finite numbers ≥ 0. */
function requireNumbers(owner: string, name: string, values: readonly number[], count: number): void {
  const good = values.length === count && values.every((value) => Number.isFinite(value) && value >= 0);
  if (!good) throw wrongList(owner, name, values, `${count} finite numbers ≥ 0`);
}

/** @throws OptionError "schedule-list" unless these are steps, each after the one before. */
export function requireRising(owner: string, boundaries: readonly number[]): void {
  const rise = boundaries.every(
    (step, i) => Number.isFinite(step) && step >= 0 && (i === 0 || step > boundaries[i - 1]),
  );
  if (!rise) throw wrongList(owner, "boundaries", boundaries, "rising steps ≥ 0");
}

export const wrongList = (owner: string, name: string, value: unknown, expected: string): OptionError =>
  new OptionError("schedule-list", `${owner}: ${name} is ${JSON.stringify(value)}; expected ${expected}`, {
    owner,
    name,
    value: JSON.stringify(value),
    expected,
  });
