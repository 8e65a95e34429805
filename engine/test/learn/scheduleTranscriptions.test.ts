/** Each schedule over 200 steps against the definition of its source, written out here with plain loops and Math. */
import { describe, expect, it } from "vitest";
import { meanSquaredError } from "../../src/doors/losses.ts";
import * as schedules from "../../src/doors/schedules.ts";
import { linear as linearModel } from "../../src/learn/models/linear.ts";
import { mapTogether } from "../../src/learn/optimizers/optimizer.ts";
import type { Schedule } from "../../src/learn/schedules.ts";
import { descend } from "../../src/train/descend.ts";
import { valueAt } from "./support.ts";

const { dialects } = schedules;
const { torch, keras, optax, sklearn } = dialects;

type Row = readonly [name: string, schedule: Schedule, expected: (step: number) => number];

/** Start, length and number of the restart that a step is in, found by walking. */
function restart(step: number, length: number, stretch: number) {
  let [start, size, index] = [0, length, 0];
  while (step >= start + size) {
    start += size;
    size *= stretch;
    index++;
  }
  return { share: (step - start) / size, index };
}

const between = (a: number, b: number, x: number) => b + ((a - b) / 2) * (1 + Math.cos(Math.PI * x));

/** The loop of OneCycleLR over its phases, with three of them. */
function threePhases(
  step: number,
  peak: number,
  total: number,
  anneal: (a: number, b: number, x: number) => number,
  share = 0.3,
  divide = 25,
) {
  const first = peak / divide;
  const phases = [
    { end: share * total - 1, from: first, to: peak },
    { end: 2 * share * total - 2, from: peak, to: first },
    { end: total - 1, from: first, to: first / 1e4 },
  ];
  let start = 0;
  for (const [i, { end, from, to }] of phases.entries()) {
    if (step <= end || i === 2) return anneal(from, to, Math.min(1, (step - start) / (end - start)));
    start = end;
  }
  throw new Error("no phase");
}

/** optax's piecewise_interpolate_schedule over the three stretches of the linear one cycle. */
function linearOneCycle(step: number, peak: number, total: number) {
  const places = [0, Math.trunc(0.3 * total), Math.trunc(0.85 * total), total];
  const values = [peak / 25, peak, peak / 25, peak / 25 / 1e4];
  if (step >= total) return values[3];
  const i = places.findLastIndex((place) => place <= step);
  return values[i] + ((values[i + 1] - values[i]) * (step - places[i])) / (places[i + 1] - places[i]);
}

/** OneCycleLR as PyTorch writes it: phases by their end steps. */
function torchOneCycle(step: number, peak: number, total: number, anneal: (a: number, b: number, x: number) => number) {
  const [first, end] = [peak / 25, peak / 25 / 1e4];
  const phases = [
    { end: 0.3 * total - 1, from: first, to: peak },
    { end: total - 1, from: peak, to: end },
  ];
  let start = 0;
  for (const [i, phase] of phases.entries()) {
    if (step <= phase.end || i === 1) return anneal(phase.from, phase.to, (step - start) / (phase.end - start));
    start = phase.end;
  }
  return Number.NaN;
}

/** CyclicLR: Smith's code with total_size and step_ratio. */
function smith(step: number, low: number, high: number, up: number, down: number, scale: (cycle: number) => number) {
  const total = up + down;
  const cycle = Math.floor(1 + step / total);
  const x = 1 + step / total - cycle;
  const height = x <= up / total ? x / (up / total) : (x - 1) / (up / total - 1);
  return low + (high - low) * height * scale(cycle);
}

