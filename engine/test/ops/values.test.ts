/** What every elementwise row computes, against the definition written independently here. */
import { describe, expect, it } from "vitest";
import type { DType } from "../../src/base/dtype.ts";
import { ROWS } from "../../src/base/shape.ts";
import { apply, array, build, constant, input, iota } from "../../src/ops/apply.ts";
import { table } from "../../src/ops/table.ts";
import { evaluate, tensor } from "../support/evaluate.ts";

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

const values: Readonly<Record<string, readonly [readonly number[], number][]>> = {
  neg: [
    [[2], -2],
    [[0], -0],
    [[inf], -inf],
  ],
  abs: [
    [[-2], 2],
    [[-0], 0],
    [[nan], nan],
  ],
  sign: [
    [[-3], -1],
    [[7], 1],
    [[0], 0],
    [[-0], -0],
    [[nan], nan],
  ],
  floor: [
    [[-1.5], -2],
    [[1.5], 1],
    [[-0], -0],
  ],
  sqrt: [
    [[9], 3],
    [[2], Math.SQRT2],
    [[-1], nan],
    [[-0], -0],
  ],
  exp: [
    [[0], 1],
    [[1], Math.E],
    [[-inf], 0],
    [[710], inf],
  ],
  expm1: [
    [[1e-20], 1e-20],
    [[-0], -0],
    [[-inf], -1],
  ],
  log: [
    [[1], 0],
    [[Math.E], 1],
    [[0], -inf],
    [[-1], nan],
  ],
  log1p: [
    [[1e-20], 1e-20],
    [[-1], -inf],
    [[-0], -0],
  ],
  sin: [
    [[0], 0],
    [[-0], -0],
    [[inf], nan],
    [[0.5235987755982989], 0.5],
  ],
  cos: [
    [[0], 1],
    [[1.0471975511965976], 0.5],
    [[inf], nan],
  ],
  tanh: [
    [[0.5493061443340549], 0.5],
    [[1000], 1],
    [[-inf], -1],
  ],
  add: [
    [[2, 3], 5],
    [[-0, -0], -0],
    [[-0, 0], 0],
    [[inf, -inf], nan],
  ],
  sub: [
    [[2, 3], -1],
    [[0, 0], 0],
    [[-0, 0], -0],
  ],
  mul: [
    [[2, 3], 6],
    [[-0, 3], -0],
    [[0, inf], nan],
  ],
  div: [
    [[6, 3], 2],
    [[1, -0], -inf],
    [[0, 0], nan],
  ],
  pow: [
    [[2, 10], 1024],
    [[-2, 3], -8],
    [[-2, 0.5], nan],
    [[nan, 0], 1],
    [[1, nan], 1],
    [[-1, inf], 1],
    [[0, -1], inf],
  ],
  maximum: [
    [[2, 3], 3],
    [[-0, 0], 0],
    [[nan, 1], nan],
    [[1, nan], nan],
  ],
  minimum: [
    [[2, 3], 2],
    [[-0, 0], -0],
    [[nan, 1], nan],
  ],
  less: [
    [[1, 2], 1],
    [[2, 2], 0],
    [[nan, 1], 0],
  ],
  lessEqual: [
    [[2, 2], 1],
    [[3, 2], 0],
    [[1, nan], 0],
  ],
  equal: [
    [[2, 2], 1],
    [[0, -0], 1],
    [[nan, nan], 0],
  ],
  notEqual: [
    [[2, 2], 0],
    [[0, -0], 0],
    [[nan, nan], 1],
  ],
  and: [
    [[1, 1], 1],
    [[1, 0], 0],
    [[0, 0], 0],
  ],
  or: [
    [[1, 1], 1],
    [[1, 0], 1],
    [[0, 0], 0],
  ],
  not: [
    [[1], 0],
    [[0], 1],
  ],
  // Words that the finalizer of MurmurHash3 is published with.
  scramble: [
    [[0], 0],
    [[1], 0x514e28b7],
    [[-1], 0x81f16f39 | 0],
  ],
  where: [
    [[1, 2, 3], 2],
    [[0, 2, 3], 3],
  ],
  cast: [[[1.5], 1.5]],
  stopGradient: [[[1.5], 1.5]],
  alias: [[[1.5], 1.5]],
};

