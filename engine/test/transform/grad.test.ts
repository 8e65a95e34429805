import { describe, expect, it } from "vitest";
import { DTypeError, OptionError, ShapeError } from "../../src/base/errors.ts";
import { ROWS } from "../../src/base/shape.ts";
import { jit } from "../../src/jit/jit.ts";
import { build, input } from "../../src/ops/apply.ts";
import * as math from "../../src/trace/math.ts";
import { Tensor } from "../../src/trace/tensor.ts";
import { grad, hvp, valueAndGrad } from "../../src/transform/grad.ts";
import { gradientNodes } from "../../src/transform/gradient.ts";
import { hessian, jacobian } from "../../src/transform/jacobian.ts";
import { evaluate } from "../support/evaluate.ts";

describe("grad", () => {
  interface Parameters {
    readonly weights: Tensor;
    readonly layers: readonly { readonly bias: Tensor }[];
  }
  const loss = ({ weights, layers }: Parameters, x: Tensor) =>
    weights.mul(x).sum().mul(layers[0].bias).add(math.square(layers[1].bias));
  const parameters = { weights: [1, 2], layers: [{ bias: 3 }, { bias: 4 }] };

  it("gives a tree for a tree", () => {
    expect(jit(grad(loss))(parameters, [5, 6])).toEqual({
      weights: [15, 18],
      layers: [{ bias: 17 }, { bias: 8 }],
    });
    expect(jit(valueAndGrad(loss))(parameters, [5, 6])).toMatchObject({ value: 67 });
  });

  it("differentiates by the argument asked for, or by several", () => {
    expect(jit(grad(loss, { argument: 1 }))(parameters, [5, 6])).toEqual([3, 6]);
    const product = (x: Tensor, y: Tensor) => x.mul(y).mul(y);
    expect(jit(grad(product, { argument: [1, 0] }))(2, 3)).toEqual([12, 9]);
    expect(() => jit(grad(product, { argument: 2 }))(2, 3)).toThrow(OptionError);
    expect(() => jit(grad(product, { argument: 2 }))(2, 3)).toThrow(/no argument 2; .* called with 2/);
  });

  it("refuses what is not a scalar and proposes what to do", () => {
    expect(() => jit(grad((x: Tensor) => x.exp()))([1, 2])).toThrow(ShapeError);
    expect(() => jit(grad((x: Tensor) => x.exp()))([1, 2])).toThrow(/shape \[2\].*x\.sum\(\).*jacobian/);
    expect(() => jit(grad((x: Tensor) => [x, x] as unknown as Tensor))(1)).toThrow(/the tree \[·, ·\]/);
    expect(() => jit(grad(() => undefined as unknown as Tensor))(1)).toThrow(/`return` missing/);
    expect(() => jit(grad((x: Tensor) => x.greater(0)))(1)).toThrow(DTypeError);
  });

  it("refuses to differentiate by integers, with the path", () => {
    expect(() => jit(grad((x: Tensor) => x.cast("float64").sum()))(Int32Array.of(1))).toThrow(DTypeError);
    const f = ({ ids }: { ids: Tensor }) => ids.cast("float64").sum();
    expect(() => jit(grad(f))({ ids: Int32Array.of(1) })).toThrow(/"ids" is int32/);
  });

  it("keeps float32", () => {
    const gradient = jit(grad((x: Tensor) => math.square(x).mul(0.1).sum()))(Float32Array.of(3));
    expect(gradient).toEqual(Float32Array.of(Math.fround(3 * Math.fround(0.1)) * 2));
  });
});

describe("gradientNodes", () => {
  it("works over symbolic rows, and visits nothing above what is asked for", () => {
    const [x, w] = [input([ROWS, 2], "float64"), input([2], "float64")];
    const prediction = new Tensor(x).matmul(new Tensor(w));
    const loss = prediction.square().sum();
    const [slope, untouched] = gradientNodes(loss.node, build.scalarLike(1, loss.node), [w, input([3], "float64")]);
    const data = new Map([
      [x, [1, 2, 3, 4, 5, 6]],
      [w, [1, -1]],
    ]);
    // 2 Xᵀ(Xw), Xw = (−1, −1, −1)
    expect(evaluate(slope, data, 3)).toEqual([-18, -24]);
    expect(evaluate(untouched)).toEqual([0, 0, 0]);
  });

  it("does not need the call stack to be as deep as the graph", () => {
    let deep = new Tensor(input([], "float64"));
    const x = deep.node;
    for (let i = 0; i < 20_000; i++) deep = deep.mul(1.0001);
    const [slope] = gradientNodes(deep.node, build.scalarLike(1, deep.node), [x]);
    expect(evaluate(slope, new Map([[x, [1]]]))[0]).toBeCloseTo(1.0001 ** 20_000, 8);
  });
});

