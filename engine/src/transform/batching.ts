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

const list = (attributes: Attributes, name: string): readonly number[] => attributes[name] as readonly number[];

/** The attributes of each view once there is an axis more in front, which the view leaves as it is. */
const views: Readonly<Record<string, (attributes: Attributes, size: number) => Attributes>> = {
  reshape: (attributes, size) => ({ shape: [size, ...list(attributes, "shape")] }),
  transpose: (attributes) => ({ permutation: [0, ...after(list(attributes, "permutation"))] }),
  broadcast: (attributes, size) => ({
    shape: [size, ...list(attributes, "shape")],
    axes: [0, ...after(list(attributes, "axes"))],
  }),
  slice: (attributes, size) => ({
    starts: [0, ...list(attributes, "starts")],
    stops: [size, ...list(attributes, "stops")],
  }),
  pad: (attributes) => ({ before: [0, ...list(attributes, "before")], after: [0, ...list(attributes, "after")] }),
  flip: (attributes) => shifted(attributes, ["axes"]),
  concat: (attributes) => ({ axis: (attributes.axis as number) + 1 }),
};

const batchedView = ({ node, size }: Batching): Attributes => views[node.op](node.attributes, size);

/**
 * Both batched: one more batch axis. One batched: its new axis is a free axis; that operand goes to the left, so that
 * the axis leads the result as it comes (W·x becomes X·Wᵀ, without a transposition).
 */
function batchedContract({ node, inputs: [left, right], size }: Batching): Node {
  const [lhs, rhs] = node.inputs;
  const axes = node.attributes as ContractAxes;
  const { lhsBatch, rhsBatch, lhsContract, rhsContract } = axes;
  if (lhsBatch.length > 0 || (left !== undefined && right !== undefined)) {
    return build.contract(left ?? repeat(lhs, size), right ?? repeat(rhs, size), {
      lhsBatch: [0, ...after(lhsBatch)],
      rhsBatch: [0, ...after(rhsBatch)],
      lhsContract: after(lhsContract),
      rhsContract: after(rhsContract),
    });
  }
  const none = { lhsBatch, rhsBatch };
  if (left !== undefined) return build.contract(left, rhs, { ...none, lhsContract: after(lhsContract), rhsContract });
  const swapped = build.contract(right ?? rhs, lhs, {
    ...none,
    lhsContract: after(rhsContract),
    rhsContract: lhsContract,
  });
  // Now [size, free of rhs, free of lhs]; wanted is [size, free of lhs, free of rhs].
  const lhsFree = lhs.shape.length - lhsContract.length;
  const rhsFree = rhs.shape.length - rhsContract.length;
  const lhsAxes = range(lhsFree).map((axis) => 1 + rhsFree + axis);
  return build.transpose(swapped, [0, ...lhsAxes, ...after(range(rhsFree))]);
}

/** The new axes of value and index are paired. A gather from one x for all indices needs no copies of x. */
function batchedIndexing(batching: Batching): Node {
  const { node, inputs } = batching;
  const batch = node.attributes.batch as number;
  const [value, index] = inputs;
  const oneSource = rowOf(node).kind === "gather" && batch === 0 && value === undefined && index !== undefined;
  if (oneSource) return apply(node.op, [node.inputs[0], index], node.attributes);
  return apply(node.op, allBatched(batching), { ...node.attributes, batch: batch + 1 });
}

/** The rule of the batch is the batch of the rule. */
function batchedCustom(batching: Batching): Node {
  const { node, size, vmapNodes } = batching;
  const rule = node.attributes.rule as CustomRule;
  const onBatch: CustomRule = (cotangent, batched) => {
    const singles = node.inputs.map(({ shape, dtype }) => input(shape, dtype));
    const single = apply("custom", singles, node.attributes);
    const singleCotangent = input(node.shape, node.dtype);
    const batches = new Map(singles.map((each, i) => [each, batched.inputs[i]]));
    batches.set(single, batched).set(singleCotangent, cotangent);
    const found = rule(singleCotangent, single);
    const mapped = vmapNodes(
      found.filter((each) => each !== null),
      batches,
      size,
    )[Symbol.iterator]();
    return found.map((each) => (each === null ? null : (mapped.next().value ?? null)));
  };
  return apply("custom", allBatched(batching), { rule: onBatch });
}
