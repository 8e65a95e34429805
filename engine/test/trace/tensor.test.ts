import { describe, expect, it } from "vitest";
import { DTypeError, OptionError, ShapeError, TracedValueError } from "../../src/base/errors.ts";
import { ROWS } from "../../src/base/shape.ts";
import { array, input } from "../../src/ops/apply.ts";
import { Tensor } from "../../src/trace/tensor.ts";
import { evaluate } from "../support/evaluate.ts";

const known = (data: number[], shape = [data.length], dtype: "float32" | "float64" | "int32" = "float64") =>
  new Tensor(array(data, shape, dtype));
const values = (tensor: Tensor) => evaluate(tensor.node);
const unknown = (shape: number[], dtype: "float32" | "float64" | "int32" | "bool" = "float64") =>
  new Tensor(input(shape, dtype));

describe("arithmetic", () => {
  it("broadcasts as NumPy does", () => {
    const column = known([1, 2], [2, 1]);
    const row = known([10, 20, 30]);
    const table = column.add(row);
    expect(table.shape).toEqual([2, 3]);
    expect(values(table)).toEqual([11, 21, 31, 12, 22, 32]);
    expect(values(known([1, 2, 3, 4], [2, 2]).mul(known([1, 10])))).toEqual([1, 20, 3, 40]);
    expect(unknown([4, 1, 3]).add(unknown([5, 1])).shape).toEqual([4, 5, 3]);
    expect(unknown([0, 3]).add(unknown([1, 3])).shape).toEqual([0, 3]);
  });

  it("broadcasts over symbolic rows", () => {
    const tile = unknown([ROWS, 3]);
    expect(tile.add(unknown([3])).shape).toEqual([ROWS, 3]);
    expect(tile.sub(tile.mean(1, { keepDims: true })).shape).toEqual([ROWS, 3]);
    expect(unknown([1, 3]).add(tile).shape).toEqual([ROWS, 3]);
    expect(() => tile.add(unknown([4, 3]))).toThrow(/\[rows, 3\] and \[4, 3\]/);
  });

  it("gives a number the dtype of the tensor beside it", () => {
    expect(unknown([2], "float32").add(0.1).dtype).toBe("float32");
    expect(values(known([1], [1], "float32").mul(0.1))).toEqual([Math.fround(0.1)]);
    expect(unknown([2], "int32").add(1).dtype).toBe("int32");
    expect(values(known([1, 2]).sub(1))).toEqual([0, 1]);
  });

  it("refuses to convert silently, and says how to convert", () => {
    expect(() => unknown([], "float32").add(unknown([]))).toThrow(DTypeError);
    expect(() => unknown([], "float32").add(unknown([]))).toThrow(/float32 and float64 are not mixed.*cast/);
    expect(() => unknown([], "int32").mul(unknown([]))).toThrow(/cast\(x, "float64"\)/);
    expect(() => unknown([], "int32").add(0.5)).toThrow(/0.5 is not a 32-bit integer/);
    expect(() => unknown([], "bool").equal(1)).toThrow(/truth values/);
    expect(() => unknown([2]).add([1, 2] as unknown as number)).toThrow(/constant\(data, shape\)/);
  });

  it("names shapes that do not fit", () => {
    expect(() => unknown([3]).add(unknown([4]))).toThrow(ShapeError);
    expect(() => unknown([3]).add(unknown([4]))).toThrow("add: shapes [3] and [4] do not fit together");
  });

  it("compares", () => {
    const x = known([1, 2, 3]);
    expect(values(x.less(2))).toEqual([1, 0, 0]);
    expect(values(x.lessEqual(2))).toEqual([1, 1, 0]);
    expect(values(x.greater(2))).toEqual([0, 0, 1]);
    expect(values(x.greaterEqual(2))).toEqual([0, 1, 1]);
    expect(values(x.equal(2))).toEqual([0, 1, 0]);
    expect(values(x.notEqual(2))).toEqual([1, 0, 1]);
    expect(x.less(2).dtype).toBe("bool");
  });
});

