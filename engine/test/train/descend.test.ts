import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, permutation } from "../../src/base/random.ts";
import type { Tree } from "../../src/base/tree.ts";
import { log, type Tensor } from "../../src/doors/index.ts";
import { meanSquaredError, sigmoidCrossEntropy, softmaxCrossEntropy } from "../../src/doors/losses.ts";
import { linear, mlp } from "../../src/doors/models.ts";
import { adam, sgd } from "../../src/doors/optimizers.ts";
import { inverseTime } from "../../src/doors/schedules.ts";
import { type DescendOptions, descend, epochs, steps, untilBatchLoss, untilLoss } from "../../src/doors/train.ts";
import type { Optimizer } from "../../src/learn/optimizers/optimizer.ts";
import { compiledProgramCount } from "../../src/train/program.ts";
import { Draw } from "../wasm/randomGraph.ts";

/** Rows on a noisy plane. */
function plane(rows: number, columns: number, seed = 1) {
  const draw = new Draw(seed);
  const x = Array.from({ length: rows }, () => Array.from({ length: columns }, () => draw.number() / 4));
  const y = x.map((row) => row.reduce((sum, value, j) => sum + value * (j + 1), 0.5) + draw.number() / 40);
  return { x, y };
}

interface Line {
  w: number[];
  b: number;
}

const startOf = (descent: { params: unknown }): Line => {
  const { weights, bias } = descent.params as { weights: number[]; bias: number };
  return { w: [...weights], b: bias };
};

/** One update of least squares on these rows, written out by hand. */
function updateByHand(line: Line, x: number[][], y: number[], batch: readonly number[], rate: number): number {
  const slope = line.w.map(() => 0);
  let slopeBias = 0;
  let loss = 0;
  for (const row of batch) {
    const error = x[row].reduce((sum, value, j) => sum + value * line.w[j], line.b) - y[row];
    loss += error * error;
    x[row].forEach((value, j) => {
      slope[j] += 2 * error * value;
    });
    slopeBias += 2 * error;
  }
  line.w = line.w.map((value, j) => value - (rate * slope[j]) / batch.length);
  line.b -= (rate * slopeBias) / batch.length;
  return loss / batch.length;
}

const leastSquares = (rows: number, columns: number, more: Partial<DescendOptions> = {}): DescendOptions => ({
  model: linear(),
  loss: meanSquaredError,
  optimizer: sgd({ learningRate: 0.1 }),
  data: plane(rows, columns),
  dtype: "float64",
  ...more,
});