const rows: readonly Row[] = [
  ["constant", schedules.constant({ initial: 0.3 }), () => 0.3],
  ["exponential", schedules.exponential({ initial: 0.3, decay: 0.9, steps: 7 }), (t) => 0.3 * 0.9 ** (t / 7)],
  ["step", torch.step({ initial: 0.3, steps: 7 }), (t) => 0.3 * 0.1 ** Math.floor(t / 7)],
  [
    "step, after",
    schedules.stepDecay({ initial: 0.3, decay: 0.5, steps: 7, boundary: "after" }),
    (t) => 0.3 * 0.5 ** (t <= 7 ? 0 : Math.ceil(t / 7) - 1),
  ],
  ["multi-step", torch.multiStep({ initial: 2, milestones: [30, 80] }), (t) => (t >= 80 ? 0.02 : t >= 30 ? 0.2 : 2)],
  [
    "Keras's piecewise",
    keras.piecewiseConstant({ boundaries: [30, 80], values: [1, 0.5, 0.1] }),
    (t) => (t <= 30 ? 1 : t <= 80 ? 0.5 : 0.1),
  ],
  [
    "optax's piecewise",
    optax.piecewiseConstant({ initial: 1, boundaries: [30, 80], scales: [0.5, 0.1] }),
    (t) => (t < 30 ? 1 : t < 80 ? 0.5 : 0.05),
  ],
  ["inverse time", schedules.inverseTime({ initial: 0.3, decay: 2, steps: 9 }), (t) => 0.3 / (1 + (2 * t) / 9)],
  ["scikit-learn's invscaling", sklearn.inverseScaling({ initial: 0.01 }), (t) => 0.01 / (t + 1) ** 0.25],
  [
    "scikit-learn's optimal",
    sklearn.optimal({ alpha: 1e-3 }),
    (t) => {
      const typical = Math.sqrt(1 / Math.sqrt(1e-3));
      const init = 1 / (typical * 1e-3);
      return 1 / (1e-3 * (init + (t + 1) - 1));
    },
  ],
  [
    "inverse square root",
    schedules.inverseSquareRoot({ peak: 0.2, warmup: 40 }),
    (t) => 0.2 * Math.sqrt(40) * Math.min((t + 1) ** -0.5, (t + 1) * 40 ** -1.5),
  ],
  ["linear", schedules.linear({ initial: 1, final: 0.1, steps: 150 }), (t) => (t < 150 ? 1 - (0.9 * t) / 150 : 0.1)],
  ["torch's linear", torch.linear({ initial: 1 }), (t) => (t < 5 ? 1 / 3 + ((2 / 3) * t) / 5 : 1)],
  ["torch's constant", torch.constant({ initial: 1 }), (t) => (t < 5 ? 1 / 3 : 1)],
  ["torch's polynomial", torch.polynomial({ initial: 1, steps: 90, power: 2 }), (t) => (1 - Math.min(t, 90) / 90) ** 2],
  [
    "Keras's polynomial in cycles",
    keras.polynomial({ initial: 1, steps: 60, power: 2, cycle: true }),
    (t) => {
      const length = 60 * (t === 0 ? 1 : Math.ceil(t / 60));
      return (1 - 1e-4) * (1 - t / length) ** 2 + 1e-4;
    },
  ],
  ["cosine", schedules.cosine({ initial: 1, final: 0.1, steps: 120 }), (t) => between(1, 0.1, Math.min(t, 120) / 120)],
  ["torch's cosine", torch.cosine({ initial: 1, final: 0.1, steps: 50 }), (t) => between(1, 0.1, t / 50)],
  [
    "optax's cosine",
    optax.cosine({ initial: 2, steps: 120, alpha: 0.1, exponent: 1.5 }),
    (t) => 2 * (0.9 * (0.5 * (1 + Math.cos((Math.PI * Math.min(t, 120)) / 120))) ** 1.5 + 0.1),
  ],
  ["torch's restarts", torch.cosineRestarts({ initial: 1, steps: 30 }), (t) => between(1, 0, (t % 30) / 30)],
  [
    "Keras's restarts",
    keras.cosineRestarts({ initial: 1, steps: 13, shrink: 0.8, alpha: 0.05 }),
    (t) => {
      const { share, index } = restart(t, 13, 2);
      return 0.95 * 0.8 ** index * 0.5 * (1 + Math.cos(Math.PI * share)) + 0.05;
    },
  ],
  ["torch's one cycle", torch.oneCycle({ peak: 1, steps: 200 }), (t) => torchOneCycle(t, 1, 200, between)],
  [
    "torch's linear one cycle",
    torch.oneCycle({ peak: 1, steps: 200, shape: "linear" }),
    (t) => torchOneCycle(t, 1, 200, (a, b, x) => (b - a) * x + a),
  ],
  [
    "optax's one cycle",
    optax.oneCycle({ peak: 1, steps: 195 }),
    (t) => (t < 58 ? between(1 / 25, 1, t / 58) : between(1, 1 / 25e4, Math.min(1, (t - 58) / (195 - 58)))),
  ],
  [
    "torch's one cycle of three phases",
    torch.oneCycle({ peak: 1, steps: 187, threePhase: true }),
    (t) => threePhases(t, 1, 187, between),
  ],
  [
    "torch's linear one cycle of three phases",
    torch.oneCycle({ peak: 2, steps: 190, share: 0.4, divide: 10, threePhase: true, shape: "linear" }),
    (t) => threePhases(t, 2, 190, (a, b, x) => (b - a) * x + a, 0.4, 10),
  ],
  ["optax's linear one cycle", optax.linearOneCycle({ peak: 1, steps: 187 }), (t) => linearOneCycle(t, 1, 187)],
  [
    "keras's cosine with warm-up",
    keras.cosine({ initial: 0.1, steps: 100, alpha: 0.2, warmupTarget: 2, warmupSteps: 30 }),
    // keras/optimizers/schedules: the fall is alpha·target + (1 − alpha)·target·½(1 + cos).
    (t) =>
      t < 30
        ? 0.1 + ((2 - 0.1) * t) / 30
        : 2 * (0.8 * 0.5 * (1 + Math.cos((Math.PI * Math.min(t - 30, 100)) / 100)) + 0.2),
  ],
  ["cyclic", torch.cyclic({ initial: 0.1, peak: 1, rise: 20, fall: 30 }), (t) => smith(t, 0.1, 1, 20, 30, () => 1)],
  [
    "cyclic, halving",
    torch.cyclic({ initial: 0.1, peak: 1, rise: 20, height: "halving" }),
    (t) => smith(t, 0.1, 1, 20, 20, (cycle) => 1 / 2 ** (cycle - 1)),
  ],
  [
    "cyclic, exponential",
    torch.cyclic({ initial: 0.1, peak: 1, rise: 20, height: "exponential", decay: 0.99 }),
    (t) => smith(t, 0.1, 1, 20, 20, () => 0.99 ** t),
  ],
  [
    "warm-up, stable, decay",
    schedules.warmupStableDecay({ peak: 1, final: 0.1, warmup: 20, stable: 100, cooldown: 50, shape: "squareRoot" }),
    (t) => (t < 20 ? t / 20 : t < 120 ? 1 : 0.1 + 0.9 * (1 - Math.sqrt(Math.min(1, (t - 120) / 50)))),
  ],
  [
    "join",
    schedules.join(
      [schedules.linear({ initial: 0, final: 1, steps: 50 }), schedules.exponential({ initial: 1, decay: 0.9 })],
      {
        boundaries: [50],
      },
    ),
    (t) => (t < 50 ? t / 50 : 0.9 ** (t - 50)),
  ],
  [
    "product",
    schedules.product([
      schedules.inverseTime({ initial: 1, decay: 1 }),
      schedules.exponential({ initial: 2, decay: 0.9 }),
    ]),
    (t) => (2 * 0.9 ** t) / (1 + t),
  ],
  [
    "warm-up",
    schedules.warmUp(schedules.exponential({ initial: 2, decay: 0.9 }), { steps: 40, initial: 1 }),
    (t) => (t < 40 ? 1 + t / 40 : 2 * 0.9 ** (t - 40)),
  ],
];

