import { expect, it } from "vitest";
import { ROWS } from "../../src/base/shape.ts";
import { print } from "../../src/ir/print.ts";
import { build, constant, input, iota } from "../../src/ops/apply.ts";
import { graphOf, tensor } from "../support/evaluate.ts";

it("prints one line a node", () => {
  const x = input([ROWS, 3], "float32");
  const w = input([3], "float32");
  const dot = build.contract(x, w, { lhsBatch: [], rhsBatch: [], lhsContract: [1], rhsContract: [0] });
  const halved = build.mul(dot, build.scalarLike(0.5, dot));
  expect(print(graphOf(halved, build.sum(halved, [0])))).toMatchInlineSnapshot(`
    "a: float32[rows, 3] = input
    b: float32[3] = input
    c: float32[rows] = contract(a, b) lhsContract=[1] rhsContract=[0]
    d: float32[] = 0.5
    e: float32[rows] = broadcast(d)
    f: float32[rows] = mul(c, e)
    g: float32[] = sum(f) axes=[0]
    return f, g"
  `);
});

it("shows the beginning of arrays, −0, and names after z", () => {
  const long = tensor(Array.from({ length: 20 }, (_, i) => i));
  expect(print(graphOf(long, iota(2), constant(-0, "float64")))).toMatchInlineSnapshot(`
    "a: float64[20] = array data=[0, 1, 2, 3, 4, 5, 6, 7, …]
    b: int32[2] = iota
    c: float64[] = -0
    return a, b, c"
  `);
  let node = input([], "float64");
  for (let i = 0; i < 27; i++) node = build.neg(node);
  expect(print(graphOf(node)).split("\n").slice(-2)).toEqual(["ab: float64[] = neg(aa)", "return ab"]);
});
