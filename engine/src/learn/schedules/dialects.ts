/**
 * What other systems call by the names of schedules, where it differs from ours: each gives the value that the system
 * uses for update number step + 1, under its own defaults. Steps are updates, whatever the system counts.
 */
import { requireKnown } from "../../base/nearest.ts";
import type { Schedule } from "../schedules.ts";
import { join, warmUp } from "./combine.ts";
import { cosine, cosineRestarts } from "./cosines.ts";
import { cyclic, oneCycle } from "./cycles.ts";
import { inversePower, inverseTime, linear, polynomial, stepDecay } from "./decays.ts";
import { piecewiseConstant } from "./piecewise.ts";

interface Initial {
  readonly initial: number;
}

interface Timed extends Initial {
  readonly steps: number;
}

/** A schedule under another system's name and options; one that it does not have is refused, not overlooked. */
const named =
  <Options extends object>(
    owner: string,
    names: readonly (keyof Options & string)[],
    make: (options: Options) => Schedule,
  ) =>
  (options: Options): Schedule => {
    requireKnown(owner, Object.keys(options ?? {}), names);
    return make(options);
  };

/** torch.optim.lr_scheduler: a milestone has the new value. */
const torch = {
  /** ConstantLR: a third of the rate for 5 steps, then all of it. */
  constant: named<Initial & { factor?: number; steps?: number }>(
    "torch.constant",
    ["initial", "factor", "steps"],
    ({ initial, factor = 1 / 3, steps = 5 }) =>
      piecewiseConstant({ boundaries: [steps], values: [initial * factor, initial] }),
  ),
  /** StepLR. */
  step: named<Timed & { decay?: number }>(
    "torch.step",
    ["initial", "steps", "decay"],
    ({ initial, steps, decay = 0.1 }) => stepDecay({ initial, decay, steps }),
  ),
  /** MultiStepLR. */
  multiStep: named<Initial & { milestones: readonly number[]; decay?: number }>(
    "torch.multiStep",
    ["initial", "milestones", "decay"],
    ({ initial, milestones, decay = 0.1 }) =>
      piecewiseConstant({ boundaries: milestones, values: powers(initial, decay, milestones.length) }),
  ),
  /** LinearLR: from a third of the rate to all of it in 5 steps. */
  linear: named<Initial & { from?: number; to?: number; steps?: number }>(
    "torch.linear",
    ["initial", "from", "to", "steps"],
    ({ initial, from = 1 / 3, to = 1, steps = 5 }) => linear({ initial: initial * from, final: initial * to, steps }),
  ),
  /** PolynomialLR: to 0 in 5 steps. */
  polynomial: named<Initial & { steps?: number; power?: number }>(
    "torch.polynomial",
    ["initial", "steps", "power"],
    ({ initial, steps = 5, power = 1 }) => polynomial({ initial, steps, power }),
  ),
  /** CosineAnnealingLR: rises again after `steps`. */
  cosine: named<Timed & { final?: number }>(
    "torch.cosine",
    ["initial", "final", "steps"],
    ({ initial, final = 0, steps }) => cosine({ initial, final, steps, periodic: true }),
  ),
  /** CosineAnnealingWarmRestarts: peaks stay. */
  cosineRestarts: named<Timed & { final?: number; stretch?: number }>(
    "torch.cosineRestarts",
    ["initial", "final", "steps", "stretch"],
    ({ initial, final = 0, steps, stretch = 1 }) => cosineRestarts({ initial, final, steps, stretch }),
  ),
  /**
   * OneCycleLR: the last of `steps` updates has the final value, and the rise ends one step early. With `threePhase` it
   * falls to the first value as fast as it has risen, and to the final one in the rest.
   */
  oneCycle: ({
    threePhase = false,
    ...options
  }: Omit<Parameters<typeof oneCycle>[0], "boundary"> & { threePhase?: boolean }): Schedule =>
    threePhase ? threePhases(options) : oneCycle({ ...options, boundary: "updates" }),
  /** CyclicLR: 2,000 steps up, as many down unless said otherwise. */
  cyclic: ({
    rise = 2000,
    fall = rise,
    ...rest
  }: Omit<Parameters<typeof cyclic>[0], "rise" | "fall"> & { rise?: number; fall?: number }): Schedule =>
    cyclic({ ...rest, rise, fall }),
};

