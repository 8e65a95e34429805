/** All numbers of the function page, computed by the engine: values, slopes, the surface and a descent. */

import { grad, jit, type Tensor, valueAndGrad } from "nabla";
import type { SurfaceRecord } from "nabla/race";
import { descend } from "nabla/train";
import { optimizers } from "../engine/optimizers.ts";
import { type Expression, mentions, parse } from "./parse.ts";
import { traced } from "./traced.ts";

export interface Question {
  readonly formula: string;
  /** Where the derivative is looked at and the descent begins. */
  readonly x: number;
  readonly y: number;
  /** The secant goes from x to x + h. */
  readonly h: number;
  readonly least: number;
  readonly most: number;
  readonly optimizer: string;
  readonly rate: number;
  readonly steps: number;
}

/** A function of one variable over the window; null where it has no finite value. */
export interface Slice {
  readonly places: readonly number[];
  readonly values: readonly (number | null)[];
  readonly slopes: readonly (number | null)[];
}

export interface Exploration {
  readonly question: Question;
  readonly value: number;
  /** One derivative, or two partial ones. */
  readonly gradient: readonly number[];
  /** f(x + h, y) */
  readonly ahead: number;
  /** Along x with y fixed, and along y with x fixed. */
  readonly slices: readonly Slice[];
  readonly surface: SurfaceRecord | null;
  /** One or two numbers a state, state after state, and f at each. */
  readonly path: Float64Array;
  readonly values: Float64Array;
  /** The update after which the value is not finite any more. */
  readonly diverged: number | null;
}

/** Odd, so that the middle of a window around 0 is 0. */
const slicePoints = 401;
const surfacePoints = 97;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Evenly, and opposite numbers exactly opposite: a pole at x = −y is met and not missed by rounding. */
const between = (least: number, most: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => (least * (count - 1 - i) + most * i) / (count - 1));

export async function explore(question: Question): Promise<Exploration> {
  const { x, y, h, least, most } = question;
  const formula = parse(question.formula);
  const isPlane = mentions(formula, "y");
  const f = (first: Tensor, second: Tensor): Tensor => traced(formula, first, second);
  const compiled = jit(f);
  const values: OnArrays = (first, second) => compiled(first, second) as Float64Array;
  const { value, gradient } = valueAndGrad(f, { argument: [0, 1] })(x, y);
  const slopes = grad((first: Tensor, second: Tensor) => f(first, second).sum(), { argument: [0, 1] });
  const slice = (axis: 0 | 1): Slice => {
    const places = between(least, most, slicePoints);
    const fixed = new Float64Array(slicePoints).fill(axis === 0 ? y : x);
    const [first, second] = axis === 0 ? [places, fixed] : [fixed, places];
    return {
      places: [...places],
      values: Array.from(values(first, second), finite),
      slopes: Array.from(slopes(first, second)[axis], finite),
    };
  };
  const { path, reached, diverged } = await walk(formula, question, isPlane);
  return {
    question,
    value,
    gradient: gradient.slice(0, isPlane ? 2 : 1),
    ahead: Number(compiled(x + h, y)),
    slices: isPlane ? [slice(0), slice(1)] : [slice(0)],
    surface: isPlane ? surfaceFor(question, values) : null,
    path,
    values: reached,
    diverged,
  };
}

type OnArrays = (x: Float64Array, y: Float64Array) => Float64Array;

/** The surface that was asked for last: a point that is dragged moves over the same one. */
let last: { readonly of: string; readonly surface: SurfaceRecord } | null = null;

function surfaceFor({ formula, least, most }: Question, values: OnArrays): SurfaceRecord {
  const of = JSON.stringify([formula, least, most]);
  if (last?.of !== of) last = { of, surface: surfaceOf(values, least, most) };
  return last.surface;
}

function surfaceOf(values: OnArrays, least: number, most: number): SurfaceRecord {
  const places = between(least, most, surfacePoints);
  const all = surfacePoints * surfacePoints;
  const first = Float64Array.from({ length: all }, (_, i) => places[i % surfacePoints]);
  const second = Float64Array.from({ length: all }, (_, i) => places[Math.floor(i / surfacePoints)]);
  const losses = Array.from(values(first, second), finite);
  return { names: ["x", "y"], x: [...places], y: [...places], losses };
}

/** A descent whose "loss" is the function itself: one example that says nothing, and the point as parameters. */
async function walk(formula: Expression, question: Question, isPlane: boolean) {
  const { x, y, optimizer, rate, steps } = question;
  const maker = optimizers.get(optimizer);
  if (maker === undefined) throw new Error(`there is no optimizer "${optimizer}"`);
  const point = (parameters: { x: Tensor; y?: Tensor }): Tensor =>
    traced(formula, parameters.x, parameters.y ?? parameters.x);
  const value = jit((first: Tensor, second: Tensor) => traced(formula, first, second));
  const path: number[] = [];
  const reached: number[] = [];
  const descent = descend({
    model: { init: () => (isPlane ? { x, y } : { x }), apply: (parameters) => point(parameters as { x: Tensor }) },
    loss: (prediction) => prediction,
    data: { x: [[0]], y: [0] },
    optimizer: maker({ learningRate: rate }),
    batchSize: "full",
    dtype: "float64",
    stop: [],
  });
  let diverged: number | null = null;
  try {
    for (let step = 0; step <= steps; step++) {
      if (step > 0) await descent.advance(1);
      const named = new Map(descent.namedParameters.map(({ name, value: at }) => [name, Number(at.data[0])]));
      const here = [named.get("x") ?? Number.NaN, named.get("y") ?? y];
      const height = Number(value(here[0], here[1]));
      if (descent.stopped !== null || !Number.isFinite(height)) {
        diverged = step;
        break;
      }
      path.push(...here.slice(0, isPlane ? 2 : 1));
      reached.push(height);
    }
  } finally {
    descent.close();
  }
  return { path: Float64Array.from(path), reached: Float64Array.from(reached), diverged };
}
