/** Every reverse rule against central differences of the reference meaning, once and twice. */
import { describe, expect, it } from "vitest";
import type { Shape } from "../../src/base/shape.ts";
import { range } from "../../src/base/shape.ts";
import type { Attributes, Node } from "../../src/ir/node.ts";
import { apply, build, input, rebuild } from "../../src/ops/apply.ts";
import type { Interval } from "../../src/ops/row.ts";
import { table } from "../../src/ops/table.ts";
import { backward, drawn, evaluate, random, tensor } from "../support/evaluate.ts";

interface Case {
  readonly op: string;
  readonly shapes: readonly Shape[];
  readonly attributes?: Attributes;
  readonly domain?: readonly Interval[];
  /** Further inputs, after those of `shapes`, which no gradient flows to. */
  readonly fixed?: readonly Node[];
}

const index = (data: readonly number[], shape?: Shape): Node => tensor(data, shape, "int32");
const axes = (lhsBatch: number[], rhsBatch: number[], lhsContract: number[], rhsContract: number[]): Attributes => ({
  lhsBatch,
  rhsBatch,
  lhsContract,
  rhsContract,
});

const cases: readonly Case[] = [
  ...["sum", "max", "min"].flatMap((op) => [
    { op, shapes: [[2, 3, 4]], attributes: { axes: [1] } },
    { op, shapes: [[2, 3, 4]], attributes: { axes: [0, 2] } },
    { op, shapes: [[5]], attributes: { axes: [0] } },
  ]),
  { op: "reshape", shapes: [[2, 3, 4]], attributes: { shape: [4, 6] } },
  { op: "transpose", shapes: [[2, 3, 4]], attributes: { permutation: [2, 0, 1] } },
  { op: "broadcast", shapes: [[2, 3]], attributes: { shape: [4, 2, 5, 3], axes: [1, 3] } },
  { op: "broadcast", shapes: [[]], attributes: { shape: [3], axes: [] } },
  { op: "slice", shapes: [[4, 5]], attributes: { starts: [1, 0], stops: [3, 5] } },
  { op: "pad", shapes: [[2, 3]], attributes: { before: [1, 0], after: [0, 2] } },
  { op: "flip", shapes: [[2, 3, 2]], attributes: { axes: [0, 1] } },
  {
    op: "concat",
    shapes: [
      [2, 1],
      [2, 3],
      [2, 2],
    ],
    attributes: { axis: 1 },
  },
  { op: "contract", shapes: [[3], [3]], attributes: axes([], [], [0], [0]) },
  { op: "contract", shapes: [[2], [3]], attributes: axes([], [], [], []) },
  {
    op: "contract",
    shapes: [
      [2, 3],
      [3, 4],
    ],
    attributes: axes([], [], [1], [0]),
  },
  {
    op: "contract",
    shapes: [
      [3, 2],
      [4, 3],
    ],
    attributes: axes([], [], [0], [1]),
  },
  {
    op: "contract",
    shapes: [
      [2, 3, 4],
      [4, 5, 2, 3],
    ],
    attributes: axes([], [], [0, 2], [2, 0]),
  },
  {
    op: "contract",
    shapes: [
      [3, 2, 4, 5],
      [5, 4, 3, 2],
    ],
    attributes: axes([3, 1], [0, 3], [0], [2]),
  },
  { op: "gather", shapes: [[4, 3]], fixed: [index([2, 0, 2])], attributes: { batch: 0 } },
  { op: "gather", shapes: [[2, 4, 3]], fixed: [index([1, 3, 0, 0], [2, 2])], attributes: { batch: 1 } },
  { op: "gather", shapes: [[3, 4]], fixed: [index([1, 3, 0])], attributes: { batch: 1 } },
  { op: "scatterAdd", shapes: [[3, 2]], fixed: [index([1, 1, 0])], attributes: { batch: 0, size: 4 } },
  {
    op: "scatterAdd",
    shapes: [[2, 3, 2]],
    fixed: [index([1, 1, 0, 0, 2, 0], [2, 3])],
    attributes: { batch: 1, size: 3 },
  },
];

