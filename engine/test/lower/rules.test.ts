/** Every rule of the simplifier: it applies to its example, and both sides have the same bits for all numbers. */
import { describe, expect, it } from "vitest";
import { interpret } from "../../src/backends/reference/interpret.ts";
import type { DType } from "../../src/base/dtype.ts";
import type { Shape } from "../../src/base/shape.ts";
import { ROWS, sizeOf, withRows } from "../../src/base/shape.ts";
import type { Node } from "../../src/ir/node.ts";
import { applyRule } from "../../src/ir/rewrite.ts";
import { rules, simplify } from "../../src/lower/simplify.ts";
import { alias, apply, build, constant, input } from "../../src/ops/apply.ts";
import { table } from "../../src/ops/table.ts";
import { verify } from "../../src/ops/verify.ts";
import { graphOf, random } from "../support/evaluate.ts";

const special = [0, -0, 1, -1, Infinity, -Infinity, Number.NaN, 5e-324, -1e-310, 1.7e308, 2 ** 31, 0.1];

/** Numbers of every kind for one input: special ones and ordinary ones, in a random order. */
function numbers(next: () => number, length: number, dtype: DType): number[] {
  return Array.from({ length }, () => {
    if (dtype === "bool") return next() < 0.5 ? 0 : 1;
    if (dtype === "int32") return Math.floor((next() - 0.5) * (next() < 0.5 ? 8 : 2 ** 32));
    return next() < 0.6 ? special[Math.floor(next() * special.length)] : (next() - 0.5) * 20;
  });
}

/** Fails unless both nodes have the same bits (NaN being one value) for many inputs of every kind. */
function expectSameBits(left: Node, right: Node): void {
  const { inputs } = graphOf(left, right);
  const next = random(left.inputs.length + 11);
  for (let trial = 0; trial < 60; trial++) {
    const rows = 1 + (trial % 3);
    const values = inputs.map(({ shape, dtype }) => ({
      shape: withRows(shape, rows),
      dtype,
      data: numbers(next, sizeOf(shape, rows), dtype),
    }));
    const [a, b] = interpret({ inputs, outputs: [left, right] }, values, rows);
    expect(b.shape).toEqual(a.shape);
    expect(Array.from(b.data)).toEqual(Array.from(a.data));
  }
}

const real = (...shape: number[]): Node => input(shape, "float64");
const truth = (...shape: number[]): Node => input(shape, "bool");
const x = real(2, 3);
const y = real(2, 3);
const t = truth(2, 3);
const u = truth(2, 3);
const number = (value: number, like: Node = x): Node => build.scalarLike(value, like);
const contract = (
  a: Node,
  b: Node,
  lhsBatch: number[],
  rhsBatch: number[],
  lhsContract: number[],
  rhsContract: number[],
) => build.contract(a, b, { lhsBatch, rhsBatch, lhsContract, rhsContract });
const raw = (op: string, node: Node, attributes: Record<string, readonly number[]>): Node =>
  apply(op, [node], attributes);