const logical = (op: string): boolean => op === "and" || op === "or" || op === "not";
function dtypeOf(op: string, i: number): DType {
  if (op === "scramble") return "int32";
  return logical(op) || (op === "where" && i === 0) ? "bool" : "float64";
}

describe("elementwise rows", () => {
  const rows = Object.values(table).filter((row) => row.kind === "elementwise");

  it.each(rows)("$name", ({ name, arity, wasm, domain }) => {
    expect(values[name].length).toBeGreaterThan(0);
    for (const [given, expected] of values[name]) {
      expect(given).toHaveLength(arity);
      const inputs = given.map((value, i) => tensor([value], [], dtypeOf(name, i)));
      const node = apply(name, inputs, name === "cast" ? { dtype: "float64" } : {});
      expect(evaluate(node)).toEqual([
        Number.isFinite(expected) && expected % 1 !== 0 ? expect.closeTo(expected, 15) : expected,
      ]);
    }
    expect([wasm.float, wasm.routine, wasm.emulate].filter((spelling) => spelling !== undefined)).toHaveLength(1);
    expect([1, arity]).toContain(domain.length);
  });
});

describe("integers, bools and conversions", () => {
  const int = (...data: number[]) => tensor(data, [data.length], "int32");

  it("int32 arithmetic wraps at 2³²", () => {
    expect(evaluate(build.add(int(2147483647), int(1)))).toEqual([-2147483648]);
    expect(evaluate(build.mul(int(123456789), int(987654321)))).toEqual([Math.imul(123456789, 987654321)]);
    expect(evaluate(build.neg(int(-2147483648, 0)))).toEqual([-2147483648, 0]);
    const axes = { lhsBatch: [], rhsBatch: [], lhsContract: [0], rhsContract: [0] };
    expect(evaluate(build.contract(int(65536, 3), int(65536, 5), axes))).toEqual([15]);
  });

  it.each<[DType, number[]]>([
    ["int32", [1, -1, 2147483647, -2147483648, 0, 0]],
    ["float32", [1.7, -1.7, 1e10, -Infinity, NaN, -0].map(Math.fround)],
    ["bool", [1, 1, 1, 1, 1, 0]],
  ])("float64 to %s", (dtype, expected) => {
    expect(evaluate(build.cast(tensor([1.7, -1.7, 1e10, -Infinity, NaN, -0]), dtype))).toEqual(expected);
  });

  it("a constant is what its dtype stores", () => {
    expect(constant(0.1, "float32").attributes.value).toBe(Math.fround(0.1));
    expect(constant(2 ** 31, "int32").attributes.value).toBe(-2147483648);
    expect(constant(-3, "bool").attributes.value).toBe(1);
    expect(constant(-0, "float64")).not.toBe(constant(0, "float64"));
  });

  it("sources give their numbers", () => {
    expect(evaluate(iota(4))).toEqual([0, 1, 2, 3]);
    expect(evaluate(array([1, 2, 3, 4], [2, 2], "float32"))).toEqual([1, 2, 3, 4]);
  });
});

describe("nodes", () => {
  it("that are alike are the same, but for inputs and aliases", () => {
    const x = input([2], "float64");
    expect(build.exp(x)).toBe(build.exp(x));
    expect(input([2], "float64")).not.toBe(x);
  });
});

