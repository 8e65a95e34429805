/** First and second derivatives of a function of a flat point, forward along the directions of its parameters. */
import { sizeOf } from "../base/shape.ts";
import { mapTree } from "../base/tree.ts";
import { compile } from "../jit/compile.ts";
import type { Tensor } from "../trace/tensor.ts";
import { isArraySpec, resultTensors, trace } from "../trace/trace.ts";
import { jvp } from "../transform/directional.ts";
import { grad } from "../transform/grad.ts";
import { vmap } from "../transform/vmap.ts";
import type { FlatPoint } from "./flatPoint.ts";

/** A function of the point as it is traced, with its results in a list. */
export type Listed<Traced> = (point: Traced) => readonly Tensor[];

/** The Hessian of a scalar function, column by column; compiled here, once. */
export function hessianColumns<Traced, Point>(
  f: (point: Traced) => Tensor,
  point: FlatPoint<Point>,
): (w: Float64Array) => Float64Array[] {
  const gradient = (traced: Traced) => resultTensors(grad((at: Traced) => f(at))(traced)).leaves;
  return derivativeColumns(gradient, point, point.shapes.map(sizeOf));
}

/**
 * The derivatives of some tensors, one column for each parameter: forward along all directions together, best for few
 * parameters. `sizes` are the numbers of elements of the tensors.
 */
export function derivativeColumns<Traced, Point>(
  f: Listed<Traced>,
  point: FlatPoint<Point>,
  sizes: readonly number[],
): (w: Float64Array) => Float64Array[] {
  const parameters = point.vector.length;
  const along = (at: Traced, direction: Traced) => jvp(f)(at, direction).tangent;
  const directions = mapTree(point.spec, isArraySpec, (leaf) => ({ ...leaf, shape: [parameters, ...leaf.shape] }));
  const program = compile(trace(vmap(along, { inAxes: [null, 0] }), [point.spec, directions]).graph);
  const units = unitDirections(point);
  return (w) => {
    const tangents = program.run([...point.split(w), ...units]);
    return Array.from({ length: parameters }, (_, j) =>
      joined(
        tangents.map((part, k) => part.subarray(j * sizes[k], (j + 1) * sizes[k])),
        sizes.reduce((sum, size) => sum + size, 0),
      ),
    );
  };
}

/** The unit vectors of the flat point, each leaf's part of all of them together: [parameters, ...shape]. */
function unitDirections<Point>(point: FlatPoint<Point>): Float64Array[] {
  const parameters = point.vector.length;
  let first = 0;
  return point.shapes.map((shape) => {
    const width = sizeOf(shape);
    const units = new Float64Array(parameters * width);
    for (let j = 0; j < width; j++) units[(first + j) * width + j] = 1;
    first += width;
    return units;
  });
}

/** The numbers of all parts, one after the other. */
export function joined(parts: readonly ArrayLike<number>[], length: number): Float64Array {
  const all = new Float64Array(length);
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}
