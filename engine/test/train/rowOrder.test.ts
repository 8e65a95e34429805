import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meanSquaredError, sigmoidCrossEntropy } from "../../src/doors/losses.ts";
import { linear } from "../../src/doors/models.ts";
import { sgd } from "../../src/doors/optimizers.ts";
import { type DescendOptions, descend, type PartialBatch, type RowOrder } from "../../src/doors/train.ts";
import { orders, partialBatches, type RowPlan, rowsOfEpochs, rowsPerEpoch } from "../../src/train/order.ts";
import { Draw } from "../wasm/randomGraph.ts";

function plane(rows: number, columns: number, seed = 1) {
  const draw = new Draw(seed);
  // Some rows are much steeper than others.
  const x = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, () => (draw.number() / 4) * (i % 7 === 0 ? 6 : 1)),
  );
  const y = x.map((row) => row.reduce((sum, value, j) => sum + value * (j + 1), 0.5) + draw.number());
  return { x, y };
}

const line = (rows: number, more: Partial<DescendOptions> = {}): DescendOptions => ({
  model: linear(),
  loss: meanSquaredError,
  // Nothing moves: every batch is looked at from the same point.
  optimizer: sgd({ learningRate: 0 }),
  data: plane(rows, 2),
  dtype: "float64",
  stop: [],
  ...more,
});

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Standard deviation of the mean of independent values. */
function standardError(values: ArrayLike<number>): number {
  const centre = mean(values);
  return Math.sqrt(mean(Array.from(values, (value) => (value - centre) ** 2)) / values.length);
}

const plans = fc
  .tuple(
    fc.integer({ min: 1, max: 60 }),
    fc.integer({ min: 1, max: 70 }),
    fc.integer({ min: 0, max: 99 }),
    fc.integer({ min: 1, max: 5 }),
  )
  .map(([rows, batchSize, seed, classes]) => {
    const draw = new Draw(seed + 1);
    const strata = Uint32Array.from({ length: rows }, () => draw.below(classes));
    return { rows, batchSize, seed, strata };
  });

/** The places of a list cut into batches. */
const batchesOf = (rows: Uint32Array, batchSize: number): Uint32Array[] =>
  Array.from({ length: Math.ceil(rows.length / batchSize) }, (_, i) =>
    rows.subarray(i * batchSize, (i + 1) * batchSize),
  );

