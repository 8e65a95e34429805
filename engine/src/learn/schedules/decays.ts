/** Schedules that fall by a law: geometrically, or like a power of time. */
import { sqrt, where } from "../../trace/math.ts";
import { final, initial, makeSchedule, mix, peak, steps } from "../schedules.ts";

const unit = { name: "steps", description: { en: "steps per unit of time", zh: "一个时间单位的步数" }, above: 0 };
const factor = {
  name: "decay",
  description: { en: "factor per unit of time", zh: "每个时间单位乘以的因子" },
  above: 0,
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
    knownAs: ["constant_schedule"],
    name: { en: "constant", zh: "常数" },
    formula: "initial",
    source: "Cauchy 1847",
    options: [initial],
  },
  (_, hyper) => hyper.initial,
);

/**
 * initial · decay^(step / steps): falls by the factor `decay` every `steps` steps, smoothly.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Kirkpatrick, Gelatt and Vecchi, Optimization by simulated annealing, 1983, doi:10.1126/science.220.4598.671
 * @example
 * import { sgd } from "nabla/optimizers";
 * import { exponential } from "nabla/schedules";
 * const optimizer = sgd({ learningRate: exponential({ initial: 0.1, decay: 0.5, steps: 100 }) });
 */
export const exponential = makeSchedule<{
  readonly initial: number;
  readonly decay: number;
  readonly steps?: number;
}>(
  {
    id: "exponential",
    knownAs: ["ExponentialLR", "ExponentialDecay", "exponential_decay"],
    name: { en: "exponential", zh: "指数衰减" },
    formula: "initial·decay^(step/steps)",
    source: "Kirkpatrick, Gelatt & Vecchi 1983",
    options: [initial, factor, { ...unit, default: 1 }],
  },
  (step, hyper) => hyper.initial.mul(hyper.decay.pow(step.div(hyper.steps))),
);

/**
 * initial · decay^⌊step / steps⌋: falls by the factor `decay` at every multiple of `steps` and is level between. Where
 * `boundary` is "after", the multiple itself still has the old value.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see He, Zhang, Ren and Sun, Deep residual learning for image recognition, 2015, arXiv:1512.03385
 * @example
 * import { sgd } from "nabla/optimizers";
 * import { stepDecay } from "nabla/schedules";
 * const optimizer = sgd({ learningRate: stepDecay({ initial: 0.1, decay: 0.1, steps: 300 }) });
 */
export const stepDecay = makeSchedule<{
  readonly initial: number;
  readonly decay: number;
  readonly steps: number;
  readonly boundary?: "at" | "after";
}>(
  {
    id: "stepDecay",
    knownAs: ["StepLR"],
    name: { en: "step decay", zh: "阶梯衰减" },
    formula: "initial·decay^⌊step/steps⌋; boundary after: initial·decay^max(0, ⌈step/steps⌉ − 1)",
    source: "He, Zhang, Ren & Sun 2015",
    options: [
      initial,
      factor,
      unit,
      {
        name: "boundary",
        description: { en: "whether a boundary has the new value", zh: "新值从边界这一步起，还是之后" },
        choices: ["at", "after"],
      },
    ],
  },
  (step, hyper, { boundary = "at" }) => {
    const units = step.div(hyper.steps);
    const ceiling = units.neg().floor().neg();
    const falls = boundary === "at" ? units.floor() : ceiling.sub(1).maximum(0);
    return hyper.initial.mul(hyper.decay.pow(falls));
  },
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
    knownAs: ["InverseTimeDecay"],
    name: { en: "inverse time", zh: "按时间倒数衰减" },
    formula: "initial / (1 + decay·step/steps)",
    source: "Robbins & Monro 1951",
    options: [
      initial,
      { name: "decay", description: { en: "how fast it falls", zh: "衰减的快慢" } },
      { ...unit, default: 1 },
    ],
  },
  (step, hyper) => hyper.initial.div(step.div(hyper.steps).mul(hyper.decay).add(1)),
);

/**
 * initial / (1 + decay · step)^power: between a constant (power 0) and 1/step (power 1); ½ is the rate of the minimax
 * bound for convex problems. `decay` is the unit in which time is counted, 1 by default.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Polyak and Juditsky, Acceleration of stochastic approximation by averaging, 1992, doi:10.1137/0330046
 * @example
 * import { sgd } from "nabla/optimizers";
 * import { inversePower } from "nabla/schedules";
 * const optimizer = sgd({ learningRate: inversePower({ initial: 0.1, power: 0.5 }) });
 */
