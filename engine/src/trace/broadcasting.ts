/** How two operands come to the same shape and dtype, on nodes: NumPy's broadcasting, written out as explicit nodes. */
import { type DType, isFloat } from "../base/dtype.ts";
import { DTypeError, OptionError, ShapeError } from "../base/errors.ts";
import { range, type Shape, sameShape, showShape } from "../base/shape.ts";
import type { Node } from "../ir/node.ts";
import { build } from "../ops/apply.ts";

/** The shape of `a ∘ b`: aligned at the last axis, a missing axis or an axis of size 1 is repeated. */
export function broadcastShapes(a: Shape, b: Shape, operation: string): Shape {
  const rank = Math.max(a.length, b.length);
  return range(rank).map((axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left === right || right === 1) return left;
    if (left === 1) return right;
    throw new ShapeError(
      "shapes-do-not-broadcast",
      `${operation}: shapes ${showShape(a)} and ${showShape(b)} do not fit together: counted from the last axis, ` +
        "sizes must be equal or 1. Reshape one of them, or transpose it.",
      { operation, shapes: [a, b] },
    );
  });
}

/** `node` repeated to `shape`; axes are aligned at the last one. */
export function broadcastNode(node: Node, shape: Shape): Node {
  if (sameShape(node.shape, shape)) return node;
  const offset = shape.length - node.shape.length;
  const stretched = (axis: number) => node.shape[axis] === 1 && shape[axis + offset] !== 1;
  if (offset < 0 || node.shape.some((size, axis) => size !== shape[axis + offset] && !stretched(axis))) {
    throw new ShapeError(
      "cannot-broadcast-to",
      `broadcastTo: ${showShape(node.shape)} cannot be repeated to ${showShape(shape)}: counted from the last axis, ` +
        "sizes must be equal, or 1 in the first shape.",
      { from: node.shape, to: shape },
    );
  }
  const kept = range(node.shape.length).filter((axis) => !stretched(axis));
  const whole = build.reshape(
    node,
    kept.map((axis) => node.shape[axis]),
  );
  return build.broadcast(
    whole,
    shape,
    kept.map((axis) => axis + offset),
  );
}

/** Both operands in one shape and dtype. A JavaScript number takes the other side's dtype; two numbers are float64. */
export function align(a: Node | number, b: Node | number, operation: string): [Node, Node] {
  if (typeof a === "number" && typeof b === "number")
    return [build.constant(a, "float64"), build.constant(b, "float64")];
  const left = typeof a === "number" ? weakConstant(a, (b as Node).dtype, operation) : a;
  const right = typeof b === "number" ? weakConstant(b, left.dtype, operation) : b;
  requireSameDType(left.dtype, right.dtype, operation);
  const shape = broadcastShapes(left.shape, right.shape, operation);
  return [broadcastNode(left, shape), broadcastNode(right, shape)];
}

/** A rank-0 constant, refused where the dtype cannot hold the number. */
export function weakConstant(value: number, dtype: DType, operation: string): Node {
  if (dtype === "bool") {
    throw new DTypeError(
      "number-with-bool",
      `${operation}: the number ${value} cannot be combined with a tensor of truth values (bool). ` +
        'Convert it first: cast(x, "float64"), or choose with where(condition, a, b).',
      { operation, value },
    );
  }
  if (dtype === "int32" && (value | 0) !== value) {
    throw new DTypeError(
      "number-not-int32",
      `${operation}: the number ${value} is not a 32-bit integer, and the tensor has dtype int32. ` +
        'Convert the tensor first: cast(x, "float64").',
      { operation, value },
    );
  }
  return build.constant(value, dtype);
}

/** Throws unless both dtypes are equal: nothing is converted silently. */
export function requireSameDType(a: DType, b: DType, operation: string): void {
  if (a === b) return;
  const widths = isFloat(a) && isFloat(b);
  throw new DTypeError(
    "dtypes-differ",
    `${operation}: dtypes ${a} and ${b} are not mixed${widths ? ", because precision would be lost silently" : ""}. ` +
      `Convert one of them: cast(x, "${isFloat(a) ? a : b}").`,
    { operation, dtypes: [a, b] },
  );
}

/** The axis counted from 0; a negative one counts from the end. */
export function normalizeAxis(axis: number, rank: number, operation: string): number {
  const counted = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(axis) && counted >= 0 && counted < rank) return counted;
  const allowed = rank === 0 ? "a scalar has no axes" : `expected ${-rank} to ${rank - 1}`;
  throw new OptionError("axis-out-of-range", `${operation}: there is no axis ${axis} (${allowed}).`, {
    operation,
    axis,
    rank,
  });
}

export type Axes = number | readonly number[];

/** The axes in ascending order, all of them by default; a repeated axis is an error. */
export function normalizeAxes(axes: Axes | undefined, rank: number, operation: string): number[] {
  if (axes === undefined) return range(rank);
  const list = typeof axes === "number" ? [axes] : axes;
  const sorted = list.map((axis) => normalizeAxis(axis, rank, operation)).sort((a, b) => a - b);
  const repeated = sorted.find((axis, i) => axis === sorted[i - 1]);
  if (repeated === undefined) return sorted;
  throw new OptionError("axis-repeated", `${operation}: axis ${repeated} is given twice.`, { operation, axes: list });
}
