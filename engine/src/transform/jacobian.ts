/** Whole derivatives of vector functions, from one reverse sweep mapped over the elements of the result. */
import { OptionError } from "../base/errors.ts";
import { hasRows, showShape, sizeOf } from "../base/shape.ts";
import { unflatten } from "../base/tree.ts";
import type { Node } from "../ir/node.ts";
import { build, input, iota } from "../ops/apply.ts";
import type { Tensor } from "../trace/tensor.ts";
import { resultTensors } from "../trace/trace.ts";
import { type ArgumentOption, chosenBy, grad } from "./grad.ts";
import { reverseSweep } from "./gradient.ts";
import { pointAt } from "./point.ts";
import { vmapNodes } from "./vmap.ts";

/** The result's tree, in which every tensor is replaced by a tree of the argument's structure. */
export type Jacobian<Result, Argument> = Result extends Tensor
  ? Argument
  : { readonly [K in keyof Result]: Jacobian<Result[K], Argument> };

/**
 * All first derivatives of f: for a result of shape r and an argument of shape a, a tensor of shape [...r, ...a]. Trees
 * give a tree of the result's structure whose leaves are trees of the argument's structure.
 */
export function jacobian<Args extends readonly unknown[], Result, const Argument extends number = 0>(
  f: (...args: Args) => Result,
  options: ArgumentOption<Argument> = {},
) {
  const argument = chosenBy(options, "jacobian");
  return (...args: Args): Jacobian<Result, Args[Argument]> => {
    const point = pointAt(args, argument, "jacobian");
    const { leaves, structure } = resultTensors(f(...(point.args as readonly unknown[] as Args)));
    const rows = leaves.map(({ node }) => point.tree(jacobianNodes(node, point.nodes)));
    return unflatten(structure, rows) as Jacobian<Result, Args[Argument]>;
  };
}

/**
 * All second derivatives of a scalar function: the Jacobian of its gradient, of shape [...a, ...a] for an argument of
 * shape a. A tree gives a tree of trees.
 */
export function hessian<Args extends readonly unknown[], const Argument extends number = 0>(
  f: (...args: Args) => Tensor,
  options: ArgumentOption<Argument> = {},
) {
  const gradient = grad<Args, Argument>(f, options) as (...args: Args) => Args[Argument];
  return jacobian<Args, Args[Argument], Argument>(gradient, options);
}

function jacobianNodes(output: Node, wrt: readonly Node[]): Node[] {
  if (hasRows(output.shape)) {
    throw new OptionError(
      "jacobian-of-rows",
      `jacobian: the result ${showShape(output.shape)} has the rows of a tile, whose number is not known. ` +
        "Take the jacobian for one example, and vmap it.",
      { shape: output.shape },
    );
  }
  const count = sizeOf(output.shape);
  const cotangent = input(output.shape, output.dtype);
  const pulledBack = reverseSweep([output], [cotangent], wrt);
  const units = build.reshape(identity(count, output), [count, ...output.shape]);
  return vmapNodes(pulledBack, new Map([[cotangent, units]]), count).map((batch, i) =>
    build.reshape(batch, [...output.shape, ...wrt[i].shape]),
  );
}

/** The identity matrix in the dtype of a node. */
function identity(size: number, { dtype }: Node): Node {
  const along = (axis: number): Node => build.broadcast(iota(size), [size, size], [axis]);
  return build.cast(build.equal(along(0), along(1)), dtype);
}