/** Elementwise rows enter by being in the table. */
const elementwise: readonly Case[] = Object.values(table)
  .filter((row) => row.kind === "elementwise")
  .filter(({ name }) => !["and", "or", "not", "where", "cast", "stopGradient", "scramble"].includes(name))
  .map(({ name, arity, domain }) => ({ op: name, shapes: Array.from({ length: arity }, () => [6]), domain }));

const condition = tensor([1, 0, 0, 1], [4], "bool");

/** Σ of the derivatives along `direction`, numerically. */
function directional(output: Node, wrt: readonly Node[], point: readonly number[][], direction: readonly number[][]) {
  const step = 1e-5;
  const at = (scale: number): number[] =>
    evaluate(output, new Map(wrt.map((node, i) => [node, point[i].map((x, j) => x + scale * direction[i][j])])));
  const [low, high] = [at(-step), at(step)];
  return high.map((value, i) => (value - low[i]) / (2 * step));
}

/** Compares the gradient of Σ weightᵢ outputᵢ with differences along random directions. */
function compare(output: Node, wrt: readonly Node[], point: readonly number[][], next: () => number): Node[] {
  const weights = tensor(drawn(next, output.shape, [-1, 1]), output.shape);
  const gradients = backward(output, weights, wrt);
  const given = new Map(wrt.map((node, i) => [node, point[i]]));
  const found = gradients.map((gradient) => evaluate(gradient, given));
  for (let trial = 0; trial < 3; trial++) {
    const direction = wrt.map((node) => drawn(next, node.shape, [-1, 1]));
    const numeric = directional(output, wrt, point, direction);
    const weight = evaluate(weights);
    const expected = numeric.reduce((sum, value, i) => sum + value * weight[i], 0);
    const analytic = found.flatMap((values, i) => values.map((value, j) => value * direction[i][j]));
    const sum = analytic.reduce((a, b) => a + b, 0);
    const scale = 1 + analytic.reduce((a, b) => a + Math.abs(b), 0);
    expect(Math.abs(sum - expected) / scale).toBeLessThan(1e-8);
  }
  gradients.forEach((gradient, i) => {
    expect(gradient.shape).toEqual(wrt[i].shape);
  });
  return gradients;
}

describe("reverse rules agree with central differences, twice", () => {
  it.each([...elementwise, ...cases])("$op $shapes $attributes", ({ op, shapes, attributes, domain, fixed }) => {
    const next = random(7);
    const wrt = shapes.map((shape) => input(shape, "float64"));
    const point = shapes.map((shape, i) => drawn(next, shape, domain?.[i] ?? domain?.[0] ?? [-2, 2]));
    const output = apply(op, [...wrt, ...(fixed ?? [])], attributes ?? {});
    // tanh makes linear ops bend, so that their second derivatives say something.
    const bent = output.dtype === "bool" ? build.cast(output, "float64") : output;
    const gradients = compare(bent, wrt, point, next);
    const bentGradients = backward(build.tanh(bent), build.scalarLike(1, bent), wrt);
    bentGradients.forEach((gradient) => {
      compare(gradient, wrt, point, next);
    });
    gradients.forEach((gradient) => {
      compare(gradient, wrt, point, next);
    });
  });

  it("where", () => {
    const next = random(3);
    const wrt = [input([4], "float64"), input([4], "float64")];
    const point = wrt.map((node) => drawn(next, node.shape, [-2, 2]));
    compare(build.where(condition, build.exp(wrt[0]), wrt[1]), wrt, point, next);
  });
});

