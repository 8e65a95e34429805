/** How each kind of op becomes the same op on a batch: with one more axis, in front, of every batched input. */
import { range } from "../base/shape.ts";
import type { Attributes, Node } from "../ir/node.ts";
import { apply, build, input } from "../ops/apply.ts";
import type { ContractAxes } from "../ops/build.ts";
import type { CustomRule } from "../ops/custom.ts";
import type { Kind } from "../ops/row.ts";
import { rowOf } from "../ops/table.ts";

/** One node whose inputs are batched, except where `undefined`. */
export interface Batching {
  readonly node: Node;
  readonly inputs: readonly (Node | undefined)[];
  readonly size: number;
  /** The whole transformation, for rules that hold graphs of their own. */
  readonly vmapNodes: (outputs: readonly Node[], batches: ReadonlyMap<Node, Node>, size: number) => Node[];
}

/** The node for a batch; at least one of its inputs is batched. */
export const batchedNode = (batching: Batching): Node => rules[rowOf(batching.node).kind](batching);

/** The same value for every example. */
export const repeat = (node: Node, size: number): Node =>
  build.broadcast(
    node,
    [size, ...node.shape],
    range(node.shape.length).map((axis) => axis + 1),
  );

const rules: Readonly<Record<Kind, (batching: Batching) => Node>> = {
  source: ({ node, size }) => repeat(node, size),
  elementwise: (batching) => apply(batching.node.op, allBatched(batching), batching.node.attributes),
  reduce: (batching) => apply(batching.node.op, allBatched(batching), shifted(batching.node.attributes, ["axes"])),
  view: (batching) => apply(batching.node.op, allBatched(batching), batchedView(batching)),
  contract: batchedContract,
  gather: batchedIndexing,
  scatter: batchedIndexing,
  custom: batchedCustom,
};

const allBatched = ({ node, inputs, size }: Batching): Node[] =>
  inputs.map((batched, i) => batched ?? repeat(node.inputs[i], size));

const after = (axes: readonly number[]): number[] => axes.map((axis) => axis + 1);

function shifted(attributes: Attributes, names: readonly string[]): Attributes {
  const moved = names.map((name) => [name, after(attributes[name] as readonly number[])]);
  return { ...attributes, ...Object.fromEntries(moved) };
}
