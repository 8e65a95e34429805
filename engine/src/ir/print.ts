/** A graph as text, one line a node: what it is called, what it is, how it is made. */
import { showShape } from "../base/shape.ts";
import type { Graph } from "./graph.ts";
import { topological } from "./graph.ts";
import type { Attribute, Node } from "./node.ts";

/** Attributes that only tell nodes apart or repeat what stands before the "=". */
const silent: ReadonlySet<string> = new Set(["id", "shape", "dtype", "rule", "size"]);

/**
 * A listing of the graph.
 *
 *   a: float32[rows, 3] = input
 *   b: float32[3] = input
 *   c: float32[rows] = contract(a, b) lhsContract=[1] rhsContract=[0]
 *   return c
 */
export function print(graph: Graph): string {
  const names = new Map<Node, string>();
  const nodes = new Set([...graph.inputs, ...topological(graph.outputs)]);
  const lines = [...nodes].map((node) => {
    const name = nameOf(names.size);
    names.set(node, name);
    return `${name}: ${node.dtype}${showShape(node.shape)} = ${meaning(node, names)}`;
  });
  return [...lines, `return ${graph.outputs.map((output) => names.get(output)).join(", ")}`].join("\n");
}

function meaning({ op, inputs, attributes }: Node, names: ReadonlyMap<Node, string>): string {
  if (op === "constant") return String(show(attributes.value));
  const applied = inputs.length === 0 ? op : `${op}(${inputs.map((input) => names.get(input)).join(", ")})`;
  const shown = Object.entries(attributes)
    .filter(([name, value]) => !silent.has(name) && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => ` ${name}=${show(value)}`);
  return applied + shown.join("");
}

/** The first few elements of an array say enough. */
function show(value: Attribute): string {
  if (Object.is(value, -0)) return "-0";
  if (typeof value !== "object") return String(value);
  const elements = Array.from(value as ArrayLike<number>);
  return `[${elements.slice(0, 8).join(", ")}${elements.length > 8 ? ", …" : ""}]`;
}

/** a, b, … z, aa, ab, … */
function nameOf(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : nameOf(Math.floor(index / 26) - 1) + letter;
}
