/** The loops of the reference: one element at a time, by what the row says of one element. */
import type { Shape } from "../../base/shape.ts";
import { dropAxes, stridesOf } from "../../base/shape.ts";
import type { Attributes } from "../../ir/node.ts";
import type { ElementwiseRow, ReduceRow, ViewRow } from "../../ops/row.ts";
import type { Elements } from "./storage.ts";
import { forEachCoordinate, offsets } from "./storage.ts";

export function mapElements(
  evaluate: ElementwiseRow["evaluate"],
  [a, b, c]: readonly Elements[],
  result: Elements,
): Elements {
  if (c !== undefined) for (let i = 0; i < result.length; i++) result[i] = evaluate(a[i], b[i], c[i]);
  else if (b !== undefined) for (let i = 0; i < result.length; i++) result[i] = evaluate(a[i], b[i]);
  else for (let i = 0; i < result.length; i++) result[i] = evaluate(a[i]);
  return result;
}

export function reduceElements(
  row: ReduceRow,
  x: Elements,
  shape: Shape,
  axes: readonly number[],
  result: Elements,
): Elements {
  const strides = stridesOf(shape);
  const kept = offsets(
    dropAxes(shape, axes),
    strides.filter((_, axis) => !axes.includes(axis)),
  );
  const folded = offsets(
    axes.map((axis) => shape[axis]),
    axes.map((axis) => strides[axis]),
  );
  const empty = result instanceof Int32Array ? clampToInt32(row.identity) : row.identity;
  for (let i = 0; i < result.length; i++) {
    let value = folded.length === 0 ? empty : x[kept[i] + folded[0]];
    for (let j = 1; j < folded.length; j++) value = row.combine(value, x[kept[i] + folded[j]]);
    result[i] = value;
  }
  return result;
}

const clampToInt32 = (value: number): number => Math.max(-2147483648, Math.min(2147483647, value));

export function moveElements(
  row: ViewRow,
  inputs: readonly Elements[],
  shapes: readonly Shape[],
  attributes: Attributes,
  result: Elements,
  shape: Shape,
): Elements {
  const strides = shapes.map((input) => stridesOf(input));
  forEachCoordinate(shape, (coordinates, position) => {
    const place = row.source(coordinates, shapes, attributes, shape);
    if (place === null) return;
    let offset = 0;
    place.coordinates.forEach((coordinate, axis) => {
      offset += coordinate * strides[place.input][axis];
    });
    result[position] = inputs[place.input][offset];
  });
  return result;
}
