import { describe, expect, expectTypeOf, it } from "vitest";
import { constant, exp, log, type Tensor } from "../../../src/doors/index.ts";
import { moreGarbowHillstrom } from "../../../src/doors/problems.ts";
import { leastSquares, minimize } from "../../../src/doors/train.ts";

const vector = (numbers: readonly number[]) => constant(numbers, [numbers.length], "float64");
const methods = ["levenberg-marquardt", "gauss-newton"] as const;

describe.each(methods)("leastSquares by %s", (method) => {
  it("solves a line in closed form, with its standard errors", () => {
    const x = [1, 2, 4, 7, 9, 12];
    const y = [2.1, 3.9, 8.3, 13.8, 18.4, 23.7];
    const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;
    const spread = x.reduce((sum, each) => sum + (each - mean(x)) ** 2, 0);
    const slope = x.reduce((sum, each, i) => sum + (each - mean(x)) * (y[i] - mean(y)), 0) / spread;
    const offset = mean(y) - slope * mean(x);
    const rest = x.reduce((sum, each, i) => sum + (offset + slope * each - y[i]) ** 2, 0);

    const line = ({ a, b }: { a: Tensor; b: Tensor }) => vector(x).mul(b).add(a).sub(vector(y));
    const fit = leastSquares(line, { a: 0, b: 0 }, { method });
    expect(fit).toMatchObject({ converged: true, reason: "stationary", rank: 2 });
    expectTypeOf(fit.x).toEqualTypeOf<{ a: number; b: number }>();
    expect(fit.x.a).toBeCloseTo(offset, 12);
    expect(fit.x.b).toBeCloseTo(slope, 12);
    expect(fit.sumOfSquares).toBeCloseTo(rest, 12);
    expect(fit.standardErrors?.b).toBeCloseTo(Math.sqrt(rest / 4 / spread), 12);
    expect(fit.standardErrors?.a).toBeCloseTo(Math.sqrt((rest / 4) * (1 / 6 + mean(x) ** 2 / spread)), 12);
  });

  it("does not care in what units the parameters are", () => {
    const x = vector([0.1, 0.5, 1, 2, 3]);
    const y = vector([1.9, 1.35, 0.95, 0.4, 0.2]);
    const decay = (size: number) => (b: Tensor) =>
      exp(x.mul(b.at(1).mul(-size)))
        .mul(b.at(0).div(size))
        .sub(y);
    const plain = leastSquares(decay(1), [1, 1], { method });
    const scaled = leastSquares(decay(1e6), [1e6, 1e-6], { method });
    expect(plain.converged && scaled.converged).toBe(true);
    expect(scaled.x[0] / 1e6).toBeCloseTo(plain.x[0], 12);
    expect(scaled.x[1] * 1e6).toBeCloseTo(plain.x[1], 12);
    expect(scaled.iterations).toBe(plain.iterations);
  });

  it("says when parameters cannot be told apart", () => {
    const fit = leastSquares(
      (b: Tensor) =>
        vector([1, 2, 3])
          .mul(b.sum())
          .sub(vector([1, 2, 4])),
      [0, 0],
      { method },
    );
    expect(fit).toMatchObject({ converged: false, reason: "singular", rank: 1, standardErrors: null });
    expect(fit.x[0] + fit.x[1]).toBeCloseTo(17 / 14, 12);
  });

  it("never calls a failure a success", () => {
    const grows = (b: Tensor) => exp(b.neg()).mul(vector([1, 2]));
    expect(leastSquares(grows, 0, { method, maxIterations: 3 })).toMatchObject({
      converged: false,
      reason: "iterations",
      iterations: 3,
    });
    expect(leastSquares((b: Tensor) => log(b).mul(vector([1, 2])), -1, { method })).toMatchObject({
      converged: false,
      reason: "not-finite",
      orthogonality: null,
      rank: null,
    });
    // |b| + 1 has no derivative at its minimum.
    const kink = leastSquares(
      (b: Tensor) =>
        b
          .abs()
          .add(1)
          .mul(vector([1, 1])),
      3.3,
      { method },
    );
    expect(kink.converged).toBe(false);
  });

  it("keeps the form of the start and counts what it evaluates", () => {
    let traced = 0;
    const fit = leastSquares(
      ({ a, b }: { a: Tensor; b: Tensor }) => {
        traced++;
        return { first: a.sub(1), second: [b.sub(a.sum()), b.mul(2).sub(4)] };
      },
      { a: new Float32Array(2), b: 0 },
      { method },
    );
    expect(fit.converged).toBe(true);
    expect(fit.sumOfSquares).toBeLessThan(1e-28);
    expect(fit.x).toEqual({ a: Float32Array.of(1, 1), b: expect.closeTo(2, 12) });
    expect(fit.residuals).toHaveLength(4);
    expect(fit.evaluations).toBeGreaterThanOrEqual(fit.iterations);
    expect(traced).toBeLessThan(5);
  });
});

describe("leastSquares", () => {
  it.each(moreGarbowHillstrom.map((problem) => [problem.info.id, problem] as const))("solves %s", (_, problem) => {
    const fit = leastSquares((x: Tensor) => problem.residuals(x), [...problem.start]);
    const values = [...problem.minima.map(({ value }) => value), ...problem.limits];
    const nearest = Math.min(...values.map((value) => Math.abs(fit.sumOfSquares - value) / Math.max(value, 1e-12)));
    expect(nearest).toBeLessThan(1e-9);
    // Where nothing but the fourth order holds the answer, it is said that the data do not determine it.
    expect(fit.converged).toBe(problem.info.id !== "powellSingular");
  });

  it("agrees with minimize by another method", () => {
    const t = vector([0, 1, 2, 3, 5, 8]);
    const y = vector([2.9, 2.1, 1.3, 1.1, 0.4, 0.2]);
    const residuals = ([a, b, c]: Tensor) =>
      a
        .mul(exp(b.mul(t).neg()))
        .add(c)
        .sub(y);
    const fit = leastSquares(residuals, [1, 1, 0]);
    const found = minimize((p: Tensor) => residuals(p).square().sum(), [1, 1, 0], { gradientTolerance: 1e-10 });
    expect(fit.converged && found.converged).toBe(true);
    fit.x.forEach((value, i) => {
      expect(value).toBeCloseTo(found.x[i], 8);
    });
  });

  it("refuses what it cannot do", () => {
    const f = (b: Tensor) => b.sub(1);
    const refused: readonly (readonly [() => unknown, string])[] = [
      [() => leastSquares(f, [1, 2], { method: "lm" as never }), "unknown-method"],
      [() => leastSquares(f, [1, 2], { maxIterations: -1 }), "max-iterations-range"],
      [() => leastSquares(f, [1, 2], { tolerance: 1 }), "tolerance-range"],
      [() => leastSquares(f, [1, 2], { tol: 1 } as never), "unknown-option"],
      [() => leastSquares((b: Tensor) => b.sum(), [1, 2]), "too-few-residuals"],
      [() => leastSquares((b: Tensor) => b.greater(0), [1, 2]), "residuals-not-float"],
      [() => leastSquares(f, Int32Array.of(1)), "start-not-float"],
    ];
    for (const [call, code] of refused) expect(call).toThrow(expect.objectContaining({ code }));
  });
});
