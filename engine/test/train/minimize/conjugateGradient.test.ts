import { describe, expect, it } from "vitest";
import { conjugateGradient } from "../../../src/train/conjugateGradient.ts";
import { descendAlongLines } from "../../../src/train/firstOrder.ts";

/** ½ Σ cᵢ(wᵢ − 1)² */
const bowl = (curvatures: readonly number[]) => (w: Float64Array) => {
  const away = w.map((value) => value - 1);
  return {
    value: away.reduce((sum, value, i) => sum + 0.5 * curvatures[i] * value * value, 0),
    gradient: away.map((value, i) => curvatures[i] * value),
  };
};
const start = (size: number) => Float64Array.from({ length: size }, (_, i) => 3 + (i % 3));

describe("conjugate gradients", () => {
  it.each([
    [[1, 1, 1, 1], 1],
    [[1, 9, 1, 9], 2],
    [[1, 10, 100, 10, 1], 3],
    [[1, 4, 20, 100, 500], 5],
  ])("need no more steps than there are curvatures: %j in %i", (curvatures, steps) => {
    const found = descendAlongLines(bowl(curvatures), start(curvatures.length), conjugateGradient(), {
      maxIterations: steps,
      gradientTolerance: 0,
      remainingSlope: 1e-6,
    });
    expect(found.value).toBeLessThan(1e-9 * bowl(curvatures)(start(curvatures.length)).value);
  });

  it("stop where they are asked to, and say so", () => {
    const found = descendAlongLines(bowl([1, 10, 100]), start(3), conjugateGradient(), {
      maxIterations: 100,
      gradientTolerance: 0,
      until: ({ value }) => value <= 1e-2,
    });
    expect(found).toMatchObject({ reason: "until", converged: false });
    expect(found.value).toBeLessThanOrEqual(1e-2);
  });

  it("stop before the first step where the start will do", () => {
    const options = { maxIterations: 100, gradientTolerance: 0, until: () => true };
    expect(descendAlongLines(bowl([1, 2]), start(2), conjugateGradient(), options).iterations).toBe(0);
  });

  it("descend on a function that is not quadratic", () => {
    const rosenbrock = ([x, y]: Float64Array) => ({
      value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
      gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
    });
    const found = descendAlongLines(rosenbrock, Float64Array.of(-1.2, 1), conjugateGradient(), {
      maxIterations: 500,
      gradientTolerance: 1e-8,
      remainingSlope: 0.1,
    });
    expect(found.converged).toBe(true);
    expect(found.x[0]).toBeCloseTo(1, 6);
  });

  it("end where the slope overflows, instead of beginning again for ever", () => {
    const steep = ([x]: Float64Array) => ({ value: x, gradient: Float64Array.of(1e200) });
    const options = { maxIterations: 100, gradientTolerance: 0 };
    expect(descendAlongLines(steep, Float64Array.of(1), conjugateGradient(), options).converged).toBe(false);
  });
});
