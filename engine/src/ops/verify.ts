/** What a well-formed graph is, as a program that can be run on any graph: used by tests and between passes. */
import { sameShape, showShape } from "../base/shape.ts";
import type { Graph } from "../ir/graph.ts";
import { topological } from "../ir/graph.ts";
import type { Node } from "../ir/node.ts";
import { rebuild } from "./apply.ts";
import { table } from "./table.ts";

/** Throws an Error that says what is wrong with which node; returns the graph when nothing is. */
export function verify(graph: Graph): Graph {
  checkInputs(graph.inputs);
  const listed = new Set(graph.inputs);
  for (const node of topological(graph.outputs)) {
    checkNode(node);
    if (node.op === "input" && !listed.has(node)) fail(node, "is used but not among the inputs of the graph");
  }
  return graph;
}

function checkInputs(inputs: readonly Node[]): void {
  for (const node of inputs) if (node.op !== "input") fail(node, "stands among the inputs but is none");
  if (new Set(inputs).size !== inputs.length) throw new Error("A graph lists one input twice.");
}

function checkNode(node: Node): void {
  if (table[node.op] === undefined) fail(node, "has no row in the table");
  for (const input of node.inputs) if (input.id >= node.id) fail(node, `is older than its input, node ${input.id}`);
  const again = rebuild(node, node.inputs);
  if (!sameShape(again.shape, node.shape)) fail(node, `should have the shape ${showShape(again.shape)}`);
  if (again.dtype !== node.dtype) fail(node, `should have the dtype ${again.dtype}`);
  if (again !== node) fail(node, "is not interned: an equal node exists");
}

function fail(node: Node, problem: string): never {
  throw new Error(`Node ${node.id}, ${node.op} ${node.dtype}${showShape(node.shape)}, ${problem}.`);
}