const steps = Array.from({ length: 200 }, (_, i) => i);

/** Within 1e-12 of the size of the schedule: where it falls to 0, its last bits are those of its larger numbers. */
function agrees(actual: readonly number[], expected: readonly number[]): void {
  const size = Math.max(...expected.map(Math.abs));
  for (const [i, value] of expected.entries()) {
    expect(Math.abs(actual[i] - value), `step ${i}: ${actual[i]} for ${value}`).toBeLessThanOrEqual(1e-12 * size);
  }
}

describe.each(rows)("%s", (_, schedule, expected) => {
  it("is its definition", () => {
    const values = steps.map((step) => valueAt(schedule, step));
    agrees(values, steps.map(expected));
  });

  it("is the same inside the compiled descent", async () => {
    const descent = descend({
      model: linearModel(),
      loss: meanSquaredError,
      // The parameters become the rate of the step, so that the program's own value can be read.
      optimizer: {
        hyper: { rate: schedule },
        init: () => [],
        update: ({ params, hyper }) => ({
          params: mapTogether((leaf) => leaf.mul(0).add(hyper.rate), params),
          state: [],
        }),
      },
      data: { x: [[1], [1]], y: [0, 0] },
      dtype: "float64",
      batchSize: 1,
    });
    const values: number[] = [];
    for (const _step of steps) {
      await descent.advance(1);
      values.push(
        JSON.stringify(descent.params)
          .match(/-?\d[\d.e+-]*/g)
          ?.map(Number)[0] ?? Number.NaN,
      );
    }
    descent.close();
    agrees(values, steps.map(expected));
  });
});

describe("bad input", () => {
  it("is refused at the call", () => {
    const { piecewiseConstant, join, product, constant, oneCycle, cosineRestarts, cyclic } = schedules;
    expect(() => piecewiseConstant({ boundaries: [5, 3], values: [1, 2, 3] })).toThrow(/boundaries is \[5,3\]/);
    expect(() => piecewiseConstant({ boundaries: [5], values: [1] })).toThrow(/expected 2 finite numbers/);
    expect(() => piecewiseConstant({ boundaries: [5], values: [1, Number.NaN] })).toThrow(/values/);
    expect(() => join([constant({ initial: 1 })], { boundaries: [3] })).toThrow(/expected 0 steps/);
    expect(() => product([])).toThrow(/at least one/);
    expect(() => oneCycle({ peak: 1, steps: 10, share: 1 })).toThrow(/share is 1; expected .* < 1/);
    expect(() => cosineRestarts({ initial: 1, steps: 10, stretch: 0.5 })).toThrow(/stretch is 0.5; expected .* ≥ 1/);
    expect(() => cyclic({ initial: 0, peak: 1, rise: 1, fall: 1, height: "halvng" as never })).toThrow(/halvng/);
    const misspelt = { initial: 1, steps: 10, gama: 0.5 } as never;
    expect(() => torch.step(misspelt)).toThrow(/torch.step has no option "gama"/);
    expect(() => torch.linear(misspelt)).toThrow(/gama/);
    expect(() => schedules.dialects.keras.cosine(misspelt)).toThrow(/gama/);
    expect(() => schedules.dialects.sklearn.optimal({ alfa: 1 } as never)).toThrow(/did you mean "alpha"/);
  });
});