/** One node or more for every rule that the table does not make. */
const examples: Readonly<Record<string, readonly Node[]>> = {
  "alias(x) = x": [alias(x)],
  "stopGradient(x) = x": [build.stopGradient(x)],
  "custom(x, arguments) = x": [apply("custom", [x, y], { rule: () => [null] })],

  "x · 1 = x": [build.mul(x, number(1)), build.mul(real(), constant(1, "float64"))],
  "x · −1 = −x": [build.mul(x, number(-1))],
  "x / 1 = x": [build.div(x, number(1))],
  "x / −1 = −x": [build.div(x, number(-1))],
  "x / 2ⁿ = x · 2⁻ⁿ": [4, -0.25, 2 ** 1000, 2 ** -1022].map((n) => build.div(x, number(n))),
  "x − 0 = x": [build.sub(x, number(0))],
  "x + (−0) = x": [build.add(x, number(-0))],
  "x + 0 = x for integers": [build.add(input([4], "int32"), build.full(0, [4], "int32"))],
  "−(−x) = x": [build.neg(build.neg(x))],
  "a + (−b) = a − b": [build.add(x, build.neg(y))],
  "(−a) + b = b − a": [build.add(build.neg(x), y)],
  "a − (−b) = a + b": [build.sub(x, build.neg(y))],
  "(−a) · (−b) = a · b": [build.mul(build.neg(x), build.neg(y))],
  "(−a) / (−b) = a / b": [build.div(build.neg(x), build.neg(y))],
  "(−x) · n = x · (−n)": [build.mul(build.neg(x), number(3))],
  "−(x · n) = x · (−n)": [build.neg(build.mul(x, number(0.1)))],
  "|−x| = |x|": [build.abs(build.neg(x))],
  "||x|| = |x|": [build.abs(build.abs(x))],
  "⌊⌊x⌋⌋ = ⌊x⌋": [build.floor(build.floor(x))],
  "max(x, x) = x": [build.maximum(x, x)],
  "min(x, x) = x": [build.minimum(x, x)],

  "where(true, a, b) = a, where(false, a, b) = b": [1, 0].map((value) =>
    build.where(build.full(value, [2, 3], "bool"), x, y),
  ),
  "where(c, x, x) = x": [build.where(t, x, x)],
  "where(¬c, a, b) = where(c, b, a)": [build.where(build.not(t), x, y)],
  "where(c, where(c, a, b), d) = where(c, a, d)": [build.where(t, build.where(t, x, y), number(2))],
  "where(c, a, where(c, b, d)) = where(c, a, d)": [build.where(t, x, build.where(t, y, number(2)))],
  "¬¬c = c": [build.not(build.not(t))],
  "¬(a = b) = (a ≠ b)": [build.not(build.equal(x, y))],
  "¬(a ≠ b) = (a = b)": [build.not(build.notEqual(x, y))],
  "c ∧ c = c": [build.and(t, t)],
  "c ∨ c = c": [build.or(t, t)],
  "c ∧ true = c": [build.and(t, number(1, u))],
  "c ∨ false = c": [build.or(t, number(0, u))],
  "c ∧ false = false": [build.and(t, number(0, u))],
  "c ∨ true = true": [build.or(t, number(1, u))],
  "cast to its own dtype is x": [apply("cast", [x], { dtype: "float64" })],
  "there and back through a dtype that holds every x is x": [
    build.cast(build.cast(input([4], "int32"), "float64"), "int32"),
    build.cast(build.cast(t, "int32"), "bool"),
  ],

  "pad of zeros is zeros": [build.pad(number(0), [1, 0], [0, 2])],
  "reshape of a repeated number repeats the number": [build.reshape(number(3), [3, 2])],
  "transpose of a repeated number repeats the number": [build.transpose(number(3), [1, 0])],
  "broadcast of a repeated number repeats the number": [build.broadcast(number(3), [2, 4, 3], [0, 2])],
  "slice of a repeated number repeats the number": [build.slice(number(3), [0, 1], [2, 2])],
  "flip of a repeated number repeats the number": [build.flip(number(3), [1])],
  "reshape to its own shape is x": [raw("reshape", x, { shape: [2, 3] })],
  "reshape(reshape(x)) = reshape(x)": [
    build.reshape(build.reshape(x, [6]), [3, 2]),
    build.reshape(build.reshape(x, [6]), [2, 3]),
  ],
  "transpose that moves only axes of size 1 is a reshape": [
    raw("transpose", x, { permutation: [0, 1] }),
    build.transpose(real(2, 1, 3), [0, 2, 1]),
    build.transpose(real(ROWS, 1), [1, 0]),
  ],
  "transpose(transpose(x)) = one transpose(x)": [
    build.transpose(build.transpose(x, [1, 0]), [1, 0]),
    build.transpose(build.transpose(real(2, 3, 4), [1, 2, 0]), [0, 2, 1]),
    build.transpose(build.transpose(real(2, 3, 4), [1, 2, 0]), [1, 2, 0]),
  ],
  "broadcast along axes of size 1 is a reshape": [
    raw("broadcast", x, { shape: [2, 3], axes: [0, 1] }),
    build.broadcast(x, [1, 2, 1, 3], [1, 3]),
  ],
  "broadcast(broadcast(x)) = one broadcast(x)": [
    build.broadcast(build.broadcast(x, [4, 2, 3], [1, 2]), [4, 2, 5, 3], [0, 1, 3]),
  ],
  "slice of everything is x": [raw("slice", x, { starts: [0, 0], stops: [2, 3] })],
  "slice(slice(x)) = one slice(x)": [
    build.slice(build.slice(real(5, 6), [1, 2], [5, 5]), [1, 0], [3, 2]),
    build.slice(build.slice(real(ROWS, 6), [0, 2], [ROWS, 5]), [0, 1], [ROWS, 2]),
  ],
  "slice(pad(x)) without the padding is a slice(x)": [
    build.slice(build.pad(x, [1, 2], [1, 0]), [1, 3], [3, 5]),
    build.slice(build.pad(real(ROWS, 3), [0, 2], [0, 1]), [0, 2], [ROWS, 4]),
  ],
  "slice(concat(…)) within one input is a slice of that input": [
    build.slice(build.concat([x, y], 1), [0, 3], [2, 6]),
    build.slice(build.concat([x, y], 1), [1, 0], [2, 2]),
    build.slice(build.concat([x, real(1, 3), y], 0), [2, 1], [3, 3]),
  ],
  "pad by nothing is x": [raw("pad", x, { before: [0, 0], after: [0, 0] })],
  "pad(pad(x)) = one pad(x)": [build.pad(build.pad(x, [1, 0], [0, 2]), [0, 3], [1, 1])],
  "flip along axes of size 1, or none, changes nothing": [
    raw("flip", x, { axes: [] }),
    build.flip(real(1, 3, 2), [0, 2]),
  ],
  "flip(flip(x)) flips the axes that only one of them flips": [
    build.flip(build.flip(x, [0, 1]), [1]),
    build.flip(build.flip(x, [1]), [1]),
    build.flip(build.flip(x, [0]), [1]),
  ],
  "concat(x) = x": [apply("concat", [x], { axis: 0 })],

  "contract over an axis of size 1 drops it": [
    contract(real(4, 1), real(1, 3), [], [], [1], [0]),
    contract(real(2, 1, 3), real(3, 1, 2, 4), [0], [2], [2, 1], [0, 1]),
    contract(real(ROWS, 1), real(5, 1), [], [], [1], [1]),
    contract(real(1, 2, 3), real(1, 4, 2), [1], [2], [0], [0]),
  ],
  "contract over nothing is a product": [
    contract(real(4), real(3), [], [], [], []),
    contract(real(), real(3), [], [], [], []),
    contract(real(2, 4, 5), real(3, 5, 2), [2, 0], [1, 2], [], []),
    contract(real(ROWS, 3), real(ROWS, 3), [0, 1], [0, 1], [], []),
    contract(real(2, 3), real(2, 4, 5), [0], [0], [], []),
  ],
  "contract(transpose(x), y) = contract(x, y) over renamed axes": [
    contract(build.transpose(x, [1, 0]), real(4, 2), [], [], [1], [1]),
    contract(real(4, 3), build.transpose(x, [1, 0]), [], [], [1], [0]),
    contract(build.transpose(real(2, 3, 4, 5), [3, 1, 0, 2]), real(5, 4, 3), [0], [0], [1, 3], [2, 1]),
  ],
  "transpose(contract(x, y)) = contract(y, x)": [
    build.transpose(contract(x, real(3, 4), [], [], [1], [0]), [1, 0]),
    build.transpose(contract(real(2, 5, 3), real(3, 4, 2, 6), [0], [2], [2], [0]), [0, 2, 3, 1]),
  ],

  ...Object.fromEntries(
    ["sum", "max", "min"].flatMap((op) => [
      [`${op} over no axes is x`, [raw(op, x, { axes: [] })]],
      [
        `${op} over an axis of size 1 drops it`,
        [raw(op, real(2, 1, 3), { axes: [1] }), raw(op, real(1, 2, 1, 3), { axes: [0, 1, 2] })],
      ],
    ]),
  ),
  ...Object.fromEntries(
    Object.values(table).flatMap((row) => (row.kind === "elementwise" ? elementwiseExamples(row.name) : [])),
  ),
};

