import { describe, expect, it } from "vitest";
import { reference } from "../../src/backends/reference/index.ts";
import { interpret } from "../../src/backends/reference/interpret.ts";
import { ROWS, range, sizeOf } from "../../src/base/shape.ts";
import { apply, build, constant, input } from "../../src/ops/apply.ts";
import { drawn, evaluate, graphOf, random, tensor } from "../support/evaluate.ts";

const counting = (...shape: number[]) => tensor(range(sizeOf(shape)), shape);
const index = (...data: number[]) => tensor(data, [data.length], "int32");

describe("views", () => {
  it.each([
    ["reshape", build.reshape(counting(2, 3), [3, 2]), [0, 1, 2, 3, 4, 5]],
    ["transpose", build.transpose(counting(2, 3), [1, 0]), [0, 3, 1, 4, 2, 5]],
    ["transpose, cyclic", build.transpose(counting(2, 1, 3), [2, 0, 1]), [0, 3, 1, 4, 2, 5]],
    ["broadcast rows", build.broadcast(counting(2), [3, 2], [1]), [0, 1, 0, 1, 0, 1]],
    ["broadcast columns", build.broadcast(counting(2), [2, 3], [0]), [0, 0, 0, 1, 1, 1]],
    ["slice", build.slice(counting(3, 3), [1, 0], [3, 2]), [3, 4, 6, 7]],
    ["pad", build.pad(counting(1, 2), [1, 0], [0, 1]), [0, 0, 0, 0, 1, 0]],
    ["flip", build.flip(counting(2, 2), [1]), [1, 0, 3, 2]],
    ["concat", build.concat([counting(2, 1), counting(2, 2)], 1), [0, 0, 1, 1, 2, 3]],
    ["concat of three", build.concat([counting(1), counting(2), counting(1)], 0), [0, 0, 1, 0]],
  ])("%s", (_, node, expected) => {
    expect(evaluate(node)).toEqual(expected);
  });
});

describe("reductions", () => {
  it.each([
    ["sum", [3, 12], [12]],
    ["max", [2, 5], [5]],
    ["min", [0, 3], [3]],
  ] as const)("%s", (op, rows, nested) => {
    expect(evaluate(build[op](counting(2, 3), [1]))).toEqual(rows);
    expect(evaluate(build[op](build[op](counting(2, 3), [1]), [0]))).toEqual(
      op === "sum" ? [15] : op === "min" ? [0] : nested,
    );
  });

  it("over nothing give the identity, and over one element that element", () => {
    expect(["sum", "max", "min"].map((op) => evaluate(apply(op, [counting(0)], { axes: [0] }))[0])).toEqual([
      0,
      -Infinity,
      Infinity,
    ]);
    expect(evaluate(build.max(tensor([], [0], "int32"), [0]))).toEqual([-2147483648]);
    expect(evaluate(build.sum(tensor([-0]), [0]))).toEqual([-0]);
  });

  it("let NaN through", () => {
    expect(evaluate(build.max(tensor([1, Number.NaN, 2]), [0]))).toEqual([Number.NaN]);
  });
});

describe("contract", () => {
  const axes = (lhsBatch: number[], rhsBatch: number[], lhsContract: number[], rhsContract: number[]) => ({
    lhsBatch,
    rhsBatch,
    lhsContract,
    rhsContract,
  });

  it("is the matrix product", () => {
    expect(evaluate(build.contract(counting(2, 3), counting(3, 2), axes([], [], [1], [0])))).toEqual([10, 13, 28, 40]);
  });

  it("is what its formula says, for batch and several contracted axes in any order", () => {
    const next = random(5);
    const [a, b] = [drawn(next, [2, 3, 4, 5], [-1, 1]), drawn(next, [5, 2, 6, 3], [-1, 1])];
    const node = build.contract(tensor(a, [2, 3, 4, 5]), tensor(b, [5, 2, 6, 3]), axes([3], [0], [1, 0], [3, 1]));
    expect(node.shape).toEqual([5, 4, 6]);
    const expected = range(5).flatMap((p) =>
      range(4).flatMap((q) =>
        range(6).map((r) => {
          let sum = 0;
          for (let i = 0; i < 2; i++) {
            for (let j = 0; j < 3; j++) {
              sum += a[((i * 3 + j) * 4 + q) * 5 + p] * b[((p * 2 + i) * 6 + r) * 3 + j];
            }
          }
          return expect.closeTo(sum, 12);
        }),
      ),
    );
    expect(evaluate(node)).toEqual(expected);
  });
});

