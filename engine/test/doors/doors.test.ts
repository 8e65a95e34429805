import { describe, expect, expectTypeOf, it } from "vitest";
import { callable } from "../../src/doors/callable.ts";
import * as nabla from "../../src/doors/index.ts";
import { exp, grad, hessian, square, type Tensor } from "../../src/doors/index.ts";
import { inspect } from "../../src/doors/inspect.ts";

const rosenbrock = ([x, y]: Tensor) => square(x.neg().add(1)).add(square(y.sub(square(x))).mul(100));

describe("the front of nabla", () => {
  it("is what the first page promises", () => {
    expect(grad((x: Tensor) => square(x).add(exp(x)))(1)).toBe(4.718281828459045);
    expect(hessian(rosenbrock)([1, 1])).toEqual([
      [802, -400],
      [-400, 200],
    ]);
    const both = nabla.valueAndGrad(rosenbrock)([1, 2]);
    expect(both).toEqual({ value: 100, gradient: [-400, 200] });
    expect(Object.keys(both)).toEqual(["value", "gradient"]);
  });

  it("computes on numbers with the same names as on tensors", () => {
    expect(exp(1)).toBe(Math.E);
    expect(nabla.softmax([0, 0, 0, 0])).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(
      nabla.sum([
        [1, 2],
        [3, 4],
      ]),
    ).toBe(10);
    expect(
      nabla.sum(
        [
          [1, 2],
          [3, 4],
        ],
        0,
      ),
    ).toEqual([4, 6]);
    expect(nabla.maximum([1, 5], 3)).toEqual([3, 5]);
    expect(nabla.where([true, false], [1, 2], 0)).toEqual([1, 0]);
    expect(
      nabla.concat([
        [1, 2],
        [3, 4],
      ]),
    ).toEqual([1, 2, 3, 4]);
    expect(nabla.stack([Float64Array.of(1), Float64Array.of(2)])).toEqual({
      data: Float64Array.of(1, 2),
      shape: [2, 1],
    });
    expect(nabla.reshape([1, 2, 3, 4], [2, -1])).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(nabla.oneHot(Int32Array.of(1), 2)).toEqual({ data: Float64Array.of(0, 1), shape: [1, 2] });
    expect(nabla.cast([1.5, -1.5], "int32")).toEqual([1, -1]);
    expect(nabla.matmul([[1, 2]], [[3], [4]])).toEqual([[11]]);
    expect(nabla.less([1, 2], 2)).toEqual([true, false]);
  });

  it("composes inside traced functions", () => {
    const slope = grad((x: Tensor) => nabla.sigmoid(x).mul(2));
    expect(grad(slope)(0)).toBe(0);
    expect(grad((x: Tensor) => nabla.jit((y: Tensor) => y.mul(3))(x))(1)).toBe(3);
    expect(nabla.vmap(slope)([0, 0])).toEqual([0.5, 0.5]);
    expect(grad((x: Tensor) => nabla.stack([1, x]).sum().mul(exp(1)))(1)).toBe(Math.E);
  });

  it("works in each float width", () => {
    const slope = grad((x: Tensor) => x.mul(x).sum());
    expect(slope(Float32Array.of(1, 2))).toEqual(Float32Array.of(2, 4));
    expect(slope({ data: Float64Array.of(1, 2), shape: [2, 1] })).toEqual({
      data: Float64Array.of(2, 4),
      shape: [2, 1],
    });
  });
});

describe("callable", () => {
  it("keeps the properties and the name of the function", () => {
    const loss = Object.assign(
      function absolute(x: Tensor) {
        return x.abs();
      },
      { info: { id: "absolute" } },
    );
    const both = callable(loss);
    expect(both.info.id).toBe("absolute");
    expect(both.name).toBe("absolute");
    expect(both(-2)).toBe(2);
  });
});

describe("inspect", () => {
  it("lists the graph of a function", () => {
    expect(inspect((x: Tensor) => x.mul(x).sum(), [1, 2, 3])).toMatchInlineSnapshot(`
      "a: float64[3] = input
      b: float64[3] = mul(a, a)
      c: float64[] = sum(b) axes=[0]
      return c"
    `);
    expect(
      inspect(
        grad((x: Tensor) => x.mul(x)),
        Float32Array.of(1).at(0),
      ),
    ).toContain("return");
  });
});

describe("types", () => {
  it("say numbers for numbers, nested for nested, typed for typed", () => {
    const slope = grad((x: Tensor) => x.mul(x).sum());
    expectTypeOf(slope(1)).toEqualTypeOf<number>();
    expectTypeOf(slope([1, 2])).toEqualTypeOf<number[]>();
    expectTypeOf(slope([[1], [2]])).toEqualTypeOf<number[][]>();
    expectTypeOf(slope(Float32Array.of(1))).toEqualTypeOf<Float32Array>();
    expectTypeOf(slope({ data: Float32Array.of(1), shape: [1] })).toEqualTypeOf<nabla.NDArray>();
    expectTypeOf(exp(1)).toEqualTypeOf<number>();
    expectTypeOf(exp([1])).toEqualTypeOf<number[]>();
    expectTypeOf(nabla.less([1], 2)).toEqualTypeOf<boolean[]>();
    expectTypeOf(nabla.sum([1])).toEqualTypeOf<number>();
    expectTypeOf(hessian(rosenbrock)([1, 1])).toEqualTypeOf<number[][]>();
    expectTypeOf(hessian((x: Tensor) => x.mul(x))(1)).toEqualTypeOf<number>();
    expectTypeOf(nabla.hvp(rosenbrock)([1, 1], [1, 0])).toEqualTypeOf<number[]>();
  });

  it("follow trees and the chosen argument", () => {
    const f = (p: { w: Tensor; b: Tensor }, x: Tensor) => p.w.mul(x).sum().add(p.b);
    const gradient = grad(f)({ w: [1, 2], b: 0 }, [1, 1]);
    expectTypeOf(gradient).toEqualTypeOf<{ w: number[]; b: number }>();
    expect(gradient).toEqual({ w: [1, 1], b: 1 });
    expectTypeOf(grad(f, { argument: 1 })({ w: [1, 2], b: 0 }, Float64Array.of(1, 1))).toEqualTypeOf<Float64Array>();
    const both = grad(f, { argument: [0, 1] })({ w: [1, 2], b: 0 }, [1, 1]);
    expectTypeOf(both).toEqualTypeOf<[{ w: number[]; b: number }, number[]]>();
    expectTypeOf(hessian((p: { a: Tensor; b: Tensor }) => p.a.mul(p.b).sum())({ a: 1, b: [2] })).toEqualTypeOf<{
      a: { a: number; b: number[] };
      b: { a: number[]; b: number[][] };
    }>();
  });

  it("stay tensors among tensors", () => {
    nabla.jit((x: Tensor) => {
      expectTypeOf(exp(x)).toEqualTypeOf<Tensor>();
      expectTypeOf(nabla.maximum(x, 0)).toEqualTypeOf<Tensor>();
      expectTypeOf(grad(grad((y: Tensor) => exp(y)))(x)).toEqualTypeOf<Tensor>();
      expectTypeOf(nabla.softmax(nabla.stack([x, x]))).toEqualTypeOf<Tensor>();
      expectTypeOf(nabla.sum(x)).toEqualTypeOf<Tensor>();
      return x;
    })(1);
    const distance: number = nabla.jit((x: Tensor, y: Tensor) => x.sub(y).abs())(1, 3);
    expect(distance).toBe(2);
  });
});
