/** Recognising one number repeated over a whole tensor. */
import type { Node } from "./node.ts";

/** The number that a node is everywhere, if it is one: a constant, or a constant broadcast. */
export function numberOf(node: Node): number | undefined {
  const inner = node.op === "broadcast" ? node.inputs[0] : node;
  return inner.op === "constant" ? (inner.attributes.value as number) : undefined;
}