describe("a compiled descent makes the updates of the tutorial", () => {
  // One row; batches within a tile with a smaller last one; batches of several tiles; all rows.
  it.each([
    [20, 7, 3],
    [20, 1, 5],
    [9, 9, 1],
    [150, 140, 2],
    [300, 300, 17],
    [65, 64, 4],
  ])("%i rows in batches of %i, %i columns", async (rows, batchSize, columns) => {
    const data = plane(rows, columns);
    const seed = 3;
    const descent = descend(leastSquares(rows, columns, { batchSize, seed, stop: [steps(1e6)] }));
    const line = startOf(descent);
    const perEpoch = Math.ceil(rows / batchSize);
    const losses = await descent.advance(2 * perEpoch + 1);
    const byHand: number[] = [];
    for (let epoch = 0; byHand.length < losses.length; epoch++) {
      const order = batchSize >= rows ? data.y.map((_, i) => i) : [...permutation(fold(seed, "order", epoch), rows)];
      for (let at = 0; at < rows && byHand.length < losses.length; at += batchSize) {
        byHand.push(updateByHand(line, data.x, data.y, order.slice(at, at + batchSize), 0.1));
      }
    }
    byHand.forEach((loss, i) => {
      expect(losses[i]).toBeCloseTo(loss, 10);
    });
    const { w, b } = startOf(descent);
    expect(b).toBeCloseTo(line.b, 10);
    w.forEach((value, j) => {
      expect(value).toBeCloseTo(line.w[j], 10);
    });
    expect(descent.step).toBe(losses.length);
    descent.close();
  });

  it("reaches the closed form of least squares with full batches", async () => {
    const { x, y } = plane(40, 1);
    const descent = descend(leastSquares(40, 1, { data: { x, y }, batchSize: "full", stop: [epochs(5000)] }));
    await descent.run();
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [mx, my] = [mean(x.map(([value]) => value)), mean(y)];
    const slope = mean(x.map(([value], i) => (value - mx) * (y[i] - my))) / mean(x.map(([value]) => (value - mx) ** 2));
    const { w, b } = startOf(descent);
    expect(w[0]).toBeCloseTo(slope, 9);
    expect(b).toBeCloseTo(my - slope * mx, 9);
  });

  it("weighs rows: a weight of 3 is the row three times, the divisor the same", async () => {
    const { x, y } = plane(6, 2);
    const weights = [3, 1, 1, 1, 1, 1];
    const weighted = descend(leastSquares(6, 2, { data: { x, y, weights }, batchSize: "full", stop: [steps(20)] }));
    const data = { x: [x[0], x[0], ...x], y: [y[0], y[0], ...y] };
    const repeated = descend(leastSquares(8, 2, { data, batchSize: "full", stop: [steps(20)] }));
    await weighted.run();
    await repeated.run();
    startOf(weighted).w.forEach((value, j) => {
      expect(value).toBeCloseTo(startOf(repeated).w[j], 12);
    });
    expect(weighted.loss).toBeCloseTo(repeated.loss, 12);
  });

  it("adds λw to the slope of weights and nothing to that of the bias", async () => {
    const options = leastSquares(12, 2, { batchSize: "full", stop: [steps(1)] });
    const plain = descend(options);
    const penalized = descend({ ...options, l2: 0.25 });
    const start = startOf(plain);
    await plain.run();
    await penalized.run();
    const [a, b] = [startOf(plain), startOf(penalized)];
    expect(b.b).toBeCloseTo(a.b, 14);
    b.w.forEach((value, j) => {
      expect(value).toBeCloseTo(a.w[j] - 0.1 * 0.25 * start.w[j], 14);
    });
  });
});

describe("one program serves all numbers", () => {
  it("compiles nothing for other rates, batch sizes, seeds and last batches", async () => {
    const first = descend(leastSquares(50, 3, { stop: [steps(3)] }));
    await first.run();
    const before = compiledProgramCount();
    for (const batchSize of [1, 7, 32, "full"] as const) {
      for (const learningRate of [0.01, 0.2]) {
        const options = { batchSize, optimizer: sgd({ learningRate }), seed: 5, stop: [steps(60)] };
        const descent = descend(leastSquares(50, 3, options));
        await descent.run();
        descent.set({ learningRate: 0.001 });
      }
    }
    expect(compiledProgramCount()).toBe(before);
  });

  it("compiles a loss with a reverse rule of its own once", async () => {
    const data = { x: plane(41, 3).x, y: plane(41, 3).y.map((value) => (value > 0 ? 1 : 0)) };
    for (const loss of [sigmoidCrossEntropy, softmaxCrossEntropy]) {
      const options = { model: linear(), loss, optimizer: sgd({ learningRate: 0.1 }), data, stop: [steps(2)] };
      await descend(options).run();
      const before = compiledProgramCount();
      await descend({ ...options, seed: 2 }).run();
      expect(compiledProgramCount()).toBe(before);
    }
  });

  it("gives the same bits for the same seed, and however the updates are cut into calls", async () => {
    const make = () =>
      descend({
        model: mlp([8], { activation: "tanh" }),
        loss: softmaxCrossEntropy,
        optimizer: adam({ learningRate: 0.01 }),
        data: { x: plane(70, 4).x, y: plane(70, 4).y.map((value) => (value > 0 ? 1 : 0)) },
        batchSize: 16,
        stop: [steps(1000)],
      });
    const [a, b] = [make(), make()];
    const together = await a.advance(40);
    const parts = [await b.advance(1), await b.advance(13), await b.advance(26)].flatMap((part) => [...part]);
    expect([...together]).toEqual(parts);
    expect(a.params).toEqual(b.params);
  });

  it("evaluates a schedule inside the program", async () => {
    const rate = inverseTime({ initial: 0.2, decay: 0.5 });
    const descent = descend(leastSquares(10, 1, { optimizer: sgd({ learningRate: rate }), batchSize: "full" }));
    const { x, y } = plane(10, 1);
    const line = startOf(descent);
    await descent.advance(5);
    const all = y.map((_, i) => i);
    for (let step = 0; step < 5; step++) updateByHand(line, x, y, all, 0.2 / (1 + 0.5 * step));
    expect(startOf(descent).w[0]).toBeCloseTo(line.w[0], 12);
  });
});

