/** What the transformations share: the arguments as leaves to differentiate by, and checks of the result. */
import { isFloat } from "../base/dtype.ts";
import { DTypeError, OptionError, ShapeError } from "../base/errors.ts";
import { sameShape, showShape } from "../base/shape.ts";
import { flatten, paths, type Structure, sameStructure, showStructure, type Tree, unflatten } from "../base/tree.ts";
import type { Node } from "../ir/node.ts";
import { alias, build } from "../ops/apply.ts";
import { isTensor, Tensor } from "../trace/tensor.ts";
import { resultTensors } from "../trace/trace.ts";

/** Arguments of a function in which some leaves stand apart, to be differentiated by. */
export interface Point {
  readonly args: readonly unknown[];
  readonly nodes: readonly Node[];
  /** The tree of the differentiated arguments with these leaves: one tree, or a list where a list was asked for. */
  tree(nodes: readonly Node[]): unknown;
  readonly structure: Structure;
}

/**
 * The point of differentiation. Each leaf is wrapped in an alias, a node unlike every other: a gradient inside another
 * gradient then has leaves of its own, and never takes the outer variable for the inner.
 */
export function pointAt(args: readonly unknown[], argument: number | readonly number[], transformation: string): Point {
  const chosen = typeof argument === "number" ? [argument] : argument;
  const wrong = chosen.find((i) => !Number.isInteger(i) || i < 0 || i >= args.length);
  if (wrong !== undefined || chosen.length === 0) {
    throw new OptionError(
      "argument-out-of-range",
      `${transformation}: there is no argument ${wrong ?? "in an empty list"}; the function was called with ` +
        `${args.length}, counted from 0.`,
      { transformation, argument: wrong, count: args.length },
    );
  }
  const picked = typeof argument === "number" ? args[argument] : argument.map((i) => args[i]);
  const { leaves, structure } = flatten(picked, isTensor);
  requireFloats(leaves, structure, transformation);
  const nodes = leaves.map(({ node }) => alias(node));
  const tree = (leaves: readonly Node[]) => unflatten(structure, leaves.map(tensorOf));
  const changed = tree(nodes);
  const replacements = typeof argument === "number" ? [changed] : (changed as readonly unknown[]);
  const places = new Map(chosen.map((i, k) => [i, replacements[k]]));
  return { args: args.map((arg, i) => (places.has(i) ? places.get(i) : arg)), nodes, tree, structure };
}

function requireFloats(leaves: readonly Tensor[], structure: Structure, transformation: string): void {
  const place = leaves.findIndex(({ dtype }) => !isFloat(dtype));
  if (place === -1) return;
  const path = paths(structure)[place];
  const { dtype } = leaves[place];
  throw new DTypeError(
    "not-differentiable",
    `${transformation}: ${path === "" ? "the argument" : `"${path}"`} is ${dtype}; only floats have derivatives. ` +
      "Pass it as another argument, or as floats.",
    { transformation, path, dtype },
  );
}

export const tensorOf = (node: Node): Tensor => new Tensor(node);

export const ones = (node: Node): Node => build.scalarLike(1, node);

/** The one scalar a function returned; anything else is refused with what to do about it. */
export function requireScalar(result: unknown, transformation: string): Tensor {
  const { leaves, structure } = resultTensors(result);
  if (structure.kind !== "leaf") {
    throw new ShapeError(
      "not-scalar",
      `${transformation}: the function must return one scalar, got the tree ${showStructure(structure)}. ` +
        "Return one number of it, or use jacobian for the derivative of every element.",
      { transformation, structure: showStructure(structure) },
    );
  }
  const [tensor] = leaves;
  if (tensor.rank !== 0) {
    throw new ShapeError(
      "not-scalar",
      `${transformation}: the function must return a scalar, got shape ${showShape(tensor.shape)}. Take x.sum() or ` +
        "x.mean() of it, or use jacobian for the derivative of every element.",
      { transformation, shape: tensor.shape },
    );
  }
  requireFloats(leaves, structure, `${transformation} (result)`);
  return tensor;
}

/** The arguments of the function, and the direction that follows them. */
export function withDirection(
  given: readonly unknown[],
  transformation: string,
): [args: unknown[], direction: unknown] {
  if (given.length > 1) return [given.slice(0, -1), given.at(-1)];
  throw new OptionError(
    "direction-missing",
    `${transformation}: give the arguments of the function and then the direction: ${transformation}(f)(x, direction).`,
    { transformation, count: given.length },
  );
}

/** The leaves of a direction, which must be like those it goes along. */
export function directionNodes(
  direction: unknown,
  like: readonly Node[],
  structure: Structure,
  transformation: string,
): Node[] {
  const given = flatten(direction, isTensor);
  const fits =
    sameStructure(given.structure, structure) &&
    given.leaves.every(({ shape, dtype }, i) => sameShape(shape, like[i].shape) && dtype === like[i].dtype);
  if (fits) return given.leaves.map(({ node }) => node);
  const [got, expected] = [show(given.structure, given.leaves), show(structure, like)];
  throw new ShapeError("direction-mismatch", `${transformation}: the direction is ${got}, expected ${expected}.`, {
    transformation,
    got,
    expected,
  });
}

function show(structure: Structure, leaves: readonly { shape: readonly number[]; dtype: string }[]): string {
  const texts = leaves.map(({ shape, dtype }) => dtype + showShape(shape));
  return JSON.stringify(unflatten(structure, texts) satisfies Tree<string>).replaceAll('"', "");
}