describe("where a function is not smooth the rule is the stated one", () => {
  const at = (op: string, values: readonly number[], cotangent = 1): number[] => {
    const wrt = values.map(() => input([], "float64"));
    const gradients = backward(apply(op, wrt), tensor([cotangent], []), wrt);
    const given = new Map(wrt.map((node, i) => [node, [values[i]]]));
    return gradients.flatMap((gradient) => evaluate(gradient, given));
  };

  it.each([
    ["abs", [0], [0]],
    ["maximum", [2, 2], [0.5, 0.5]],
    ["minimum", [2, 2], [0.5, 0.5]],
    ["maximum", [2, 3], [0, 1]],
    ["minimum", [2, 3], [1, 0]],
    ["sign", [3], [0]],
    ["floor", [3], [0]],
    ["stopGradient", [3], [0]],
    ["sqrt", [0], [Infinity]],
    ["less", [1, 2], [0, 0]],
    ["pow", [0, 2], [0, 0]],
    ["pow", [0, 1], [1, 0]],
    ["pow", [0, 0], [0, 0]],
    ["pow", [-2, 3], [12, 0]],
    ["pow", [-2, -1], [-0.25, 0]],
    ["pow", [0, 3], [0, 0]],
  ])("%s at %j: %j", (op, values, expected) => {
    if (op === "less") return expect(table.less.gradient(tensor([1]), tensor([1]), build)).toEqual([null, null]);
    expect(at(op, values)).toEqual(expected.map((value) => expect.closeTo(value, 12)));
  });

  it("elements that share the maximum share its cotangent", () => {
    const x = input([4], "float64");
    const [gradient] = backward(build.max(x, [0]), tensor([6], []), [x]);
    expect(evaluate(gradient, new Map([[x, [5, 1, 5, 5]]]))).toEqual([2, 0, 2, 2]);
  });

  it("all derivatives of x⁰, x¹, x² at 0 are right, whether the exponent is a number or a tensor", () => {
    for (const power of [0, 1, 2, 3]) {
      for (const known of [true, false]) {
        const x = input([], "float64");
        const y = input([], "float64");
        const given = new Map<Node, number[]>([
          [x, [0]],
          [y, [power]],
        ]);
        let derivative = build.pow(x, known ? build.constant(power, "float64") : y);
        const found = range(4).map(() => {
          const value = evaluate(derivative, given)[0];
          derivative = backward(derivative, build.constant(1, "float64"), [x])[0];
          return value;
        });
        const factorial = [1, 1, 2, 6][power];
        expect(found).toEqual(range(4).map((order) => expect.closeTo(order === power ? factorial : 0, 12)));
      }
    }
  });

  it("∂²xʸ/∂x∂y = xʸ⁻¹ (1 + y log x), at y = 0 too", () => {
    const x = input([], "float64");
    const y = input([], "float64");
    const one = build.constant(1, "float64");
    for (const [base, power] of [
      [2, 0],
      [0.5, 3],
      [3, -1],
    ]) {
      const given = new Map([
        [x, [base]],
        [y, [power]],
      ]);
      const expected = base ** (power - 1) * (1 + power * Math.log(base));
      const [byX, byY] = backward(build.pow(x, y), one, [x, y]);
      expect(evaluate(backward(byX, one, [y])[0], given)[0]).toBeCloseTo(expected, 12);
      expect(evaluate(backward(byY, one, [x])[0], given)[0]).toBeCloseTo(expected, 12);
    }
  });

  it("the derivative of expm1 keeps its digits where expm1 is −1", () => {
    expect(at("expm1", [-40])).toEqual([Math.exp(-40)]);
  });

  it("what is not chosen by where gives 0 even where its derivative is infinite", () => {
    const x = input([], "float64");
    const safe = build.where(build.less(x, build.constant(1, "float64")), x, build.sqrt(x));
    const [gradient] = backward(safe, build.constant(1, "float64"), [x]);
    expect(evaluate(gradient, new Map([[x, [0.25]]]))).toEqual([1]);
  });
});

describe("rebuild", () => {
  it("keeps the op and its attributes", () => {
    const [x, y] = [input([2, 3], "float64"), input([4, 5], "float64")];
    const node = build.transpose(x, [1, 0]);
    expect(rebuild(node, [x])).toBe(node);
    expect(rebuild(node, [y]).shape).toEqual([5, 4]);
  });
});
