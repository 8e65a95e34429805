/** What a model says over the plane of its two columns: where which class is the likeliest, and by how much. */

import type { Regions } from "@nabla/report";
import { softmax, type Tensor, vmap } from "nabla";
import { begin } from "./begin.ts";
import type { Source } from "./sourceNames.ts";
import { type Fit, fitOf } from "./sources.ts";

/** Places along an axis: fine enough for a smooth edge, and there in a frame. */
const size = 48;
/** Space around the data as a share of their extent. */
const around = 0.08;

interface Plane extends Pick<Regions, "points" | "classes" | "x" | "y"> {
  readonly dimension: number;
  /** A probability for each class at each row of the data and then each place of the grid. */
  readonly probabilities: (point: ArrayLike<number>) => Float64Array;
}

/** The plane that was asked for last: a cursor that moves asks again and again. */
let last: { readonly source: Source; readonly plane: Plane } | null = null;

/** Null for a point of another model, which a race leaves behind when its data change. */
export function regionsAt(source: Source, point: readonly number[]): Regions | null {
  if (last?.source !== source) last = { source, plane: planeOf(fitOf(source)) };
  const { dimension, probabilities, points, classes, x, y } = last.plane;
  if (point.length !== dimension) return null;
  const said = probabilities(point);
  const rows = classes.length;
  const count = said.length / (rows + size * size);
  const above = (row: number, one: number): number => {
    let rival = 0;
    for (let k = 0; k < count; k++) if (k !== one) rival = Math.max(rival, said[row * count + k]);
    return said[row * count + one] - rival;
  };
  const all = Array.from({ length: count }, (_, one) => one);
  const likeliest = (row: number): number =>
    all.reduce((best, one) => (above(row, one) > above(row, best) ? one : best));
  return {
    points,
    classes,
    guesses: Int32Array.from(classes, (_, row) => likeliest(row)),
    x,
    y,
    margins: all.map((one) => Float64Array.from({ length: size * size }, (_, place) => above(rows + place, one))),
  };
}

function planeOf(fit: Fit): Plane {
  const points = flat(fit.data.x);
  const [x, y] = [placesOf(points, 0), placesOf(points, 1)];
  const grid = y.flatMap((second) => x.flatMap((first) => [first, second]));
  const places = { data: Float64Array.of(...points, ...grid), shape: [points.length / 2 + size * size, 2] };
  const descent = begin(fit, { batchSize: "full", learningRate: 0 }, 0, points.length / 2);
  const leaves = descent.namedParameters.map(({ name, value }) => ({
    name,
    shape: value.shape,
    size: value.data.length,
  }));
  descent.close();
  const { apply } = fit.model;
  const said = vmap((parameters: Tensor, row: Tensor) => softmax(apply(parameters, row)), { inAxes: [null, 0] });
  return {
    points,
    classes: Int32Array.from(flat(fit.data.y)),
    x,
    y,
    dimension: leaves.reduce((sum, leaf) => sum + leaf.size, 0),
    probabilities: (point) => flat(said(treeOf(leaves, point) as never, places)),
  };
}

function placesOf(points: Float64Array, axis: 0 | 1): number[] {
  const values = points.filter((_, i) => i % 2 === axis);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = high > low ? around * (high - low) : 0.5;
  return Array.from({ length: size }, (_, i) => low - margin + (i * (high - low + 2 * margin)) / (size - 1));
}

/** The numbers of arrays of any kind, in their order. */
function flat(values: unknown): Float64Array {
  if (typeof values === "object" && values !== null && "data" in values) return flat(values.data);
  if (ArrayBuffer.isView(values)) return Float64Array.from(values as unknown as ArrayLike<number>);
  return Float64Array.from((values as unknown[]).flat(9) as number[]);
}

interface Leaf {
  readonly name: string;
  readonly shape: readonly number[];
  readonly size: number;
}

type Branch = { [key: string]: Branch | object };

/** Parameters as a model takes them, from their numbers one after the other: "layers.0.bias" lies in an array. */
function treeOf(leaves: readonly Leaf[], point: ArrayLike<number>): unknown {
  const root: Branch = {};
  let from = 0;
  for (const { name, shape, size } of leaves) {
    const keys = name.split(".");
    const leaf = { data: Float64Array.from({ length: size }, (_, i) => point[from + i]), shape };
    from += size;
    let at = root;
    keys.forEach((key, depth) => {
      if (depth === keys.length - 1) at[key] = leaf;
      else {
        at[key] ??= /^\d+$/.test(keys[depth + 1]) ? ([] as unknown as Branch) : {};
        at = at[key] as Branch;
      }
    });
  }
  return root;
}
