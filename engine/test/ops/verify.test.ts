import { describe, expect, it } from "vitest";
import type { Node } from "../../src/ir/node.ts";
import { build, input } from "../../src/ops/apply.ts";
import { verify } from "../../src/ops/verify.ts";
import { graphOf } from "../support/evaluate.ts";

const x = input([2, 3], "float64");
const sum = build.sum(build.exp(x), [1]);
const spoiled = (changes: Partial<Node>): Node => ({ ...sum, ...changes });

describe("verify", () => {
  it("returns a graph that is in order", () => {
    const graph = graphOf(sum);
    expect(verify(graph)).toBe(graph);
  });

  it.each<[string, () => unknown]>([
    ["should have the shape [2]", () => verify(graphOf(spoiled({ shape: [3] })))],
    ["should have the dtype float64", () => verify(graphOf(spoiled({ dtype: "float32" })))],
    ["is not interned", () => verify(graphOf(spoiled({})))],
    ["has no row in the table", () => verify(graphOf(spoiled({ op: "summ" })))],
    ["is older than its input", () => verify(graphOf(spoiled({ id: 0 })))],
    ["is used but not among the inputs", () => verify({ inputs: [], outputs: [sum] })],
    ["stands among the inputs but is none", () => verify({ inputs: [x, sum], outputs: [sum] })],
    ["lists one input twice", () => verify({ inputs: [x, x], outputs: [sum] })],
    ["there is no axis 7", () => verify(graphOf(spoiled({ attributes: { axes: [7] } })))],
  ])("says: %s", (problem, check) => {
    expect(check).toThrow(problem);
  });
});
