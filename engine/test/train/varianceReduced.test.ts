import { describe, expect, it } from "vitest";
import { dot, square, type Tensor, tanh } from "../../src/doors/index.ts";
import { sigmoidCrossEntropy as logistic } from "../../src/doors/losses.ts";
import { linear } from "../../src/doors/models.ts";
import { saga, sgd, svrg } from "../../src/doors/optimizers.ts";
import { type DescendOptions, descend, epochs, minimize } from "../../src/doors/train.ts";
import { constant } from "../../src/trace/shaping.ts";
import { checkProblem } from "../../src/train/problem.ts";
import { Program } from "../../src/train/program.ts";

const rows = 11;
const numbers = (count: number, phase: number) => Array.from({ length: count }, (_, i) => Math.sin(phase + 2.3 * i));
const x = Array.from({ length: rows }, (_, i) => [Math.sin(1 + 3 * i), Math.cos(2 + 5 * i)]);
const y = numbers(rows, 0.4).map((value) => 0.8 * value);
const weights = numbers(rows, 2).map((value) => 1.5 + value);

interface Parameters {
  readonly a: readonly number[];
  readonly bias: number;
}

/** tanh(a·x + bias) with squared error: not linear, not convex. */
const neuron: Pick<DescendOptions, "model" | "loss"> = {
  model: {
    init: () => ({ a: Float64Array.of(0.3, -0.2), bias: 0.1 }),
    apply: ({ a, bias }: { a: Tensor; bias: Tensor }, input: Tensor) => tanh(dot(a, input).add(bias)),
  } as never,
  loss: (prediction: Tensor, target: Tensor) => square(prediction.sub(target)),
};

const l2 = 0.03;
const rate = 0.07;
const flat = ({ a, bias }: Parameters) => [...a, bias];
const meanWeight = weights.reduce((sum, each) => sum + each, 0) / rows;

/** The gradient of weightᵢ/mean·ℓᵢ + ½λ‖a‖², averaged over a batch, by hand. */
function gradientOf(batch: readonly number[], [a0, a1, bias]: readonly number[]): number[] {
  const sum = [l2 * a0, l2 * a1, 0];
  for (const i of batch) {
    const p = Math.tanh(a0 * x[i][0] + a1 * x[i][1] + bias);
    const slope = ((weights[i] / meanWeight) * 2 * (p - y[i]) * (1 - p * p)) / batch.length;
    sum[0] += slope * x[i][0];
    sum[1] += slope * x[i][1];
    sum[2] += slope;
  }
  return sum;
}

function expectNear(got: readonly number[], expected: readonly number[]): void {
  const size = Math.hypot(...expected);
  got.forEach((value, i) => {
    expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(1e-12 * size);
  });
}

const start = (optimizer: DescendOptions["optimizer"], batchSize: number) =>
  descend({
    ...neuron,
    optimizer,
    data: { x, y, weights },
    batchSize,
    order: "sequential",
    dtype: "float64",
    l2,
    stop: [epochs(1000)],
  });

describe("svrg", () => {
  it.each([
    [1, 2],
    [3, 1],
    [4, 1.5],
    [rows, 3],
  ])("takes the paper's steps from batches of %i, looking at all rows every %f epochs", async (batchSize, apart) => {
    const descent = start(svrg({ learningRate: rate, epochs: apart }), batchSize);
    const perEpoch = Math.ceil(rows / batchSize);
    const every = Math.ceil(apart * perEpoch);
    let w = [0.3, -0.2, 0.1];
    let anchor = w;
    for (let step = 0; step < 200; step++) {
      if (step % every === 0) anchor = w;
      const first = (step % perEpoch) * batchSize;
      const batch = Array.from({ length: Math.min(batchSize, rows - first) }, (_, i) => first + i);
      const [here, there] = [gradientOf(batch, w), gradientOf(batch, anchor)];
      const all = gradientOf([...x.keys()], anchor);
      w = w.map((value, i) => value - rate * (here[i] - there[i] + all[i]));
      await descent.advance(1);
      expectNear(flat(descent.params as never), w);
    }
    expect(descent.step).toBe(200);
    descent.close();
  });

  it("takes the same steps however they are asked for", async () => {
    const [one, many] = [start(svrg({ learningRate: rate }), 4), start(svrg({ learningRate: rate }), 4)];
    for (let i = 0; i < 50; i++) await one.advance(1);
    const losses = await many.advance(50);
    expect(losses).toHaveLength(50);
    expect(many.params).toEqual(one.params);
    one.close();
    many.close();
  });

  it("refuses batches larger than a tile", () => {
    const many = Array.from({ length: 100 }, (_, i) => [i / 100, 1]);
    const options = {
      ...neuron,
      data: { x: many, y: many.map(([value]) => value) },
      optimizer: svrg({ learningRate: 1 }),
    };
    expect(() => descend({ ...options, batchSize: 65 })).toThrow(expect.objectContaining({ code: "batch-too-large" }));
    expect(() => descend({ ...options, batchSize: "full" })).toThrow("at most 64");
    descend({ ...options, batchSize: 64 }).close();
  });
});

