import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, uniform } from "../../../src/base/random.ts";
import { holm } from "../../../src/train/statistics/holm.ts";
import { medianInterval } from "../../../src/train/statistics/intervals.ts";
import { signsOf, signTest } from "../../../src/train/statistics/signTest.ts";

describe("the sign test", () => {
  /** By counting all sequences of heads and tails. */
  function byCounting(count: number, total: number): number {
    let asExtreme = 0;
    for (let coins = 0; coins < 2 ** total; coins++) {
      const heads = coins.toString(2).replaceAll("0", "").length;
      if (Math.abs(heads - total / 2) >= Math.abs(count - total / 2)) asExtreme++;
    }
    return asExtreme / 2 ** total;
  }

  it("is the share of coin sequences at least as one-sided", () => {
    for (const total of [1, 2, 5, 8, 11]) {
      for (let count = 0; count <= total; count++) {
        expect(signTest(count, total)).toBeCloseTo(byCounting(count, total), 12);
      }
    }
  });

  it("is symmetric, falls towards the ends, and needs no pair", () => {
    expect(signTest(0, 0)).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(), (total, draw) => {
        const count = draw % (Math.floor(total / 2) + 1);
        const p = signTest(count, total);
        expect(p).toBe(signTest(total - count, total));
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        if (count > 0) expect(signTest(count - 1, total)).toBeLessThanOrEqual(p);
      }),
    );
  });

  it("is decisive for many pairs on one side", () => {
    expect(signTest(0, 100) * 2 ** 99).toBeCloseTo(1, 12);
    expect(signTest(0, 5000)).toBe(0);
  });

  it("counts differences beyond the resolution, infinite ones too", () => {
    expect(signsOf([1, -2, 0.1, -0.1, Infinity, -Infinity, 0], 0.5)).toEqual({ positive: 2, negative: 2 });
  });

  it("rejects a true null at most as often as its level says", () => {
    let rejected = 0;
    for (let trial = 0; trial < 2000; trial++) {
      const draws = uniform(fold(11, "coins", trial), 60);
      let heads = 0;
      for (const draw of draws) if (draw < 0.5) heads++;
      if (signTest(heads, 60) < 0.05) rejected++;
    }
    expect(rejected / 2000).toBeLessThan(0.05);
    expect(rejected / 2000).toBeGreaterThan(0.01);
  });
});

describe("the interval of the median", () => {
  it("lies between values, is wide for few, and holds the median with 95 %", () => {
    expect(medianInterval([3, 1, 2, 5, 4, 6, 7])).toEqual({ estimate: 4, interval95: [1, 7] });
    expect(medianInterval([5, null, 1])).toEqual({ estimate: 5, interval95: [1, Infinity] });
    expect(medianInterval([]).estimate).toBeNaN();
    for (const size of [7, 9, 20, 50]) {
      let missed = 0;
      for (let trial = 0; trial < 1000; trial++) {
        const [low, high] = medianInterval(Array.from(uniform(fold(size, "sample", trial), size))).interval95;
        if (low > 0.5 || high < 0.5) missed++;
      }
      // Three standard errors of chance above 5 %.
      expect(missed).toBeLessThan(71);
    }
  });

  it("is that of the sign test: one more pair from either end would be rejected", () => {
    const values = Array.from({ length: 30 }, (_, i) => i);
    const [low, high] = medianInterval(values).interval95;
    expect(low + high).toBe(29);
    expect(signTest(low, 30)).toBeLessThanOrEqual(0.05);
    expect(signTest(low + 1, 30)).toBeGreaterThan(0.05);
  });
});

describe("Holm's adjustment", () => {
  it("gives the values worked out by hand", () => {
    const adjusted = holm([0.01, 0.04, 0.03]);
    [0.03, 0.06, 0.06].forEach((expected, i) => {
      expect(adjusted[i]).toBeCloseTo(expected, 12);
    });
    expect(holm([])).toEqual([]);
    expect(holm([0.2])).toEqual([0.2]);
  });

  it("rejects what the step-down procedure rejects, at every level", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(share, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(0.01, 0.05, 0.2),
        (values, level) => {
          const places = values.map((_, i) => i).sort((a, b) => values[a] - values[b]);
          const rejected = new Set<number>();
          for (const [rank, place] of places.entries()) {
            if (values[place] * (values.length - rank) > level) break;
            rejected.add(place);
          }
          const adjusted = holm(values);
          values.forEach((p, i) => {
            // Equal values stand or fall together; the step-down procedure may stop in the middle of them.
            const twins = values.some((other, j) => other === p && rejected.has(j));
            expect(adjusted[i] <= level).toBe(rejected.has(i) || twins);
          });
        },
      ),
    );
  });
});
