import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DirectionRule, descendAlongLines, steepestDescent } from "../../../src/train/firstOrder.ts";
import { limitedMemory } from "../../../src/train/lbfgs.ts";
import { strongWolfe, type Trial } from "../../../src/train/lineSearch.ts";
import type { EvaluateGradient } from "../../../src/train/objective.ts";

interface Case {
  readonly name: string;
  readonly start: number[];
  readonly minimum: number[];
  readonly value: number;
  readonly evaluate: EvaluateGradient;
  /** Steepest descent needs patience here. */
  readonly patience?: number;
}

/** From a value and its partial derivatives. */
const of =
  (value: (w: Float64Array) => number, gradient: (w: Float64Array) => number[]): EvaluateGradient =>
  (w) => ({ value: value(w), gradient: Float64Array.from(gradient(w)) });

const cases: Case[] = [
  {
    name: "Rosenbrock",
    start: [-1.2, 1],
    minimum: [1, 1],
    value: 0,
    evaluate: of(
      ([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
      ([x, y]) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
    ),
    patience: 100_000,
  },
  {
    name: "Beale",
    start: [1, 1],
    minimum: [3, 0.5],
    value: 0,
    evaluate: of(
      ([x, y]) => (1.5 - x + x * y) ** 2 + (2.25 - x + x * y * y) ** 2 + (2.625 - x + x * y ** 3) ** 2,
      ([x, y]) => {
        const [a, b, c] = [1.5 - x + x * y, 2.25 - x + x * y * y, 2.625 - x + x * y ** 3];
        return [
          2 * a * (y - 1) + 2 * b * (y * y - 1) + 2 * c * (y ** 3 - 1),
          2 * a * x + 4 * b * x * y + 6 * c * x * y * y,
        ];
      },
    ),
    patience: 20_000,
  },
  {
    name: "quadratic of condition 10⁴",
    start: [1, 1, 1, 1],
    minimum: [2, -1, 0.5, 3],
    value: 0,
    evaluate: of(
      (w) => [1, 10, 1e3, 1e4].reduce((sum, k, i) => sum + 0.5 * k * (w[i] - [2, -1, 0.5, 3][i]) ** 2, 0),
      (w) => [1, 10, 1e3, 1e4].map((k, i) => k * (w[i] - [2, -1, 0.5, 3][i])),
    ),
    patience: 100_000,
  },
  {
    name: "e^x + e^−2x",
    start: [4],
    minimum: [Math.LN2 / 3],
    value: 2 ** (1 / 3) + 2 ** (-2 / 3),
    evaluate: of(
      ([x]) => Math.exp(x) + Math.exp(-2 * x),
      ([x]) => [Math.exp(x) - 2 * Math.exp(-2 * x)],
    ),
  },
  {
    name: "a start where the value overflows nearby",
    start: [1],
    minimum: [0.1],
    value: 1 + Math.log(10),
    evaluate: of(
      ([x]) => (x > 0 ? 10 * x - Math.log(x) : Number.NaN),
      ([x]) => [10 - 1 / x],
    ),
  },
];

describe.each<[string, () => DirectionRule]>([
  ["l-bfgs", limitedMemory],
  ["gradient-descent", steepestDescent],
])("%s", (method, rule) => {
  it.each(cases)("finds the minimum of $name", ({ start, minimum, value, evaluate, patience = 2000 }) => {
    let counted = 0;
    const counting: EvaluateGradient = (w) => {
      counted++;
      return evaluate(w);
    };
    const maxIterations = method === "l-bfgs" ? 200 : patience;
    const options = { maxIterations, gradientTolerance: 1e-8 };
    const found = descendAlongLines(counting, Float64Array.from(start), rule(), options);
    expect(found.reason).toBe("gradient");
    expect(found.converged).toBe(true);
    expect(found.gradientNorm).toBeLessThanOrEqual(1e-8);
    expect(found.evaluations).toBe(counted);
    found.x.forEach((coordinate, i) => {
      expect(coordinate).toBeCloseTo(minimum[i], 6);
    });
    expect(found.value).toBeCloseTo(value, 12);
  });

  it("says that the start is not finite", () => {
    const evaluate: EvaluateGradient = ([x]) => ({ value: Math.log(x), gradient: Float64Array.of(1 / x) });
    const found = descendAlongLines(evaluate, Float64Array.of(-1), rule(), { maxIterations: 9, gradientTolerance: 0 });
    expect(found).toMatchObject({ reason: "not-finite", converged: false, iterations: 0, evaluations: 1 });
  });

  it("calls a function without a minimum no success", () => {
    const evaluate: EvaluateGradient = ([x]) => ({ value: -(x ** 3), gradient: Float64Array.of(-3 * x * x) });
    const options = { maxIterations: 500, gradientTolerance: 1e-8 };
    const found = descendAlongLines(evaluate, Float64Array.of(1), rule(), options);
    expect(found.converged).toBe(false);
    expect(found.reason).not.toBe("gradient");
  });

  it("calls a wrong gradient a failed line search", () => {
    const evaluate: EvaluateGradient = ([x]) => ({ value: x * x, gradient: Float64Array.of(-2 * x) });
    const options = { maxIterations: 50, gradientTolerance: 1e-8 };
    expect(descendAlongLines(evaluate, Float64Array.of(1), rule(), options)).toMatchObject({
      reason: "line-search",
      converged: false,
      iterations: 0,
    });
  });

  it("says that the limit of iterations came first", () => {
    const { evaluate, start } = cases[0];
    const options = { maxIterations: 3, gradientTolerance: 1e-8 };
    const found = descendAlongLines(evaluate, Float64Array.from(start), rule(), options);
    expect(found).toMatchObject({ reason: "iterations", converged: false, iterations: 3 });
  });

  it("stops when rounding leaves nothing to gain", () => {
    // A derivative that is never exactly 0: an impossible tolerance must not be reported as reached.
    const evaluate: EvaluateGradient = ([x]) => ({
      value: Math.exp(x) + Math.exp(-2 * x),
      gradient: Float64Array.of(Math.exp(x) - 2 * Math.exp(-2 * x) || 1e-17),
    });
    const options = { maxIterations: 100_000, gradientTolerance: 0 };
    const found = descendAlongLines(evaluate, Float64Array.of(4), rule(), options);
    expect(["no-progress", "line-search"]).toContain(found.reason);
    expect(found.converged).toBe(false);
    expect(found.gradientNorm).toBeLessThan(1e-7);
  });

  it("never ends above where it began, and never mistakes what it reports", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }),
        fc.array(fc.double({ min: 0.01, max: 50, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (start, stiffness) => {
          // Convex in each coordinate, with a bend: quartic plus quadratic plus slope.
          const evaluate = of(
            (w) => stiffness.reduce((sum, k, i) => sum + 0.5 * k * w[i] ** 2 + 0.25 * w[i] ** 4 - w[i], 0),
            (w) => stiffness.map((k, i) => k * w[i] + w[i] ** 3 - 1),
          );
          const options = { maxIterations: 3000, gradientTolerance: 1e-7 };
          const found = descendAlongLines(evaluate, Float64Array.from(start), rule(), options);
          const again = evaluate(found.x);
          expect(found.converged).toBe(true);
          expect(found.value).toBe(again.value);
          expect(found.gradientNorm).toBeCloseTo(Math.hypot(...again.gradient), 12);
          expect(found.value).toBeLessThanOrEqual(evaluate(Float64Array.from(start)).value);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("L-BFGS", () => {
  it("needs at most 60 evaluations on Rosenbrock, where steepest descent needs thousands", () => {
    const { evaluate, start } = cases[0];
    const options = { maxIterations: 100_000, gradientTolerance: 1e-8 };
    const quick = descendAlongLines(evaluate, Float64Array.from(start), limitedMemory(), options);
    const slow = descendAlongLines(evaluate, Float64Array.from(start), steepestDescent(), options);
    expect(quick.evaluations).toBeLessThan(60);
    expect(slow.evaluations).toBeGreaterThan(1000);
  });

  it("gives −H⁻¹g once its pairs span the space of a quadratic", () => {
    // With exact conjugate pairs the two-loop recursion reproduces the inverse on their span.
    const rule = limitedMemory();
    for (const [i, curvature] of [2, 5, 11].entries()) {
      const step = new Float64Array(3);
      step[i] = 0.3;
      rule.learn(
        step,
        step.map((value) => curvature * value),
      );
    }
    const direction = rule.direction(Float64Array.of(2, -10, 22), new Float64Array(3));
    expect(Array.from(direction)).toEqual([-1, 2, -2].map((value) => expect.closeTo(value, 12)));
  });

  it("skips a pair without positive curvature", () => {
    const rule = limitedMemory();
    rule.learn(Float64Array.of(1, 0), Float64Array.of(-1, 0));
    expect(rule.forget()).toBe(false);
    rule.learn(Float64Array.of(1, 0), Float64Array.of(1, 0));
    expect(rule.forget()).toBe(true);
  });
});

describe("the line search", () => {
  it("fulfils the strong Wolfe conditions from every first step", () => {
    const phi = (step: number) => (step - 2) ** 2 * (1 + 0.3 * Math.sin(3 * step)) + 0.1 * step;
    const slopeAt = (step: number) =>
      2 * (step - 2) * (1 + 0.3 * Math.sin(3 * step)) + (step - 2) ** 2 * 0.9 * Math.cos(3 * step) + 0.1;
    const trial = (step: number): Trial => ({
      step,
      value: phi(step),
      slope: slopeAt(step),
      point: Float64Array.of(step),
      gradient: Float64Array.of(slopeAt(step)),
    });
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (firstStep) => {
        const found = strongWolfe(trial, trial(0), firstStep, { remainingSlope: 0.5 });
        expect(found).not.toBeNull();
        if (found === null) return;
        expect(found.value).toBeLessThanOrEqual(phi(0) + 1e-4 * found.step * slopeAt(0));
        expect(Math.abs(found.slope)).toBeLessThanOrEqual(0.5 * Math.abs(slopeAt(0)));
      }),
    );
  });
});
