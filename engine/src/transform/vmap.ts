/** vmap: a function of one example becomes a function of many. One rule per kind of op; the new axis always leads. */
import { OptionError, ShapeError } from "../base/errors.ts";
import { requireKnown } from "../base/nearest.ts";
import { range, type Shape, showShape } from "../base/shape.ts";
import { flatten, unflatten } from "../base/tree.ts";
import { type Graph, topological } from "../ir/graph.ts";
import type { Node } from "../ir/node.ts";
import { input } from "../ops/apply.ts";
import { normalizeAxis } from "../trace/broadcasting.ts";
import { isTensor, Tensor } from "../trace/tensor.ts";
import { resultTensors } from "../trace/trace.ts";
import { batchedNode, repeat } from "./batching.ts";

export interface VmapOptions {
  /** Which axis of each argument to map over, null for an argument that is the same for all; 0 by default. */
  readonly inAxes?: number | null | readonly (number | null)[];
}

/**
 * f for every element along an axis of its arguments at once, as if called in a loop; the results are stacked along a
 * new leading axis. In a tree every leaf is mapped along the same axis.
 */
export function vmap<Args extends readonly unknown[], Result>(f: (...args: Args) => Result, options: VmapOptions = {}) {
  requireKnown("vmap", Object.keys(options), ["inAxes"]);
  const { inAxes = 0 } = options;
  return (...args: Args): Result => {
    const axes = args.map((_, i) => (Array.isArray(inAxes) ? inAxes[i] : inAxes) as number | null | undefined);
    if (axes.includes(undefined)) throw axesMissing(axes.length, (inAxes as readonly unknown[]).length);
    const mapped = new Map<Node, Node>();
    const sizes: number[] = [];
    const singles = args.map((arg, i) => {
      const axis = axes[i];
      if (typeof axis !== "number") return arg;
      const { leaves, structure } = flatten(arg, isTensor);
      const ones = leaves.map((leaf) => {
        const leading = axisFirst(leaf, axis).node;
        const [size, ...shape] = leading.shape;
        const single = input(shape, leaf.dtype);
        sizes.push(size);
        mapped.set(single, leading);
        return new Tensor(single);
      });
      return unflatten(structure, ones);
    });
    const size = commonSize(sizes);
    const { leaves, structure } = resultTensors(f(...(singles as readonly unknown[] as Args)));
    const outputs = leaves.map(({ node }) => node);
    const batched = vmapNodes(outputs, mapped, size).map((node) => new Tensor(node));
    return unflatten(structure, batched) as Result;
  };
}

/** The graph for `size` examples: inputs marked as batched, and all outputs, get a leading axis of that size. */
export function vmapGraph(graph: Graph, batchedInputs: readonly boolean[], size: number): Graph {
  const inputs = graph.inputs.map((node, i) => (batchedInputs[i] ? input([size, ...node.shape], node.dtype) : node));
  const mapped = new Map(graph.inputs.map((node, i) => [node, inputs[i]] as const).filter(([from, to]) => from !== to));
  return { inputs, outputs: vmapNodes(graph.outputs, mapped, size) };
}

/** The outputs with some nodes replaced by batches of them. What depends on none of these is repeated. */
export function vmapNodes(outputs: readonly Node[], batches: ReadonlyMap<Node, Node>, size: number): Node[] {
  const batched = new Map(batches);
  for (const node of topological(outputs)) {
    if (batched.has(node) || !node.inputs.some((each) => batched.has(each))) continue;
    const inputs = node.inputs.map((each) => batched.get(each));
    batched.set(node, batchedNode({ node, inputs, size, vmapNodes }));
  }
  return outputs.map((output) => batched.get(output) ?? repeat(output, size));
}

function axisFirst(tensor: Tensor, axis: number): Tensor {
  const place = normalizeAxis(axis, tensor.rank, "vmap");
  return tensor.transpose([place, ...range(tensor.rank).filter((other) => other !== place)]);
}

function commonSize(sizes: Shape): number {
  if (sizes.length === 0) {
    throw new OptionError("vmap-nothing-mapped", "vmap: no argument is mapped over; give inAxes at least one axis.");
  }
  if (sizes.every((size) => size === sizes[0])) return sizes[0];
  throw new ShapeError(
    "vmap-sizes-differ",
    `vmap: the mapped axes must have one size, got ${showShape(sizes)}. ` +
      "An argument that is the same for all examples has the axis null: vmap(f, { inAxes: [0, null] }).",
    { sizes },
  );
}

const axesMissing = (args: number, axes: number): OptionError =>
  new OptionError("vmap-axes-count", `vmap: inAxes has ${axes} entries for ${args} arguments; give one for each.`, {
    axes,
    args,
  });
