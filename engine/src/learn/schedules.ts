/** Schedules: a hyper-parameter as a function of the step. They are traced and run inside the compiled program. */
import { cos } from "../trace/math.ts";
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

type Formula = (step: Tensor, hyper: Readonly<Record<string, Tensor>>) => Tensor;

function makeSchedule<Options extends object>(info: Info, value: Formula): ScheduleMaker<Options> {
  return Object.assign((options: Options): Schedule => ({ info, hyper: readNumbers(info, options), value }), { info });
}

const initial: OptionInfo = {
  name: "initial",
  description: { en: "the value at step 0", zh: "第 0 步的值" },
};

/**
 * The same value at every step.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, 1847
 * @example
 * import { sgd } from "nabla/optimizers";
 * import { constant } from "nabla/schedules";
 * const optimizer = sgd({ learningRate: constant({ initial: 0.1 }) });
 */
export const constant = makeSchedule<{ readonly initial: number }>(
  {
    id: "constant",
    name: { en: "constant", zh: "常数" },
    formula: "initial",
    source: "Cauchy 1847",
    options: [initial],
  },
  (_, hyper) => hyper.initial,
);

/**
 * initial / (1 + decay · step / steps): falls like 1/step, for which stochastic descent converges where a constant rate
 * keeps swinging. `steps` is the unit in which time is counted, 1 by default.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Robbins and Monro, A stochastic approximation method, 1951, doi:10.1214/aoms/1177729586
 * @example
 * import { sgd } from "nabla/optimizers";
 * import { inverseTime } from "nabla/schedules";
 * const optimizer = sgd({ learningRate: inverseTime({ initial: 0.1, decay: 0.01 }) });
 */
export const inverseTime = makeSchedule<{ readonly initial: number; readonly decay: number; readonly steps?: number }>(
  {
    id: "inverseTime",
    name: { en: "inverse time", zh: "按时间倒数衰减" },
    formula: "initial / (1 + decay·step/steps)",
    source: "Robbins & Monro 1951",
    options: [
      initial,
      { name: "decay", description: { en: "how fast it falls", zh: "衰减的快慢" } },
      { name: "steps", description: { en: "steps per unit of time", zh: "一个时间单位的步数" }, default: 1, above: 0 },
    ],
  },
  (step, hyper) => hyper.initial.div(step.div(hyper.steps).mul(hyper.decay).add(1)),
);

/**
 * Half a cosine from `initial` at step 0 to `final` (0 by default) at step `steps`, and `final` ever after:
 * final + ½(initial − final)(1 + cos(π·step/steps)).
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts, 2016, arXiv:1608.03983
 * @example
 * import { adam } from "nabla/optimizers";
 * import { cosine } from "nabla/schedules";
 * const optimizer = adam({ learningRate: cosine({ initial: 0.01, steps: 1000 }) });
 */
export const cosine = makeSchedule<{ readonly initial: number; readonly final?: number; readonly steps: number }>(
  {
    id: "cosine",
    name: { en: "cosine", zh: "余弦" },
    formula: "final + ½(initial − final)(1 + cos(π·min(step, steps)/steps))",
    source: "Loshchilov & Hutter 2016",
    options: [
      initial,
      { name: "final", description: { en: "the value at the end", zh: "最后的值" }, default: 0 },
      { name: "steps", description: { en: "the step at which it ends", zh: "结束时的步数" }, above: 0 },
    ],
  },
  (step, hyper) => {
    const share = cos(step.div(hyper.steps).minimum(1).mul(Math.PI)).add(1).div(2);
    // As a mixture both ends are exact: cos 0 = 1, and cos π rounds to −1.
    return hyper.initial.mul(share).add(hyper.final.mul(share.neg().add(1)));
  },
);
