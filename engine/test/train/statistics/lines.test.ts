import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leastSquaresLine } from "../../../src/train/statistics/leastSquaresLine.ts";
import { log2 } from "../../../src/train/statistics/logarithm.ts";

describe("log2", () => {
  it("is exact for powers of two, of every size a double has", () => {
    for (let exponent = -1074; exponent <= 1023; exponent++) expect(log2(2 ** exponent)).toBe(exponent);
  });

  it("agrees with the host's logarithm to rounding", () => {
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }), (x) => {
        expect(Math.abs(log2(x) - Math.log2(x))).toBeLessThanOrEqual(1e-15 + 4e-16 * Math.abs(Math.log2(x)));
      }),
    );
    for (let x = 0.5; x < 4; x += 1 / 1024) expect(log2(x)).toBeCloseTo(Math.log2(x), 14);
  });

  it("has the limits of a logarithm", () => {
    expect([log2(0), log2(Infinity), log2(-1), log2(Number.NaN)]).toEqual([
      -Infinity,
      Infinity,
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe("the least-squares line", () => {
  it("goes through points of a line", () => {
    const { slope, intercept } = leastSquaresLine([1, 2, 4], [5, 7, 11]);
    expect(slope).toBeCloseTo(2, 12);
    expect(intercept).toBeCloseTo(3, 12);
  });

  it("leaves residuals without mean and without slope", () => {
    const points = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), {
      minLength: 3,
    });
    fc.assert(
      fc.property(points, (list) => {
        const x = list.map(([a]) => a);
        const y = list.map(([, b]) => b);
        fc.pre(new Set(x).size > 1);
        const { slope, intercept } = leastSquaresLine(x, y);
        const rest = y.map((value, i) => value - intercept - slope * x[i]);
        expect(rest.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 6);
        expect(rest.reduce((sum, each, i) => sum + each * x[i], 0)).toBeCloseTo(0, 5);
      }),
    );
  });

  it("has no slope where all x are equal", () => {
    expect(leastSquaresLine([1, 1], [0, 1]).slope).toBeNaN();
  });
});
