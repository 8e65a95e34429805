/**
 * Which nodes get storage. All others are computed where they are used: chains of elementwise work become one pass,
 * reductions read the chain before them.
 */
import { type Graph, topological } from "../ir/graph.ts";
import type { Node } from "../ir/node.ts";
import { rowOf } from "../ops/table.ts";
import { isAbsorbed } from "./access.ts";

/** An expression dearer than this (in flops) is not computed twice. */
const recomputeLimit = 8;
/** An expression dearer than this is not computed again for every repetition of a broadcast. */
const broadcastLimit = 4;
/** A pass that computes more nodes than this is cut. */
const chainLimit = 150;

/** The nodes whose values are stored, inputs and constant arrays aside. */
export function storedNodes(graph: Graph): Set<Node> {
  const order = topological(graph.outputs);
  const users = countUsers(order);
  const stored = new Set<Node>();
  for (const node of order) demand(node, stored);
  for (const output of graph.outputs) if (rowOf(output).kind === "elementwise") stored.add(output);

  const cost = new Map<Node, { flops: number; nodes: number }>();
  for (const node of order) {
    const row = rowOf(node);
    const total = { flops: row.kind === "elementwise" ? row.flops : 0, nodes: 1 };
    for (const input of new Set(node.inputs)) {
      const below = cost.get(input);
      if (below === undefined || isSource(input) || stored.has(input)) continue;
      if (row.kind === "view" && node.op === "broadcast" && input.shape.length > 0 && below.flops > broadcastLimit) {
        store(underViews(input), stored);
        continue;
      }
      total.flops += below.flops;
      total.nodes += below.nodes;
    }
    const shared = (users.get(node) ?? 0) > 1 && total.flops > recomputeLimit;
    if (row.kind === "elementwise" && (shared || total.nodes > chainLimit)) stored.add(node);
    cost.set(node, stored.has(node) ? { flops: 0, nodes: 0 } : total);
  }
  return stored;
}

/** What the consumers' and producers' kinds demand, whatever it costs. */
function demand(node: Node, stored: Set<Node>): void {
  switch (rowOf(node).kind) {
    case "reduce":
      stored.add(node);
      return;
    case "contract":
    case "gather":
    case "scatter":
      stored.add(node);
      for (const input of node.inputs) store(rowOf(node).kind === "contract" ? underViews(input) : input, stored);
      return;
    case "view":
      if (isAbsorbed(node)) return;
      if (isRelabelled(node)) store(node.inputs[0], stored);
      else stored.add(node);
      return;
    default:
  }
}

/** Inputs, constant arrays and reshapes of stored values are memory already. */
const store = (node: Node, stored: Set<Node>): void => {
  if (!isMemory(node) && !isRelabelled(node)) stored.add(node);
};

/** A reshape that only names stored memory otherwise. */
export const isRelabelled = (node: Node): boolean => node.op === "reshape" && !isAbsorbed(node);

/** Sources that are memory already. */
export const isMemory = (node: Node): boolean => node.op === "input" || node.op === "array";
const isSource = (node: Node): boolean => rowOf(node).kind === "source";

/** The node that a chain of absorbed views reads. */
export function underViews(node: Node): Node {
  let base = node;
  while (rowOf(base).kind === "view" && isAbsorbed(base)) base = base.inputs[0];
  return base;
}

function countUsers(order: readonly Node[]): Map<Node, number> {
  const users = new Map<Node, number>();
  for (const node of order) {
    for (const input of new Set(node.inputs)) users.set(input, (users.get(input) ?? 0) + 1);
  }
  return users;
}
