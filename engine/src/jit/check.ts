/**
 * Whether a gradient is the gradient: the reverse sweep against differences of values, against its own transpose, and
 * against the order in which the first-order model becomes right.
 */
import { isFloat } from "../base/dtype.ts";
import { OptionError } from "../base/errors.ts";
import { bits, fold } from "../base/random.ts";
import { range, sizeOf, stridesOf } from "../base/shape.ts";
import { flatten, paths, unflatten } from "../base/tree.ts";
import { constant } from "../trace/shaping.ts";
import type { Tensor } from "../trace/tensor.ts";
import { type ArraySpec, isArraySpec } from "../trace/trace.ts";
import { jvp } from "../transform/directional.ts";
import { valueAndGrad } from "../transform/grad.ts";
import { type Differences, differencesOf, STEP } from "./differences.ts";
import { jit } from "./jit.ts";
import { patternOf, specOf } from "./pattern.ts";
import { Reader } from "./reader.ts";
import { type TaylorReport, taylorTest } from "./taylor.ts";

export type { TaylorReport } from "./taylor.ts";

export interface CheckOptions {
  /** The largest relative error that passes; 1e-6 by default. */
  readonly tolerance?: number;
  /** The most coordinates to try, spread evenly over all; 256 by default. */
  readonly coordinates?: number;
}

/** One coordinate: which argument, which leaf of it ("layers.0.weights", or "" for one array), which element. */
export interface Place {
  readonly argument: number;
  readonly path: string;
  readonly index: readonly number[];
}

/** One partial derivative, as the sweep gives it and as the differences do. */
export interface CheckedDerivative extends Place {
  readonly analytic: number;
  /** The central difference; at a kink, of all slopes between that to the left and that to the right the nearest. */
  readonly numeric: number;
}

/** A coordinate along which the function has a corner, or a jump, at the point or within 10⁻⁵ of it. */
export interface Kink extends Place {
  readonly kind: "kink" | "jump";
  /** The slopes on both sides; at a jump they say nothing but that it is steep. */
  readonly left: number;
  readonly right: number;
  readonly analytic: number;
}

export interface GradientReport {
  /** All of it agrees; a kink, where the gradient lies between the slopes on both sides, is no disagreement. */
  readonly ok: boolean;
  readonly maxRelativeError: number;
  /** Where the largest error is. */
  readonly worst: CheckedDerivative;
  /** |⟨∇f, v⟩ − J·v| for a random direction v, relative: reverse mode against forward mode. */
  readonly adjointError: number;
  /** Of the tried coordinates, those along which the function has no derivative. */
  readonly kinks: readonly Kink[];
  /** The remainders along one direction that moves every coordinate. Judged where nothing of it has a kink. */
  readonly taylor: TaylorReport;
}

/** Between 1, the exponent that a wrong gradient leaves, and 2, that of the right one. */
const WRONG_SLOPE = 1.5;

/**
 * Compares the gradient of a scalar function at a point with what the function's values say, in float64 whatever the
 * arguments are. All floats of all arguments are varied.
 *
 * - Each partial derivative against central differences, (f(x + h) − f(x − h)) / 2h with h = 2⁻¹⁷·max(1, |x|). Where
 *   the slopes to the left and to the right differ however small the step, f has a kink there: it is named, and any
 *   value between the two slopes passes. At a jump any value does.
 * - The Taylor remainder along a direction v: |f(x + hv) − f(x)| falls like h, and
 *   |f(x + hv) − f(x) − h⟨∇f, v⟩| like h² when the gradient is right, but only like h when it is wrong. It covers also
 *   the coordinates that were not tried one by one.
 * - Reverse mode against forward mode along a direction.
 *
 * The error of a derivative is taken relative to the largest of both values and of the whole gradient (or of the
 * function's value where the gradient vanishes).
 *
 * @param f a function of tensors (or trees of them) that returns a scalar
 * @param args the point, as values at rest
 * @returns whether all agrees, the worst of the derivatives, the kinks and the remainders
 * @throws OptionError `nothing-to-check` where no argument has floats
 * @see Griewank and Walther, Evaluating Derivatives, 2008, §1.1 and §3
 * @example
 * import { abs, checkGradient, type Tensor } from "nabla";
 * checkGradient((x: Tensor) => x.mul(x).sum(), [1, 2, 3]).ok; // true
 * const { ok, kinks } = checkGradient((x: Tensor) => abs(x).sum(), [[1, 0, 3]]);
 * ok; // true
 * kinks; // [{ argument: 0, path: "", index: [1], kind: "kink", left: -1, right: 1, analytic: 0 }]
 */