/** An input of each dtype that an elementwise op takes, in shape [3] and repeated to [2, 3]. */
function elementwiseExamples(op: string): [string, readonly Node[]][] {
  const row = table[op];
  if (row.kind !== "elementwise") return [];
  const signatures: readonly (readonly DType[])[] = [
    ["float64", "float64"],
    ["int32", "int32"],
    ["bool", "bool"],
    ["bool", "float64", "float64"],
  ];
  const attributes = { dtype: "int32" };
  const accepted = signatures
    .filter((signature) => row.arity < 3 || signature.length === 3)
    .map((signature) => signature.slice(0, row.arity))
    .filter((signature) => accepts(op, signature, attributes));
  const applied = (make: (dtype: DType, i: number) => Node): Node[] =>
    accepted.map((signature) => apply(op, signature.map(make), attributes));
  const repeated = (shape: Shape) => (node: Node) => build.broadcast(node, shape, [1]);
  return [
    [
      `${op} of numbers is a number`,
      [0, 1, -2.5, Number.NaN].flatMap((value) => applied((dtype, i) => build.full(value + i, [2], dtype))),
    ],
    [
      `${op}(broadcast(x), …) = broadcast(${op}(x, …))`,
      [
        ...applied((dtype) => repeated([2, 3])(input([3], dtype))),
        ...applied((dtype, i) => (i === 1 ? build.full(2, [2, 3], dtype) : repeated([2, 3])(input([3], dtype)))),
        ...applied((dtype) => repeated([ROWS, 3])(input([3], dtype))),
      ],
    ],
    [
      `${op}(number, x) = ${op}(x, number)`,
      row.arity === 2 ? applied((dtype, i) => (i === 0 ? build.full(2, [3], dtype) : input([3], dtype))) : [],
    ],
  ];
}

