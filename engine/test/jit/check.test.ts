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