describe("stopping", () => {
  it("tests the full loss before the first step", async () => {
    const descent = descend(leastSquares(10, 1, { stop: [untilLoss(1e9)] }));
    const stopped = await descent.run();
    expect(stopped).toMatchObject({ reason: "loss", step: 0, limit: 1e9 });
  });

  it("never stops early at batch 1: an easy example is not the data", async () => {
    const options = leastSquares(30, 1, { batchSize: 1, optimizer: sgd({ learningRate: 0.05 }) });
    const easy = descend({ ...options, stop: [untilBatchLoss(1e-3), epochs(50)] });
    const honest = descend({ ...options, stop: [untilLoss(1e-3), epochs(50)] });
    expect((await easy.run()).reason).toBe("batch-loss");
    expect(easy.loss).toBeGreaterThan(1e-3);
    const stopped = await honest.run();
    if (stopped.reason === "loss") expect(honest.loss).toBeLessThanOrEqual(1e-3);
    else expect(stopped.reason).toBe("epochs");
  });

  it("says at which step it diverged, in which parameter, and what would have been stable", async () => {
    const optimizer = sgd({ learningRate: 50 });
    const descent = descend(leastSquares(20, 2, { optimizer, batchSize: "full", dtype: "float32" }));
    const stopped = await descent.run();
    expect(stopped.reason).toBe("not-finite");
    expect(stopped.parameter).toMatch(/^(weights\[\d\]|bias)$/);
    const rate = stopped.stableRate ?? 0;
    const calm = descend(
      leastSquares(20, 2, { optimizer: sgd({ learningRate: 0.9 * rate }), batchSize: "full", stop: [epochs(500)] }),
    );
    const before = calm.loss;
    expect((await calm.run()).reason).toBe("epochs");
    expect(calm.loss).toBeLessThan(before);
  });

  it("stops on NaN in the user's own loss and applies nothing", async () => {
    const loss = (prediction: Tensor, target: Tensor) => log(prediction.sub(target).sub(1e6));
    const descent = descend(leastSquares(10, 1, { loss }));
    const start = startOf(descent);
    expect((await descent.run()).reason).toBe("not-finite");
    expect(startOf(descent)).toEqual(start);
  });

  it("can be cancelled", async () => {
    const control = new AbortController();
    const descent = descend(leastSquares(10, 1, { stop: [epochs(1e9)] }));
    const stopped = descent.run({ signal: control.signal });
    setTimeout(() => control.abort(), 5);
    expect((await stopped).reason).toBe("cancelled");
  });
});