describe("the rows of an epoch", () => {
  it.each(partialBatches)("are as many as batches need: %s", (partial) =>
    fc.assert(
      fc.property(plans, fc.constantFrom(...orders), (plan, order) => {
        const whole = { ...plan, order, partial };
        const chosen = rowsOfEpochs(whole)(3);
        const batch = Math.min(plan.batchSize, plan.rows);
        const rest = plan.rows % batch;
        const expected = {
          keep: plan.rows,
          weight: plan.rows,
          drop: plan.rows - rest,
          wrap: plan.rows + ((batch - rest) % batch),
        };
        expect(chosen).toHaveLength(expected[partial]);
        expect(rowsPerEpoch(whole)).toBe(expected[partial]);
        expect(chosen.every((row) => row < plan.rows)).toBe(true);
        if (partial === "wrap")
          expect(chosen.subarray(plan.rows)).toEqual(chosen.subarray(0, chosen.length - plan.rows));
        expect(rowsOfEpochs(whole)(3)).toEqual(chosen);
      }),
      { numRuns: 60, seed: 1 },
    ),
  );

  it.each(["reshuffle", "shuffle-once", "sequential", "stratified"] as const)("are each row once: %s", (order) =>
    fc.assert(
      fc.property(plans, (plan) => {
        const chosen = rowsOfEpochs({ ...plan, order })(2);
        expect([...chosen].sort((a, b) => a - b)).toEqual(Array.from({ length: plan.rows }, (_, i) => i));
      }),
      { numRuns: 60, seed: 2 },
    ),
  );

  it("hold every stratum in its share in every batch, to within two rows", () =>
    fc.assert(
      fc.property(plans, (plan) => {
        const { rows, strata } = plan;
        const batchSize = Math.min(plan.batchSize, rows);
        const exact = rows % batchSize === 0;
        for (const batch of batchesOf(rowsOfEpochs({ ...plan, order: "stratified" })(5), batchSize)) {
          for (const stratum of new Set(strata)) {
            const share = (strata.filter((each) => each === stratum).length * batch.length) / rows;
            const there = batch.filter((row) => strata[row] === stratum).length;
            if (exact) expect(Math.abs(there - share)).toBeLessThan(1);
            else expect(Math.abs(there - share)).toBeLessThanOrEqual(2);
          }
        }
      }),
      { numRuns: 200, seed: 3 },
    ));

  it.each([
    [12, 4],
    [13, 5],
    [11, 3],
    [7, 7],
  ])("give every row of %i the same chance of every place in batches of %i", (rows, batchSize) => {
    const strata = Uint32Array.from({ length: rows }, (_, i) => (i < 3 ? 0 : i < rows - 1 ? 1 : 2));
    const seeds = 6000;
    const met = Array.from({ length: rows }, () => new Array<number>(rows).fill(0));
    for (let seed = 0; seed < seeds; seed++) {
      const chosen = rowsOfEpochs({ order: "stratified", seed, rows, batchSize, strata })(0);
      for (const [place, row] of chosen.entries()) met[place][row]++;
    }
    const deviation = Math.sqrt((seeds / rows) * (1 - 1 / rows));
    for (const counts of met)
      for (const count of counts) expect(Math.abs(count - seeds / rows)).toBeLessThan(5 * deviation);
  });

  it("are drawn as often as their likelihood says", () => {
    const likelihood = Float64Array.of(0.5, 0.25, 0.125, 0.1, 0.025);
    const rowsOf = rowsOfEpochs({ order: "importance", seed: 3, rows: 5, batchSize: 1, likelihood });
    const counts = new Array<number>(5).fill(0);
    const epochs = 8000;
    for (let epoch = 0; epoch < epochs; epoch++) for (const row of rowsOf(epoch)) counts[row]++;
    const drawn = 5 * epochs;
    likelihood.forEach((share, row) => {
      expect(Math.abs(counts[row] - drawn * share)).toBeLessThan(5 * Math.sqrt(drawn * share * (1 - share)));
    });
  });
});