export function checkGradient<Args extends readonly unknown[]>(
  f: (...args: Args) => Tensor,
  args: readonly unknown[],
  { tolerance = 1e-6, coordinates = 256 }: CheckOptions = {},
): GradientReport {
  const { point, ofPoint, places } = flattened(f, args);
  const value = jit(ofPoint) as (w: Float64Array) => number;
  const reverse = jit(valueAndGrad(ofPoint)) as (w: Float64Array) => { value: number; gradient: Float64Array };
  const forward = jit(jvp(ofPoint)) as (w: Float64Array, v: Float64Array) => { tangent: number };

  const { value: atPoint, gradient } = reverse(point);
  const largest = gradient.reduce((most, each) => Math.max(most, Math.abs(each)), 0) || Math.abs(atPoint) || 1;
  const tried = range(point.length).filter((i) => i % Math.ceil(point.length / coordinates) === 0);
  const found = tried.map((i) => {
    const unit = point.map((_, j) => (i === j ? 1 : 0));
    const step = STEP * Math.max(1, Math.abs(point[i]));
    const differences = differencesOf(along(value, point, unit), step, tolerance * largest);
    const [analytic, numeric] = [gradient[i], nearestSlope(differences, gradient[i])];
    const error = Math.abs(analytic - numeric) / Math.max(Math.abs(analytic), Math.abs(numeric), largest);
    return { i, analytic, numeric, error, differences };
  });
  // A NaN is the worst of all.
  const { i, error, analytic, numeric } = found.reduce((worst, each) =>
    Number.isNaN(worst.error) || each.error <= worst.error ? worst : each,
  );
  const kinks = found.flatMap(({ i, analytic, differences: { kind, left, right } }) =>
    kind === "smooth" ? [] : [{ ...places(i), kind, left, right, analytic }],
  );

  const signed = signs(point.length);
  const size = gradient.reduce((sum, each) => sum + Math.abs(each), 0) || 1;
  const adjointError = Math.abs(dot(gradient, signed) - forward(point, signed).tangent) / size;

  const direction = signed.map((sign, j) => sign * Math.max(1, Math.abs(point[j])));
  const onWay = along(value, point, direction);
  const taylor = taylorTest(onWay, dot(gradient, direction));
  const reach = gradient.reduce((sum, each, j) => sum + Math.abs(each * direction[j]), 0) || Math.abs(atPoint) || 1;
  const smooth = kinks.length === 0 && differencesOf(onWay, STEP, tolerance * reach).kind === "smooth";
  const remains = smooth && (taylor.remainderSlope ?? 2) < WRONG_SLOPE && (taylor.slopeError ?? 0) > tolerance * reach;
  return {
    ok: error <= tolerance && adjointError <= 1e-10 && !remains,
    maxRelativeError: error,
    worst: { ...places(i), analytic, numeric },
    adjointError,
    kinks,
    taylor,
  };
}

/** h ↦ f(x + hv) */
function along(f: (w: Float64Array) => number, x: Float64Array, v: Float64Array): (step: number) => number {
  return (step) => f(x.map((each, i) => each + step * v[i]));
}

/** Of the slopes that the values allow the nearest to the analytic one. */
function nearestSlope({ kind, central, left, right }: Differences, analytic: number): number {
  switch (kind) {
    case "smooth":
      return central;
    case "kink":
      return Math.min(Math.max(analytic, Math.min(left, right)), Math.max(left, right));
    case "jump":
      return analytic;
  }
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, each, i) => sum + each * b[i], 0);

/** A direction of ±1, the same every time. */
const signs = (length: number): Float64Array =>
  Float64Array.from(bits(fold(0, "direction", 0), length), (word) => (word & 1 ? 1 : -1));

/** f as a function of one vector of all its floats; what is not a float stays as it is. */
function flattened<Args extends readonly unknown[]>(f: (...args: Args) => Tensor, args: readonly unknown[]) {
  const patterns = args.map((arg, i) => patternOf(arg, `argument ${i}`));
  const reader = new Reader(patterns);
  reader.read(args);
  const { leaves, structure } = flatten(patterns.map(specOf), isArraySpec);
  const names = paths(structure);
  let length = 0;
  const starts = leaves.map(({ shape, dtype }) => {
    const start = length;
    if (isFloat(dtype)) length += sizeOf(shape);
    return start;
  });
  if (length === 0) throw new OptionError("nothing-to-check", "checkGradient: no argument has floats to vary.");

  const point = new Float64Array(length);
  leaves.forEach(({ dtype }, k) => {
    if (isFloat(dtype)) point.set(reader.slots[k], starts[k]);
  });
  const fixed = reader.slots.map((slot) => Array.from(slot));
  const tensorAt = ({ shape, dtype }: ArraySpec, k: number, w: Tensor): Tensor =>
    isFloat(dtype) ? w.slice(starts[k], starts[k] + sizeOf(shape)).reshape(shape) : constant(fixed[k], shape, dtype);
  const ofPoint = (w: Tensor): Tensor => {
    const tensors = leaves.map((leaf, k) => tensorAt(leaf, k, w));
    return f(...(unflatten(structure, tensors) as readonly unknown[] as Args));
  };
  const places = (i: number) => {
    const k = range(leaves.length).findLast((leaf) => isFloat(leaves[leaf].dtype) && starts[leaf] <= i) ?? 0;
    const [argument, ...path] = names[k].split(".");
    const { shape } = leaves[k];
    const index = stridesOf(shape).map((each, axis) => Math.floor((i - starts[k]) / each) % shape[axis]);
    return { argument: Number(argument), path: path.join("."), index };
  };
  return { point, ofPoint, places };
}
