import { describe, expect, expectTypeOf, it } from "vitest";
import { exp, log, square } from "../../../src/trace/math.ts";
import type { Tensor } from "../../../src/trace/tensor.ts";
import { minimize } from "../../../src/train/minimize.ts";

const rosenbrock = ([x, y]: Tensor) => square(x.neg().add(1)).add(square(y.sub(square(x))).mul(100));

describe("minimize", () => {
  it.each(["l-bfgs", "gradient-descent"] as const)("finds the minimum of Rosenbrock's valley by %s", (method) => {
    const found = minimize(rosenbrock, [-1.2, 1], { method, maxIterations: 100_000 });
    expect(found).toMatchObject({ converged: true, reason: "gradient" });
    expect(found.x[0]).toBeCloseTo(1, 7);
    expect(found.x[1]).toBeCloseTo(1, 7);
    expect(found.gradientNorm).toBeLessThanOrEqual(1e-8);
    expectTypeOf(found.x).toEqualTypeOf<number[]>();
  });

  it("gives numbers for a number", () => {
    const found = minimize((x: Tensor) => exp(x).add(exp(x.mul(-2))), 4);
    expect(found.x).toBeCloseTo(Math.LN2 / 3, 9);
    expect(found.converged).toBe(true);
  });

  it("keeps the tree and the form of its leaves, and computes in float64", () => {
    const f = ({ a, b }: { a: Tensor; b: readonly [Tensor, Tensor] }) =>
      square(a.sub(1))
        .sum()
        .add(square(b[0].add(2)).sum())
        .add(square(b[1].sub(a.sum())));
    const start = { a: new Float32Array(2), b: [{ data: new Float64Array(4), shape: [2, 2] }, 0] };
    const { x, converged } = minimize(f, start);
    expect(converged).toBe(true);
    expect(x.a).toBeInstanceOf(Float32Array);
    expect(Array.from(x.a)).toEqual([1, 1]);
    const [block] = x.b as [{ data: Float64Array; shape: number[] }, number];
    expect(block.shape).toEqual([2, 2]);
    expect(Array.from(block.data)).toEqual(new Array(4).fill(expect.closeTo(-2, 8)));
    expect(x.b[1]).toBeCloseTo(2, 8);
  });

  it("never calls a failure a success", () => {
    expect(minimize((x: Tensor) => log(x), -1)).toMatchObject({
      converged: false,
      reason: "not-finite",
      iterations: 0,
    });
    expect(minimize((x: Tensor) => log(x), 1).converged).toBe(false);
    expect(minimize(rosenbrock, [-1.2, 1], { maxIterations: 5 })).toMatchObject({
      converged: false,
      reason: "iterations",
      iterations: 5,
    });
    expect(minimize((x: Tensor) => x.mul(3), 0).converged).toBe(false);
  });

  it("refuses what it cannot do", () => {
    expect(() => minimize((x: Tensor) => x, [1, 2])).toThrow(/scalar/);
    expect(() => minimize((x: Tensor) => x.sum(), Int32Array.of(1, 2))).toThrow(/int32/);
    expect(() => minimize((x: Tensor) => x, 1, { method: "lbfgs" as "l-bfgs" })).toThrow('Did you mean "l-bfgs"?');
    expect(() => minimize((x: Tensor) => x, 1, { maxIterations: -1 })).toThrow("maxIterations is -1");
    expect(() => minimize((x: Tensor) => x, 1, { gradientTolerance: Number.NaN })).toThrow("gradientTolerance is NaN");
  });
});
