import { sigmoid, type Tensor } from "nabla";
import { objectiveOf } from "nabla/diagnostics";
import { dice, meanSquaredError, ntXent, overBatch } from "nabla/losses";
import { linear, type Model } from "nabla/models";
import { adam, saga, sgd, sharpnessAware, svrg } from "nabla/optimizers";
import { compare } from "nabla/race";
import { type DescendOptions, type Descent, descend, epochs, plateau } from "nabla/train";
import { describe, expect, it } from "vitest";

const rows = 24;
const x = Array.from({ length: rows }, (_, i) => [Math.sin(3 * i), Math.cos(5 * i)]);
const y = x.map(([a, b]) => 2 * a - b + 0.5);
const regions = y.map((value) => (value > 0.5 ? 1 : 0));
const shared = { data: { x, y }, dtype: "float64", stop: [epochs(6)], seed: 3 } as const;

const flat = ({ namedParameters }: Descent): number[] => namedParameters.flatMap(({ value }) => [...value.data]);

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((each, i) => {
    expect(Math.abs(each - expected[i])).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected[i])));
  });
}

describe("a mean of rows that is given all rows of a batch at once", () => {
  const options = { ...shared, model: linear(), optimizer: adam({ learningRate: 0.05 }) };
  it.each([
    [8, "reshuffle", "keep"],
    [7, "reshuffle", "drop"],
    [7, "shuffle-once", "wrap"],
    [1, "with-replacement", "keep"],
    [24, "sequential", "keep"],
  ] as const)("descends as the mean does: batches of %i, %s, %s", async (batchSize, order, partial) => {
    const run = async (loss: DescendOptions["loss"]) => {
      const descent = descend({ ...options, loss, batchSize, order, partial });
      const losses = await descent.advance(20);
      return { losses: [...losses], parameters: flat(descent), examples: descent.examples };
    };
    const [alone, together] = [await run(meanSquaredError), await run(overBatch(meanSquaredError))];
    expectClose(together.losses, alone.losses);
    expectClose(together.parameters, alone.parameters);
    expect(together.examples).toBe(alone.examples);
  });

  it("has the same under a penalty, and with a rule that asks for a second gradient", async () => {
    const optimizer = sharpnessAware(sgd({ learningRate: 0.05 }), { radius: 0.05 });
    const run = async (loss: DescendOptions["loss"]) => {
      const descent = descend({ ...options, optimizer, loss, batchSize: 6, l2: 0.1 });
      await descent.run();
      return [...flat(descent), descent.loss];
    };
    expectClose(await run(overBatch(meanSquaredError)), await run(meanSquaredError));
  });
});

