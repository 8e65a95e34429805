import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reference } from "../../src/backends/reference/index.ts";
import { wasm } from "../../src/backends/wasm/index.ts";
import type { FloatDType } from "../../src/base/dtype.ts";
import { ROWS, sizeOf } from "../../src/base/shape.ts";
import { type Graph, topological } from "../../src/ir/graph.ts";
import { build, input } from "../../src/ops/apply.ts";
import { Draw, randomGraph } from "./randomGraph.ts";

function inputsFor(graph: Graph, seed: number, rows: number): Float64Array[] {
  const draw = new Draw(seed + 77);
  return graph.inputs.map(({ shape }) => Float64Array.from({ length: sizeOf(shape, rows) }, () => draw.number()));
}

/** Sums may cancel: errors are measured against the largest number that the computation passes through. */
function largestWithin(graph: Graph, inputs: Float64Array[], rows: number): number {
  const nodes = topological(graph.outputs).filter((node) => node.op !== "input");
  const values = reference.compile({ inputs: graph.inputs, outputs: nodes }).run(inputs, rows);
  return Math.max(
    1e-3,
    ...values.map((value) => Array.from(value).reduce((most, x) => Math.max(most, finiteSize(x)), 0)),
  );
}

const finiteSize = (x: number): number => (Number.isFinite(x) ? Math.abs(x) : 0);

function compare(graph: Graph, seed: number, rows: number, tolerance: number): void {
  const inputs = inputsFor(graph, seed, rows);
  const scale = largestWithin(graph, inputs, rows);
  const got = wasm.compile(graph).run(inputs, rows);
  const want = reference.compile(graph).run(inputs, rows);
  want.forEach((value, i) => {
    expect(got[i].length).toBe(value.length);
    value.forEach((x, j) => {
      if (Object.is(x, got[i][j])) return;
      expect(Math.abs(got[i][j] - x) / scale, `output ${i}, element ${j}`).toBeLessThanOrEqual(tolerance);
    });
  });
}

describe("the WebAssembly backend agrees with the reference", () => {
  const cases: [FloatDType, number][] = [
    ["float64", 1e-13],
    ["float32", 2e-5],
  ];
  it.each(cases)("on random graphs in %s", (dtype, tolerance) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 9 }), (seed, rows) => {
        compare(randomGraph(seed, dtype), seed, rows, tolerance);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  const extent = fc.integer({ min: 1, max: 40 });
  it.each(cases)("on matrix products of any size and layout in %s", (dtype, tolerance) => {
    fc.assert(
      fc.property(extent, extent, extent, fc.boolean(), fc.boolean(), fc.boolean(), (m, n, k, left, right, rows) => {
        const lhs = input(left ? [k, m] : [rows ? ROWS : m, k], dtype);
        const rhs = input(right ? [n, k] : [k, n], dtype);
        const product = build.contract(lhs, rhs, {
          lhsBatch: [],
          rhsBatch: [],
          lhsContract: [left ? 0 : 1],
          rhsContract: [right ? 1 : 0],
        });
        compare({ inputs: [lhs, rhs], outputs: [product] }, m * n + k, m, tolerance);
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  it.each(cases)("on products over the rows of a tile in %s", (dtype, tolerance) => {
    fc.assert(
      fc.property(extent, extent, extent, (rows, d, k) => {
        const x = input([ROWS, d], dtype);
        const errors = input([ROWS, k], dtype);
        const one = input([ROWS], dtype);
        const over = { lhsBatch: [], rhsBatch: [], lhsContract: [0], rhsContract: [0] };
        const outputs = [build.contract(x, errors, over), build.contract(x, one, over), build.contract(one, one, over)];
        compare({ inputs: [x, errors, one], outputs }, rows + d, rows, tolerance);
      }),
      { numRuns: 100, seed: 13 },
    );
  });
});
