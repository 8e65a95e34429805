import { describe, expect, it } from "vitest";
import { OptionError } from "../../src/base/errors.ts";
import { checkGradient } from "../../src/jit/check.ts";
import * as math from "../../src/trace/math.ts";
import type { Tensor } from "../../src/trace/tensor.ts";

/** x² with a reverse rule that is wrong by a factor, for one element only. */
const wrong = math.customGradient(
  (x: Tensor) => math.square(x),
  (cotangent, _, x) => [cotangent.mul(x).mul(math.constant([2, 2.01, 2], [3]))],
);

describe("checkGradient", () => {
  it("passes what is right, over trees and beside integers", () => {
    const f = (p: { w: Tensor; b: Tensor }, ids: Tensor) =>
      math.logSumExp(math.gather(p.w, ids).matmul(p.w.transpose())).mul(p.b);
    const report = checkGradient(f, [
      {
        w: [
          [0.1, 0.2],
          [0.3, -0.5],
        ],
        b: 2,
      },
      Int32Array.of(1, 0),
    ]);
    expect(report.ok).toBe(true);
    expect(report.maxRelativeError).toBeLessThan(1e-9);
    expect(report.adjointError).toBeLessThan(1e-14);
  });

  it("finds a wrong rule and says where", () => {
    const report = checkGradient((p: { x: Tensor }) => wrong(p.x).sum(), [{ x: [1, 2, 3] }]);
    expect(report.ok).toBe(false);
    expect(report.worst).toMatchObject({ argument: 0, path: "x", index: [1], analytic: 4.02 });
    expect(report.worst.numeric).toBeCloseTo(4, 8);
  });

  it("finds a gradient that is not a number", () => {
    const report = checkGradient((x: Tensor) => math.where(x.greater(0), math.sqrt(x), 0).sum(), [[1, 0]]);
    expect(report.ok).toBe(false);
    expect(report.maxRelativeError).toBeNaN();
    expect(report.worst.index).toEqual([1]);
  });

  it("stands gradients that are tiny or zero", () => {
    expect(checkGradient((x: Tensor) => x.pow(3).sum(), [[0, 0]]).ok).toBe(true);
    expect(checkGradient((x: Tensor) => math.exp(x).mul(1e-12).sum(), [[1, 2]]).ok).toBe(true);
    expect(checkGradient((x: Tensor) => wrong(x).mul(1e-12).sum(), [[1, 2, 3]]).ok).toBe(false);
  });

  it("tries a spread of coordinates where there are many", () => {
    const point = Float64Array.from({ length: 1000 }, (_, i) => i / 1000);
    expect(checkGradient((x: Tensor) => math.sin(x).sum(), [point], { coordinates: 10 }).ok).toBe(true);
    expect(() => checkGradient((x: Tensor) => x.cast("float64").sum(), [Int32Array.of(1)])).toThrow(OptionError);
  });
});

/** |t| with the wrong slope 2·sign t on both sides, and 0 at 0. */
const steepCorner = math.customGradient(
  (x: Tensor) => math.abs(x),
  (cotangent, _, x) => [cotangent.mul(math.sign(x)).mul(2).add(cotangent.mul(3))],
);

