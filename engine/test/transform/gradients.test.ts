/** Every function against central differences, at points drawn from where it is smooth, to the second order. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkGradient } from "../../src/jit/check.ts";
import { jit } from "../../src/jit/jit.ts";
import { array } from "../../src/ops/apply.ts";
import * as math from "../../src/trace/math.ts";
import { Tensor } from "../../src/trace/tensor.ts";
import { grad } from "../../src/transform/grad.ts";
import { drawn, random } from "../support/evaluate.ts";

const constant = (data: number[], shape: number[], dtype: "float64" | "int32" = "float64") =>
  new Tensor(array(data, shape, dtype));
const matrix = constant([0.5, -1, 2, 1.5, 0.3, -0.7], [3, 2]);
const index = constant([2, 0, 2, 1], [2, 2], "int32");

type Subject = readonly [name: string, shape: readonly number[], f: (x: Tensor) => Tensor, low?: number, high?: number];

const subjects: readonly Subject[] = [
  ["add, sub, mul, div", [3], (x) => x.add(1).mul(x.sub(3)).div(x.mul(x).add(1))],
  ["pow by a number", [3], (x) => x.pow(2.5), 0.2, 3],
  ["pow by a tensor", [3], (x) => math.pow(1.7, x).add(math.pow(x, x)), 0.2, 3],
  ["maximum, minimum", [4], (x) => x.maximum(x.neg().add(0.3)).mul(x.minimum(0.1))],
  ["abs", [3], (x) => x.abs().mul(x), 0.1, 3],
  [
    "exp, expm1, log, log1p, sqrt",
    [3],
    (x) => x.exp().mul(x.expm1()).add(x.log()).sub(x.log1p().mul(x.sqrt())),
    0.2,
    2,
  ],
  ["sin, cos, tanh", [3], (x) => x.sin().mul(x.cos()).add(x.tanh())],
  ["sigmoid, logSigmoid", [3], (x) => math.sigmoid(x).mul(math.logSigmoid(x))],
  ["softplus, silu, gelu", [3], (x) => math.softplus(x).add(math.silu(x)).mul(math.gelu(x))],
  ["relu, leakyRelu, elu", [4], (x) => math.relu(x).add(math.leakyRelu(x, 0.2)).mul(math.elu(x, 1.5)), 0.1, 2],
  ["elu below 0", [3], (x) => math.elu(x).mul(math.leakyRelu(x)), -2, -0.1],
  ["clip, where", [4], (x) => math.clip(x, -0.4, 0.6).mul(math.where(x.greater(0.11), x.mul(x), x.exp()))],
  ["reciprocal, square", [3], (x) => math.reciprocal(x).add(math.square(x)), 0.3, 2],
  ["sum, mean over an axis", [2, 3], (x) => x.sum(0).mul(x.mean(1, { keepDims: true }).square())],
  ["max, min over an axis", [2, 3], (x) => x.max(1).mul(x.min(1)).add(x.max())],
  ["variance, norm", [2, 3], (x) => math.variance(x, 1, { correction: 1 }).mul(math.norm(x, 1))],
  ["softmax, logSoftmax", [2, 3], (x) => math.softmax(x).mul(math.logSoftmax(x, 0))],
  ["logSumExp", [2, 3], (x) => math.logSumExp(x, 0).mul(math.logSumExp(x).add(1))],
  ["reshape, transpose", [2, 3], (x) => x.reshape([3, 2]).mul(x.transpose())],
  ["slice, at", [2, 3], (x) => x.slice([0, 1]).mul(x.at(1, 0)).mul(x.at(-1).slice(0, 2))],
  ["destructuring", [3], ([x, y, z]) => x.mul(y).mul(z).exp()],
  ["pad, flip", [2, 2], (x) => math.pad(x, [1, 0], [0, 1]).mul(math.flip(math.pad(x, [1, 0], [0, 1])))],
  [
    "concat, stack",
    [2, 2],
    (x) =>
      math
        .concat([x, x.mul(2)], 1)
        .sum(0)
        .mul(math.stack([x.at(0), x.at(1)], 1).at(0, 1)),
  ],
  [
    "expandDims, squeeze, broadcastTo",
    [2],
    (x) => math.squeeze(math.expandDims(x, 0)).mul(math.broadcastTo(x, [3, 2])),
  ],
  ["dot, matmul", [3], (x) => x.dot(matrix).dot(matrix.transpose()).dot(x)],
  ["matmul of batches", [2, 2, 3], (x) => x.matmul(matrix).matmul(x.slice(0, 1))],
  [
    "contract",
    [2, 3],
    (x) => math.contract(x, x.mul(x), { lhsBatch: [1], rhsBatch: [1], lhsContract: [0], rhsContract: [0] }),
  ],
  ["outer", [3], (x) => math.outer(x, x.exp())],
  ["gather", [3, 2], (x) => math.gather(x, index).mul(math.gather(x.mul(x), index))],
  ["gather along axis 1", [2, 3], (x) => math.gather(x, index, 1).exp()],
  ["takeAlong", [2, 3], (x) => math.takeAlong(x.mul(x), index, 1)],
];

/** Different weights for all elements, so that no error cancels in a sum. */
const weighted = (y: Tensor): Tensor => {
  const size = y.shape.reduce((a, b) => a * b, 1);
  const weights = Array.from({ length: size }, (_, i) => Math.cos(i + 1));
  return y.mul(constant(weights, [...y.shape])).sum();
};