describe("batches estimate the loss of all rows", () => {
  const rows = 37;

  it.each(["reshuffle", "shuffle-once", "sequential"] as const)(
    "weighing all rows of an epoch alike: %s",
    async (order) => {
      for (const batchSize of [1, 5, 10, 36, 37]) {
        const descent = descend(line(rows, { order, batchSize, partial: "weight" }));
        const losses = await descent.advance(Math.ceil(rows / batchSize));
        const epoch = mean(losses) * losses.length * (batchSize / rows);
        expect(epoch).toBeCloseTo(descent.loss, 10);
        descent.close();
      }
    },
  );

  it("weighing the rows of a smaller batch more when it is kept", async () => {
    const descent = descend(line(rows, { order: "sequential", batchSize: 10, partial: "keep" }));
    const losses = await descent.advance(4);
    const epoch = (10 * (losses[0] + losses[1] + losses[2]) + 7 * losses[3]) / rows;
    expect(epoch).toBeCloseTo(descent.loss, 10);
  });

  it.each([
    ["importance", 1, "keep"],
    ["importance", 5, "keep"],
    ["importance", 5, "weight"],
    ["importance", 10, "drop"],
    ["with-replacement", 5, "keep"],
    ["stratified", 5, "weight"],
    ["stratified", 10, "drop"],
    ["reshuffle", 10, "wrap"],
    ["reshuffle", 10, "drop"],
  ] as const)("without bias over many epochs: %s, %i, %s", async (order, batchSize, partial: PartialBatch) => {
    const weights = Float64Array.from({ length: rows }, (_, i) => 1 + (i % 3));
    const strata = Array.from({ length: rows }, (_, i) => (i % 7 === 0 ? 4 : 2));
    const more = order === "stratified" ? { strata } : {};
    const data = { ...plane(rows, 2), weights };
    const descent = descend(line(rows, { order, batchSize, partial, data, ...more }));
    const whole = Math.floor(rows / batchSize);
    const perEpoch = partial === "drop" ? whole : Math.ceil(rows / batchSize);
    // A shorter batch estimates what it has room for.
    const share = partial === "weight" ? (batchSize * perEpoch) / rows : 1;
    const epochs = 4000;
    const losses = await descent.advance(epochs * perEpoch);
    const means = Array.from(
      { length: epochs },
      (_, k) => share * mean(losses.subarray(k * perEpoch, (k + 1) * perEpoch)),
    );
    expect(Math.abs(mean(means) - descent.loss)).toBeLessThan(4.5 * standardError(means) + 1e-11);
    // The test can tell: an epoch's mean is that near.
    if (standardError(means) > 0) expect(standardError(means)).toBeLessThan(0.02 * descent.loss);
    descent.close();
  });

  it("with less noise where steep rows are drawn more often", async () => {
    const spread = async (order: RowOrder) => {
      const descent = descend(line(rows, { order, batchSize: 1 }));
      const losses = await descent.advance(20_000);
      descent.close();
      return standardError(losses);
    };
    expect(await spread("importance")).toBeLessThan(0.8 * (await spread("with-replacement")));
  });

  it("with less noise where classes are met in their shares", async () => {
    const { x } = plane(60, 2);
    const y = x.map((_, i) => (i % 5 === 0 ? 1 : 0));
    // Predictions that differ by class alone: within a class all losses are alike.
    const model = { init: () => ({ weights: [0, 0], bias: 1 }), apply: linear().apply };
    const spread = async (order: RowOrder) => {
      const options = { data: { x, y }, loss: sigmoidCrossEntropy, model: model as never, order, batchSize: 10 };
      const descent = descend(line(60, options));
      const losses = await descent.advance(600);
      descent.close();
      return standardError(losses);
    };
    expect(await spread("stratified")).toBeLessThan(1e-12);
    expect(await spread("reshuffle")).toBeGreaterThan(1e-3);
  });
});

