/** Short ways to values: graphs of given numbers, evaluated by the reference. */
import { interpret } from "../../src/backends/reference/interpret.ts";
import type { DType } from "../../src/base/dtype.ts";
import type { Shape } from "../../src/base/shape.ts";
import { sizeOf } from "../../src/base/shape.ts";
import type { Graph } from "../../src/ir/graph.ts";
import { topological } from "../../src/ir/graph.ts";
import type { Node } from "../../src/ir/node.ts";
import { array, build, gradientOf } from "../../src/ops/apply.ts";

/** The elements of one node, given the elements of the inputs it uses. */
export function evaluate(node: Node, given: ReadonlyMap<Node, ArrayLike<number>> = new Map(), rows = 1): number[] {
  const inputs = [...given.keys()];
  const values = inputs.map((input) => ({
    shape: input.shape,
    dtype: input.dtype,
    data: given.get(input) ?? [],
  }));
  return Array.from(interpret({ inputs, outputs: [node] }, values, rows)[0].data);
}

/** A graph of everything the outputs use, inputs in the order of their creation. */
export function graphOf(...outputs: Node[]): Graph {
  const inputs = topological(outputs).filter((node) => node.op === "input");
  return { inputs: inputs.sort((a, b) => a.id - b.id), outputs };
}

export const tensor = (data: readonly number[], shape: Shape = [data.length], dtype: DType = "float64"): Node =>
  array(data, shape, dtype);

/** A generator of numbers in [0, 1), the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export const drawn = (next: () => number, shape: Shape, [low, high]: readonly [number, number]): number[] =>
  Array.from({ length: sizeOf(shape) }, () => low + (high - low) * next());

/** A reverse sweep as short as can be, so that rules are tested without the transformations built on them. */
export function backward(output: Node, cotangent: Node, wanted: readonly Node[]): Node[] {
  const sums = new Map<Node, Node>([[output, cotangent]]);
  for (const node of topological([output]).reverse()) {
    const sum = sums.get(node);
    if (sum === undefined) continue;
    gradientOf(node, sum).forEach((part, i) => {
      const known = sums.get(node.inputs[i]);
      if (part !== null) sums.set(node.inputs[i], known === undefined ? part : build.add(known, part));
    });
  }
  return wanted.map((node) => sums.get(node) ?? build.scalarLike(0, node));
}
