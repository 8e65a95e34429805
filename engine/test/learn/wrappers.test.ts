/** Optimizers around optimizers in whole descents: what predicts, what is asked twice, what is left out. */
import { square, stopGradient, type Tensor } from "nabla";
import { meanSquaredError } from "nabla/losses";
import { linear } from "nabla/models";
import * as optimizers from "nabla/optimizers";
import { type DescendOptions, descend, steps } from "nabla/train";
import { describe, expect, it } from "vitest";
import { Updates } from "./support.ts";

const { sgd } = optimizers;
const x = Array.from({ length: 40 }, (_, i) => [Math.sin(i), Math.cos(2 * i)]);
const y = x.map(([a, b], i) => 1 + 2 * a - b + 0.5 * Math.sin(5 * i));

function started(optimizer: optimizers.Optimizer, more: Partial<DescendOptions> = {}) {
  const common = {
    model: linear(),
    loss: meanSquaredError,
    data: { x, y },
    dtype: "float64",
    stop: [steps(1e6)],
  } as const;
  return descend({ ...common, optimizer, batchSize: 4, ...more });
}
const intercept = (descent: ReturnType<typeof started>): number => descent.predict<number[]>([[0, 0]])[0];

describe("what predicts", () => {
  it("is the average of the updates' own path, exponential or plain", async () => {
    const plain = started(sgd({ learningRate: 0.1 }));
    const exponential = started(optimizers.ema(sgd({ learningRate: 0.1 }), { decay: 0.8 }));
    const mean = started(optimizers.polyakAverage(sgd({ learningRate: 0.1 }), { from: 10 }));
    expect(intercept(exponential)).toBe(intercept(plain));
    expect(intercept(mean)).toBe(intercept(plain));
    let [sum, weight] = [0, 0];
    const path: number[] = [];
    for (let step = 0; step < 30; step++) {
      for (const each of [plain, exponential, mean]) await each.advance(1);
      path.push(intercept(plain));
      sum = 0.8 * sum + 0.2 * intercept(plain);
      weight = 0.8 * weight + 0.2;
      expect(intercept(exponential)).toBeCloseTo(sum / weight, 13);
      const counted = step < 10 ? path.slice(-1) : path.slice(10);
      expect(intercept(mean)).toBeCloseTo(counted.reduce((total, each) => total + each, 0) / counted.length, 13);
      // The descent itself goes its own way.
      expect(exponential.params).toEqual(plain.params);
    }
    for (const each of [plain, exponential, mean]) each.close();
  });

  it("is the slow way of lookahead and the mean of schedule-free descent", async () => {
    const slow = started(optimizers.lookahead(sgd({ learningRate: 0.1 }), { period: 3 }));
    const free = started(optimizers.scheduleFree({ learningRate: 0.2 }));
    const atStart = [slow, free].map(intercept);
    await slow.advance(2);
    expect(intercept(slow)).toBe(atStart[0]);
    await slow.advance(1);
    expect(intercept(slow)).not.toBe(atStart[0]);
    await free.advance(400);
    expect(Math.abs(intercept(free) - 1)).toBeLessThan(0.15);
    for (const each of [slow, free]) each.close();
  });
});

describe("sharpness-aware descent", () => {
  it("takes the gradient uphill of where it is", async () => {
    // E = mean of (w − tᵢ)²: ∇E = 2(w − mean); uphill is ρ away on the far side.
    const descent = started(optimizers.sharpnessAware(sgd({ learningRate: 0.1 }), { radius: 0.3 }), {
      model: { init: () => 5, apply: (w: Tensor) => w } as never,
      loss: (w: Tensor, t: Tensor) => square(w.sub(t)),
      data: { x: [[0], [0]], y: [1, 3] },
      batchSize: "full",
    });
    let w = 5;
    for (let step = 0; step < 20; step++) {
      w -= 0.1 * 2 * (w + 0.3 * Math.sign(w - 2) - 2);
      await descent.advance(1);
      expect(descent.params).toBeCloseTo(w, 12);
    }
    descent.close();
  });

  it("predicts with the average of the optimizer inside", async () => {
    const path = started(optimizers.sharpnessAware(sgd({ learningRate: 0.1 })));
    const averaged = started(optimizers.sharpnessAware(optimizers.polyakAverage(sgd({ learningRate: 0.1 }))));
    const met: number[] = [];
    for (let step = 0; step < 20; step++) {
      await path.advance(1);
      await averaged.advance(1);
      met.push(intercept(path));
    }
    expect(intercept(averaged)).toBeCloseTo(met.reduce((sum, each) => sum + each, 0) / met.length, 12);
  });

  it("needs batches of a tile", () => {
    const many = { x: Array.from({ length: 100 }, () => [1]), y: new Float64Array(100) };
    const attempt = () => started(optimizers.sharpnessAware(sgd({ learningRate: 1 })), { data: many, batchSize: 65 });
    expect(attempt).toThrow(expect.objectContaining({ code: "batch-too-large" }));
  });
});