describe("a fitted model", () => {
  it("predicts rows one by one as it does together", async () => {
    const descent = descend(leastSquares(100, 3, { dtype: "float32", stop: [epochs(3)] }));
    await descent.run();
    const { x } = plane(100, 3);
    const all = descent.predict(x) as number[];
    expect(x.map((row) => (descent.predict([row]) as number[])[0])).toEqual(all);
  });

  it("separates classes", async () => {
    const { x } = plane(200, 2);
    const y = x.map(([a, b]) => (a > b ? 1 : 0));
    const options = { model: linear(), optimizer: sgd({ learningRate: 0.5 }), stop: [epochs(50)] };
    const binary = descend({ ...options, loss: sigmoidCrossEntropy, data: { x, y } });
    const multi = descend({ ...options, loss: softmaxCrossEntropy, data: { x, y } });
    await binary.run();
    await multi.run();
    const right = (predicted: number[]) => predicted.filter((id, i) => id === y[i]).length / y.length;
    expect(right((binary.predict(x) as number[]).map((logit) => (logit > 0 ? 1 : 0)))).toBeGreaterThan(0.95);
    expect(right((multi.predict(x) as number[][]).map(([a, b]) => (b > a ? 1 : 0)))).toBeGreaterThan(0.95);
  });
});

describe("wrong options", () => {
  const attempt = (more: Record<string, unknown>) => () =>
    descend({ ...leastSquares(5, 2), ...more } as DescendOptions);
  it.each([
    [{ batchsize: 3 }, /batchsize/, "batchSize"],
    [{ order: "shuffel" }, /order is "shuffel"/, undefined],
    [{ batchSize: 0 }, /batchSize is 0/, undefined],
    [{ l2: -1 }, /l2 is -1/, undefined],
    [{ data: { x: [[1], [2, 3]], y: [1, 2] } }, /x\[1\] has 2 entries/, undefined],
    [{ data: { x: [[1], [Number.NaN]], y: [1, 2] } }, /x\[1\]\[0\] is NaN/, undefined],
    [{ data: { x: [[1], [2]], y: [1, 2, 3] } }, /x has 2 rows and y has 3/, undefined],
    [{ data: { x: [], y: [] } }, /no rows/, undefined],
  ])("%j", (more, message, nearest) => {
    expect(attempt(more)).toThrow(message);
    if (nearest === undefined) return;
    try {
      attempt(more)();
    } catch (error) {
      expect((error as { details: { nearest: string } }).details.nearest).toBe(nearest);
    }
  });
});

it("updates whatever the sizes", () => {
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 150 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 150 }),
      async (rows, columns, batchSize) => {
        const options = { batchSize, order: "sequential", optimizer: sgd({ learningRate: 0.01 }), stop: [] } as const;
        const descent = descend(leastSquares(rows, columns, options));
        const line = startOf(descent);
        const { x, y } = plane(rows, columns);
        const [loss] = await descent.advance(1);
        const batch = y.map((_, i) => i).slice(0, batchSize);
        expect(loss).toBeCloseTo(updateByHand(line, x, y, batch, 0.01), 8);
        expect(startOf(descent).b).toBeCloseTo(line.b, 8);
        descent.close();
      },
    ),
    { numRuns: 60, seed: 5 },
  );
});

it("predicts with the parameters that the optimizer names", async () => {
  const plain = sgd({ learningRate: 0.1 });
  const averaged: Optimizer = {
    hyper: plain.hyper,
    init: (params) => ({ mean: params }),
    update: ({ state, step, ...rest }) => {
      const { params } = plain.update({ ...rest, step, state: plain.init(rest.params) });
      const count = step.cast("float64").add(2);
      const { mean } = state as { mean: { weights: Tensor; bias: Tensor } };
      const { weights, bias } = params as { weights: Tensor; bias: Tensor };
      const toward = (old: Tensor, now: Tensor) => old.add(now.sub(old).div(count));
      return { params, state: { mean: { weights: toward(mean.weights, weights), bias: toward(mean.bias, bias) } } };
    },
    evaluate: (_, state) => (state as { mean: Tree<Tensor> }).mean,
  };
  const descent = descend(leastSquares(10, 1, { optimizer: averaged, batchSize: "full", stop: [steps(3)] }));
  const points = [startOf(descent)];
  for (let step = 0; step < 3; step++) {
    await descent.advance(1);
    points.push(startOf(descent));
  }
  const mean = points.reduce((sum, { w, b }) => sum + (0.25 * w[0] + b) / points.length, 0);
  expect((descent.predict([[0.25]]) as number[])[0]).toBeCloseTo(mean, 12);
});
