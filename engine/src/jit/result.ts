/** Writing results the way the arguments were written: numbers for numbers, nested for nested, typed for typed. */
import type { DType, NumericArray } from "../base/dtype.ts";
import { type Shape, sizeOf } from "../base/shape.ts";
import { type ArrayValue, type LeafForm, leavesOf, type NestedArray, type Pattern } from "./pattern.ts";

/** Results are written in the most explicit form among the arguments. */
export function formOf(patterns: readonly Pattern[]): LeafForm {
  const forms = patterns.flatMap(leavesOf).map(({ kind }) => kind);
  if (forms.includes("ndarray")) return "ndarray";
  return forms.includes("typed") ? "typed" : "nested";
}

/** One result in this form. A scalar is a plain number in all of them. */
export function valueAtRest(
  data: NumericArray,
  { shape, dtype }: { shape: Shape; dtype: DType },
  form: LeafForm,
): ArrayValue {
  if (shape.length === 0) return dtype === "bool" ? data[0] !== 0 : data[0];
  if (form === "nested" || form === "scalar") return nest(data, shape, 0, 0, dtype === "bool");
  const typed = dtype === "bool" ? Uint8Array.from(data) : data;
  return form === "ndarray" || shape.length > 1 ? { data: typed, shape } : typed;
}

function nest(data: NumericArray, shape: Shape, axis: number, at: number, truth: boolean): NestedArray {
  const size = shape[axis];
  if (axis === shape.length - 1) {
    const row = Array.from(data.subarray(at, at + size));
    return truth ? row.map((value) => value !== 0) : row;
  }
  const stride = sizeOf(shape.slice(axis + 1));
  return Array.from({ length: size }, (_, i) => nest(data, shape, axis + 1, at + i * stride, truth));
}
