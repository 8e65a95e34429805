/** What a model says over the plane of its two columns: where which class is the likeliest, and by how much. */

import type { Plane, Regions } from "@nabla/report";
import { softmax, type Tensor, vmap } from "nabla";
import { begin } from "./begin.ts";
import type { Source } from "./sourceNames.ts";
import { type Fit, fitOf } from "./sources.ts";

/** Places along an axis: fine enough for a smooth edge, and there in a frame. */
const size = 48;
/** Space around the data as a share of their extent. */
const around = 0.08;

/** Rows that are shown, at most: evenly chosen. */
const mostRows = 1000;

interface Speaker {
  readonly plane: Plane;
  readonly dimension: number;
  /** A probability for each class at each row of the plane and then each place of its grid. */
  readonly probabilities: (point: ArrayLike<number>) => Float64Array;
}

/** What was asked for last: a cursor that moves asks again and again. */
let last: { readonly source: Source; readonly speaker: Speaker } | null = null;

/** Null for a point of another model, which a race leaves behind when its data change. */
export function regionsAt(source: Source, point: readonly number[]): Regions | null {
  if (last?.source !== source) last = { source, speaker: speakerOf(fitOf(source)) };
  const { plane, dimension, probabilities } = last.speaker;
  if (point.length !== dimension) return null;
  const said = probabilities(point);
  const rows = plane.classes.length;
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
    plane,
    guesses: Int32Array.from(plane.classes, (_, row) => likeliest(row)),
    margins: all.map((one) => Float64Array.from({ length: size * size }, (_, place) => above(rows + place, one))),
  };
}

function speakerOf(fit: Fit): Speaker {
  const [everyPoint, everyClass] = [flat(fit.data.x), flat(fit.data.y)];
  const [x, y] = [placesOf(everyPoint, 0), placesOf(everyPoint, 1)];
  const every = Math.ceil(everyClass.length / mostRows);
  const classes = Int32Array.from(everyClass.filter((_, row) => row % every === 0));
  const points = everyPoint.filter((_, i) => (i >> 1) % every === 0);
  const grid = y.flatMap((second) => x.flatMap((first) => [first, second]));
  const places = { data: Float64Array.of(...points, ...grid), shape: [classes.length + size * size, 2] };
  const descent = begin(fit, { batchSize: "full", learningRate: 0 }, 0, everyClass.length);
  const leaves = descent.namedParameters.map(({ name, value }) => ({
    name,
    shape: value.shape,
    size: value.data.length,
  }));
  descent.close();
  const { apply } = fit.model;
  const said = vmap((parameters: Tensor, row: Tensor) => softmax(apply(parameters, row)), { inAxes: [null, 0] });
  return {
    plane: { points, classes, x, y },
    dimension: leaves.reduce((sum, leaf) => sum + leaf.size, 0),
    probabilities: (point) => flat(said(treeOf(leaves, point) as never, places)),
  };
}

function placesOf(points: Float64Array, axis: 0 | 1): number[] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = axis; i < points.length; i += 2) {
    low = Math.min(low, points[i]);
    high = Math.max(high, points[i]);
  }
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
