import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jit } from "../../src/jit/jit.ts";
import * as math from "../../src/trace/math.ts";
import type { Tensor } from "../../src/trace/tensor.ts";
import { grad } from "../../src/transform/grad.ts";

const run = <Result>(f: (x: Tensor) => Tensor) => jit(f, { backend: "reference" }) as (x: unknown) => Result;
const finite = fc.double({ min: -50, max: 50, noNaN: true });

describe("softmax and its relatives", () => {
  it("sum to 1 and do not move with a shift", () => {
    const softmax = run<number[]>(math.softmax);
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 6 }), finite, (x, shift) => {
        const p = softmax(x);
        expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 14);
        softmax(x.map((value) => value + shift)).forEach((value, i) => {
          expect(value).toBeCloseTo(p[i], 12);
        });
      }),
      { numRuns: 50 },
    );
  });

  it("stand huge logits", () => {
    expect(run(math.softmax)([1000, 1000])).toEqual([0.5, 0.5]);
    expect(run(math.logSoftmax)([1000, -1000])).toEqual([0, -2000]);
    expect(run(math.logSumExp)([1000, 1000])).toBe(1000 + Math.LN2);
    const { NEGATIVE_INFINITY: low, POSITIVE_INFINITY: high } = Number;
    expect(run(math.logSumExp)([low, low])).toBe(low);
    expect(run(math.logSumExp)([high, 0])).toBe(high);
    expect(run(math.logSumExp)([low, 3])).toBe(3);
  });

  it("work along any axis", () => {
    expect(
      run((x) => math.softmax(x, 0))([
        [0, 1000],
        [0, 1000],
      ]),
    ).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
    const lse = run<number[]>((x) => math.logSumExp(x, 1))([
      [0, 0],
      [1, 1],
    ]);
    expect(lse[0]).toBeCloseTo(Math.LN2, 15);
    expect(run((x) => math.logSumExp(x, 1, { keepDims: true }))([[5], [6]])).toEqual([[5], [6]]);
  });

  it("have the derivatives of the formulas", () => {
    const x = [0.3, -1.2, 2];
    const powers = x.map(Math.exp);
    const total = powers.reduce((a, b) => a + b);
    const p = powers.map((value) => value / total);
    run<number[]>(grad(math.logSumExp))(x).forEach((value, i) => {
      expect(value).toBeCloseTo(p[i], 15);
    });
    // ∂p₀/∂xᵢ = p₀(δ₀ᵢ − pᵢ)
    run<number[]>(grad((z: Tensor) => math.softmax(z).at(0)))(x).forEach((value, i) => {
      expect(value).toBeCloseTo(p[0] * ((i === 0 ? 1 : 0) - p[i]), 15);
    });
  });
});

describe("mean, variance, norm", () => {
  it("match their definitions", () => {
    const x = [1, 2, 4, 9];
    expect(run(math.mean)(x)).toBe(4);
    expect(run(math.variance)(x)).toBe((9 + 4 + 0 + 25) / 4);
    expect(run((z) => math.variance(z, undefined, { correction: 1 }))(x)).toBe(38 / 3);
    expect(run((z) => math.variance(z, 0, { keepDims: true }))([[1], [3]])).toEqual([[1]]);
    expect(run(math.norm)([3, 4])).toBe(5);
    expect(
      run((z) => math.norm(z, 1))([
        [3, 4],
        [0, 0],
      ]),
    ).toEqual([5, 0]);
    expect(() => run((z) => math.variance(z, 0, { correction: 1 }))([7])).toThrow(/nothing to divide by/);
  });

  it("do not lose a small variance beside a large mean", () => {
    expect(run(math.variance)([1e9, 1e9 + 2])).toBe(1);
  });

  it("have a gradient of 0 for the norm of 0", () => {
    expect(run(grad((z: Tensor) => math.norm(z)))([0, 0])).toEqual([0, 0]);
    const [x, y] = run<number[]>(grad((z: Tensor) => math.norm(z)))([3, 4]);
    expect(x).toBeCloseTo(0.6, 15);
    expect(y).toBeCloseTo(0.8, 15);
  });
});
