/** Laws of every elementwise op, made from the table: they ask what a row says of itself. */
import type { Shape } from "../../base/shape.ts";
import { sameShape } from "../../base/shape.ts";
import type { Node } from "../../ir/node.ts";
import { numberOf } from "../../ir/number.ts";
import type { Rule } from "../../ir/rewrite.ts";
import { $, p } from "../../ir/rewrite.ts";
import { build, rebuild } from "../../ops/apply.ts";
import { stored } from "../../ops/build.ts";
import type { ElementwiseRow } from "../../ops/row.ts";
import { table } from "../../ops/table.ts";

/** Computes what is known. Only correctly rounded ops: of others, hosts may give different bits. */
const fold = (row: ElementwiseRow): Rule => ({
  why: `${row.name} of numbers is a number`,
  pattern: p(row.name),
  replace: (_, { inputs, shape, dtype }) => {
    const values = inputs.map(numberOf).filter((value) => value !== undefined);
    if (values.length < inputs.length) return null;
    const evaluate = row.evaluateAs?.[dtype] ?? row.evaluate;
    return build.full(stored(evaluate(...values), dtype), shape, dtype);
  },
});

/** Numbers stand on the right, so other rules look for them there only. */
const numberLast = (row: ElementwiseRow): Rule => ({
  why: `${row.name}(number, x) = ${row.name}(x, number)`,
  pattern: p(row.name, $("number"), $("x")),
  replace: ({ number, x }, node) =>
    numberOf(number) !== undefined && numberOf(x) === undefined ? rebuild(node, [x, number]) : null,
});

/** Elements that are repeated are computed once and then repeated. */
const beforeBroadcast = (row: ElementwiseRow): Rule => ({
  why: `${row.name}(broadcast(x), …) = broadcast(${row.name}(x, …))`,
  pattern: p(row.name),
  replace: (_, node) => {
    const repeated = node.inputs.find((input) => input.op === "broadcast" && numberOf(input) === undefined);
    const pattern = repeated ?? node.inputs.find((input) => input.op === "broadcast");
    if (pattern === undefined) return null;
    const inner = node.inputs.map((input) => beneath(input, pattern));
    if (inner.some((input) => input === null)) return null;
    const once = rebuild(
      node,
      inner.filter((input) => input !== null),
    );
    return build.broadcast(once, node.shape, pattern.attributes.axes as Shape);
  },
});

/** What is repeated in `node`, provided that it is repeated as in `pattern`; null otherwise. */
function beneath(node: Node, pattern: Node): Node | null {
  const number = numberOf(node);
  const { shape } = pattern.inputs[0];
  if (number !== undefined) return build.full(number, shape, node.dtype);
  const alike =
    node.op === "broadcast" &&
    sameShape(node.inputs[0].shape, shape) &&
    sameShape(node.attributes.axes as Shape, pattern.attributes.axes as Shape);
  return alike ? node.inputs[0] : null;
}

const rows = Object.values(table).filter((row) => row.kind === "elementwise");

export const elementwise: readonly Rule[] = [
  ...rows.filter((row) => row.exact).map(fold),
  ...rows.map(beforeBroadcast),
  ...rows.filter((row) => row.commutative).map(numberLast),
];
