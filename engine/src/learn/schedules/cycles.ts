/** Schedules that rise before they fall. */
import { where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { final, makeSchedule, mix, peak, steps } from "../schedules.ts";
import { halfCosine } from "./cosines.ts";

const low = { name: "initial", description: { en: "the lowest value, at step 0", zh: "最低的值，即第 0 步的值" } };

/**
 * A triangle wave between `initial` and `peak`: up in `rise` steps, down in `fall`. "halving" halves the height at each
 * cycle; "exponential" multiplies it by decay^step.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Smith, Cyclical learning rates for training neural networks, 2015, arXiv:1506.01186
 * @example
 * import { sgd } from "nabla/optimizers";
 * import { cyclic } from "nabla/schedules";
 * const optimizer = sgd({ learningRate: cyclic({ initial: 0.01, peak: 0.1, rise: 50, fall: 50 }) });
 */
export const cyclic = makeSchedule<{
  readonly initial: number;
  readonly peak: number;
  readonly rise: number;
  readonly fall: number;
  readonly height?: "constant" | "halving" | "exponential";
  readonly decay?: number;
}>(
  {
    id: "cyclic",
    knownAs: ["CyclicLR"],
    name: { en: "cyclic", zh: "循环" },
    formula: "initial + (peak − initial)·triangle(step)·h, h = 1, ½^cycle (halving) or decay^step (exponential)",
    source: "Smith 2015",
    options: [
      low,
      peak,
      { name: "rise", description: { en: "steps up", zh: "上升的步数" }, above: 0 },
      { name: "fall", description: { en: "steps down", zh: "下降的步数" }, above: 0 },
      {
        name: "height",
        description: { en: "how the height changes", zh: "高度如何变化" },
        choices: ["constant", "halving", "exponential"],
      },
      { name: "decay", description: { en: "factor per step", zh: "每步乘以的因子" }, default: 1 },
    ],
  },
  (step, { initial, peak: top, rise, fall, decay }, { height = "constant" }) => {
    const cycle = step.div(rise.add(fall)).floor();
    const within = step.sub(cycle.mul(rise.add(fall)));
    const triangle = where(within.lessEqual(rise), within.div(rise), rise.add(fall).sub(within).div(fall));
    const scale: Readonly<Record<typeof height, () => Tensor>> = {
      constant: () => triangle,
      halving: () => triangle.div(cycle.mul(Math.LN2).exp()),
      exponential: () => triangle.mul(decay.pow(step)),
    };
    return mix(initial, top, scale[height]());
  },
);

/**
 * One cycle: from peak/divide up to `peak` in the `share` of all steps, then down to peak/divide/finalDivide. The
 * `boundary` says which step is the last: "steps" itself with the rise ending at ⌊share·steps⌋, or "updates", the last
 * of `steps` updates (step steps − 1), with the rise ending at share·steps − 1.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Smith and Topin, Super-convergence, 2017, arXiv:1708.07120
 * @example
 * import { sgd } from "nabla/optimizers";
 * import { oneCycle } from "nabla/schedules";
 * const optimizer = sgd({ learningRate: oneCycle({ peak: 0.1, steps: 1000 }) });
 */
export const oneCycle = makeSchedule<{
  readonly peak: number;
  readonly steps: number;
  readonly share?: number;
  readonly divide?: number;
  readonly finalDivide?: number;
  readonly shape?: "cosine" | "linear";
  readonly boundary?: "steps" | "updates";
}>(
  {
    id: "oneCycle",
    knownAs: ["OneCycleLR", "cosine_onecycle_schedule", "linear_onecycle_schedule"],
    name: { en: "one cycle", zh: "单周期" },
    formula: "peak/divide → peak at share·steps → peak/(divide·finalDivide) at steps, along half cosines or lines",
    source: "Smith & Topin 2017",
    options: [
      peak,
      { ...steps, above: 1 },
      {
        name: "share",
        description: { en: "share of steps that rise", zh: "上升所占的比例" },
        above: 0,
        below: 1,
        default: 0.3,
      },
      {
        name: "divide",
        description: { en: "peak over first value", zh: "最高值是最初值的几倍" },
        above: 0,
        default: 25,
      },
      {
        name: "finalDivide",
        description: { en: "first over last value", zh: "最初值是最后值的几倍" },
        above: 0,
        default: 1e4,
      },
      { name: "shape", description: { en: "of both parts", zh: "两段的形状" }, choices: ["cosine", "linear"] },
      {
        name: "boundary",
        description: { en: "what the last step is", zh: "以哪一步为最后" },
        choices: ["steps", "updates"],
      },
    ],
  },
  (step, hyper, { shape = "cosine", boundary = "steps" }) => {
    const share = hyper.share.mul(hyper.steps);
    const top = boundary === "steps" ? share.floor() : share.sub(1);
    const last = boundary === "steps" ? hyper.steps : hyper.steps.sub(1);
    const first = hyper.peak.div(hyper.divide);
    const end = first.div(hyper.finalDivide);
    const left = (x: Tensor): Tensor => (shape === "cosine" ? halfCosine(x) : x.neg().add(1));
    // A rise of no steps is over at step 0: its length is not divided by.
    const rising = mix(hyper.peak, first, left(step.div(where(top.lessEqual(0), 1, top))));
    const falling = mix(end, hyper.peak, left(step.sub(top).div(last.sub(top)).minimum(1)));
    return where(step.less(top), rising, falling);
  },
);

/**
 * A trapezoid: from `initial` up to `peak` in `warmup` steps, level for `stable` steps, down to `final` in `cooldown`
 * steps, along a line, half a cosine, or 1 − √.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Hu and others, MiniCPM, 2024, arXiv:2404.06395; Hägele and others, 2024, arXiv:2405.18392
 * @example
 * import { adam } from "nabla/optimizers";
 * import { warmupStableDecay } from "nabla/schedules";
 * const learningRate = warmupStableDecay({ peak: 0.01, warmup: 100, stable: 800, cooldown: 100 });
 * const optimizer = adam({ learningRate });
 */
export const warmupStableDecay = makeSchedule<{
  readonly initial?: number;
  readonly peak: number;
  readonly final?: number;
  readonly warmup: number;
  readonly stable: number;
  readonly cooldown: number;
  readonly shape?: "linear" | "cosine" | "squareRoot";
}>(
  {
    id: "warmupStableDecay",
    knownAs: ["WSD", "trapezoidal"],
    name: { en: "warm-up, stable, decay", zh: "升温、稳定、衰减" },
    formula: "initial → peak in warmup steps, peak for stable steps, → final in cooldown steps",
    source: "Hu et al. 2024",
    options: [
      { ...low, default: 0 },
      peak,
      final,
      { name: "warmup", description: { en: "steps up", zh: "上升的步数" }, above: 0 },
      { name: "stable", description: { en: "level steps", zh: "不变的步数" } },
      { name: "cooldown", description: { en: "steps down", zh: "下降的步数" }, above: 0 },
      {
        name: "shape",
        description: { en: "of the fall", zh: "下降的形状" },
        choices: ["linear", "cosine", "squareRoot"],
      },
    ],
  },
  (step, hyper, { shape = "linear" }) => {
    const fallen = step.sub(hyper.warmup).sub(hyper.stable).div(hyper.cooldown).maximum(0).minimum(1);
    const left: Readonly<Record<typeof shape, () => Tensor>> = {
      linear: () => fallen.neg().add(1),
      cosine: () => halfCosine(fallen),
      squareRoot: () => fallen.sqrt().neg().add(1),
    };
    const rising = mix(hyper.initial, hyper.peak, step.div(hyper.warmup));
    return where(step.less(hyper.warmup), rising, mix(hyper.final, hyper.peak, left[shape]()));
  },
);