describe("the Taylor remainders", () => {
  it("fall like h and h² with the right gradient", () => {
    const { ok, taylor } = checkGradient((x: Tensor) => math.exp(x).sum().add(x.mul(x).sum()), [[0.3, -0.4, 1]]);
    expect(ok).toBe(true);
    expect(taylor.changeSlope).toBeCloseTo(1, 2);
    expect(taylor.remainderSlope).toBeCloseTo(2, 2);
    // On a quadratic the remainder is ½h²·vᵀHv, here h²·Σv² with v = ±max(1, |x|).
    const quadratic = checkGradient((x: Tensor) => x.mul(x).sum(), [[0.5, -3]]).taylor;
    quadratic.steps.slice(0, 6).forEach((h, k) => {
      expect(quadratic.remainders[k]).toBeCloseTo(10 * h * h, 12);
    });
  });

  it("show a wrong rule by the slope 1, also where no coordinate of it was tried", () => {
    const point = Float64Array.from({ length: 40 }, (_, i) => 1 + i / 40);
    const factors = Float64Array.from({ length: 40 }, (_, i) => (i === 7 ? 2.5 : 2));
    const wrongAtSeven = math.customGradient(
      (x: Tensor) => math.square(x),
      (cotangent, _, x) => [cotangent.mul(x).mul(math.constant(Array.from(factors), [40]))],
    );
    const report = checkGradient((x: Tensor) => wrongAtSeven(x).sum(), [point], { coordinates: 4 });
    expect(report.maxRelativeError).toBeLessThan(1e-9);
    expect(report.taylor.remainderSlope).toBeCloseTo(1, 1);
    // Of ⟨∇f, v⟩ only the part 0.5·x₇·v₇ is wrong, and |v₇| = x₇.
    expect(report.taylor.slopeError).toBeCloseTo(0.5 * point[7] ** 2, 3);
    expect(report.ok).toBe(false);
  });

  it("say nothing of a function that is linear", () => {
    const { ok, taylor } = checkGradient((x: Tensor) => x.mul(0.5).sum(), [[1, 2, 4]]);
    expect(ok).toBe(true);
    expect(taylor.remainderSlope).toBeNull();
    expect(taylor.changeSlope).toBeCloseTo(1, 12);
  });
});

describe("a kink", () => {
  it("is named instead of a wrong gradient", () => {
    const report = checkGradient((p: { x: Tensor }) => math.relu(p.x).add(math.square(p.x)).sum(), [{ x: [1, 0, -2] }]);
    expect(report.ok).toBe(true);
    expect(report.kinks).toHaveLength(1);
    const [{ left, right, ...kink }] = report.kinks;
    expect(kink).toMatchObject({ argument: 0, path: "x", index: [1], kind: "kink" });
    expect(left).toBeCloseTo(0, 8);
    expect(right).toBeCloseTo(1, 8);
  });

  it("does not hide a gradient outside the slopes of both sides", () => {
    const report = checkGradient((x: Tensor) => steepCorner(x).sum(), [[0]]);
    expect(report.kinks).toHaveLength(1);
    expect(report.ok).toBe(false);
    expect(report.worst).toMatchObject({ analytic: 3, numeric: 1 });
  });

  it("is seen when it lies so near that the differences reach over it", () => {
    const near = checkGradient((x: Tensor) => math.relu(x.sub(2e-6)).add(x.mul(3)).sum(), [[0, 1]]);
    expect(near.ok).toBe(true);
    expect(near.kinks.map(({ index }) => index)).toEqual([[0]]);
    expect(checkGradient((x: Tensor) => math.relu(x.sub(0.01)).add(x.mul(3)).sum(), [[0, 1]]).kinks).toEqual([]);
  });

  it("is told from a jump, and from strong curvature", () => {
    const jump = checkGradient((x: Tensor) => math.floor(x).mul(2).sum(), [[1, 1.5]]);
    expect(jump.ok).toBe(true);
    expect(jump.kinks).toMatchObject([{ index: [0], kind: "jump" }]);
    expect(checkGradient((x: Tensor) => math.exp(x.mul(30)).sum(), [[0.1, 1]]).kinks).toEqual([]);
  });

  it("of a coordinate that was not tried does not count as a wrong gradient", () => {
    const point = Float64Array.from({ length: 40 }, (_, i) => (i === 7 ? 0 : 1 + i));
    const report = checkGradient((x: Tensor) => math.abs(x).sum(), [point], { coordinates: 4 });
    expect(report.kinks).toEqual([]);
    expect(report.taylor.remainderSlope).toBeCloseTo(1, 6);
    expect(report.ok).toBe(true);
  });
});
