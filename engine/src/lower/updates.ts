/** Which outputs may be computed straight into the input they replace: parameters and state updated in place. */
import { sameShape } from "../base/shape.ts";
import { type Graph, topological } from "../ir/graph.ts";
import type { Node } from "../ir/node.ts";
import { rowOf } from "../ops/table.ts";
import { underViews } from "./fuse.ts";

/** For each output the input it overwrites, or undefined. */
export type Donated = readonly (number | undefined)[];

/**
 * Outputs that overwrite an input while they are computed. Only elementwise ones whose value nothing else needs: the
 * others are computed aside and copied.
 */
export function updatesInPlace(graph: Graph, donated: Donated, stored: ReadonlySet<Node>): Set<number> {
  const { outputs } = graph;
  const demanded = new Set<Node>();
  for (const node of topological(outputs)) {
    const { kind } = rowOf(node);
    if (kind === "elementwise" || kind === "view") continue;
    for (const input of node.inputs) demanded.add(underViews(input));
  }
  const candidates = outputs.flatMap((node, i) => {
    const keptToo = outputs.some((other, j) => other === node && donated[j] === undefined);
    const possible = donated[i] !== undefined && rowOf(node).kind === "elementwise";
    return possible && !demanded.has(node) && !keptToo ? [i] : [];
  });
  return withoutHazards(graph, donated, stored, new Set(candidates));
}

/**
 * Takes out updates whose old value another update still reads: at other places (a broadcast, a slice), or in a pass
 * over another domain.
 */
function withoutHazards(
  graph: Graph,
  donated: Donated,
  stored: ReadonlySet<Node>,
  direct: ReadonlySet<number>,
): Set<number> {
  const { inputs, outputs } = graph;
  const hazard = [...direct].find((i) => {
    const overwritten = inputs[donated[i] ?? -1];
    return [...direct].some((j) => {
      const together = sameShape(outputs[i].shape, outputs[j].shape);
      return readsElsewhere(outputs[j], { overwritten, stored, together, outputs });
    });
  });
  if (hazard === undefined) return new Set(direct);
  return withoutHazards(graph, donated, stored, new Set([...direct].filter((i) => i !== hazard)));
}

interface Reading {
  readonly overwritten: Node;
  readonly stored: ReadonlySet<Node>;
  /** Both are computed in one pass, so that reading at the same place is safe. */
  readonly together: boolean;
  readonly outputs: readonly Node[];
}

/** Does `node` read the overwritten input other than at its own place, before reaching stored values? */
function readsElsewhere(node: Node, { overwritten, stored, together, outputs }: Reading): boolean {
  const seen = { still: new Set<Node>(), moved: new Set<Node>() };
  const visit = (current: Node, moved: boolean): boolean => {
    if (current === overwritten) return moved || !together;
    const visited = moved ? seen.moved : seen.still;
    if (visited.has(current)) return false;
    visited.add(current);
    if (stored.has(current) && current !== node && !outputs.includes(current)) return false;
    const { kind } = rowOf(current);
    if (kind !== "elementwise" && kind !== "view") return false;
    return current.inputs.some((input) => visit(input, moved || kind === "view"));
  };
  return visit(node, false);
}