/** keras.optimizers.schedules: a boundary still has the old value. */
const keras = {
  /** PiecewiseConstantDecay. */
  piecewiseConstant: (options: {
    readonly boundaries: readonly number[];
    readonly values: readonly number[];
  }): Schedule => piecewiseConstant({ ...options, boundary: "after" }),
  /** PolynomialDecay: ends at 1e-4. */
  polynomial: ({ final = 1e-4, ...rest }: Timed & { final?: number; power?: number; cycle?: boolean }): Schedule =>
    polynomial({ ...rest, final }),
  /**
   * CosineDecay: ends at alpha times the first value, and stays. With `warmupTarget` it rises to that in `warmupSteps`
   * steps first, and falls from there; `steps` counts those of the fall.
   */
  cosine: named<Timed & { alpha?: number; warmupTarget?: number; warmupSteps?: number }>(
    "keras.cosine",
    ["initial", "steps", "alpha", "warmupTarget", "warmupSteps"],
    ({ initial, steps, alpha = 0, warmupTarget, warmupSteps = 0 }) => {
      const highest = warmupTarget ?? initial;
      const fall = cosine({ initial: highest, final: highest * alpha, steps });
      return warmupTarget === undefined || warmupSteps === 0 ? fall : warmUp(fall, { steps: warmupSteps, initial });
    },
  ),
  /** CosineDecayRestarts: periods double. */
  cosineRestarts: named<Timed & { alpha?: number; stretch?: number; shrink?: number }>(
    "keras.cosineRestarts",
    ["initial", "steps", "alpha", "stretch", "shrink"],
    ({ initial, steps, alpha = 0, stretch = 2, shrink = 1 }) =>
      cosineRestarts({ initial, final: initial * alpha, steps, stretch, shrink }),
  ),
};

/** optax: a boundary has the new value; scales multiply. */
const optax = {
  /** piecewise_constant_schedule: each boundary multiplies by its scale. */
  piecewiseConstant: named<Initial & { boundaries: readonly number[]; scales: readonly number[] }>(
    "optax.piecewiseConstant",
    ["initial", "boundaries", "scales"],
    ({ initial, boundaries, scales }) => {
      const values = [initial];
      for (const scale of scales) values.push(values[values.length - 1] * scale);
      return piecewiseConstant({ boundaries, values });
    },
  ),
  /** cosine_decay_schedule: the exponent is on the cosine, before alpha lifts it. */
  cosine: named<Timed & { alpha?: number; exponent?: number }>(
    "optax.cosine",
    ["initial", "steps", "alpha", "exponent"],
    ({ initial, steps, alpha = 0, exponent = 1 }) => cosine({ initial, final: initial * alpha, steps, exponent }),
  ),
  /** linear_onecycle_schedule: up to ⌊0.3·steps⌋, down to the first value at ⌊0.85·steps⌋, then to the final one. */
  linearOneCycle: named<{
    peak: number;
    steps: number;
    share?: number;
    fallShare?: number;
    divide?: number;
    finalDivide?: number;
  }>(
    "optax.linearOneCycle",
    ["peak", "steps", "share", "fallShare", "divide", "finalDivide"],
    ({ peak, steps, share = 0.3, fallShare = 0.85, divide = 25, finalDivide = 1e4 }) => {
      const first = peak / divide;
      const boundaries = [Math.floor(share * steps), Math.floor(fallShare * steps)];
      return segments([first, peak, first, first / finalDivide], [0, ...boundaries, steps], linear);
    },
  ),
  /** cosine_onecycle_schedule: the final value is at step `steps`. */
  oneCycle: (options: Omit<Parameters<typeof oneCycle>[0], "boundary" | "shape">): Schedule =>
    oneCycle({ ...options, boundary: "steps", shape: "cosine" }),
};

/** sklearn.linear_model.SGDRegressor and SGDClassifier: t counts from 1. */
const sklearn = {
  /** learning_rate="invscaling": eta0 / t^power_t; a quarter is the regressor's power. */
  inverseScaling: named<Initial & { power?: number }>(
    "sklearn.inverseScaling",
    ["initial", "power"],
    ({ initial, power = 0.25 }) => inversePower({ initial, power }),
  ),
  /** learning_rate="optimal": 1 / (alpha·(t₀ + t − 1)) with Bottou's t₀ for losses of slope at most 1. */
  optimal: (options: { readonly alpha?: number } = {}): Schedule => {
    requireKnown("sklearn.optimal", Object.keys(options), ["alpha"]);
    const { alpha = 1e-4 } = options;
    const first = Math.sqrt(1 / Math.sqrt(alpha));
    return inverseTime({ initial: first, decay: first * alpha });
  },
};

/** Three anneals end to end, at the places where OneCycleLR has them: between whole steps, too. */
function threePhases({
  peak,
  steps,
  share = 0.3,
  divide = 25,
  finalDivide = 1e4,
  shape = "cosine",
}: Omit<Parameters<typeof oneCycle>[0], "boundary">): Schedule {
  const first = peak / divide;
  const places = [0, share * steps - 1, 2 * share * steps - 2, steps - 1];
  return segments([first, peak, first, first / finalDivide], places, shape === "cosine" ? cosine : linear);
}

/** From value to value between these steps, each part by a schedule of its own. */
function segments(
  values: readonly number[],
  places: readonly number[],
  part: (options: { initial: number; final: number; steps: number }) => Schedule,
): Schedule {
  const parts = values
    .slice(1)
    .map((final, i) => part({ initial: values[i], final, steps: places[i + 1] - places[i] }));
  return join(parts, { boundaries: places.slice(1, -1) });
}

function powers(initial: number, decay: number, count: number): number[] {
  const values = [initial];
  for (let i = 0; i < count; i++) values.push(values[i] * decay);
  return values;
}

/** Schedules exactly as PyTorch, Keras, optax and scikit-learn define them, with their defaults. */
export const dialects = { torch, keras, optax, sklearn };
