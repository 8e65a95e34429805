/** Views: elements moved, none computed. */
import type { Shape } from "../base/shape.ts";
import { ROWS, range, showShape, sizeOf, stridesOf } from "../base/shape.ts";
import type { Attributes } from "../ir/node.ts";
import { checkAxes, checkCount, checkSizes, dtypeError, list, lists, sameDType, shapeError } from "./check.ts";
import type { Place, ViewRow } from "./row.ts";

type Description = Omit<ViewRow, "kind" | "shape" | "dtype" | "source"> & {
  /** Shape of the result of the one input. */
  shape(shape: Shape, attributes: Attributes): Shape;
  /** Where an element comes from in the one input; null for a fill. */
  source(coordinates: readonly number[], attributes: Attributes, shape: Shape, result: Shape): readonly number[] | null;
};

/** A view of one input. */
const view = ({ shape, source, ...description }: Description): ViewRow => ({
  ...description,
  kind: "view",
  shape: (shapes, attributes) => {
    checkCount(description.name, shapes, 1);
    return shape(shapes[0], attributes);
  },
  dtype: sameDType,
  source: (coordinates, shapes, attributes, result) => {
    const found = source(coordinates, attributes, shapes[0], result);
    return found === null ? null : { input: 0, coordinates: found };
  },
});

function reshaped(shape: Shape, attributes: Attributes): Shape {
  const result = list(attributes.shape);
  checkSizes("reshape", result);
  const same = sizeOf(shape) === sizeOf(result) && shape.includes(ROWS) === result.includes(ROWS);
  if (!same)
    throw shapeError("reshape", [shape], `cannot become ${showShape(result)}: not as many elements`, { result });
  return result;
}

function broadcasted(shape: Shape, attributes: Attributes): Shape {
  const [result, axes] = lists(attributes, "shape", "axes");
  checkSizes("broadcast", result);
  checkAxes("broadcast", result, axes, "ascending");
  if (axes.length !== shape.length || axes.some((axis, i) => result[axis] !== shape[i])) {
    throw shapeError("broadcast", [shape], `does not lie on axes [${axes}] of ${showShape(result)}`, { result, axes });
  }
  return result;
}

function sliced(shape: Shape, attributes: Attributes): Shape {
  const [starts, stops] = lists(attributes, "starts", "stops");
  const bounds = `from [${starts}] to [${stops}]`;
  if (starts.length !== shape.length || stops.length !== shape.length) {
    throw shapeError("slice", [shape], `${bounds} needs one start and one stop per axis`, { starts, stops });
  }
  return shape.map((size, axis) => {
    const [start, stop] = [starts[axis], stops[axis]];
    if (size === ROWS && start === 0 && stop === ROWS) return ROWS;
    if (size === ROWS) throw shapeError("slice", [shape], "rows of a tile cannot be cut", { starts, stops });
    if (!(0 <= start && start <= stop && stop <= size)) {
      throw shapeError("slice", [shape], `${bounds} is outside the shape`, { starts, stops, axis });
    }
    return stop - start;
  });
}

function padded(shape: Shape, attributes: Attributes): Shape {
  const [before, after] = lists(attributes, "before", "after");
  const widths = [...before, ...after];
  if (widths.length !== 2 * shape.length || widths.some((width) => width < 0)) {
    throw shapeError("pad", [shape], `widths [${before}] and [${after}] must be one per axis, from 0`, {
      before,
      after,
    });
  }
  return shape.map((size, axis) => {
    const width = before[axis] + after[axis];
    if (size === ROWS && width > 0) throw shapeError("pad", [shape], "rows of a tile cannot be padded", { axis });
    return size + width;
  });
}

/** The permutation that undoes this one. */
export function inverse(permutation: readonly number[]): number[] {
  const result = new Array<number>(permutation.length);
  permutation.forEach((axis, i) => {
    result[axis] = i;
  });
  return result;
}