function accepts(op: string, dtypes: readonly DType[], attributes: { readonly dtype: string }): boolean {
  try {
    table[op].dtype(dtypes, attributes);
    return true;
  } catch {
    return false;
  }
}

describe("every rule", () => {
  it("has a law of its own", () => {
    expect(new Set(rules.map((rule) => rule.why)).size).toBe(rules.length);
  });

  it.each(rules.map((rule) => [rule.why, rule] as const))("%s", (why, rule) => {
    const nodes = examples[why] ?? [];
    expect(nodes.length).toBeGreaterThan(0);
    for (const node of nodes) {
      const replacement = applyRule(rule, node);
      expect(replacement).not.toBeNull();
      if (replacement === null) continue;
      verify(graphOf(replacement));
      expectSameBits(node, replacement);
      const [simple] = simplify(graphOf(node)).outputs;
      expectSameBits(node, simple);
    }
  });
});

describe("what looks like a law and is none stays as it is", () => {
  const along = (axis: number): Node => build.broadcast(real(3), [3, 3], [axis]);
  const moved = build.transpose(real(2, 3, 4), [1, 0, 2]);
  const [a, b, c] = [real(ROWS), real(ROWS), real(ROWS)];
  it.each([
    ["x · 0", build.mul(a, number(0, a))],
    ["x + 0 (−0 would become 0)", build.add(a, number(0, a))],
    ["x − x", build.sub(a, a)],
    ["x / x", build.div(a, a)],
    ["x / 3", build.div(a, number(3, a))],
    ["x / 2⁻¹⁰⁷⁴", build.div(a, number(2 ** -1074, a))],
    ["−(a − b)", build.neg(build.sub(a, b))],
    ["(a + b) + c", build.add(build.add(a, b), c)],
    ["x = x", build.equal(a, a)],
    ["int32 -> float32 -> int32", build.cast(build.cast(input([4], "int32"), "float32"), "int32")],
    ["float64 -> float32 -> float64", build.cast(build.cast(a, "float32"), "float64")],
    ["rows + columns of equal length", build.add(along(0), along(1))],
    ["product with a transpose that moves free axes", contract(moved, real(4, 5), [], [], [2], [0])],
    ["slice across the parts of concat", build.slice(build.concat([x, y], 1), [0, 2], [2, 4])],
    ["slice with some padding", build.slice(build.pad(x, [1, 0], [0, 0]), [0, 0], [2, 3])],
  ])("%s", (_, node) => {
    expect(simplify(graphOf(node)).outputs).toEqual([node]);
  });
});

describe("simplify", () => {
  it("folds float32 as float32 computes", () => {
    const sum = build.add(constant(0.1, "float32"), constant(0.2, "float32"));
    const [folded] = simplify(graphOf(sum)).outputs;
    expect(folded.attributes.value).toBe(Math.fround(Math.fround(0.1) + Math.fround(0.2)));
  });

  it("leaves exp and its kin to the routines of the backend", () => {
    const node = build.exp(constant(1, "float64"));
    expect(simplify(graphOf(node)).outputs).toEqual([node]);
  });

  it("takes a graph deeper than the call stack", () => {
    let node = real();
    const start = node;
    for (let i = 0; i < 30_000; i++)
      node = i % 2 === 0 ? alias(build.neg(node)) : build.mul(node, constant(1, "float64"));
    const [simple] = simplify(graphOf(node)).outputs;
    expect([start, build.neg(start)]).toContain(simple);
  });

  it("keeps the inputs of the graph, used or not", () => {
    const [used, unused] = [real(2), real(3)];
    const graph = simplify({ inputs: [unused, used], outputs: [alias(used)] });
    expect(graph).toEqual({ inputs: [unused, used], outputs: [used] });
  });
});
