import { describe, expect, it } from "vitest";
import { curvatureAt, objectiveOf, rateRangeTest } from "../../../src/doors/diagnostics.ts";
import { meanSquaredError } from "../../../src/doors/losses.ts";
import { linear, mlp } from "../../../src/doors/models.ts";
import { sgd } from "../../../src/doors/optimizers.ts";
import { constant } from "../../../src/doors/schedules.ts";
import { readRange } from "../../../src/train/diagnostics/rateRange.ts";
import { normals } from "../support/affine.ts";

function table(rows: number, seed: number) {
  const next = normals(seed);
  const x = Array.from({ length: rows }, () => [next(), next()]);
  return { x, y: x.map(([a, b]) => 1 + a - 2 * b + 0.3 * next()) };
}

describe("the rate-range test", () => {
  const data = table(60, 2);
  const problem = { model: linear(), loss: meanSquaredError, data };

  const objective = objectiveOf(problem);
  const limit = 2 / curvatureAt(objective, objective.start(0)).largest;

  it("finds 2/λmax of full-batch descent on a quadratic objective: never low, high by what rounding hides", () => {
    const { lastStable, steepest, losses, rates, stopped } = rateRangeTest({ ...problem, batchSize: "full" });
    expect(stopped).toBe("loss-rose");
    expect(losses.length).toBe(rates.length);
    expect(losses.length).toBeLessThan(200);
    expect((lastStable ?? 0) / limit).toBeGreaterThan(0.9);
    expect((lastStable ?? 0) / limit).toBeLessThan(4);
    expect(steepest).toBeLessThan(limit);
  });

  it("finds it within a few of its rates where little is descended before", () => {
    // One column and the start in the direction of the only curvature: at rates above the limit every step rises.
    const column = { x: [[1], [-1], [1], [-1]], y: [3, -3, 5, -5] };
    const { lastStable } = rateRangeTest({
      ...problem,
      data: column,
      batchSize: "full",
      from: 0.7,
      to: 2,
      updates: 40,
    });
    expect(lastStable).toBeGreaterThan(0.95);
    expect(lastStable).toBeLessThan(1.15);
  });

  it("reports the loss of the full batch before each update", () => {
    const objective = objectiveOf({ ...problem, dtype: "float32" });
    const { losses, rates } = rateRangeTest({ ...problem, batchSize: "full", dtype: "float64", seed: 3 });
    let w = objective.start(3);
    for (let i = 0; i < 150; i++) {
      const { value, gradient } = objective.gradient(w);
      expect(losses[i]).toBeCloseTo(value, 5);
      w = w.map((each, p) => each - rates[i] * gradient[p]);
    }
  });

  it("is the same for the same seed, and stops at a smaller rate for single examples", () => {
    const single = rateRangeTest({ ...problem, batchSize: 1, seed: 5 });
    expect(rateRangeTest({ ...problem, batchSize: 1, seed: 5 })).toEqual(single);
    expect(rateRangeTest({ ...problem, batchSize: 1, seed: 6 }).losses).not.toEqual(single.losses);
    const full = rateRangeTest({ ...problem, batchSize: "full", seed: 5 });
    expect(single.rates.at(-1)).toBeLessThan(full.rates.at(-1) ?? 0);
  });

  it("takes evenly spaced rates from the first to the last", () => {
    const { rates, stopped, lastStable } = rateRangeTest({ ...problem, from: 1e-8, to: 1e-4, updates: 9 });
    expect(stopped).toBe("end");
    expect(lastStable).toBeNull();
    expect([rates[0], rates[8]]).toEqual([1e-8, 1e-4]);
    rates.slice(1).forEach((rate, i) => {
      expect(rate / rates[i]).toBeCloseTo(Math.sqrt(10), 10);
    });
  });

  it("ends where the loss is not finite", () => {
    const { stopped, losses } = rateRangeTest({
      model: mlp([4]),
      loss: (prediction, target) => prediction.sub(target).square().square().square(),
      data,
      from: 1e-3,
      to: 1e30,
      updates: 40,
      batchSize: "full",
    });
    expect(["not-finite", "loss-rose"]).toContain(stopped);
    expect(losses.every(Number.isFinite)).toBe(true);
  });

  it("refuses empty ranges, schedules and misspelt options", () => {
    expect(() => rateRangeTest({ ...problem, from: 1, to: 1 })).toThrow("expected 0 < from < to");
    expect(() => rateRangeTest({ ...problem, updates: 1 })).toThrow("at least 2 updates");
    const optimizer = sgd({ learningRate: constant({ initial: 1 }) });
    expect(() => rateRangeTest({ ...problem, optimizer })).toThrow("not a schedule");
    const misspelt = { ...problem, window_: 1 } as unknown as Parameters<typeof rateRangeTest>[0];
    expect(() => rateRangeTest(misspelt)).toThrow('no option "window_"');
  });
});

describe("reading a range", () => {
  const rates = [1, 2, 4, 8, 16, 32];

  it("names the steepest fall and the last rate before the rise", () => {
    // The update at rate 8 leads from 2 up to 3.
    expect(readRange(rates, [10, 9, 5, 2, 3, 9], 0)).toMatchObject({ steepest: 4, lastStable: 4 });
  });

  it("knows no stable rate while the loss still falls, and none at all when it never fell", () => {
    expect(readRange(rates, [10, 9, 8, 7, 6, 5], 0)).toMatchObject({ lastStable: null });
    expect(readRange(rates, [1, 2, 3, 4, 5, 6], 0)).toMatchObject({ steepest: null, lastStable: null });
    expect(readRange([], [], 0)).toMatchObject({ steepest: null, lastStable: null });
  });

  it("takes a level stretch for no rise", () => {
    // A descent that stands exactly at its minimum says nothing of larger rates.
    expect(readRange(rates, [10, 5, 2, 2, 2, 2], 0)).toMatchObject({ lastStable: null });
    expect(readRange(rates, [10, 5, 2, 2, 2, 9], 0)).toMatchObject({ lastStable: 8 });
  });

  it("is not misled by one batch of many", () => {
    const losses = [10, 9, 8, 100, 4, 3, 2, 2.1, 8, 20, 60];
    const { smoothed, lastStable } = readRange(
      losses.map((_, i) => 2 ** i),
      losses,
      1,
    );
    expect(Math.max(...smoothed.slice(0, 6))).toBeLessThan(11);
    // The smoothed loss stands at 2.1 before and after update 6; update 7 leads up to 8.
    expect(smoothed.slice(6, 9)).toEqual([2.1, 2.1, 8]);
    expect(lastStable).toBe(2 ** 6);
  });
});
