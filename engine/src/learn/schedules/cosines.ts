/** Schedules made of half cosines. */
import { cos, floor, log, where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { final, initial, makeSchedule, mix, steps } from "../schedules.ts";

/** ½(1 + cos πx): from 1 at 0 to 0 at 1, both exactly, because cos π rounds to −1. */
export const halfCosine = (x: Tensor): Tensor => cos(x.mul(Math.PI)).add(1).div(2);

/**
 * Half a cosine from `initial` at step 0 to `final` (0 by default) at step `steps`, and `final` ever after:
 * final + (initial − final)·(½(1 + cos(π·step/steps)))^exponent. With `periodic` it goes up again after step `steps`,
 * and is back at `initial` at 2·steps.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts, 2016, arXiv:1608.03983
 * @example
 * import { adam } from "nabla/optimizers";
 * import { cosine } from "nabla/schedules";
 * const optimizer = adam({ learningRate: cosine({ initial: 0.01, steps: 1000 }) });
 */
export const cosine = makeSchedule<{
  readonly initial: number;
  readonly final?: number;
  readonly steps: number;
  readonly exponent?: number;
  readonly periodic?: boolean;
}>(
  {
    id: "cosine",
    knownAs: ["CosineAnnealingLR", "CosineDecay", "cosine_decay_schedule"],
    name: { en: "cosine", zh: "余弦" },
    formula: "final + (initial − final)(½(1 + cos(π·min(step, steps)/steps)))^exponent; periodic: step for min(…)",
    source: "Loshchilov & Hutter 2016",
    options: [
      initial,
      final,
      steps,
      { name: "exponent", description: { en: "1 if left out", zh: "指数，省略时为 1" }, optional: true },
      { name: "periodic", description: { en: "rise again", zh: "之后再升回去" }, optional: true, flag: true },
    ],
  },
  (step, hyper, { periodic = false }) => {
    const time = step.div(hyper.steps);
    const share = halfCosine(periodic ? time : time.minimum(1));
    return mix(hyper.final, hyper.initial, hyper.exponent === undefined ? share : share.pow(hyper.exponent));
  },
);

/**
 * Half a cosine again and again: each period starts at its highest value and ends near `final`; the i-th (from 0) takes
 * steps · stretchⁱ steps and starts at final + (initial − final)·shrinkⁱ.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Loshchilov and Hutter, SGDR: stochastic gradient descent with warm restarts, 2016, arXiv:1608.03983
 * @example
 * import { adam } from "nabla/optimizers";
 * import { cosineRestarts } from "nabla/schedules";
 * const optimizer = adam({ learningRate: cosineRestarts({ initial: 0.01, steps: 100, stretch: 2 }) });
 */
export const cosineRestarts = makeSchedule<{
  readonly initial: number;
  readonly final?: number;
  readonly steps: number;
  readonly stretch?: number;
  readonly shrink?: number;
}>(
  {
    id: "cosineRestarts",
    knownAs: ["CosineAnnealingWarmRestarts", "CosineDecayRestarts", "sgdr_schedule"],
    name: { en: "cosine with warm restarts", zh: "带热重启的余弦" },
    formula: "final + (initial − final)·shrinkⁱ·½(1 + cos(π·share)), share of the i-th period of steps·stretchⁱ",
    source: "Loshchilov & Hutter 2016",
    options: [
      initial,
      final,
      { ...steps, description: { en: "length of the first period", zh: "第一个周期的步数" } },
      {
        name: "stretch",
        description: { en: "each period is this much longer", zh: "周期每次变长的倍数" },
        least: 1,
        default: 1,
      },
      { name: "shrink", description: { en: "each peak is this much lower", zh: "峰值每次乘以的因子" }, default: 1 },
    ],
  },
  (step, hyper) => {
    const time = step.div(hyper.steps);
    const { period, start, length } = periodAt(time, hyper.stretch);
    const share = halfCosine(time.sub(start).div(length));
    return mix(hyper.final, hyper.initial, share.mul(hyper.shrink.pow(period)));
  },
);

/** Which period of lengths 1, m, m², … the time falls in, where it starts and how long it is. */
function periodAt(time: Tensor, stretch: Tensor): { period: Tensor; start: Tensor; length: Tensor } {
  const even = stretch.equal(1);
  const growth = where(even, 2, stretch);
  const startOf = (i: Tensor): Tensor => growth.pow(i).sub(1).div(growth.sub(1));
  const guess = floor(log(time.mul(growth.sub(1)).add(1)).div(log(growth)));
  // The logarithm may round across a boundary: the neighbours' starts decide.
  const tooLate = startOf(guess).greater(time);
  const tooEarly = startOf(guess.add(1)).lessEqual(time);
  const sure = where(tooLate, guess.sub(1), where(tooEarly, guess.add(1), guess));
  return {
    period: where(even, floor(time), sure),
    start: where(even, floor(time), startOf(sure)),
    length: where(even, 1, growth.pow(sure)),
  };
}