describe("updates", () => {
  /** One update of least squares, with a factor for each row and one divisor, by hand. */
  function slopes(
    { x, y }: ReturnType<typeof plane>,
    chosen: Uint32Array,
    factor: (row: number) => number,
    divisor: number,
  ) {
    const gradient = [0, 0, 0];
    for (const row of chosen) {
      const error = -y[row];
      [...x[row], 1].forEach((value, j) => {
        gradient[j] += (2 * error * value * factor(row)) / divisor;
      });
    }
    return gradient;
  }
  const fromZero = { ...linear(), init: () => ({ weights: [0, 0], bias: 0 }) } as never;
  const movedBy = (descent: ReturnType<typeof descend>): number[] => {
    const { weights, bias } = descent.params as { weights: number[]; bias: number };
    return [...weights, bias];
  };

  it.each(partialBatches)("divide the sum of a partial batch as they say: %s", async (partial) => {
    const data = plane(7, 2);
    const options = line(7, { data, model: fromZero, optimizer: sgd({ learningRate: 1 }), partial, seed: 4 });
    // The partial batch is the second: the first makes no step.
    const still = { ...options, batchSize: 5, optimizer: sgd({ learningRate: 0 }) };
    const descent = descend(still);
    await descent.advance(1);
    descent.set({ learningRate: 1 });
    await descent.advance(1);
    const plan: RowPlan = { order: "reshuffle", seed: 4, rows: 7, batchSize: 5, partial };
    const rowsOf = rowsOfEpochs(plan);
    const second = partial === "drop" ? rowsOf(1) : rowsOf(0).subarray(5);
    const divisor = { keep: 2, weight: 5, drop: 5, wrap: 5 }[partial];
    const expected = slopes(data, second, () => 1, divisor);
    movedBy(descent).forEach((value, j) => {
      expect(value).toBeCloseTo(-expected[j], 10);
    });
  });

  it.each([
    [1, 1],
    [8, 1],
    [150, 1],
    [150, 2],
  ])("weigh rows drawn by importance by 1 / (n·p): batches of %i on %i threads", async (batchSize, threads) => {
    const rows = 200;
    const data = plane(rows, 2);
    const importance = Float64Array.from({ length: rows }, (_, i) => 1 + (i % 5));
    const total = importance.reduce((sum, value) => sum + value, 0);
    const descent = descend(
      line(rows, {
        data,
        model: fromZero,
        optimizer: sgd({ learningRate: 1 }),
        order: "importance",
        importance,
        batchSize,
        threads,
        seed: 9,
      }),
    );
    await descent.advance(1);
    const likelihood = importance.map((value) => value / total);
    const chosen = rowsOfEpochs({ order: "importance", seed: 9, rows, batchSize, likelihood })(0).subarray(
      0,
      batchSize,
    );
    const expected = slopes(data, chosen, (row) => total / (rows * importance[row]), batchSize);
    movedBy(descent).forEach((value, j) => {
      expect(value).toBeCloseTo(-expected[j], 9);
    });
    descent.close();
  });

  it("draw by half the evenness and half the steepness where nobody says otherwise", async () => {
    const rows = 50;
    const data = plane(rows, 2);
    const steepness = data.x.map(([a, b]) => a * a + b * b + 1);
    const total = steepness.reduce((sum, value) => sum + value, 0);
    const importance = steepness.map((value) => 0.5 / rows + (0.5 * value) / total);
    const params = [undefined, importance].map(async (given) => {
      const more = given === undefined ? {} : { importance: given };
      const descent = descend(
        line(rows, { data, optimizer: sgd({ learningRate: 1e-3 }), order: "importance", batchSize: 4, ...more }),
      );
      await descent.advance(100);
      return movedBy(descent);
    });
    const [derived, said] = await Promise.all(params);
    derived.forEach((value, j) => {
      expect(value).toBeCloseTo(said[j], 9);
    });
  });

  it("of a full batch are the same whatever the order", async () => {
    const run = async (order: RowOrder) => {
      const more = order === "stratified" ? { strata: new Array(30).fill(0) } : {};
      const descent = descend(line(30, { order, batchSize: "full", optimizer: sgd({ learningRate: 0.01 }), ...more }));
      await descent.advance(20);
      return movedBy(descent);
    };
    const expected = await run("sequential");
    for (const order of orders) expect(await run(order)).toEqual(expected);
  });
});

describe("wrong choices are refused at the call", () => {
  it.each([
    [{ order: "stratified" }, "strata-needed"],
    [{ order: "stratified", strata: [1, 2] }, "row-numbers-shape"],
    [{ order: "stratified", strata: [0, 1, 2, 0.5, 1] }, "row-numbers-range"],
    [{ strata: [0, 0, 0, 1, 1] }, "option-of-order"],
    [{ importance: [1, 1, 1, 1, 1] }, "option-of-order"],
    [{ order: "importance", importance: [1, 0, 1, 1, 1] }, "row-numbers-range"],
    [{ order: "importance", importance: [1, Number.NaN, 1, 1, 1] }, "data-not-finite"],
    [{ partial: "pad" }, "option-value"],
  ])("%j", (more, code) => {
    expect(() => descend(line(5, more as never))).toThrow(expect.objectContaining({ code }));
  });
});
