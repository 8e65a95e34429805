/** How far a graph could be spread over processors without end: the longest chain of operations that must wait. */
import { ROWS, type Shape } from "../base/shape.ts";
import { type Graph, topological } from "../ir/graph.ts";
import type { Node } from "../ir/node.ts";
import { rowFlops, rowOf } from "../ops/table.ts";

/**
 * Operations along the longest chain of a graph at `rows` rows. Elements of a result never wait for each other; a sum
 * of k terms is a tree of ⌈log₂ k⌉ additions; views cost nothing. The work divided by this is the parallelism that is
 * there to be had (Brent 1974: speed-up ≤ work / critical path).
 */
export function criticalPath({ outputs }: Graph, rows: number): number {
  const depths = new Map<Node, number>();
  for (const node of topological(outputs)) {
    const before = node.inputs.reduce((most, input) => Math.max(most, depths.get(input) ?? 0), 0);
    depths.set(node, before + ownDepth(node, rows));
  }
  return outputs.reduce((most, output) => Math.max(most, depths.get(output) ?? 0), 0);
}

function ownDepth(node: Node, rows: number): number {
  const { kind } = rowOf(node);
  switch (kind) {
    case "elementwise":
      return rowFlops(node.op);
    case "reduce":
      return treeDepth(extent(node.inputs[0].shape, rows) / extent(node.shape, rows));
    case "contract": {
      const { lhsContract } = node.attributes as { readonly lhsContract: readonly number[] };
      const summed = lhsContract.map((axis) => node.inputs[0].shape[axis]);
      return 1 + treeDepth(extent(summed, rows));
    }
    case "gather":
    case "scatter":
      return 1;
    default:
      return 0;
  }
}

const extent = (shape: Shape, rows: number): number =>
  shape.reduce((count, size) => count * (size === ROWS ? rows : size), 1);

function treeDepth(terms: number): number {
  let depth = 0;
  for (let reach = 1; reach < terms; reach *= 2) depth++;
  return depth;
}
