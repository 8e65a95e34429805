/**
 * Rewriting by rules. A rule is data: why it holds, the pattern it looks for, what it puts there. The driver below
 * knows no rule, and a rule knows nothing of the driver.
 */
import { sameShape } from "../base/shape.ts";
import type { Graph } from "./graph.ts";
import type { Node } from "./node.ts";
import { numberOf } from "./number.ts";

export type Pattern =
  | { readonly kind: "any"; readonly name: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "someNumber"; readonly name: string }
  | OpPattern;

interface OpPattern {
  readonly kind: "op";
  readonly op: string;
  readonly inputs: readonly Pattern[];
  readonly name?: string;
}

/** What the names of a pattern stand for. */
export type Bound = Readonly<Record<string, Node>>;

export interface Rule {
  /** The law, as mathematics: "x · 1 = x". */
  readonly why: string;
  readonly pattern: OpPattern;
  /** What equals the matched node bit for bit, or null where the law does not apply after all. */
  readonly replace: (bound: Bound, node: Node) => Node | null;
}

/** Anything; the same name twice must be the same node. */
export const $ = (name: string): Pattern => ({ kind: "any", name });

/** This number: a constant, or a constant broadcast. −0 is not 0. */
export const k = (value: number): Pattern => ({ kind: "number", value });

/** Some number, under a name: a constant, or a constant broadcast. */
export const c = (name: string): Pattern => ({ kind: "someNumber", name });

/** An application of `op`, its first inputs as the patterns say (none given: whatever they are). */
export const p = (op: string, ...inputs: Pattern[]): OpPattern => ({ kind: "op", op, inputs });

/** The application under a name, for rules that need its attributes. */
export const named = (name: string, pattern: OpPattern): OpPattern => ({ ...pattern, name });

/** Adds what the pattern's names stand for to `bound`; false when the node does not match. */
function matches(pattern: Pattern, node: Node, bound: Record<string, Node>): boolean {
  switch (pattern.kind) {
    case "any":
      return bind(pattern.name, node, bound);
    case "number":
      return Object.is(numberOf(node), pattern.value);
    case "someNumber":
      return numberOf(node) !== undefined && bind(pattern.name, node, bound);
    case "op":
      return (
        pattern.op === node.op &&
        pattern.inputs.every((input, i) => matches(input, node.inputs[i], bound)) &&
        (pattern.name === undefined || bind(pattern.name, node, bound))
      );
  }
}

function bind(name: string, node: Node, bound: Record<string, Node>): boolean {
  bound[name] ??= node;
  return bound[name] === node;
}

/** What the rule makes of the node; null when it does not apply. */
export function applyRule(rule: Rule, node: Node): Node | null {
  const bound: Record<string, Node> = {};
  const replacement = matches(rule.pattern, node, bound) ? rule.replace(bound, node) : null;
  if (replacement === null || replacement === node) return null;
  if (!sameShape(replacement.shape, node.shape) || replacement.dtype !== node.dtype) {
    throw new Error(`The rule "${rule.why}" changed the shape or dtype of ${node.op}.`);
  }
  return replacement;
}

/**
 * Rewrites a graph from its inputs up until no rule applies anywhere. Each node is settled once, so shared nodes stay
 * shared; iterative, so graphs may be deeper than the call stack. Of several rules that apply the first wins.
 *
 * @param rebuild makes a node again from other inputs (ops/apply.ts)
 */
export function rewrite(
  graph: Graph,
  rules: readonly Rule[],
  rebuild: (node: Node, inputs: readonly Node[]) => Node,
): Graph {
  const rulesOf = byOp(rules);
  /** What a node becomes in the end. */
  const settled = new Map<Node, Node>();
  /** What a node becomes next; it is settled when that is. */
  const next = new Map<Node, Node>();
  const inTheEnd = (node: Node): Node => settled.get(node) ?? node;

  const stack = [...graph.outputs];
  while (stack.length > 0) {
    const node = stack[stack.length - 1];
    if (settled.has(node)) {
      stack.pop();
      continue;
    }
    const follower = next.get(node);
    const awaited = (follower === undefined ? node.inputs : [follower]).filter((other) => !settled.has(other));
    if (awaited.length > 0) {
      // A node with a next step that is not settled is below us on the stack: waiting for it would never end.
      const circle = awaited.find((other) => next.has(other));
      if (circle !== undefined) throw new Error(`The rules rewrite ${circle.op}, node ${circle.id}, in a circle.`);
      stack.push(...awaited);
    } else if (follower !== undefined) {
      settled.set(node, inTheEnd(follower));
    } else {
      const became = step(node, node.inputs.map(inTheEnd));
      if (became === node) settled.set(node, node);
      else next.set(node, became);
    }
  }
  return { inputs: graph.inputs, outputs: graph.outputs.map(inTheEnd) };

  /** One step of a node whose inputs are settled: onto what they became, or by the first rule that applies. */
  function step(node: Node, inputs: readonly Node[]): Node {
    if (inputs.some((input, i) => input !== node.inputs[i])) return rebuild(node, inputs);
    for (const rule of rulesOf.get(node.op) ?? []) {
      const replacement = applyRule(rule, node);
      if (replacement !== null) return replacement;
    }
    return node;
  }
}

function byOp(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const groups = new Map<string, Rule[]>();
  for (const rule of rules) {
    const group = groups.get(rule.pattern.op);
    if (group === undefined) groups.set(rule.pattern.op, [rule]);
    else group.push(rule);
  }
  return groups;
}
