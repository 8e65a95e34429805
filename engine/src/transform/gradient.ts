/** The gradient: one reverse sweep over the graph, each row's rule once. Graph in, graph out, so it can be repeated. */
import { topological } from "../ir/graph.ts";
import type { Node } from "../ir/node.ts";
import { build, gradientOf } from "../ops/apply.ts";

/**
 * The cotangents of `wrt` when `cotangent` flows back from `output`: Σ cotangentₖ · ∂outputₖ/∂wrtᵢ; zeros where the
 * output does not depend on a node. A node that stands between another and the output counts as depending on it.
 */
export const gradientNodes = (output: Node, cotangent: Node, wrt: readonly Node[]): Node[] =>
  reverseSweep([output], [cotangent], wrt);

/** The same for several outputs at once: the sum of what flows back from each. */
export function reverseSweep(outputs: readonly Node[], cotangents: readonly Node[], wrt: readonly Node[]): Node[] {
  const order = topological(outputs);
  const depends = dependents(order, wrt);

  const collected = new Map<Node, Node>();
  const collect = (node: Node, cotangent: Node): void => {
    const known = collected.get(node);
    collected.set(node, known === undefined ? cotangent : build.add(known, cotangent));
  };

  outputs.forEach((output, i) => {
    collect(output, cotangents[i]);
  });
  for (const node of order.reverse()) {
    const cotangent = collected.get(node);
    if (cotangent === undefined || !node.inputs.some((input) => depends.has(input))) continue;
    gradientOf(node, cotangent).forEach((contribution, i) => {
      if (contribution !== null && depends.has(node.inputs[i])) collect(node.inputs[i], contribution);
    });
  }
  return wrt.map((node) => collected.get(node) ?? build.scalarLike(0, node));
}

/** The nodes through which something flows from `sources`. */
function dependents(order: readonly Node[], sources: readonly Node[]): Set<Node> {
  const depends = new Set(sources);
  for (const node of order) if (node.inputs.some((input) => depends.has(input))) depends.add(node);
  return depends;
}