describe("nesting", () => {
  const at = (f: (x: Tensor) => Tensor, x: number) => jit(f, { backend: "reference" })(x) as number;

  it("never takes an outer variable for an inner one", () => {
    // d/dx [x · d/dy (x + y)] = 1, where a confusion gives 2.
    const confusable = (x: Tensor) => x.mul(grad((y: Tensor) => x.add(y))(new Tensor(build.scalarLike(1, x.node))));
    expect(at(grad(confusable), 1)).toBe(1);
    // The inner point is the outer variable itself.
    const g = math.sin;
    expect(
      at(
        grad((x: Tensor) => grad((z: Tensor) => z.mul(g(x)))(x)),
        0.3,
      ),
    ).toBeCloseTo(Math.cos(0.3), 15);
    expect(
      at(
        grad((x: Tensor) => grad((z: Tensor) => z.mul(z).mul(x))(x)),
        3,
      ),
    ).toBe(12);
  });

  it("goes to any order", () => {
    let f = (x: Tensor) => math.exp(x.mul(2));
    for (let order = 1; order <= 5; order++) {
      f = grad(f);
      expect(at(f, 0.25) / (2 ** order * Math.exp(0.5))).toBeCloseTo(1, 12);
    }
  });

  it("goes through customGradient to the second order", () => {
    const cube = math.customGradient(
      (x: Tensor) => x.pow(3),
      (cotangent, value, x) => [cotangent.mul(value).mul(3).div(x)],
    );
    expect(at(cube, 2)).toBe(8);
    expect(at(grad(cube), 2)).toBe(12);
    expect(at(grad(grad(cube)), 2)).toBe(12);
    expect(at(grad(grad(grad(cube))), 2)).toBeCloseTo(6, 12);
  });
});

describe("jacobian, hessian, hvp", () => {
  const rosenbrock = ([x, y]: Tensor) => math.square(x.neg().add(1)).add(math.square(y.sub(math.square(x))).mul(100));

  it("of Rosenbrock's function", () => {
    expect(jit(hessian(rosenbrock))([1, 1])).toEqual([
      [802, -400],
      [-400, 200],
    ]);
    expect(jit(hvp(rosenbrock))([1, 1], [1, 2])).toEqual([2, 0]);
  });

  it("have the shapes of result and argument", () => {
    const f = (x: Tensor) => x.sum(0).mul(2);
    const { data, shape } = jit(jacobian(f))({ data: new Float64Array(6), shape: [3, 2] }) as {
      data: Float64Array;
      shape: number[];
    };
    expect(shape).toEqual([2, 3, 2]);
    expect([...data]).toEqual([2, 0, 2, 0, 2, 0, 0, 2, 0, 2, 0, 2]);
    expect(jit(jacobian((x: Tensor) => math.square(x)))(3)).toBe(6);
    expect(() => jacobian(f)(new Tensor(input([2, ROWS], "float64")))).toThrow(/rows of a tile/);
  });

  it("of a tree are trees of trees, symmetric", () => {
    const f = ({ a, b }: { a: Tensor; b: Tensor }) => a.mul(b).sum().mul(a);
    expect(jit(hessian(f))({ a: 3, b: [1, 2] })).toEqual({
      a: { a: 6, b: [6, 6] },
      b: {
        a: [6, 6],
        b: [
          [0, 0],
          [0, 0],
        ],
      },
    });
    const g = ({ a }: { a: Tensor }) => ({ square: math.square(a), sum: a.sum() });
    expect(jit(jacobian(g))({ a: [1, 2] })).toEqual({
      square: {
        a: [
          [2, 0],
          [0, 4],
        ],
      },
      sum: { a: [1, 1] },
    });
  });

  it("hessians are symmetric and their products are hvp", () => {
    const f = (x: Tensor) => math.logSumExp(x.mul(x)).add(math.sigmoid(x).dot(math.tanh(math.flip(x))));
    const [point, direction] = [
      [0.3, -1.1, 0.8],
      [1, -2, 0.5],
    ];
    const h = jit(hessian(f))(point) as number[][];
    const product = jit(hvp(f))(point, direction) as number[];
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < i; j++) expect(h[i][j]).toBeCloseTo(h[j][i], 14);
      expect(product[i]).toBeCloseTo(
        h[i].reduce((sum, each, j) => sum + each * direction[j], 0),
        13,
      );
    }
  });

  it("names a direction that does not fit", () => {
    expect(() => jit(hvp(rosenbrock))([1, 1], [1])).toThrow(/direction is float64\[1\], expected float64\[2\]/);
  });
});
