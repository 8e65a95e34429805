/** Checks that several rows share. Each throws an error that names the op and shows what was given. */
import type { DType } from "../base/dtype.ts";
import { isFloat } from "../base/dtype.ts";
import { DTypeError, ShapeError } from "../base/errors.ts";
import type { Shape } from "../base/shape.ts";
import { ROWS, sameShape, showShape } from "../base/shape.ts";
import type { Attribute, Attributes } from "../ir/node.ts";

/** An attribute that is a list of numbers, as the rows store it. */
export const list = (attribute: Attribute): readonly number[] => attribute as readonly number[];

/** All attributes of a row that are lists of numbers. */
export const lists = <Name extends string>(attributes: Attributes, ...names: Name[]): readonly (readonly number[])[] =>
  names.map((name) => list(attributes[name]));

export function shapeError(op: string, shapes: readonly Shape[], problem: string, details: object = {}): ShapeError {
  const given = shapes.map(showShape).join(" and ");
  return new ShapeError("shape-mismatch", `${op}: ${problem}; given ${given || "nothing"}.`, {
    op,
    shapes: shapes.map((shape) => [...shape]),
    ...details,
  });
}

export function dtypeError(op: string, dtypes: readonly DType[], expected: string): DTypeError {
  const message = `${op}: expected ${expected}; given ${dtypes.join(" and ")}. Convert with cast(x, dtype).`;
  return new DTypeError("dtype-mismatch", message, { op, dtypes: [...dtypes], expected });
}

export function checkCount(op: string, shapes: readonly Shape[], count: number): void {
  if (shapes.length !== count) throw shapeError(op, shapes, `takes ${count} inputs, not ${shapes.length}`);
}

export function checkEqualShapes(op: string, shapes: readonly Shape[]): void {
  if (shapes.some((shape) => !sameShape(shape, shapes[0]))) throw shapeError(op, shapes, "shapes must be equal");
}

/** Axes must exist, once each; ascending where their order would otherwise mean nothing. */
export function checkAxes(op: string, shape: Shape, axes: readonly number[], order: "ascending" | "any"): void {
  const outside = axes.find((axis) => !Number.isInteger(axis) || axis < 0 || axis >= shape.length);
  if (outside !== undefined) {
    throw shapeError(op, [shape], `there is no axis ${outside} in ${shape.length} dimensions`, { axis: outside });
  }
  if (new Set(axes).size !== axes.length) throw shapeError(op, [shape], `axes [${axes}] name one axis twice`, { axes });
  if (order === "ascending" && axes.some((axis, i) => i > 0 && axis < axes[i - 1])) {
    throw shapeError(op, [shape], `axes [${axes}] must be ascending`, { axes });
  }
}

/** Sizes a caller chose: integers from 0, at most one of them the symbolic rows. */
export function checkSizes(op: string, shape: Shape): void {
  if (shape.some((size) => size !== ROWS && !(Number.isInteger(size) && size >= 0))) {
    throw shapeError(op, [shape], "sizes must be integers from 0");
  }
  if (shape.filter((size) => size === ROWS).length > 1) {
    throw shapeError(op, [shape], "a shape has at most one dimension of rows");
  }
}

/** The dtype of a row that keeps the one it is given. */
export const sameDType = (dtypes: readonly DType[]): DType => dtypes[0];

/** Equal dtypes that are numbers. */
export function numberDType(op: string, dtypes: readonly DType[]): DType {
  if (dtypes[0] === "bool" || dtypes.some((dtype) => dtype !== dtypes[0])) {
    throw dtypeError(op, dtypes, "numbers of one dtype");
  }
  return dtypes[0];
}

/** 32-bit words. */
export function wordDType(op: string, dtypes: readonly DType[]): DType {
  if (dtypes.some((dtype) => dtype !== "int32")) throw dtypeError(op, dtypes, "int32");
  return "int32";
}

/** Equal dtypes that are floats. */
export function floatDType(op: string, dtypes: readonly DType[]): DType {
  if (!isFloat(dtypes[0]) || dtypes.some((dtype) => dtype !== dtypes[0])) {
    throw dtypeError(op, dtypes, "floats of one dtype");
  }
  return dtypes[0];
}