export const inversePower = makeSchedule<{
  readonly initial: number;
  readonly power?: number;
  readonly decay?: number;
}>(
  {
    id: "inversePower",
    knownAs: ["invscaling"],
    name: { en: "inverse power", zh: "按幂倒数衰减" },
    formula: "initial / (1 + decay·step)^power",
    source: "Polyak & Juditsky 1992",
    options: [
      initial,
      { name: "power", description: { en: "how fast it falls", zh: "衰减的快慢" }, default: 0.5 },
      { name: "decay", description: { en: "how much time passes in a step", zh: "一步过去多少时间" }, default: 1 },
    ],
  },
  (step, hyper) => hyper.initial.div(step.mul(hyper.decay).add(1).pow(hyper.power)),
);

/**
 * Rises linearly to `peak` at update number `warmup`, then falls like the inverse square root: with t = step + 1,
 * peak · min(t / warmup, √(warmup / t)).
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Vaswani and others, Attention is all you need, 2017, arXiv:1706.03762, section 5.3
 * @example
 * import { adam } from "nabla/optimizers";
 * import { inverseSquareRoot } from "nabla/schedules";
 * const optimizer = adam({ learningRate: inverseSquareRoot({ peak: 0.01, warmup: 400 }) });
 */
export const inverseSquareRoot = makeSchedule<{ readonly peak: number; readonly warmup: number }>(
  {
    id: "inverseSquareRoot",
    name: { en: "inverse square root", zh: "平方根倒数" },
    formula: "peak·min((step+1)/warmup, √(warmup/(step+1)))",
    source: "Vaswani et al. 2017",
    options: [
      peak,
      { name: "warmup", description: { en: "updates until the peak", zh: "升到最高值的更新次数" }, above: 0 },
    ],
  },
  (step, hyper) => {
    const t = step.add(1);
    return hyper.peak.mul(t.div(hyper.warmup).minimum(sqrt(hyper.warmup.div(t))));
  },
);

/**
 * A straight line from `initial` at step 0 to `final` (0 by default) at step `steps`, and `final` ever after.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Devlin, Chang, Lee and Toutanova, BERT, 2018, arXiv:1810.04805, appendix A.2
 * @example
 * import { sgd } from "nabla/optimizers";
 * import { linear } from "nabla/schedules";
 * const optimizer = sgd({ learningRate: linear({ initial: 0.1, steps: 1000 }) });
 */
export const linear = makeSchedule<{ readonly initial: number; readonly final?: number; readonly steps: number }>(
  {
    id: "linear",
    knownAs: ["LinearLR", "linear_schedule"],
    name: { en: "linear", zh: "线性" },
    formula: "initial + (final − initial)·min(step/steps, 1)",
    source: "Devlin et al. 2018",
    options: [initial, final, steps],
  },
  (step, hyper) => mix(hyper.initial, hyper.final, step.div(hyper.steps).minimum(1)),
);

/**
 * final + (initial − final)(1 − step/steps)^power, and `final` after step `steps`. With `cycle` the length is instead
 * the next multiple of `steps`: each time the end is reached, the value jumps up again.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Chen, Papandreou, Kokkinos, Murphy and Yuille, DeepLab, 2016, arXiv:1606.00915, section 4.1.1
 * @example
 * import { sgd } from "nabla/optimizers";
 * import { polynomial } from "nabla/schedules";
 * const optimizer = sgd({ learningRate: polynomial({ initial: 0.1, steps: 1000, power: 2 }) });
 */
export const polynomial = makeSchedule<{
  readonly initial: number;
  readonly final?: number;
  readonly steps: number;
  readonly power?: number;
  readonly cycle?: boolean;
}>(
  {
    id: "polynomial",
    knownAs: ["PolynomialLR", "PolynomialDecay", "polynomial_schedule"],
    name: { en: "polynomial", zh: "多项式" },
    formula: "final + (initial − final)(1 − min(step/steps, 1))^power; cycle: steps·max(1, ⌈step/steps⌉) for steps",
    source: "Chen et al. 2016",
    options: [
      initial,
      final,
      steps,
      { name: "power", description: { en: "1 is a straight line", zh: "幂；1 是直线" }, default: 1 },
      {
        name: "cycle",
        description: { en: "start again at each end", zh: "到头后重新开始" },
        optional: true,
        flag: true,
      },
    ],
  },
  (step, hyper, { cycle = false }) => {
    const units = step.div(hyper.steps);
    const periods = units.neg().floor().neg().maximum(1);
    const rest = cycle ? units.div(periods).neg().add(1) : units.minimum(1).neg().add(1);
    // 0 to the power of 0 is 1, as everywhere: power 0 is the constant `initial`.
    return mix(hyper.final, hyper.initial, where(rest.equal(1), 1, rest.pow(hyper.power)));
  },
);