describe("parts of a chain", () => {
  const weights = { w: { shape: [2], data: [1, 2] } };
  it("leave out a step that is not finite", () => {
    const updates = new Updates(optimizers.withGradient(sgd({ learningRate: 1 }), optimizers.skipNotFinite()), weights);
    updates.update([[Number.NaN, 1]]);
    updates.update([[1, Number.POSITIVE_INFINITY]]);
    expect(updates.params).toEqual([[1, 2]]);
    updates.update([[1, 1]]);
    expect(updates.params).toEqual([[0, 1]]);
  });

  it("leave a gradient of 0 where it is", () => {
    for (const part of [
      optimizers.clipByGlobalNorm({ norm: 1 }),
      optimizers.clipByTensorNorm({ norm: 1 }),
      optimizers.adaptiveClip({ ratio: 0.1 }),
    ]) {
      const updates = new Updates(optimizers.chain(part, optimizers.scaleByLearningRate({ learningRate: 1 })), weights);
      updates.update([[0, 0]]);
      expect(updates.params).toEqual([[1, 2]]);
    }
  });

  it("shorten the steps at a plateau of the loss, and not before", async () => {
    const made = optimizers.chain(
      optimizers.reduceOnPlateau({ factor: 0.5, patience: 3, every: 2, least: 0.2 }),
      optimizers.scaleByLearningRate({ learningRate: 0.1 }),
    );
    // A loss that is its target, with slope 1.
    const losses = [9, 9, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
    const descent = descend({
      model: { init: () => 0, apply: (w: Tensor) => w } as never,
      loss: (w: Tensor, t: Tensor) => w.sub(stopGradient(w)).add(t),
      optimizer: made,
      data: { x: losses.map(() => [0]), y: losses },
      order: "sequential",
      batchSize: 1,
      dtype: "float64",
    });
    const lengths: number[] = [];
    for (let step = 0, before = 0; step < losses.length; step++) {
      await descent.advance(1);
      lengths.push(Math.round((before - (descent.params as number)) * 1e6) / 1e6);
      before = descent.params as number;
    }
    // Looks at 9, 8, 8 8 8 (three without improvement: ½), 8 8 8 (¼), 1 (better), 1 1 1 (0.2 at the least), 1 …
    const share = (step: number) => (step < 9 ? 1 : step < 15 ? 0.5 : step < 23 ? 0.25 : 0.2);
    expect(lengths).toEqual(losses.map((_, step) => Math.round(share(step) * 1e5) / 1e6));
    descent.close();
  });
});

describe("wrong use", () => {
  it.each([
    [() => optimizers.ema(optimizers.svrg({ learningRate: 1 })), /svrg looks at more rows than a batch has/],
    [() => optimizers.lookahead(optimizers.saga({ learningRate: 1 })), /saga looks at more rows/],
    [
      () => optimizers.proximal(optimizers.ema(sgd({ learningRate: 1 })), optimizers.l1({ strength: 1 })),
      /ema\(proximal\(…\)\) rather/,
    ],
    [
      () => optimizers.project(optimizers.polyakAverage(sgd({ learningRate: 1 })), optimizers.box({ lower: 0 })),
      /ema\(project\(…\)\)/,
    ],
    [() => optimizers.decoupledWeightDecay(optimizers.scheduleFree(), { weightDecay: 1 }), /predicts with other/],
    [() => optimizers.ema(optimizers.lookahead(sgd({ learningRate: 1 }))), /predicts with other parameters/],
    [() => optimizers.clip({ limit: 0 }), /clip: limit is 0; expected a finite number > 0/],
    [() => optimizers.clipByGlobalNorm({} as never), /clipByGlobalNorm needs norm/],
    [() => optimizers.lookahead(sgd({ learningRate: 1 }), { period: 1.5 }), /period is 1.5; expected a whole number/],
    [() => optimizers.reduceOnPlateau({ factor: 1 }), /factor is 1/],
    [() => optimizers.decoupledWeightDecay(sgd({ learningRate: 1 }), { weightDecay: -1 }), /weightDecay is -1/],
    [() => optimizers.adam({ epsilonTo: "root" as never }), /epsilonTo is "root"; expected corrected, uncorrected/],
    [() => optimizers.rProp({ shrink: 1 }), /shrink is 1/],
    [() => optimizers.prodigy({ first: 0 }), /first is 0/],
    [
      () =>
        optimizers.withGradient(sgd({ learningRate: 1 }), optimizers.clip({ limit: 1 }), optimizers.clip({ limit: 2 })),
      /two parts of an optimizer have the hyper-parameter clip/,
    ],
  ])("%#", (attempt, message) => {
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ name: "OptionError" }));
  });
});