describe("saga", () => {
  it("takes the paper's steps", async () => {
    const descent = start(saga({ learningRate: rate }), 1);
    let w = [0.3, -0.2, 0.1];
    const table = x.map(() => [0, 0, 0]);
    for (let step = 0; step < 200; step++) {
      const row = step % rows;
      const here = gradientOf([row], w);
      const mean = [0, 1, 2].map((i) => table.reduce((sum, each) => sum + each[i], 0) / rows);
      w = w.map((value, i) => value - rate * (here[i] - table[row][i] + mean[i]));
      table[row] = here;
      await descent.advance(1);
      expectNear(flat(descent.params as never), w);
    }
    descent.close();
  });

  it("refuses batches of more than one, and a table that is too large", () => {
    expect(() => start(saga({ learningRate: rate }), 2)).toThrow(expect.objectContaining({ code: "batch-too-large" }));
    const wide = { init: () => new Float32Array(200_000), apply: (w: Tensor, input: Tensor) => w.sum().mul(input) };
    expect(() =>
      descend({
        model: wide as never,
        loss: (prediction: Tensor, target: Tensor) => square(prediction.sub(target)),
        optimizer: saga({ learningRate: 1 }),
        data: { x: new Float32Array(1000), y: new Float32Array(1000) },
        batchSize: 1,
      }),
    ).toThrow(expect.objectContaining({ code: "table-too-large" }));
  });

  it("refuses to draw some rows more often than others", () => {
    const options = { ...neuron, optimizer: saga({ learningRate: rate }), data: { x, y }, batchSize: 1 };
    expect(() => descend({ ...options, order: "importance" })).toThrow(
      expect.objectContaining({ code: "table-by-importance" }),
    );
  });

  it("comes back to what it remembered of each row, too", () => {
    const checked = checkProblem({
      ...neuron,
      data: { x, y, weights },
      dtype: "float64",
      l2,
      seed: 1,
      weighted: false,
    });
    const program = new Program(checked, saga({ learningRate: rate }));
    const run = program.start({ seed: 1, batchSize: 1, order: "sequential", l2 });
    run.advance(rows + 4);
    const memory = run.remember();
    run.advance(rows);
    const reached = run.remember();
    run.restore(memory);
    expect(run.remember()).toEqual(memory);
    run.advance(rows);
    expect(run.remember()).toEqual(reached);
    run.close();
    program.close();
  });

  it("does not let the number of rows be changed", () => {
    const descent = start(saga({ learningRate: rate }), 1);
    expect(() => descent.set({ rows: 3 })).toThrow(expect.objectContaining({ code: "unknown-hyper" }));
    descent.set({ learningRate: 0.01 });
    descent.close();
  });
});

describe("variance reduction on a strongly convex objective", () => {
  const count = 40;
  const inputs = Array.from({ length: count }, (_, i) => [Math.sin(3 * i), Math.cos(7 * i + 1), Math.sin(11 * i + 2)]);
  const classes = inputs.map(([p, q, r], i) => (p + 0.5 * q - r + 0.8 * Math.sin(i * i) > 0 ? 1 : 0));
  const penalty = 0.1;
  const vector = (list: readonly number[]) => constant(list, [list.length], "float64");
  const objective = ([a, b, c, offset]: Tensor) => {
    const column = (j: number) => vector(inputs.map((row) => row[j]));
    const logit = column(0).mul(a).add(column(1).mul(b)).add(column(2).mul(c)).add(offset);
    const fit = logit
      .exp()
      .log1p()
      .sub(logit.mul(vector(classes)))
      .mean();
    return fit.add(
      square(a)
        .add(square(b))
        .add(square(c))
        .mul(penalty / 2),
    );
  };
  const { x: best, converged } = minimize(objective, [0, 0, 0, 0], { method: "newton", gradientTolerance: 1e-14 });

  const optimizers = [
    ["svrg", svrg({ learningRate: 0.1 })],
    ["saga", saga({ learningRate: 0.1 })],
  ] as const;

  it.each(optimizers)("%s converges linearly at a constant rate, to the last digits", async (_, optimizer) => {
    expect(converged).toBe(true);
    const shared = {
      model: linear(),
      loss: logistic,
      data: { x: inputs, y: classes },
      batchSize: 1,
      l2: penalty,
      stop: [epochs(1000)],
    };
    const descent = descend({ ...shared, optimizer, dtype: "float64", seed: 3 });
    const plain = descend({ ...shared, optimizer: sgd({ learningRate: 0.3 }), dtype: "float64", seed: 3 });
    const distance = (of: typeof descent) => {
      const values = [...of.namedParameters].reverse().flatMap(({ value }) => Array.from(value.data as Float64Array));
      return Math.hypot(...values.map((value, i) => value - best[i]));
    };
    const logarithms = [Math.log10(distance(descent))];
    for (let look = 0; look < 200 && distance(descent) > 1e-12; look++) {
      await descent.advance(2 * count);
      await plain.advance(2 * count);
      logarithms.push(Math.log10(distance(descent)));
    }
    expect(distance(descent)).toBeLessThanOrEqual(1e-12);
    // Plain stochastic descent at that rate stays in its noise.
    expect(distance(plain)).toBeGreaterThan(1e-3);
    // A straight line through the logarithm of the distance: every third of the looks brings about a third of the way.
    const third = Math.floor(logarithms.length / 3);
    expect(third).toBeGreaterThan(4);
    for (const part of [0, 1, 2]) {
      const fall = (logarithms[part * third] - logarithms[(part + 1) * third - 1]) / (third - 1);
      const average = (logarithms[0] - logarithms[logarithms.length - 1]) / (logarithms.length - 1);
      expect(fall / average).toBeGreaterThan(0.6);
      expect(fall / average).toBeLessThan(1.6);
    }
    descent.close();
    plain.close();
  });
});
