/** Shapes: sizes of a tensor's dimensions, of which at most one may be the symbolic `ROWS`. */

export type Shape = readonly number[];

/**
 * The symbolic dimension: the rows of one tile, 1…T, known only at run time.
 * It is an ordinary entry of a shape, equal only to itself, so shape rules need no special case.
 */
export const ROWS = -1;

export const hasRows = (shape: Shape): boolean => shape.includes(ROWS);

/** Number of elements; `rows` stands for the symbolic dimension. */
export function sizeOf(shape: Shape, rows = 1): number {
  let size = 1;
  for (const dimension of shape) size *= dimension === ROWS ? rows : dimension;
  return size;
}

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, i) => size === b[i]);

/** "[rows, 3]": how a shape is written in errors and listings. */
export const showShape = (shape: Shape): string =>
  `[${shape.map((size) => (size === ROWS ? "rows" : String(size))).join(", ")}]`;

/** The shape with `ROWS` replaced. */
export const withRows = (shape: Shape, rows: number): Shape => shape.map((size) => (size === ROWS ? rows : size));

/** Row-major strides in elements; `rows` stands for the symbolic dimension. */
export function stridesOf(shape: Shape, rows = 1): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] === ROWS ? rows : shape[axis];
  }
  return strides;
}

/** The shape without the given axes. */
export const dropAxes = (shape: Shape, axes: readonly number[]): number[] =>
  shape.filter((_, axis) => !axes.includes(axis));

/** 0, 1, … n−1. */
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
