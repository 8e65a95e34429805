import { describe, expect, it } from "vitest";
import { jit } from "../../../src/jit/jit.ts";
import { constant } from "../../../src/trace/shaping.ts";
import type { Tensor } from "../../../src/trace/tensor.ts";
import { leastSquares } from "../../../src/train/leastSquares/leastSquares.ts";
import { type Certified, certified } from "./certified.ts";
import { certifiedCurves } from "./certifiedCurves.ts";

const residuals =
  ({ model, x, y }: Certified) =>
  (b: Tensor) =>
    model(b, constant(x, [x.length], "float64")).sub(constant(y, [y.length], "float64"));

/** Digits that agree: −log₁₀ of the relative error. */
const digits = (got: number, expected: number) =>
  got === expected ? 16 : -Math.log10(Math.abs(got - expected) / Math.abs(expected));

describe.each([...certified, ...certifiedCurves].map((problem) => [problem.name, problem] as const))(
  "%s",
  (name, problem) => {
    it("is typed in as certified", () => {
      const at = jit(residuals(problem) as (b: Tensor) => Tensor) as (b: readonly number[]) => number[];
      const sum = at(problem.parameters).reduce((total, each) => total + each * each, 0);
      // The eleven digits of the parameters leave more than the certified sum where the fit is exact to rounding.
      if (name === "Lanczos1") expect(sum).toBeLessThan(1e-20);
      else expect(digits(sum, problem.sumOfSquares)).toBeGreaterThan(problem.sumOfSquares < 1e-10 ? 6 : 8);
    });

    it.each([0, 1])("is solved to eight digits from start %i", (which) => {
      const fit = leastSquares(residuals(problem), [...problem.starts[which]]);
      expect(fit).toMatchObject({ converged: true, reason: "stationary" });
      problem.parameters.forEach((value, j) => {
        expect(digits(fit.x[j], value), `parameter ${j + 1}: ${fit.x[j]}`).toBeGreaterThan(8);
      });
      if (name === "Lanczos1") return;
      expect(digits(fit.sumOfSquares, problem.sumOfSquares)).toBeGreaterThan(8);
      problem.standardErrors.forEach((value, j) => {
        expect(digits(fit.standardErrors?.[j] ?? Number.NaN, value)).toBeGreaterThan(6);
      });
    });
  },
);
