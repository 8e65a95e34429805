import { describe, expect, it } from "vitest";
import type { NDArray } from "../../src/base/ndarray.ts";
import { isNDArray } from "../../src/base/ndarray.ts";
import { fold } from "../../src/base/random.ts";
import type { Shape } from "../../src/base/shape.ts";
import { flatten, paths } from "../../src/base/tree.ts";
import { checkGradient, jit, type Tensor } from "../../src/doors/index.ts";
import { type Activation, linear, type Model, mlp } from "../../src/doors/models.ts";

const start = (model: Model<never>, input: Shape, output: Shape, seed = 0) =>
  model.init({ key: fold(seed, "start", 0), input, output });

const shapesOf = (tree: unknown) => {
  const { leaves, structure } = flatten(tree, isNDArray);
  return Object.fromEntries(paths(structure).map((path, i) => [path, leaves[i].shape]));
};
const valuesOf = (tree: unknown) => flatten(tree, isNDArray).leaves.flatMap(({ data }) => [...data]);

const predict = (model: Model<never>, parameters: unknown, x: unknown): unknown =>
  jit((tree: never, example: Tensor) => model.apply(tree, example))(parameters as never, x as never);

const nd = (data: readonly number[], shape: Shape): NDArray => ({ data: Float64Array.from(data), shape });

describe("linear", () => {
  it.each<[Shape, Shape, Shape]>([
    [[3], [], [3]],
    [[3], [2], [3, 2]],
    [[], [], []],
    [[2, 2], [], [2, 2]],
    [[2, 2], [5], [2, 2, 5]],
  ])("of input %j and output %j has weights %j", (input, output, weights) => {
    expect(shapesOf(start(linear(), input, output))).toEqual({ weights, bias: output });
  });

  it("predicts x·W + b", () => {
    expect(predict(linear(), { weights: [2, -1], bias: 0.5 }, [3, 4])).toBe(2.5);
    const matrix = { weights: nd([1, 2, 3, 4, 5, 6], [3, 2]), bias: nd([10, 20], [2]) };
    expect(predict(linear(), matrix, nd([1, 0, -1], [3]))).toEqual(nd([6, 16], [2]));
    expect(predict(linear(), { weights: 3, bias: 1 }, 2)).toBe(7);
    expect(linear().affine).toBe(true);
  });

  it("starts evenly within ±1/√inputs, elsewhere for every seed, the same for the same", () => {
    const values = valuesOf(start(linear(), [10_000], []));
    const limit = 0.01;
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(Math.max(...values)).toBeGreaterThan(0.99 * limit);
    expect(Math.min(...values)).toBeLessThan(-0.99 * limit);
    const spread = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    expect(Math.abs(spread / (limit / Math.sqrt(3)) - 1)).toBeLessThan(0.03);
    const starts = [0, 1, 2, 3].map((seed) => valuesOf(start(linear(), [4], [3], seed)));
    expect(new Set(starts.flat()).size).toBe(4 * 15);
    expect(valuesOf(start(linear(), [4], [3], 2))).toEqual(starts[2]);
  });
});

describe("mlp", () => {
  it("has a layer for each hidden size and one for the output", () => {
    expect(shapesOf(start(mlp([16, 8]), [4], [3]))).toEqual({
      "layers.0.bias": [16],
      "layers.0.weights": [4, 16],
      "layers.1.bias": [8],
      "layers.1.weights": [16, 8],
      "layers.2.bias": [3],
      "layers.2.weights": [8, 3],
    });
    expect(shapesOf(start(mlp([5]), [2, 3], []))).toMatchObject({
      "layers.0.weights": [2, 3, 5],
      "layers.1.weights": [5],
    });
    expect(shapesOf(start(mlp([]), [4], []))).toEqual({ "layers.0.bias": [], "layers.0.weights": [4] });
  });

  const byHand: Record<Activation, (x: number) => number> = {
    relu: (x) => Math.max(x, 0),
    tanh: Math.tanh,
    sigmoid: (x) => 1 / (1 + Math.exp(-x)),
    softplus: (x) => Math.log1p(Math.exp(x)),
    gelu: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  };

  it.each(Object.entries(byHand))("predicts through %s", (activation, phi) => {
    const model = mlp([2], { activation: activation as Activation });
    const weights = [
      [1, -2],
      [0.5, 1],
      [2, -0.25],
    ];
    const bias = [0.1, -0.2];
    const layers = [
      { weights, bias },
      { weights: [1.5, -3], bias: 0.25 },
    ];
    const x = [0.3, -0.7, 1.1];
    const hidden = bias.map((b, j) => phi(x.reduce((sum, value, i) => sum + value * weights[i][j], b)));
    const expected = hidden[0] * 1.5 - hidden[1] * 3 + 0.25;
    expect(predict(model, { layers }, x)).toBeCloseTo(expected, 12);
    const loss = (tree: never, example: Tensor) => model.apply(tree, example).square();
    expect(checkGradient(loss, [{ layers }, x]).ok).toBe(true);
  });

  it("starts its weights evenly within He's or Glorot's limit, its biases at 0", () => {
    const limits = (model: Model<never>) => {
      const { layers } = start(model, [100], [50]) as unknown as { layers: { weights: NDArray; bias: NDArray }[] };
      for (const { bias } of layers) expect([...bias.data].every((value) => value === 0)).toBe(true);
      return layers.map(({ weights }) => [...weights.data].reduce((most, value) => Math.max(most, Math.abs(value)), 0));
    };
    const near = (got: number[], expected: number[]) => {
      for (const [i, limit] of expected.entries()) {
        expect(got[i]).toBeLessThanOrEqual(limit);
        expect(got[i]).toBeGreaterThan(0.99 * limit);
      }
    };
    near(limits(mlp([200])), [Math.sqrt(6 / 100), Math.sqrt(6 / 250)]);
    near(limits(mlp([200], { activation: "tanh" })), [Math.sqrt(6 / 300), Math.sqrt(6 / 250)]);
  });

  it("draws each layer's weights from a stream of its own", () => {
    const { layers } = start(mlp([4, 4]), [4], [4]) as unknown as { layers: { weights: NDArray }[] };
    expect(new Set(layers.flatMap(({ weights }) => [...weights.data])).size).toBe(48);
    expect(mlp([4]).affine).toBeUndefined();
  });

  it("refuses what is no network", () => {
    expect(() => mlp([0])).toThrow(/hidden is \[0\]; expected a list of whole numbers/);
    expect(() => mlp([2.5])).toThrow(/hidden is \[2.5\]/);
    expect(() => mlp(16 as never)).toThrow(/hidden is 16/);
    expect(() => mlp([4], { activation: "rely" as never })).toThrow(/no activation "rely".*did you mean "relu"/);
    expect(() => mlp([4], { activaton: "relu" } as never)).toThrow(/did you mean "activation"/);
  });

  it("knows itself before it is made", () => {
    for (const maker of [linear, mlp]) for (const words of Object.values(maker.info.name)) expect(words).toMatch(/\S/);
    expect(mlp([2]).info).toBe(mlp.info);
  });
});
