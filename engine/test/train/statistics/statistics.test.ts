import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bootstrap, pairedDifferences, wilsonInterval } from "../../../src/train/statistics/intervals.ts";
import { median, quantile, spreadOf } from "../../../src/train/statistics/quantiles.ts";
import { normals, uniforms } from "../support/affine.ts";

describe("quantiles", () => {
  it.each([
    // R: quantile(c(1, 3, 7, 15), c(0, .1, .25, .5, .9, 1))
    [0, 1],
    [0.1, 1.6],
    [0.25, 2.5],
    [0.5, 5],
    [0.9, 12.6],
    [1, 15],
  ])("are those of R's type 7 at %f", (probability, expected) => {
    expect(quantile([7, 1, 15, 3], probability)).toBeCloseTo(expected, 12);
  });

  it("count lost runs as infinitely bad, never leave them out", () => {
    expect(median([1, null, 3])).toBe(3);
    expect(median([1, null, null])).toBe(Infinity);
    expect(spreadOf([1, 2, null])).toEqual({ median: 2, p5: 1.1, p95: null });
    expect(spreadOf([null])).toEqual({ median: null, p5: null, p95: null });
    expect(spreadOf([4])).toEqual({ median: 4, p5: 4, p95: 4 });
    expect(quantile([], 0.5)).toBeNaN();
  });

  it("do not depend on the order and grow with the probability", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }), (values) => {
        const places = [0, 0.05, 0.3, 0.5, 0.95, 1].map((p) => quantile(values, p));
        expect(places).toEqual([...places].sort((a, b) => a - b));
        expect(places[0]).toBe(Math.min(...values));
        expect(places[5]).toBe(Math.max(...values));
        expect(quantile([...values].reverse(), 0.3)).toBe(places[2]);
      }),
    );
  });
});

describe("Wilson's interval", () => {
  it.each([
    // Newcombe 1998, table I: 81/263, 15/148, 0/20, 1/29
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("of %i/%i is the published one", (count, total, low, high) => {
    const [lower, upper] = wilsonInterval(count, total);
    expect(lower).toBeCloseTo(low, 4);
    expect(upper).toBeCloseTo(high, 4);
  });

  it("solves |share − p| = z·√(p(1 − p)/n) for p", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (total, part) => {
        const count = Math.round(part * total);
        for (const p of wilsonInterval(count, total)) {
          if (p === 0 || p === 1) continue;
          const distance = Math.abs(count / total - p);
          expect(distance).toBeCloseTo(1.959963984540054 * Math.sqrt((p * (1 - p)) / total), 10);
        }
      }),
    );
  });

  it("mirrors, and knows nothing of nothing", () => {
    const [low, high] = wilsonInterval(3, 40);
    const [mirroredLow, mirroredHigh] = wilsonInterval(37, 40);
    expect(mirroredLow).toBeCloseTo(1 - high, 14);
    expect(mirroredHigh).toBeCloseTo(1 - low, 14);
    expect(wilsonInterval(0, 0)).toEqual([0, 1]);
    expect(wilsonInterval(5, 5)[1]).toBe(1);
  });
});

describe("the bootstrap", () => {
  it("of a mean is about ± 1.96 standard errors", () => {
    const next = normals(3);
    const values = Array.from({ length: 400 }, () => 5 + 2 * next());
    const mean = (sample: readonly (number | null)[]) =>
      sample.reduce<number>((sum, value) => sum + (value ?? 0) / sample.length, 0);
    const { estimate, interval95 } = bootstrap(values, { statistic: mean });
    const variance = values.reduce((sum, value) => sum + (value - estimate) ** 2 / 400, 0);
    const half = 1.96 * Math.sqrt(variance / 400);
    expect(interval95[0]).toBeGreaterThan(estimate - 1.15 * half);
    expect(interval95[0]).toBeLessThan(estimate - 0.85 * half);
    expect(interval95[1]).toBeGreaterThan(estimate + 0.85 * half);
    expect(interval95[1]).toBeLessThan(estimate + 1.15 * half);
  });

  it("covers the true median about 95 times of 100", () => {
    const next = uniforms(12);
    let covered = 0;
    for (let trial = 0; trial < 300; trial++) {
      const values = Array.from({ length: 60 }, next);
      const [low, high] = bootstrap(values, { resamples: 400, seed: trial }).interval95;
      if (low <= 0.5 && 0.5 <= high) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(273);
  });

  it("is the same every time, and another for another seed", () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3.5, 8, 9.7];
    expect(bootstrap(values)).toEqual(bootstrap(values));
    const means = (seed: number) =>
      bootstrap(values, { seed, statistic: (s) => s.reduce<number>((a, b) => a + (b ?? 0), 0) }).interval95;
    expect(means(1)).not.toEqual(means(2));
  });

  it("of one value is that value; of none, nothing", () => {
    expect(bootstrap([2])).toEqual({ estimate: 2, interval95: [2, 2] });
    expect(bootstrap([]).estimate).toBeNaN();
  });
});

describe("paired differences", () => {
  it("keep which side was lost", () => {
    expect(pairedDifferences([3, null, 2, null], [1, 5, null, null])).toEqual([2, Infinity, -Infinity]);
  });
});