describe("gradients and second derivatives", () => {
  it.each(subjects.map((subject) => ({ name: subject[0], subject })))("$name", ({ subject }) => {
    const [, shape, f, low = -2, high = 2] = subject;
    const next = random(17);
    const scalar = (x: Tensor) => weighted(f(x));
    const slope = (x: Tensor) => weighted(grad(scalar)(x));
    for (let trial = 0; trial < 3; trial++) {
      const point = { data: Float64Array.from(drawn(next, shape, [low, high])), shape };
      expect(checkGradient(scalar, [point])).toMatchObject({ ok: true });
      expect(checkGradient(slope, [point])).toMatchObject({ ok: true });
    }
  });
});

describe("the rules of differentiation", () => {
  const number = fc.double({ min: -3, max: 3, noNaN: true });
  const run = (f: (x: Tensor) => Tensor) => jit(f, { backend: "reference" }) as (x: number) => number;
  const f = (x: Tensor) => math.sin(x).add(math.square(x));
  const g = (x: Tensor) => math.tanh(x).mul(2);
  const [df, dg] = [run(grad(f)), run(grad(g))];

  it("sum, product and chain rule", () => {
    const sum = run(grad((x: Tensor) => f(x).mul(3).add(g(x))));
    const product = run(grad((x: Tensor) => f(x).mul(g(x))));
    const chain = run(grad((x: Tensor) => f(g(x))));
    const [valueF, valueG] = [run(f), run(g)];
    fc.assert(
      fc.property(number, (x) => {
        expect(sum(x)).toBeCloseTo(3 * df(x) + dg(x), 12);
        expect(product(x)).toBeCloseTo(df(x) * valueG(x) + valueF(x) * dg(x), 12);
        expect(chain(x)).toBeCloseTo(df(valueG(x)) * dg(x), 12);
      }),
      { numRuns: 50 },
    );
  });

  it("gives zeros where nothing depends on the argument", () => {
    expect(jit(grad(() => constant([4], []).mul(2)))([1, 2])).toEqual([0, 0]);
    expect(jit(grad((x: Tensor) => math.stopGradient(x).sum()))([1, 2])).toEqual([0, 0]);
    expect(jit(grad(() => 3 as unknown as Tensor))(1)).toBe(0);
  });

  it("takes x as constant where stopGradient says so", () => {
    expect(jit(grad((x: Tensor) => math.stopGradient(x).mul(x)))(3)).toBe(3);
  });
});
