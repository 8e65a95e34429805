/** The longest chain of a graph, counted by hand. */
import { describe, expect, it } from "vitest";
import { ROWS } from "../../src/base/shape.ts";
import { criticalPath } from "../../src/lower/criticalPath.ts";
import { apply, input } from "../../src/ops/apply.ts";
import { rowFlops } from "../../src/ops/table.ts";
import { graphOf } from "../support/evaluate.ts";

const sum = (node: ReturnType<typeof input>) => apply("sum", [node], { axes: [0] });

describe("critical path", () => {
  it("is one operation for all elements of a result, and nothing for a view", () => {
    const a = input([6, 1000], "float64");
    const product = apply("mul", [a, a]);
    const view = apply("reshape", [product], { shape: [6000] });
    expect(criticalPath(graphOf(product), 1)).toBe(rowFlops("mul"));
    expect(criticalPath(graphOf(view), 1)).toBe(rowFlops("mul"));
  });

  it("is a tree for sums: ⌈log₂ of the terms⌉, of rows as of any other axis", () => {
    for (const [terms, depth] of [
      [1, 0],
      [2, 1],
      [3, 2],
      [8, 3],
      [1000, 10],
    ]) {
      expect(criticalPath(graphOf(sum(input([terms], "float64"))), 1)).toBe(depth);
      expect(criticalPath(graphOf(sum(input([ROWS], "float64"))), terms)).toBe(depth);
    }
  });

  it("is a product and a tree for a contraction", () => {
    const attributes = { lhsBatch: [], rhsBatch: [], lhsContract: [1], rhsContract: [0] };
    const product = apply("contract", [input([ROWS, 5], "float64"), input([5, 7], "float64")], attributes);
    expect(criticalPath(graphOf(product), 64)).toBe(1 + 3);
    expect(criticalPath(graphOf(sum(product)), 64)).toBe(1 + 3 + 6);
  });

  it("is the longer of two ways, not both", () => {
    const [a, b] = [input([4], "float64"), input([4], "float64")];
    const long = apply("exp", [apply("mul", [a, a])]);
    const both = apply("add", [long, apply("neg", [b])]);
    expect(criticalPath(graphOf(both), 1)).toBe(rowFlops("mul") + rowFlops("exp") + rowFlops("add"));
  });
});