describe("a loss in which rows depend on one another", () => {
  const start = [0.3, -0.2];
  const model: Model = {
    init: () => ({ w: start }),
    apply: (parameters, row) => sigmoid(row.dot((parameters as unknown as { w: Tensor }).w)),
  };
  const options = { ...shared, model, data: { x, y: regions }, loss: overBatch(dice), order: "sequential" } as const;

  /** 1 − (2Σpt + 1)/(Σp + Σt + 1) over some rows, and its slopes. */
  function diceOf(w: readonly number[], from: number, to: number): { loss: number; slopes: number[] } {
    const chosen = x.slice(from, to);
    const t = regions.slice(from, to);
    const p = chosen.map((row) => 1 / (1 + Math.exp(-(w[0] * row[0] + w[1] * row[1]))));
    const above = p.reduce((sum, each, i) => sum + 2 * each * t[i], 1);
    const below = p.reduce((sum, each, i) => sum + each + t[i], 1);
    const alongP = p.map((_, i) => (above - 2 * t[i] * below) / below ** 2);
    const slope = (axis: number) => p.reduce((sum, q, i) => sum + alongP[i] * q * (1 - q) * chosen[i][axis], 0);
    return { loss: 1 - above / below, slopes: [slope(0), slope(1)] };
  }

  it("steps along the gradient over the batch, and reports the mean over batches as its full loss", async () => {
    const descent = descend({ ...options, optimizer: sgd({ learningRate: 1 }), batchSize: 8 });
    const first = diceOf(start, 0, 8);
    const mean = (w: readonly number[]) => [0, 8, 16].reduce((sum, at) => sum + diceOf(w, at, at + 8).loss / 3, 0);
    expectClose([descent.loss], [mean(start)]);
    const [loss] = await descent.advance(1);
    expectClose([loss], [first.loss]);
    expectClose(flat(descent), [start[0] - first.slopes[0], start[1] - first.slopes[1]]);
    expectClose([descent.loss], [mean(flat(descent))]);
  });

  it("leaves rows that fill no batch out of its full loss", () => {
    const descent = descend({ ...options, optimizer: sgd({ learningRate: 1 }), batchSize: 9, partial: "drop" });
    expectClose([descent.loss], [(diceOf(start, 0, 9).loss + diceOf(start, 9, 18).loss) / 2]);
    descent.close();
  });

  it("finds an embedding in which rows of one label lie near one another", async () => {
    const embedding: Model = {
      init: () => ({
        w: [
          [0.1, 0.2],
          [-0.2, 0.1],
        ],
      }),
      apply: (parameters, row) => row.matmul((parameters as unknown as { w: Tensor }).w),
    };
    const loss = ntXent.with({ temperature: 0.5 });
    const descent = descend({
      ...options,
      model: embedding,
      loss,
      optimizer: adam({ learningRate: 0.05 }),
      batchSize: 12,
    });
    const inBatches = () =>
      [0, 12].map((at) => loss(descent.predict(x.slice(at, at + 12)) as number[][], regions.slice(at, at + 12)));
    const before = inBatches();
    expectClose([descent.loss], [(before[0] + before[1]) / 2]);
    await descent.run();
    expect(descent.loss).toBeLessThan(0.9 * ((before[0] + before[1]) / 2));
    const after = inBatches();
    expectClose([descent.loss], [(after[0] + after[1]) / 2]);
  });

  it("says what rate would have been stable when it runs away", async () => {
    const loss = overBatch((prediction: Tensor, target: Tensor) => prediction.sub(target).square().sum());
    const data = { x, y };
    const descent = descend({
      ...shared,
      data,
      loss,
      model: linear(),
      optimizer: sgd({ learningRate: 9 }),
      stop: [epochs(500)],
      batchSize: 8,
    });
    const stopped = await descent.run();
    expect(stopped).toMatchObject({ reason: "not-finite", outcome: "failed" });
    // The sum of eight squares, each of a curvature of about one: no more than 2/8.
    expect((stopped as { stableRate: number }).stableRate).toBeLessThan(0.4);
    expect((stopped as { stableRate: number }).stableRate).toBeGreaterThan(0.1);
  });

  it("stops by rows aside, in batches of the same size", async () => {
    const rule = plateau({ patience: 2, validation: { x: x.slice(0, 9), y: regions.slice(0, 9) } });
    const descent = descend({
      ...options,
      optimizer: sgd({ learningRate: 50 }),
      batchSize: 8,
      stop: [rule, epochs(50)],
    });
    await descent.run();
    expect(descent.stopped?.outcome).not.toBe("failed");
    const few = plateau({ patience: 2, validation: { x: x.slice(0, 3), y: regions.slice(0, 3) } });
    const attempt = () => descend({ ...options, optimizer: sgd({ learningRate: 1 }), batchSize: 8, stop: [few] });
    expect(attempt).toThrow(expect.objectContaining({ code: "validation-rows" }));
  });

  const optimizer = sgd({ learningRate: 0.1 });
  const wide = { x: Array.from({ length: 130 }, () => [1, 2]), y: new Array<number>(130).fill(1) };
  it.each([
    ["batch-loss-size", /dice.*at most 64.*65/, { data: wide, batchSize: 65 }],
    ["batch-loss-size", /130/, { data: wide, batchSize: "full" }],
    ["batch-loss-partial", /24 rows.*batches of 7.*"drop" or "wrap"/, { batchSize: 7 }],
    ["batch-loss-with", /weights of rows/, { batchSize: 8, data: { x, y: regions, weights: regions } }],
    ["batch-loss-with", /weights of rows/, { batchSize: 8, order: "importance" }],
    ["batch-loss-with", /saga/, { batchSize: 1, optimizer: saga({ learningRate: 0.1 }) }],
    ["batch-loss-with", /svrg/, { batchSize: 8, optimizer: svrg({ learningRate: 0.1 }) }],
  ])("%s: %s", (code, message, wrong) => {
    const attempt = () => descend({ ...options, optimizer, ...wrong } as DescendOptions);
    expect(attempt).toThrow(expect.objectContaining({ code }));
    expect(attempt).toThrow(message);
  });

  it("is nothing to race batch sizes with", async () => {
    const attempt = compare({ model, loss: ntXent, data: options.data, learningRate: 0.1 });
    await expect(attempt).rejects.toMatchObject({ code: "loss-of-batches" });
    expect(() => objectiveOf({ model, loss: overBatch(dice), data: options.data })).toThrow(
      expect.objectContaining({ code: "loss-of-batches" }),
    );
  });
});