describe("reductions", () => {
  const table = known([1, 2, 3, 4, 5, 6], [2, 3]);

  it("fold the axes they are told, all by default", () => {
    expect(values(table.sum())).toEqual([21]);
    expect(values(table.sum(0))).toEqual([5, 7, 9]);
    expect(values(table.sum(-1))).toEqual([6, 15]);
    expect(values(table.max([0, 1]))).toEqual([6]);
    expect(values(table.min(1))).toEqual([1, 4]);
    expect(values(table.mean(0))).toEqual([2.5, 3.5, 4.5]);
    expect(table.sum(1, { keepDims: true }).shape).toEqual([2, 1]);
    expect(table.sum(undefined, { keepDims: true }).shape).toEqual([1, 1]);
  });

  it("count symbolic rows at run time", () => {
    const tile = unknown([ROWS, 2]);
    const mean = tile.mean(0);
    const data = new Map([[tile.node, [1, 2, 3, 4, 5, 9]]]);
    expect(evaluate(mean.node, data, 3)).toEqual([3, 5]);
    expect(evaluate(tile.mean().node, data, 3)).toEqual([4]);
  });

  it("name axes that are not there", () => {
    expect(() => table.sum(2)).toThrow("sum: there is no axis 2 (expected -2 to 1)");
    expect(() => table.sum([0, -2])).toThrow(/axis 0 is given twice/);
    expect(() => unknown([]).sum(0)).toThrow(/a scalar has no axes/);
  });
});

describe("places and shapes", () => {
  const table = known([1, 2, 3, 4, 5, 6], [2, 3]);

  it("slice as arrays do", () => {
    const list = [10, 11, 12, 13, 14];
    const vector = known(list);
    for (const [start, stop] of [[1], [1, 3], [-2], [0, -1], [3, 1], [-9, 9], [2, 2]]) {
      expect(values(vector.slice(start, stop)), `slice(${start}, ${stop})`).toEqual(list.slice(start, stop));
    }
    expect(values(table.slice([0, 1], [2, 3]))).toEqual([2, 3, 5, 6]);
    expect(unknown([ROWS, 3]).slice([0, 1]).shape).toEqual([ROWS, 2]);
    expect(() => unknown([ROWS, 3]).slice(1)).toThrow(ShapeError);
  });

  it("pick elements, from the end too", () => {
    expect(values(table.at(1))).toEqual([4, 5, 6]);
    expect(values(table.at(-1, 0))).toEqual([4]);
    expect(table.at(0, 0).shape).toEqual([]);
    expect(() => table.at(2)).toThrow("at: there is no element 2 on axis 0 (2 elements)");
    expect(() => table.at(0.5)).toThrow(OptionError);
    expect(() => table.at(0, 0, 0)).toThrow(OptionError);
  });

  it("are taken apart along the leading axis", () => {
    const [first, second] = table;
    expect(values(first)).toEqual([1, 2, 3]);
    expect(values(second)).toEqual([4, 5, 6]);
    expect([...table]).toHaveLength(2);
    expect(table).toHaveLength(2);
    expect(() => [...unknown([ROWS, 3])]).toThrow(TracedValueError);
    expect(() => [...unknown([])]).toThrow(TracedValueError);
  });

  it("reshape, inferring one size", () => {
    expect(table.reshape([3, -1]).shape).toEqual([3, 2]);
    expect(unknown([ROWS, 6]).reshape([ROWS, 2, 3]).shape).toEqual([ROWS, 2, 3]);
    expect(() => table.reshape([4, -1])).toThrow(/6 elements/);
    expect(() => table.reshape([-1, -1])).toThrow(ShapeError);
    expect(() => table.reshape([7])).toThrow(ShapeError);
  });

  it("transpose, reversing the axes by default", () => {
    expect(values(table.transpose())).toEqual([1, 4, 2, 5, 3, 6]);
    expect(unknown([2, 3, 4]).transpose([1, 2, 0]).shape).toEqual([3, 4, 2]);
  });
});

describe("a tensor used as a number", () => {
  const x = unknown([]);

  it("says what to write instead", () => {
    const uses: [() => unknown, RegExp][] = [
      [() => (x as unknown as number) > 0, /where\(x.greater\(0\), a, b\)/],
      [() => (x as unknown as number) * 2, /x\.mul\(2\)/],
      [() => (x as unknown as number) + 1, /x\.add\(1\)/],
      [() => Math.exp(x as unknown as number), /exp\(x\)/],
      [() => `${x}`, /x\.shape/],
      [() => JSON.stringify({ x }), /JSON/],
      [() => x.valueOf(), /TracedValueError|number/],
    ];
    for (const [use, message] of uses) {
      expect(use).toThrow(TracedValueError);
      expect(use).toThrow(message);
    }
  });
});
