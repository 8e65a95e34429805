/** Tensors put together, taken apart and turned. */
import { type DType, isFloat } from "../base/dtype.ts";
import { DTypeError, OptionError, ShapeError } from "../base/errors.ts";
import { range, type Shape, sameShape, showShape } from "../base/shape.ts";
import { array as arrayNode, build, iota as iotaNode } from "../ops/apply.ts";
import { type Axes, normalizeAxes, normalizeAxis, requireSameDType } from "./broadcasting.ts";
import { type Operand, Tensor, toTensor } from "./tensor.ts";

/** The same elements in row-major order under another shape; one size may be −1 and follows from the others. */
export const reshape = (x: Tensor, shape: Shape): Tensor => x.reshape(shape);
/** The axes in another order, reversed by default. */
export const transpose = (x: Tensor, permutation?: readonly number[]): Tensor => x.transpose(permutation);
/** x repeated to this shape, axes aligned at the last one. */
export const broadcastTo = (x: Operand, shape: Shape): Tensor => toTensor(x).broadcastTo(shape);

/** A new axis of size 1 at this place of the result. */
export function expandDims(x: Tensor, axis: number): Tensor {
  const place = normalizeAxis(axis, x.rank + 1, "expandDims");
  return x.reshape([...x.shape.slice(0, place), 1, ...x.shape.slice(place)]);
}

/** Without these axes, which must have size 1; by default without all that have. */
export function squeeze(x: Tensor, axes?: Axes): Tensor {
  const dropped =
    axes === undefined ? range(x.rank).filter((axis) => x.shape[axis] === 1) : normalizeAxes(axes, x.rank, "squeeze");
  const long = dropped.find((axis) => x.shape[axis] !== 1);
  if (long === undefined) return x.reshape(x.shape.filter((_, axis) => !dropped.includes(axis)));
  throw new ShapeError(
    "squeeze-size",
    `squeeze: axis ${long} of ${showShape(x.shape)} does not have size 1. Take one element of it with at or slice.`,
    { shape: x.shape, axis: long },
  );
}

/** Tensors one after the other along an axis they have. A single tensor gives its sub-arrays. */
export function concat(parts: Iterable<Tensor>, axis = 0): Tensor {
  const tensors = atLeastOne(parts, "concat");
  const [first] = tensors;
  for (const tensor of tensors) requireSameDType(first.dtype, tensor.dtype, "concat");
  const nodes = tensors.map((tensor) => tensor.node);
  return new Tensor(build.concat(nodes, normalizeAxis(axis, first.rank, "concat")));
}

/** Tensors of one shape side by side along a new axis. Numbers take the dtype of the tensors among them. */
export function stack(parts: Iterable<Operand>, axis = 0): Tensor {
  const values = atLeastOne(parts, "stack");
  const dtype = values.find((value) => typeof value !== "number")?.dtype;
  const tensors = values.map((value) => toTensor(value, dtype));
  const odd = tensors.find(({ shape }) => !sameShape(shape, tensors[0].shape));
  if (odd !== undefined) {
    throw new ShapeError(
      "stack-shapes",
      `stack: all shapes must be equal, got ${showShape(tensors[0].shape)} and ${showShape(odd.shape)}.`,
      { shapes: tensors.map(({ shape }) => shape) },
    );
  }
  return concat(
    tensors.map((tensor) => expandDims(tensor, axis)),
    axis,
  );
}

/** Zeros around x: `before[i]` before and `after[i]` after axis i. */
export const pad = (x: Tensor, before: readonly number[], after: readonly number[] = before): Tensor =>
  new Tensor(build.pad(x.node, before, after));

/** These axes backwards, all by default. */
export const flip = (x: Tensor, axes?: Axes): Tensor =>
  new Tensor(build.flip(x.node, normalizeAxes(axes, x.rank, "flip")));

/** The values in another dtype; floats become int32 toward zero, and bool by "is not 0". */
export const cast = (x: Operand, dtype: DType): Tensor => toTensor(x).cast(dtype);

/** 0, 1, … n − 1 as int32. */
export const iota = (n: number): Tensor => new Tensor(iotaNode(n));
/** Zeros in the shape and dtype of x. */
export const zerosLike = (x: Tensor): Tensor => new Tensor(build.scalarLike(0, x.node));
/** Ones in the shape and dtype of x. */
export const onesLike = (x: Tensor): Tensor => new Tensor(build.scalarLike(1, x.node));

/** Numbers known while tracing, row-major, as a constant of the program; a vector by default. The array is copied. */
export const constant = (data: ArrayLike<number>, shape: Shape = [data.length], dtype: DType = "float64"): Tensor =>
  new Tensor(arrayNode(Array.from(data), shape, dtype));

/**
 * One-hot rows: the result has a last axis of size `depth` that is 1 at the class id and 0 elsewhere. An id outside
 * 0 … depth − 1 gives a row of zeros.
 */
export function oneHot(ids: Tensor, depth: number, dtype: DType = "float64"): Tensor {
  if (!Number.isInteger(depth) || depth < 1) {
    throw new OptionError("one-hot-depth", `oneHot: the depth must be an integer from 1, got ${depth}.`, { depth });
  }
  if (ids.dtype === "bool") {
    throw new DTypeError("one-hot-ids", 'oneHot: the class ids must be numbers, got bool. Use cast(ids, "int32").');
  }
  const classes = isFloat(ids.dtype) ? iota(depth).cast(ids.dtype) : iota(depth);
  return expandDims(ids, ids.rank).equal(classes).cast(dtype);
}

function atLeastOne<Value>(parts: Iterable<Value>, operation: string): readonly Value[] {
  const values = [...parts];
  if (values.length > 0) return values;
  throw new OptionError("nothing-given", `${operation}: needs at least one tensor, got none.`, { operation });
}
