/** Where the reference keeps elements: floats of both widths in float64, integers and bools in int32. */
import type { DType } from "../../base/dtype.ts";
import { isFloat } from "../../base/dtype.ts";
import type { Shape } from "../../base/shape.ts";

export type Elements = Float64Array | Int32Array;

export const storage = (dtype: DType, length: number): Elements =>
  isFloat(dtype) ? new Float64Array(length) : new Int32Array(length);

/** Calls `visit` for every coordinate of a shape, row-major, with one array that it updates. */
export function forEachCoordinate(
  shape: Shape,
  visit: (coordinates: readonly number[], position: number) => void,
): void {
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  const coordinates = new Array<number>(shape.length).fill(0);
  for (let position = 0; position < size; position++) {
    visit(coordinates, position);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (++coordinates[axis] < shape[axis]) break;
      coordinates[axis] = 0;
    }
  }
}

/** Row-major list of Σ strides · coordinates over a whole shape: where each of its elements lies elsewhere. */
export function offsets(shape: Shape, strides: readonly number[]): Int32Array {
  const result = new Int32Array(shape.reduce((product, dimension) => product * dimension, 1));
  forEachCoordinate(shape, (coordinates, position) => {
    let offset = 0;
    for (let axis = 0; axis < strides.length; axis++) offset += strides[axis] * coordinates[axis];
    result[position] = offset;
  });
  return result;
}
