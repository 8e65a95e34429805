import { describe, expect, it } from "vitest";
import { ShapeError } from "../../src/base/errors.ts";
import { sizeOf } from "../../src/base/shape.ts";
import { array } from "../../src/ops/apply.ts";
import { contract, gather, outer, takeAlong } from "../../src/trace/linear.ts";
import { Tensor } from "../../src/trace/tensor.ts";
import { drawn, evaluate, random } from "../support/evaluate.ts";

/** Elements of a broadcast batch of matrix products, from the definition. */
function product(a: number[], b: number[], [m, k, n]: number[], batchA: number[], batchB: number[]): number[] {
  return batchA.flatMap((fromA, t) =>
    Array.from({ length: m * n }, (_, place) => {
      const [i, j] = [Math.floor(place / n), place % n];
      let sum = 0;
      for (let l = 0; l < k; l++) sum += a[fromA * m * k + i * k + l] * b[batchB[t] * k * n + l * n + j];
      return sum;
    }),
  );
}

describe("matmul", () => {
  const next = random(5);
  const made = (shape: number[]) => {
    const data = drawn(next, shape, [-2, 2]);
    return { data, tensor: new Tensor(array(data, shape, "float64")) };
  };
  const cases: [number[], number[], number[], number[], number[], number[]][] = [
    // shape of a, of b, of the result, [m, k, n], batch index in a, in b
    [[3], [3], [], [1, 3, 1], [0], [0]],
    [[3], [3, 2], [2], [1, 3, 2], [0], [0]],
    [[2, 3], [3], [2], [2, 3, 1], [0], [0]],
    [[2, 3], [3, 4], [2, 4], [2, 3, 4], [0], [0]],
    [
      [2, 2, 3],
      [3, 4],
      [2, 2, 4],
      [2, 3, 4],
      [0, 1],
      [0, 0],
    ],
    [
      [2, 3],
      [2, 3, 4],
      [2, 2, 4],
      [2, 3, 4],
      [0, 0],
      [0, 1],
    ],
    [[3], [2, 3, 4], [2, 4], [1, 3, 4], [0, 0], [0, 1]],
    [[2, 2, 3], [3], [2, 2], [2, 3, 1], [0, 1], [0, 0]],
    [
      [2, 2, 3],
      [2, 3, 2],
      [2, 2, 2],
      [2, 3, 2],
      [0, 1],
      [0, 1],
    ],
    [
      [2, 1, 2, 3],
      [3, 3, 2],
      [2, 3, 2, 2],
      [2, 3, 2],
      [0, 0, 0, 1, 1, 1],
      [0, 1, 2, 0, 1, 2],
    ],
  ];
  it.each(cases)("of %j and %j has shape %j", (shapeA, shapeB, shape, sizes, batchA, batchB) => {
    const [a, b] = [made(shapeA), made(shapeB)];
    const result = a.tensor.matmul(b.tensor);
    expect(result.shape).toEqual(shape);
    const expected = product(a.data, b.data, sizes, batchA, batchB);
    expect(sizeOf(shape)).toBe(expected.length);
    for (const [i, value] of evaluate(result.node).entries()) expect(value).toBeCloseTo(expected[i], 12);
  });

  it("names shapes that are no product", () => {
    expect(() => made([2, 3]).tensor.matmul(made([2, 3]).tensor)).toThrow(ShapeError);
    expect(() => made([2, 3]).tensor.matmul(made([2, 3]).tensor)).toThrow(/\[2, 3\] times \[2, 3\]/);
    expect(() => made([3]).tensor.matmul(made([]).tensor)).toThrow(/with mul/);
  });
});

describe("contract, gather, takeAlong", () => {
  const table = new Tensor(array([1, 2, 3, 4, 5, 6], [2, 3], "float64"));
  const ids = (data: number[], shape = [data.length]) => new Tensor(array(data, shape, "int32"));

  it("contract pairs axes", () => {
    const rows = contract(table, table, { lhsBatch: [0], rhsBatch: [0], lhsContract: [1], rhsContract: [1] });
    expect(evaluate(rows.node)).toEqual([14, 77]);
    expect(evaluate(outer(table.at(0), table.at(1).slice(0, 2)).node)).toEqual([4, 5, 8, 10, 12, 15]);
  });

  it("gather puts the axes of the index where the axis was", () => {
    expect(evaluate(gather(table, ids([1, 0, 1])).node)).toEqual([4, 5, 6, 1, 2, 3, 4, 5, 6]);
    const columns = gather(table, ids([2, 0, 0, 1], [2, 2]), 1);
    expect(columns.shape).toEqual([2, 2, 2]);
    expect(evaluate(columns.node)).toEqual([3, 1, 1, 2, 6, 4, 4, 5]);
    expect(evaluate(gather(table, ids([1]).at(0), 1).node)).toEqual([2, 5]);
    expect(evaluate(gather(table, ids([7]), 0).node)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it("takeAlong picks in each line", () => {
    expect(evaluate(takeAlong(table, ids([2, 0], [2, 1])).node)).toEqual([3, 4]);
    expect(evaluate(takeAlong(table, ids([1, 0, 1], [1, 3]), 0).node)).toEqual([4, 2, 6]);
  });
});