describe("what does not fit is refused by name", () => {
  const x = input([2, 3], "float64");
  const v = input([3], "float64");
  const i = input([3], "int32");
  const t = input([3], "bool");
  const rows = input([ROWS, 3], "float64");
  const axes = (lhsContract: number[], rhsContract: number[], lhsBatch: number[] = [], rhsBatch: number[] = []) => ({
    lhsBatch,
    rhsBatch,
    lhsContract,
    rhsContract,
  });

  it.each<[string, () => unknown, RegExp]>([
    ["add", () => build.add(x, v), /^add: shapes must be equal; given \[2, 3\] and \[3\]\.$/],
    ["add", () => apply("add", [x]), /^add: takes 2 inputs, not 1; given \[2, 3\]\.$/],
    ["less", () => build.less(x, rows), /given \[2, 3\] and \[rows, 3\]/],
    ["sum", () => build.sum(x, [2]), /^sum: there is no axis 2 in 2 dimensions/],
    ["sum", () => apply("sum", [x], { axes: [1, 0] }), /must be ascending/],
    ["sum", () => build.sum(x, [1, 1]), /one axis twice/],
    ["reshape", () => build.reshape(x, [4]), /^reshape: cannot become \[4\]: not as many elements; given \[2, 3\]/],
    ["reshape", () => build.reshape(rows, [6]), /cannot become \[6\]/],
    ["reshape", () => build.reshape(rows, [ROWS, ROWS]), /at most one dimension of rows/],
    ["reshape", () => build.reshape(x, [-2, -3]), /sizes must be integers from 0/],
    ["transpose", () => build.transpose(x, [1]), /must name every axis once/],
    ["broadcast", () => build.broadcast(v, [3, 4], [1]), /^broadcast: does not lie on axes \[1\] of \[3, 4\]/],
    ["slice", () => build.slice(x, [0, 1], [2, 4]), /^slice: from \[0,1\] to \[2,4\] is outside the shape/],
    ["slice", () => build.slice(x, [0], [2]), /one start and one stop per axis/],
    ["slice", () => build.slice(rows, [1, 0], [2, 3]), /rows of a tile cannot be cut/],
    ["pad", () => build.pad(rows, [1, 0], [0, 0]), /rows of a tile cannot be padded/],
    ["pad", () => build.pad(x, [-1, 0], [0, 0]), /from 0/],
    ["flip", () => build.flip(rows, [0]), /rows of a tile have no order/],
    ["concat", () => build.concat([x, input([3, 3], "float64")], 1), /sizes may differ along axis 1 only/],
    ["concat", () => build.concat([rows, rows], 0), /which is not the rows/],
    [
      "contract",
      () => build.contract(x, v, axes([0], [0])),
      /contracted axes \[0\] and \[0\] must have equal sizes, not \[2\] and \[3\]/,
    ],
    ["contract", () => build.contract(x, v, axes([1], [0], [0], [0])), /one axis twice/],
    ["contract", () => build.contract(rows, rows, axes([1], [1])), /at most one dimension of rows/],
    ["gather", () => build.gather(v, i, 1), /there is no axis 1 to pick from|no axis/],
    ["gather", () => build.gather(x, i, 1), /the first 1 axes must be equal/],
    ["scatterAdd", () => build.scatterAdd(x, i, 0, 4), /must begin with the axes of the index/],
    ["array", () => array([1, 2], [3], "float64"), /^array: 2 elements do not fill the shape; given \[3\]/],
  ])("%s: shapes %#", (op, make, message) => {
    expect(make).toThrow(message);
    expect(make).toThrow(
      expect.objectContaining({ name: "ShapeError", code: "shape-mismatch", details: expect.objectContaining({ op }) }),
    );
  });

  it.each<[string, () => unknown, RegExp]>([
    ["add", () => build.add(v, i), /^add: expected numbers of one dtype; given float64 and int32\. Convert with cast/],
    ["add", () => build.add(t, t), /expected numbers/],
    ["add", () => build.add(v, input([3], "float32")), /float64 and float32/],
    ["div", () => build.div(i, i), /^div: expected floats of one dtype; given int32 and int32/],
    ["exp", () => build.exp(i), /expected floats/],
    ["and", () => build.and(t, v), /expected bool/],
    ["less", () => build.less(t, t), /expected numbers/],
    ["equal", () => build.equal(v, i), /two equal dtypes/],
    ["where", () => build.where(v, v, v), /a bool and two equal dtypes/],
    ["sum", () => build.sum(t, [0]), /expected numbers/],
    ["concat", () => build.concat([v, i], 0), /equal dtypes/],
    ["gather", () => build.gather(v, v, 0), /an int32 index/],
  ])("%s: dtypes %#", (op, make, message) => {
    expect(make).toThrow(message);
    expect(make).toThrow(
      expect.objectContaining({ name: "DTypeError", code: "dtype-mismatch", details: expect.objectContaining({ op }) }),
    );
  });
});