const concat: ViewRow = {
  name: "concat",
  kind: "view",
  shape: (shapes, attributes) => {
    const axis = attributes.axis as number;
    if (shapes.length === 0) throw shapeError("concat", shapes, "needs at least one input");
    checkAxes("concat", shapes[0], [axis], "any");
    const fits = shapes.every(
      (shape) =>
        shape.length === shapes[0].length &&
        shape.every((size, i) => (i === axis ? size !== ROWS : size === shapes[0][i])),
    );
    if (!fits)
      throw shapeError("concat", shapes, `sizes may differ along axis ${axis} only, which is not the rows`, { axis });
    return shapes[0].map((size, i) => (i === axis ? shapes.reduce((total, shape) => total + shape[i], 0) : size));
  },
  dtype: (dtypes) => {
    if (dtypes.some((dtype) => dtype !== dtypes[0])) throw dtypeError("concat", dtypes, "equal dtypes");
    return dtypes[0];
  },
  gradient: (cotangent, { inputs, attributes }, build) => {
    const axis = attributes.axis as number;
    let start = 0;
    return inputs.map((input) => {
      const stop = start + input.shape[axis];
      const starts = input.shape.map((_, i) => (i === axis ? start : 0));
      const part = build.slice(
        cotangent,
        starts,
        input.shape.map((size, i) => (i === axis ? stop : size)),
      );
      start = stop;
      return part;
    });
  },
  source: (coordinates, shapes, attributes): Place => {
    const axis = attributes.axis as number;
    let input = 0;
    let position = coordinates[axis];
    while (position >= shapes[input][axis]) position -= shapes[input++][axis];
    return { input, coordinates: coordinates.map((coordinate, i) => (i === axis ? position : coordinate)) };
  },
};

export const views: readonly ViewRow[] = [
  /** attributes: { shape }. The elements in row-major order under another shape. */
  view({
    name: "reshape",
    shape: reshaped,
    gradient: (cotangent, { inputs: [x] }, build) => [build.reshape(cotangent, x.shape)],
    source: (coordinates, _, shape, result) => {
      const strides = stridesOf(result);
      const position = coordinates.reduce((sum, coordinate, i) => sum + coordinate * strides[i], 0);
      return stridesOf(shape).map((stride, i) => Math.floor(position / stride) % shape[i]);
    },
  }),
  /** attributes: { permutation }. Axis i of the result is axis permutation[i] of the input. */
  view({
    name: "transpose",
    shape: (shape, attributes) => {
      const permutation = list(attributes.permutation);
      checkAxes("transpose", shape, permutation, "any");
      if (permutation.length !== shape.length) {
        throw shapeError("transpose", [shape], `[${permutation}] must name every axis once`, { permutation });
      }
      return permutation.map((axis) => shape[axis]);
    },
    gradient: (cotangent, { attributes }, build) => [build.transpose(cotangent, inverse(list(attributes.permutation)))],
    source: (coordinates, attributes) => inverse(list(attributes.permutation)).map((axis) => coordinates[axis]),
  }),
  /** attributes: { shape, axes }. Axis i of the input is axis axes[i] of the result; the other axes repeat it. */
  view({
    name: "broadcast",
    shape: broadcasted,
    gradient: (cotangent, { attributes, shape }, build) => [
      build.sum(
        cotangent,
        range(shape.length).filter((axis) => !list(attributes.axes).includes(axis)),
      ),
    ],
    source: (coordinates, attributes) => list(attributes.axes).map((axis) => coordinates[axis]),
  }),
  /** attributes: { starts, stops }. Elements start … stop − 1 of each axis; rows are taken whole, 0 … ROWS. */
  view({
    name: "slice",
    shape: sliced,
    gradient: (cotangent, { inputs: [x], attributes }, build) => {
      const [starts, stops] = lists(attributes, "starts", "stops");
      return [
        build.pad(
          cotangent,
          starts,
          x.shape.map((size, axis) => size - stops[axis]),
        ),
      ];
    },
    source: (coordinates, attributes) => {
      const starts = list(attributes.starts);
      return coordinates.map((coordinate, axis) => coordinate + starts[axis]);
    },
  }),
  /** attributes: { before, after }. Zeros around the input. */
  view({
    name: "pad",
    shape: padded,
    gradient: (cotangent, { inputs: [x], attributes }, build) => {
      const before = list(attributes.before);
      return [
        build.slice(
          cotangent,
          before,
          x.shape.map((size, axis) => (size === ROWS ? ROWS : before[axis] + size)),
        ),
      ];
    },
    source: (coordinates, attributes, shape) => {
      const before = list(attributes.before);
      const inside = coordinates.map((coordinate, axis) => coordinate - before[axis]);
      return inside.every((coordinate, axis) => 0 <= coordinate && coordinate < shape[axis]) ? inside : null;
    },
  }),
  /** attributes: { axes }. These axes run backwards. */
  view({
    name: "flip",
    shape: (shape, attributes) => {
      const axes = list(attributes.axes);
      checkAxes("flip", shape, axes, "ascending");
      if (axes.some((axis) => shape[axis] === ROWS)) throw shapeError("flip", [shape], "rows of a tile have no order");
      return shape;
    },
    gradient: (cotangent, { attributes }, build) => [build.flip(cotangent, list(attributes.axes))],
    source: (coordinates, attributes, shape) => {
      const axes = list(attributes.axes);
      return coordinates.map((coordinate, axis) => (axes.includes(axis) ? shape[axis] - 1 - coordinate : coordinate));
    },
  }),
  concat,
];
