/** A function of two variables at a point, in every direction: what the lesson on the gradient shows. */

import { grad, hessian, jit, jvp, square, type Tensor, vmap } from "nabla";
import { curvatureAt } from "nabla/diagnostics";
import type { SurfaceRecord } from "nabla/race";
import { lossPoints } from "./lossPoints.ts";
import type { PlaneName } from "./planeNames.ts";

export interface PlaneQuestion {
  readonly plane: PlaneName;
  readonly point: readonly [number, number];
  /** Length of every test step. */
  readonly length: number;
  /** Degrees, counted from the first axis to the second. */
  readonly angle: number;
}

/** One direction: the slope there, and what a step of the asked length really changes. */
export interface Direction {
  readonly angle: number;
  readonly slope: number;
  readonly change: number;
}

export interface PlaneAnswer {
  readonly question: PlaneQuestion;
  readonly value: number;
  readonly gradient: readonly [number, number];
  /** Eigenvalues of the Hessian: one below 0 and the point is no minimum. */
  readonly curvature: readonly [number, number];
  /** All around the point, the first direction once more at the end. */
  readonly directions: readonly Direction[];
  readonly chosen: Direction;
  /** Exactly along −∇f; null where the gradient is 0. */
  readonly downhill: Direction | null;
  /** The values along each axis, with the other variable held. */
  readonly slices: readonly [readonly number[], readonly number[]];
}

interface Plane {
  readonly f: (point: Tensor) => Tensor;
  readonly centre: readonly [number, number];
  readonly reach: number;
}

const lineLoss = ([weight, bias]: Tensor): Tensor =>
  lossPoints
    .map(([x, y]) => square(weight.mul(x).add(bias).sub(y)))
    .reduce((sum, each) => sum.add(each))
    .div(lossPoints.length);

/** The functions; each window is a square. */
export const planes: Readonly<Record<PlaneName, Plane>> = {
  bowl: { f: ([x0, x1]) => square(x0).add(square(x1)), centre: [0, 0], reach: 3.5 },
  saddle: { f: ([x0, x1]) => square(x0).sub(square(x1)), centre: [0, 0], reach: 3.5 },
  loss: { f: lineLoss, centre: [1.5, 1], reach: 3 },
};

const sides = 97;
/** Directions around the point: every 10 degrees, and the test steps are those. */
const turns = 36;

export function placesOf(plane: PlaneName): readonly [readonly number[], readonly number[]] {
  const { centre, reach } = planes[plane];
  const along = (middle: number): number[] =>
    Array.from({ length: sides }, (_, i) => middle + (reach * (2 * i - (sides - 1))) / (sides - 1));
  return [along(centre[0]), along(centre[1])];
}

/** f at many points, one after the other in one array. */
function valuesAt(plane: PlaneName, pairs: readonly (readonly [number, number])[]): number[] {
  return vmap(planes[plane].f)(pairs.map((pair) => [...pair])) as unknown as number[];
}

export function surfaceOf(plane: PlaneName): SurfaceRecord {
  const [x, y] = placesOf(plane);
  const losses = valuesAt(
    plane,
    y.flatMap((second) => x.map((first) => [first, second] as const)),
  );
  return { names: plane === "loss" ? ["w", "b"] : ["x₀", "x₁"], x, y, losses };
}

const unit = (angle: number): readonly [number, number] => {
  const radians = (angle * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
};

export function explorePlane(question: PlaneQuestion): PlaneAnswer {
  const { plane, point, length, angle } = question;
  const { f } = planes[plane];
  const at = [...point];
  const value = Number(jit(f)(at));
  const [alongFirst, alongSecond] = grad(f)(at);
  const [first, second] = placesOf(plane);
  const steepest = (Math.atan2(-alongSecond, -alongFirst) * 180) / Math.PI;
  const angles = [...Array.from({ length: turns + 1 }, (_, i) => (i * 360) / turns), angle, (steepest + 360) % 360];
  const slopeAlong = vmap((along: Tensor, from: Tensor) => jvp(f)(from, along).tangent, { inAxes: [0, null] });
  const slopes = slopeAlong(
    angles.map((each) => [...unit(each)]),
    at,
  ) as unknown as number[];
  const reached = valuesAt(
    plane,
    angles.map((each) => [point[0] + length * unit(each)[0], point[1] + length * unit(each)[1]] as const),
  );
  const all = angles.map((each, i) => ({ angle: each, slope: slopes[i], change: reached[i] - value }));
  const h = hessian(f)(at).flat();
  const { largest, smallest } = curvatureAt(
    { dimension: 2, hessianProduct: (_, v) => product(h, v) },
    new Float64Array(2),
  );
  return {
    question,
    value,
    gradient: [alongFirst, alongSecond],
    curvature: [smallest, largest],
    directions: all.slice(0, turns + 1),
    chosen: all[turns + 1],
    downhill: alongFirst === 0 && alongSecond === 0 ? null : all[turns + 2],
    slices: [
      valuesAt(
        plane,
        first.map((each) => [each, point[1]] as const),
      ),
      valuesAt(
        plane,
        second.map((each) => [point[0], each] as const),
      ),
    ],
  };
}

const product = ([a, b, c, d]: readonly number[], v: Float64Array): Float64Array =>
  Float64Array.of(a * v[0] + b * v[1], c * v[0] + d * v[1]);
