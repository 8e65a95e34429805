/** Arrays at rest: flat row-major data with its shape. */
import type { NumericArray } from "./dtype.ts";
import type { Shape } from "./shape.ts";

/** A typed array seen as an array of any rank: element (i, j, …) lies at the row-major place. */
export interface NDArray {
  readonly data: NumericArray;
  readonly shape: Shape;
}

export const isNDArray = (value: unknown): value is NDArray =>
  typeof value === "object" &&
  value !== null &&
  "data" in value &&
  ArrayBuffer.isView(value.data) &&
  "shape" in value &&
  Array.isArray(value.shape);
