import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ShapeError } from "../../src/base/errors.ts";
import { jit } from "../../src/jit/jit.ts";
import * as math from "../../src/trace/math.ts";
import type { Tensor } from "../../src/trace/tensor.ts";
import { jvp, vjp } from "../../src/transform/directional.ts";
import { jacobian } from "../../src/transform/jacobian.ts";

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, each, i) => sum + each * b[i], 0);
const vector = (length: number) =>
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: length, maxLength: length });

/** R³ → R², with every kind of op on the way. */
function f(x: Tensor): Tensor {
  const weights = math.constant([1, -0.5, 0.25, 2, 0.1, -1], [3, 2]);
  const hidden = math.tanh(x.dot(weights)).add(math.softmax(x).slice(0, 2));
  const picked = math.gather(x, math.constant([2, 0], [2], "int32"));
  return math
    .softplus(hidden)
    .mul(picked.add(x.max()))
    .add(math.concat([x.at(1).mul(x).sum().reshape([1]), x.slice(0, 1)]));
}

describe("jvp and vjp", () => {
  const forward = jit(jvp(f), { backend: "reference" }) as (
    x: number[],
    v: number[],
  ) => { value: number[]; tangent: number[] };
  const reverse = jit(vjp(f), { backend: "reference" }) as (
    x: number[],
    u: number[],
  ) => { value: number[]; gradient: number[] };
  const value = jit(f, { backend: "reference" }) as (x: number[]) => number[];
  const full = jit(jacobian(f), { backend: "reference" }) as (x: number[]) => number[][];

  it("are adjoint: ⟨u, J·v⟩ = ⟨uᵀ·J, v⟩, and both are the jacobian's products", () => {
    fc.assert(
      fc.property(vector(3), vector(3), vector(2), (x, v, u) => {
        const { tangent } = forward(x, v);
        const { gradient } = reverse(x, u);
        expect(dot(u, tangent)).toBeCloseTo(dot(gradient, v), 11);
        for (const [i, row] of full(x).entries()) expect(tangent[i]).toBeCloseTo(dot(row, v), 11);
      }),
      { numRuns: 100 },
    );
  });

  it("agree with a difference along the direction", () => {
    const [x, v, step] = [[0.4, -0.3, 1.2], [1, 0.5, -2], 1e-6];
    const shifted = (sign: number) => value(x.map((each, i) => each + sign * step * v[i]));
    const [high, low] = [shifted(1), shifted(-1)];
    const { value: here, tangent } = forward(x, v);
    expect(here).toEqual(value(x));
    for (const [i, each] of tangent.entries()) expect(each).toBeCloseTo((high[i] - low[i]) / (2 * step), 7);
  });

  it("take trees on both sides", () => {
    const g = ({ a, b }: { a: Tensor; b: Tensor }) => ({ product: a.mul(b), sum: a.add(b).sum() });
    const point = { a: [1, 2], b: [3, 4] };
    expect(jit(jvp(g))(point, { a: [1, 0], b: [0, 1] })).toEqual({
      value: { product: [3, 8], sum: 10 },
      tangent: { product: [3, 2], sum: 2 },
    });
    expect(jit(vjp(g))(point, { product: [1, 0], sum: 10 })).toEqual({
      value: { product: [3, 8], sum: 10 },
      gradient: { a: [13, 10], b: [11, 10] },
    });
  });

  it("take the argument asked for, and nest", () => {
    const g = (x: Tensor, y: Tensor) => x.mul(x).mul(y);
    expect(jit(jvp(g, { argument: 1 }))(3, 2, 5)).toEqual({ value: 18, tangent: 45 });
    // d/dx of (derivative of x³ along 1) = 6x
    const slope = (x: Tensor) => jvp((z: Tensor) => z.mul(z).mul(z))(x, math.onesLike(x)).tangent;
    expect(jit(jvp(slope))(2, 1)).toEqual({ value: 12, tangent: 12 });
  });

  it("name a direction that does not fit", () => {
    expect(() => jit(jvp(f))([1, 2, 3], [1, 2])).toThrow(ShapeError);
    expect(() => jit(jvp(f))([1, 2, 3])).toThrow("jvp(f)(x, direction)");
    expect(() => jit(vjp(f))([1, 2, 3], [1, 2, 3])).toThrow(/float64\[3\], expected float64\[2\]/);
  });
});
