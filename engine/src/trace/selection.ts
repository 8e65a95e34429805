/** Parts of a tensor by place, on nodes: where slices begin and end. */
import { OptionError, ShapeError } from "../base/errors.ts";
import { ROWS, type Shape, showShape, sizeOf } from "../base/shape.ts";
import type { Node } from "../ir/node.ts";
import { build } from "../ops/apply.ts";

/** Places 0 … size; a negative place counts from the end, and places outside are moved to the nearest end. */
const place = (given: number | undefined, size: number, otherwise: number): number => {
  if (given === undefined) return otherwise;
  const counted = given < 0 ? given + size : given;
  return Math.max(0, Math.min(counted, size));
};

const asList = (value: number | readonly number[] | undefined): readonly (number | undefined)[] =>
  typeof value === "number" ? [value] : (value ?? []);

/** Array.prototype.slice for each of the leading axes; the axes not named are taken whole. */
export function sliceNode(
  node: Node,
  start: number | readonly number[],
  stop: number | readonly number[] | undefined,
): Node {
  const [starts, stops] = [asList(start), asList(stop)];
  if (starts.length > node.shape.length || stops.length > node.shape.length) throw tooMany("slice", node.shape);
  const bounds = node.shape.map((size, axis) => span(size, starts[axis], stops[axis]));
  return build.slice(
    node,
    bounds.map(([from]) => from),
    bounds.map(([, to]) => to),
  );
}

function span(size: number, start: number | undefined, stop: number | undefined): readonly [number, number] {
  if (size !== ROWS) {
    const from = place(start, size, 0);
    return [from, Math.max(from, place(stop, size, size))];
  }
  if ((start ?? 0) === 0 && stop === undefined) return [0, ROWS];
  throw new ShapeError(
    "rows-are-whole",
    "slice: the rows of a tile cannot be cut, since their number is known only at run time. Slice the other axes: " +
      "x.slice([0, from]).",
    { start, stop },
  );
}

/** The sub-array at these places of the leading axes. */
export function atNode(node: Node, indices: readonly number[]): Node {
  if (indices.length > node.shape.length) throw tooMany("at", node.shape);
  const starts = node.shape.map((size, axis) => (axis < indices.length ? position(indices[axis], size, axis) : 0));
  const part = build.slice(
    node,
    starts,
    node.shape.map((size, axis) => (axis < indices.length ? starts[axis] + 1 : size)),
  );
  return build.reshape(part, node.shape.slice(indices.length));
}

function position(index: number, size: number, axis: number): number {
  const counted = index < 0 ? index + size : index;
  if (size !== ROWS && Number.isInteger(index) && counted >= 0 && counted < size) return counted;
  const axisSize = size === ROWS ? "the rows of a tile, which are not told apart" : `${size} elements`;
  throw new OptionError("index-out-of-range", `at: there is no element ${index} on axis ${axis} (${axisSize}).`, {
    index,
    axis,
    size,
  });
}

/** The shape with one size −1 replaced by what is left. Where there are symbolic rows, −1 stands for those. */
export function inferredShape(from: Shape, to: Shape): Shape {
  if (from.includes(ROWS) || !to.includes(-1)) return to;
  const known = sizeOf(to.filter((size) => size !== -1));
  const left = sizeOf(from) / known;
  if (to.indexOf(-1) === to.lastIndexOf(-1) && Number.isInteger(left)) {
    return to.map((size) => (size === -1 ? left : size));
  }
  throw new ShapeError(
    "reshape-cannot-infer",
    `reshape: ${showShape(from)} has ${sizeOf(from)} elements; the −1 in [${to.join(", ")}] does not follow; ` +
      "it may stand once, and the other sizes must divide the number of elements.",
    { from, to },
  );
}

const tooMany = (operation: string, shape: Shape): OptionError =>
  new OptionError("too-many-places", `${operation}: more places are given than ${showShape(shape)} has axes.`, {
    operation,
    shape,
  });
