/** Sources: nodes without inputs. What they are stands in their attributes, so `apply` makes them as any other node. */
import type { DType } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";
import { ROWS, sizeOf } from "../base/shape.ts";
import type { Attributes } from "../ir/node.ts";
import { checkSizes, list, shapeError } from "./check.ts";
import type { SourceRow } from "./row.ts";

const source = (
  name: string,
  shape: (attributes: Attributes) => Shape,
  dtype: (attributes: Attributes) => DType,
): SourceRow => ({
  name,
  kind: "source",
  shape: (_, attributes) => {
    const result = shape(attributes);
    checkSizes(name, result);
    return result;
  },
  dtype: (_, attributes) => dtype(attributes),
  gradient: () => [],
});

const declaredShape = (attributes: Attributes): Shape => list(attributes.shape);
const declaredDType = (attributes: Attributes): DType => attributes.dtype as DType;

function arrayShape(attributes: Attributes): Shape {
  const shape = declaredShape(attributes);
  const { length } = attributes.data as ArrayLike<number>;
  if (shape.includes(ROWS) || sizeOf(shape) !== length) {
    throw shapeError("array", [shape], `${length} elements do not fill the shape`, { length });
  }
  return shape;
}

export const sources: readonly SourceRow[] = [
  source("input", declaredShape, declaredDType),
  source("constant", () => [], declaredDType),
  source("array", arrayShape, declaredDType),
  source(
    "iota",
    (attributes) => [attributes.size as number],
    () => "int32",
  ),
];
