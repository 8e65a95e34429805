import { describe, expect, it } from "vitest";
import { DTypeError, OptionError, ShapeError } from "../../src/base/errors.ts";
import { ROWS } from "../../src/base/shape.ts";
import { input } from "../../src/ops/apply.ts";
import * as math from "../../src/trace/math.ts";
import { Tensor } from "../../src/trace/tensor.ts";
import { evaluate } from "../support/evaluate.ts";

const values = (tensor: Tensor) => evaluate(tensor.node);
const table = math.constant([1, 2, 3, 4, 5, 6], [2, 3]);
const tile = new Tensor(input([ROWS, 3], "float32"));

describe("shaping", () => {
  it("puts tensors together", () => {
    expect(values(math.concat([table, table], 1))).toEqual([1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6]);
    expect(math.concat([tile, tile], -1).shape).toEqual([ROWS, 6]);
    expect(math.stack([table, table], 1).shape).toEqual([2, 2, 3]);
    expect(values(math.stack([table.at(0), table.at(1)], 1))).toEqual([1, 4, 2, 5, 3, 6]);
    expect(values(math.stack([1, table.at(0, 1)]))).toEqual([1, 2]);
    expect(math.stack([0, tile.sum()]).dtype).toBe("float32");
    expect(() => math.stack([table, table.at(0)])).toThrow(/\[2, 3\] and \[3\]/);
    expect(() => math.concat([])).toThrow(OptionError);
  });

  it("pads and turns", () => {
    expect(values(math.pad(table.at(0), [1], [2]))).toEqual([0, 1, 2, 3, 0, 0]);
    expect(values(math.flip(table, 1))).toEqual([3, 2, 1, 6, 5, 4]);
    expect(values(math.flip(table))).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it("adds and drops axes of size 1", () => {
    expect(math.expandDims(tile, 1).shape).toEqual([ROWS, 1, 3]);
    expect(math.expandDims(tile, -1).shape).toEqual([ROWS, 3, 1]);
    expect(math.squeeze(math.expandDims(tile, 0)).shape).toEqual([ROWS, 3]);
    expect(() => math.squeeze(tile, 1)).toThrow(ShapeError);
    expect(values(math.broadcastTo(2, [2]))).toEqual([2, 2]);
    expect(() => math.broadcastTo(table, [3])).toThrow(ShapeError);
  });

  it("one-hot rows, from integers and floats", () => {
    const ids = math.constant([2, 0, 9], [3], "int32");
    expect(values(math.oneHot(ids, 3))).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 0]);
    expect(values(math.oneHot(ids.cast("float64"), 3))).toEqual(values(math.oneHot(ids, 3)));
    expect(math.oneHot(ids, 3, "float32").dtype).toBe("float32");
    expect(math.oneHot(ids.at(0), 4).shape).toEqual([4]);
    expect(() => math.oneHot(ids, 0)).toThrow(OptionError);
  });

  it("where broadcasts all three", () => {
    const row = math.constant([1, 0, 1], [3], "bool");
    expect(values(math.where(row, table, 0))).toEqual([1, 0, 3, 4, 0, 6]);
    expect(math.where(math.constant([1, 0], [2, 1], "bool"), 1, math.constant([5, 6], [2])).shape).toEqual([2, 2]);
    expect(() => math.where(table, 1, 2)).toThrow(DTypeError);
  });

  it("logic", () => {
    const [a, b] = [math.constant([0, 0, 1, 1], [4], "bool"), math.constant([0, 1, 0, 1], [4], "bool")];
    expect(values(math.logicalAnd(a, b))).toEqual([0, 0, 0, 1]);
    expect(values(math.logicalOr(a, b))).toEqual([0, 1, 1, 1]);
    expect(values(math.logicalNot(a))).toEqual([1, 1, 0, 0]);
  });

  it("constants are copied, so a later change of the array is not seen", () => {
    const data = [1, 2];
    const tensor = math.constant(data, [2]);
    data[0] = 9;
    expect(values(tensor)).toEqual([1, 2]);
  });
});