describe("gather and scatterAdd", () => {
  it("pick and add, and treat an index outside as stated", () => {
    expect(evaluate(build.gather(counting(3, 2), index(2, 0, 3, -1), 0))).toEqual([4, 5, 0, 1, NaN, NaN, NaN, NaN]);
    expect(evaluate(build.gather(tensor([7, 8], [2], "int32"), index(1, 2), 0))).toEqual([8, 0]);
    expect(evaluate(build.scatterAdd(counting(4), index(1, 1, 5, -1), 0, 3))).toEqual([0, 1, 0]);
    const perBatch = tensor([0, 3, 1, -1], [2, 2], "int32");
    expect(evaluate(build.scatterAdd(tensor([1, 2, 3, 4], [2, 2]), perBatch, 1, 3))).toEqual([1, 0, 0, 0, 3, 0]);
    expect(evaluate(build.gather(counting(2, 3), index(2, 0), 1))).toEqual([2, 3]);
    expect(evaluate(build.scatterAdd(counting(2, 2), index(2, 0), 0, 3))).toEqual([2, 3, 0, 0, 0, 1]);
  });

  it("are adjoint: ⟨gather(x), y⟩ = ⟨x, scatterAdd(y)⟩", () => {
    const next = random(9);
    const picks = tensor(drawn(next, [2, 3, 2], [0, 4]).map(Math.floor), [2, 3, 2], "int32");
    const x = drawn(next, [2, 4, 5], [-1, 1]);
    const y = drawn(next, [2, 3, 2, 5], [-1, 1]);
    const picked = evaluate(build.gather(tensor(x, [2, 4, 5]), picks, 1));
    const added = evaluate(build.scatterAdd(tensor(y, [2, 3, 2, 5]), picks, 1, 4));
    const inner = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, v, i) => sum + v * b[i], 0);
    expect(inner(picked, y)).toBeCloseTo(inner(x, added), 12);
  });
});

describe("the backend", () => {
  const x = input([ROWS, 2], "float32");
  const y = input([ROWS], "float32");
  const graph = graphOf(build.add(build.sum(x, [1]), y), build.less(y, build.scalarLike(2, y)));

  it("runs any number of rows and gives arrays of the outputs' dtypes", () => {
    const executable = reference.compile(graph);
    const run = executable.run([Float32Array.of(1, 2, 3, 4), [1, 10]], 2);
    expect(run).toEqual([Float32Array.of(4, 17), Int32Array.of(1, 0)]);
    expect(executable.run([[0.1, 0.2], [0]], 1)).toEqual([Float32Array.of(Math.fround(0.1 + 0.2)), Int32Array.of(1)]);
  });

  it("reads the rows off the inputs when they are not given", () => {
    const values = [
      { shape: [2, 2], dtype: "float32" as const, data: [1, 2, 3, 4] },
      { shape: [2], dtype: "float32" as const, data: [1, 10] },
    ];
    expect(interpret(graph, values)[0]).toEqual({ shape: [2], dtype: "float32", data: Float64Array.of(4, 17) });
  });

  it("refuses inputs of another length, and graphs that hide an input", () => {
    expect(() => reference.compile(graph).run([[1, 2, 3], [1]], 1)).toThrow(
      "Input 0 has 3 elements; its shape [1, 2] needs 2.",
    );
    expect(() => interpret({ inputs: [], outputs: [y] }, [], 1)).toThrow("an input that it does not list");
  });

  it("does not change its inputs and returns arrays of its own", () => {
    const z = input([2], "float64");
    const given = Float64Array.of(1, 2);
    const [same] = reference.compile({ inputs: [z], outputs: [z, z] }).run([given]);
    same[0] = 5;
    expect(given[0]).toBe(1);
    expect(reference.compile(graphOf(constant(3, "float64"))).run([])).toEqual([Float64Array.of(3)]);
  });
});
