/**
 * Values at rest: what people pass and get. A pattern is all that decides how a value is read: where its numbers are,
 * in which shape and dtype. A function traced for a pattern serves every value that fits it.
 */
import { type DType, dtypeOf, type NumericArray } from "../base/dtype.ts";
import { DTypeError, OptionError, ShapeError } from "../base/errors.ts";
import { isNDArray, type NDArray } from "../base/ndarray.ts";
import { type Shape, showShape, sizeOf } from "../base/shape.ts";
import { isPlainObject } from "../base/tree.ts";

/** Numbers in arrays in arrays …, rectangular. */
export type NestedArray = readonly (number | boolean | NestedArray)[];

/** Everything that is one tensor at rest. */
export type ArrayValue = number | boolean | NestedArray | NumericArray | NDArray;

/** How one leaf is written: as a number, as nested arrays, as a typed array, as a typed array with a shape. */
export type LeafForm = "scalar" | "nested" | "typed" | "ndarray";

export interface LeafPattern {
  readonly kind: LeafForm;
  readonly shape: Shape;
  readonly dtype: DType;
}

export type Pattern =
  | LeafPattern
  | { readonly kind: "array"; readonly children: readonly Pattern[] }
  | {
      readonly kind: "object";
      /** Sorted, as in a tree; `written` is the order people wrote them in. */
      readonly keys: readonly string[];
      readonly written: readonly string[];
      readonly children: readonly Pattern[];
    };

export const isLeafPattern = (value: unknown): value is LeafPattern =>
  typeof value === "object" && value !== null && "dtype" in value;

/** The pattern of a value. Throws where it is no array of numbers and no tree of them, with the path to the place. */
export function patternOf(value: unknown, path: string): Pattern {
  if (typeof value === "number") return { kind: "scalar", shape: [], dtype: "float64" };
  if (typeof value === "boolean") return { kind: "scalar", shape: [], dtype: "bool" };
  if (ArrayBuffer.isView(value)) return { kind: "typed", shape: [lengthOf(value)], dtype: typedDType(value, path) };
  if (isNDArray(value)) return ndarrayPattern(value, path);
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (isNested(items)) return nestedPattern(items, path);
    return { kind: "array", children: items.map((child, i) => patternOf(child, `${path}.${i}`)) };
  }
  if (isPlainObject(value)) {
    const written = Object.keys(value);
    const keys = [...written].sort();
    return { kind: "object", keys, written, children: keys.map((key) => patternOf(value[key], `${path}.${key}`)) };
  }
  const got = typeof value === "object" && value !== null ? `a ${value.constructor.name}` : String(value);
  throw new OptionError(
    "not-a-value",
    `${path}: expected a number, an array of numbers, a typed array, { data, shape }, or a tree of these; got ${got}.`,
    { path, got },
  );
}

/** Plain numbers take the width of the typed floats beside them: float32 where those are all float32, else float64. */
export function withWeakNumbers(patterns: readonly Pattern[]): readonly Pattern[] {
  const leaves = patterns.flatMap(leavesOf);
  const widths = leaves.filter(({ kind }) => kind === "typed" || kind === "ndarray").map(({ dtype }) => dtype);
  if (!widths.includes("float32") || widths.includes("float64")) return patterns;
  const narrow = (pattern: Pattern): Pattern => {
    if (!isLeafPattern(pattern)) return { ...pattern, children: pattern.children.map(narrow) };
    return pattern.dtype === "float64" ? { ...pattern, dtype: "float32" } : pattern;
  };
  return patterns.map(narrow);
}

export const leavesOf = (pattern: Pattern): readonly LeafPattern[] =>
  isLeafPattern(pattern) ? [pattern] : pattern.children.flatMap(leavesOf);

/** All leaves are numbers or truth values: one tensor, however deep. */
const isNested = (items: readonly unknown[]): items is NestedArray =>
  items.every(
    (each) => typeof each === "number" || typeof each === "boolean" || (Array.isArray(each) && isNested(each)),
  );

function nestedPattern(value: NestedArray, path: string): LeafPattern {
  const shape: number[] = [];
  let part: NestedArray[number] = value;
  while (typeof part === "object") {
    shape.push(part.length);
    part = part[0];
  }
  const element = typeof part === "boolean" ? "boolean" : "number";
  if (!isRectangular(value, shape, element)) {
    throw new ShapeError(
      "ragged-array",
      `${path}: a nested array must be rectangular, with numbers only or truth values only. By its first elements it ` +
        `would have shape ${showShape(shape)}, but some part has another length or depth. For a list of arrays of ` +
        "different shapes use typed arrays, { data, shape }, or an object.",
      { path, shape },
    );
  }
  return { kind: "nested", shape, dtype: element === "boolean" ? "bool" : "float64" };
}

function ndarrayPattern({ data, shape }: NDArray, path: string): LeafPattern {
  if (sizeOf(shape) === data.length && shape.every((size) => size >= 0)) {
    return { kind: "ndarray", shape: [...shape], dtype: typedDType(data, path) };
  }
  throw new ShapeError(
    "data-does-not-fill-shape",
    `${path}: the data has ${data.length} elements, but the shape ${showShape(shape)} has ${sizeOf(shape)}.`,
    { path, length: data.length, shape },
  );
}

function typedDType(array: ArrayBufferView, path: string): DType {
  const dtype = dtypeOf(array);
  if (dtype !== undefined) return dtype;
  throw new DTypeError(
    "typed-array-not-supported",
    `${path}: a ${array.constructor.name} has no dtype here. Use Float32Array or Float64Array for numbers, ` +
      "Int32Array for integers, Uint8Array for truth values (0 and 1).",
    { path, got: array.constructor.name },
  );
}

const lengthOf = (array: ArrayBufferView): number => (array as NumericArray).length;

const isRectangular = (value: NestedArray[number], [size, ...rest]: Shape, element: string): boolean =>
  size === undefined
    ? typeof value === element
    : typeof value === "object" && value.length === size && value.every((each) => isRectangular(each, rest, element));

/** The shapes and dtypes of a pattern, as a tree to trace with. */
export function specOf(pattern: Pattern): unknown {
  if (isLeafPattern(pattern)) return { shape: pattern.shape, dtype: pattern.dtype };
  const children = pattern.children.map(specOf);
  if (pattern.kind === "array") return children;
  return Object.fromEntries(pattern.written.map((key) => [key, children[pattern.keys.indexOf(key)]]));
}
