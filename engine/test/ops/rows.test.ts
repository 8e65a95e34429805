/** The rows of a tile stay the leading axis of whatever the reverse rules build: kernels run along them. */
import { expect, it } from "vitest";
import { ROWS } from "../../src/base/shape.ts";
import { topological } from "../../src/ir/graph.ts";
import type { Node } from "../../src/ir/node.ts";
import { build, input } from "../../src/ops/apply.ts";
import { backward } from "../support/evaluate.ts";

const matmul = (a: Node, b: Node): Node =>
  build.contract(a, b, { lhsBatch: [], rhsBatch: [], lhsContract: [1], rhsContract: [0] });

it("in a two-layer model, its gradient, and the gradient of that", () => {
  const x = input([ROWS, 4], "float64");
  const w1 = input([4, 3], "float64");
  const w2 = input([3, 2], "float64");
  const loss = build.sum(build.tanh(matmul(build.tanh(matmul(x, w1)), w2)), [0, 1]);
  const first = backward(loss, build.scalarLike(1, loss), [w1, w2]);
  expect(first.map((node) => node.shape)).toEqual([
    [4, 3],
    [3, 2],
  ]);
  const norm = first.map((node) => build.sum(build.mul(node, node), [0, 1])).reduce(build.add);
  const second = backward(norm, build.scalarLike(1, norm), [w1, w2, x]);
  for (const node of topological([...first, ...second])) expect(node.shape.indexOf(ROWS)).toBeLessThanOrEqual(0);
  expect(topological(second).some((node) => node.op === "transpose")).toBe(false);
});

it("in a product over a middle axis", () => {
  const x = input([ROWS, 4, 5], "float64");
  const w = input([4, 3], "float64");
  const product = build.contract(x, w, { lhsBatch: [], rhsBatch: [], lhsContract: [1], rhsContract: [0] });
  const loss = build.sum(build.tanh(product), [0, 1, 2]);
  const [byX, byW] = backward(loss, build.scalarLike(1, loss), [x, w]);
  const second = backward(byW, byW, [x, w]);
  for (const node of topological([byX, ...second])) expect(node.shape.indexOf(ROWS)).toBeLessThanOrEqual(0);
});

it("and a batched product needs no transposition for its gradient", () => {
  const [a, b] = [input([7, 2, 3], "float64"), input([7, 3, 4], "float64")];
  const product = build.contract(a, b, { lhsBatch: [0], rhsBatch: [0], lhsContract: [2], rhsContract: [1] });
  const gradients = backward(product, build.tanh(product), [a, b]);
  expect(topological(gradients).some((node) => node.op === "transpose")).toBe(false);
});
