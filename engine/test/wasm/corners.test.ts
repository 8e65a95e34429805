/** Corners of kernels: narrow values beside wide ones, integers, infinities. */
import { describe, expect, it } from "vitest";
import { reference } from "../../src/backends/reference/index.ts";
import { Heap } from "../../src/backends/wasm/heap.ts";
import { wasm } from "../../src/backends/wasm/index.ts";
import { ROWS } from "../../src/base/shape.ts";
import type { Graph } from "../../src/ir/graph.ts";
import { apply, build, input } from "../../src/ops/apply.ts";

function expectSame(graph: Graph, inputs: ArrayLike<number>[], rows = 1): void {
  const got = wasm.compile(graph).run(inputs, rows);
  const want = reference.compile(graph).run(inputs, rows);
  expect(got.map((values) => [...values])).toEqual(want.map((values) => [...values]));
}

describe.each([1, 2, 3, 5, 8])("%i rows or columns", (n) => {
  it("fold 32-bit numbers made from 64-bit ones", () => {
    const x = input([ROWS], "float64");
    const whole = apply("cast", [build.neg(x)], { dtype: "int32" });
    const narrow = apply("cast", [build.neg(x)], { dtype: "float32" });
    const outputs = [build.max(whole, [0]), build.max(narrow, [0]), build.sum(whole, [0])];
    const numbers = Float64Array.from({ length: n }, (_, i) => i + 1);
    expectSame({ inputs: [x], outputs }, [numbers], n);
  });

  it("multiply matrices of integers", () => {
    const a = input([n, 3], "int32");
    const b = input([3, n], "int32");
    const pairs = { lhsBatch: [], rhsBatch: [] };
    const outputs = [
      build.contract(a, b, { ...pairs, lhsContract: [1], rhsContract: [0] }),
      build.contract(a, b, { ...pairs, lhsContract: [0], rhsContract: [1] }),
    ];
    const counted = Int32Array.from({ length: 3 * n }, (_, i) => 7 * i - 5);
    expectSame({ inputs: [a, b], outputs }, [counted, counted]);
  });
});

it("a long sum with an infinite term is infinite, with both infinities it is NaN", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const x = input([1000], dtype);
    const numbers = new Float64Array(1000).fill(1);
    numbers[500] = Infinity;
    const graph = { inputs: [x], outputs: [build.sum(x, [0])] };
    expectSame(graph, [numbers]);
    numbers[501] = -Infinity;
    expectSame(graph, [numbers]);
  }
});

it("no two regions share an address, not even empty ones", () => {
  const memory = new Heap();
  expect(new Set([memory.allocate(0), memory.allocate(0), memory.allocate(8)]).size).toBe(3);
});
