import { describe, expect, expectTypeOf, it } from "vitest";
import { exp, log, square } from "../../../src/trace/math.ts";
import type { Tensor } from "../../../src/trace/tensor.ts";
import { minimize } from "../../../src/train/minimize.ts";

const rosenbrock = ([x, y]: Tensor) => square(x.neg().add(1)).add(square(y.sub(square(x))).mul(100));

describe("minimize", () => {
  it.each(["l-bfgs", "conjugate-gradient", "newton", "gradient-descent"] as const)(
    "finds the minimum of Rosenbrock's valley by %s",
    (method) => {
      const found = minimize(rosenbrock, [-1.2, 1], { method, maxIterations: 100_000 });
      expect(found).toMatchObject({ converged: true, reason: "gradient" });
      expect(found.x[0]).toBeCloseTo(1, 7);
      expect(found.x[1]).toBeCloseTo(1, 7);
      expect(found.gradientNorm).toBeLessThanOrEqual(1e-8);
      expectTypeOf(found.x).toEqualTypeOf<number[]>();
    },
  );

  it("needs one Newton step for a quadratic, in a tree of parts", () => {
    const f = ({ a, b }: { a: Tensor; b: Tensor }) =>
      square(a.sub(3))
        .sum()
        .add(square(b.add(1)).mul(50))
        .add(a.sum().mul(b));
    const found = minimize(f, { a: [0, 0], b: 0 }, { method: "newton" });
    expect(found).toMatchObject({ reason: "gradient", iterations: 1 });
    // 2(a − 3) + b = 0 twice, 100(b + 1) + 2a = 0.
    expect(found.x.b).toBeCloseTo(-106 / 99, 12);
    expect(found.x.a[0]).toBeCloseTo(3 + 53 / 99, 12);
  });

  it("leaves a stretch of negative curvature, and does not call a saddle a minimum", () => {
    const f = ([x, y]: Tensor) => square(square(x).sub(1)).add(square(y));
    const found = minimize(f, [0.1, 3], { method: "newton" });
    expect(found).toMatchObject({ converged: true, reason: "gradient" });
    expect(found.x[0]).toBeCloseTo(1, 8);
    expect(minimize(f, [0, 3], { method: "newton" })).toMatchObject({ converged: false, reason: "saddle", x: [0, 0] });
  });

  it("refuses Newton's method for more numbers than it can factor", () => {
    const start = new Float64Array(257);
    expect(() => minimize((x: Tensor) => square(x).sum(), start, { method: "newton" })).toThrow(
      expect.objectContaining({ code: "too-many-parameters" }),
    );
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
