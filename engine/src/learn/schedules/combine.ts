/** Schedules made of schedules. Each part keeps its run-time numbers, under its place: "0.initial". */
import { where } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { type Info, readNumbers } from "../info.ts";
import { mix, type Schedule } from "../schedules.ts";
import { requireRising, wrongList } from "./piecewise.ts";

type Numbers = Readonly<Record<string, Tensor>>;

const numbersOf = (parts: readonly Schedule[]): Record<string, number> =>
  Object.fromEntries(
    parts.flatMap(({ hyper }, i) => Object.entries(hyper).map(([name, value]) => [`${i}.${name}`, value])),
  );

function partValue(parts: readonly Schedule[], i: number, step: Tensor, hyper: Numbers): Tensor {
  const own = Object.keys(parts[i].hyper).map((name) => [name, hyper[`${i}.${name}`]]);
  return parts[i].value(step, Object.fromEntries(own));
}

const joinInfo: Info = {
  id: "join",
  knownAs: ["SequentialLR", "join_schedules"],
  of: "schedules",
  name: { en: "one after another", zh: "依次相接" },
  formula: "scheduleᵢ(step − boundaryᵢ₋₁) for boundaryᵢ₋₁ ≤ step < boundaryᵢ",
  source: "Loshchilov & Hutter 2016",
  options: [{ name: "boundaries", description: { en: "steps of change, rising", zh: "变化的步，递增" }, list: true }],
};

/**
 * One schedule after another: the next begins at each boundary, and counts its own steps from there.
 *
 * @param parts one more schedule than boundaries
 * @throws OptionError `schedule-list` for boundaries that do not fit the parts or do not rise
 * @example
 * import { constant, cosine, join } from "nabla/schedules";
 * const learningRate = join([constant({ initial: 0.1 }), cosine({ initial: 0.1, steps: 500 })], { boundaries: [500] });
 */
export const join = Object.assign(
  (parts: readonly Schedule[], options: { readonly boundaries: readonly number[] }): Schedule => {
    readNumbers(joinInfo, options);
    const { boundaries } = options;
    if (parts.length !== boundaries.length + 1) {
      throw wrongList(
        "join",
        "boundaries",
        boundaries,
        `${Math.max(0, parts.length - 1)} steps, one less than schedules`,
      );
    }
    requireRising("join", boundaries);
    const starts = Object.fromEntries(boundaries.map((step, i) => [`boundary${i}`, step]));
    return {
      info: joinInfo,
      hyper: { ...numbersOf(parts), ...starts },
      value: (step, hyper) =>
        boundaries.reduce(
          (value: Tensor, _, i) => {
            const start = hyper[`boundary${i}`];
            // A part is asked only about steps of its own: before them it might have no value.
            const local = step.sub(start).maximum(0);
            return where(step.greaterEqual(start), partValue(parts, i + 1, local, hyper), value);
          },
          partValue(parts, 0, step, hyper),
        ),
    };
  },
  { info: joinInfo },
);

const productInfo: Info = {
  id: "product",
  knownAs: ["ChainedScheduler"],
  of: "schedules",
  name: { en: "product", zh: "乘积" },
  formula: "schedule₀(step)·schedule₁(step)·…",
  source: "Goyal et al. 2017",
  options: [],
};

/**
 * Schedules multiplied: for example a decay times a warm-up from 0 to 1.
 *
 * @throws OptionError `schedule-list` for no schedules
 * @example
 * import { cosine, linear, product } from "nabla/schedules";
 * const learningRate = product([linear({ initial: 0, final: 1, steps: 50 }), cosine({ initial: 0.1, steps: 500 })]);
 */
export const product = Object.assign(
  (parts: readonly Schedule[]): Schedule => {
    if (parts.length === 0) throw wrongList("product", "parts", [], "at least one schedule");
    return {
      info: productInfo,
      hyper: numbersOf(parts),
      value: (step, hyper) =>
        parts.map((_, i) => partValue(parts, i, step, hyper)).reduce((total, value) => total.mul(value)),
    };
  },
  { info: productInfo },
);

const warmUpInfo: Info = {
  id: "warmUp",
  knownAs: ["warmup_cosine_decay_schedule"],
  of: "schedules",
  name: { en: "warm-up", zh: "升温" },
  formula: "initial + (schedule(0) − initial)·step/steps before step `steps`, then schedule(step − steps)",
  source: "Goyal et al. 2017",
  options: [
    { name: "steps", description: { en: "steps of the rise", zh: "升温的步数" }, above: 0 },
    { name: "initial", description: { en: "the value at step 0", zh: "第 0 步的值" }, default: 0 },
  ],
};

/**
 * A straight rise to the first value of a schedule, which then begins.
 *
 * @throws OptionError for an option that is unknown, missing or out of range
 * @see Goyal and others, Accurate, large minibatch SGD, 2017, arXiv:1706.02677, section 2.2
 * @example
 * import { cosine, warmUp } from "nabla/schedules";
 * const learningRate = warmUp(cosine({ initial: 0.1, steps: 900 }), { steps: 100 });
 */
export const warmUp = Object.assign(
  (schedule: Schedule, options: { readonly steps: number; readonly initial?: number }): Schedule => ({
    info: warmUpInfo,
    hyper: { ...numbersOf([schedule]), ...readNumbers(warmUpInfo, options) },
    value: (step, hyper) => {
      const share = step.div(hyper.steps).minimum(1);
      const local = step.sub(hyper.steps).maximum(0);
      return mix(hyper.initial, partValue([schedule], 0, local, hyper), share);
    },
  }),
  { info: warmUpInfo },
);
