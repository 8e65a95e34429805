/** A point as its owner writes it (a number, an array, a tree of these) and as one flat float64 vector. */
import { allocate, isFloat } from "../base/dtype.ts";
import { DTypeError } from "../base/errors.ts";
import { sizeOf } from "../base/shape.ts";
import { isLeafPattern, type LeafPattern, leavesOf, type Pattern, patternOf, specOf } from "../jit/pattern.ts";
import { Reader } from "../jit/reader.ts";
import { valueAtRest } from "../jit/result.ts";

export interface FlatPoint<Point> {
  readonly vector: Float64Array;
  /** What a function of the point is traced with: the same tree, in float64. */
  readonly spec: unknown;
  readonly shapes: readonly (readonly number[])[];
  /** The parts of a vector that belong to each leaf; they share its memory. */
  split(vector: Float64Array): Float64Array[];
  /** The numbers as the start was written. */
  restore(vector: Float64Array): Point;
}

/** @throws DTypeError `start-not-float` when the start holds integers or truth values */
export function flatPoint<Point>(start: Point): FlatPoint<Point> {
  const pattern = patternOf(start, "start");
  const spec = specOf(inFloat64(pattern));
  const shapes = leavesOf(pattern).map(({ shape }) => shape);
  const sizes = shapes.map(sizeOf);
  const split = (vector: Float64Array): Float64Array[] => {
    let end = 0;
    return sizes.map((size) => {
      end += size;
      return vector.subarray(end - size, end);
    });
  };
  return {
    vector: flatten(start, pattern),
    spec,
    shapes,
    split,
    restore: (vector) => unflatten(split(vector), pattern) as Point,
  };
}

function inFloat64(pattern: Pattern): Pattern {
  if (!isLeafPattern(pattern)) return { ...pattern, children: pattern.children.map(inFloat64) };
  if (isFloat(pattern.dtype)) return { ...pattern, dtype: "float64" };
  throw new DTypeError(
    "start-not-float",
    `The start of a minimisation must hold floating-point numbers, but a part of it is ${pattern.dtype}; a function ` +
      "cannot be followed downhill in steps of whole numbers. Use plain numbers or a Float64Array.",
    { dtype: pattern.dtype },
  );
}

function flatten(start: unknown, pattern: Pattern): Float64Array {
  const reader = new Reader([pattern]);
  reader.read([start]);
  return Float64Array.from(reader.slots.flatMap((slot) => Array.from(slot)));
}

function unflatten(parts: readonly Float64Array[], pattern: Pattern): unknown {
  let next = 0;
  const leaf = ({ shape, dtype, kind }: LeafPattern) => {
    const data = allocate(dtype, sizeOf(shape));
    data.set(parts[next++]);
    return valueAtRest(data, { shape, dtype }, kind);
  };
  const build = (part: Pattern): unknown => {
    if (isLeafPattern(part)) return leaf(part);
    const children = part.children.map(build);
    return part.kind === "array" ? children : Object.fromEntries(part.keys.map((key, i) => [key, children[i]]));
  };
  return build(pattern);
}
