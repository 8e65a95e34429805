/** A graph: inputs, outputs, and the nodes between them in an order in which every node follows its inputs. */
import type { Node } from "./node.ts";
import { attributesKey } from "./node.ts";

export interface Graph {
  /** Nodes with op "input", in the order in which values are passed. */
  readonly inputs: readonly Node[];
  readonly outputs: readonly Node[];
}

/** Every node the outputs need, inputs before users. Iterative: graphs may be deeper than the call stack. */
export function topological(outputs: readonly Node[]): Node[] {
  const order: Node[] = [];
  const done = new Set<Node>();
  const stack: Node[] = [...outputs].reverse();
  while (stack.length > 0) {
    const node = stack[stack.length - 1];
    if (done.has(node)) {
      stack.pop();
      continue;
    }
    const pending = node.inputs.filter((input) => !done.has(input));
    if (pending.length === 0) {
      stack.pop();
      done.add(node);
      order.push(node);
    } else {
      for (let i = pending.length - 1; i >= 0; i--) stack.push(pending[i]);
    }
  }
  return order;
}

/**
 * Rebuilds the outputs with some nodes replaced. `rebuild` makes a node again from new inputs; it is called only
 * for nodes of which an input changed.
 */
export function substitute(
  outputs: readonly Node[],
  replacements: ReadonlyMap<Node, Node>,
  rebuild: (node: Node, inputs: readonly Node[]) => Node,
): Node[] {
  const made = new Map<Node, Node>(replacements);
  for (const node of topological(outputs)) {
    if (made.has(node)) continue;
    const inputs = node.inputs.map((input) => made.get(input) ?? input);
    made.set(node, inputs.some((input, i) => input !== node.inputs[i]) ? rebuild(node, inputs) : node);
  }
  return outputs.map((output) => made.get(output) ?? output);
}

/** Ops whose attributes speak to transformations only: a name, a reverse rule. No compiled program depends on them. */
const attributesNotCompiled: ReadonlySet<string> = new Set(["alias", "custom"]);

/** Text equal for graphs of the same structure, whichever nodes they are made of: the key of compiled programs. */
export function graphKey(graph: Graph): string {
  const number = new Map<Node, number>();
  const lines: string[] = [];
  const list = (node: Node, text: string) => {
    number.set(node, number.size);
    lines.push(`${text}:${node.dtype}[${node.shape.join(",")}]`);
  };
  for (const input of graph.inputs) list(input, "input");
  for (const node of topological(graph.outputs)) {
    if (number.has(node)) continue;
    const inputs = node.inputs.map((input) => number.get(input)).join(",");
    list(node, `${node.op}(${inputs}){${attributesNotCompiled.has(node.op) ? "" : attributesKey(node.attributes)}}`);
  }
  return `${lines.join("\n")}\n-> ${graph.outputs.map((output) => number.get(output)).join(",")}`;
}
