/** Whether a gradient is the gradient: the reverse sweep against central differences, and against its own transpose. */
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
import { jit } from "./jit.ts";
import { patternOf, specOf } from "./pattern.ts";
import { Reader } from "./reader.ts";

export interface CheckOptions {
  /** The largest relative error that passes; 1e-6 by default. */
  readonly tolerance?: number;
  /** The most coordinates to try, spread evenly over all; 256 by default. */
  readonly coordinates?: number;
}

/** One partial derivative, as the sweep gives it and as the differences do. */
export interface CheckedDerivative {
  /** Which argument, and which leaf of it: "layers.0.weights", or "" where it is one array. */
  readonly argument: number;
  readonly path: string;
  readonly index: readonly number[];
  readonly analytic: number;
  readonly numeric: number;
}

export interface GradientReport {
  readonly ok: boolean;
  readonly maxRelativeError: number;
  /** Where the largest error is. */
  readonly worst: CheckedDerivative;
  /** |⟨∇f, v⟩ − J·v| for a random direction v, relative: reverse mode against forward mode. */
  readonly adjointError: number;
}

/**
 * Compares the gradient of a scalar function at a point with central differences, (f(x + h) − f(x − h)) / 2h with
 * h = ε^⅓·max(1, |x|), in float64 whatever the arguments are. All floats of all arguments are varied. At a kink or a
 * jump the two differ rightly: choose another point.
 *
 * The error of a derivative is taken relative to the largest of both values and of the whole gradient (or of the
 * function's value where the gradient vanishes).
 *
 * @param f a function of tensors (or trees of them) that returns a scalar
 * @param args the point, as values at rest
 * @returns whether all tried derivatives agree, and the worst of them
 * @example
 * import { checkGradient, type Tensor } from "nabla";
 * checkGradient((x: Tensor) => x.mul(x).sum(), [1, 2, 3]).ok; // true
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
    const [analytic, numeric] = [gradient[i], centralDifference(value, point, i)];
    const error = Math.abs(analytic - numeric) / Math.max(Math.abs(analytic), Math.abs(numeric), largest);
    return { i, analytic, numeric, error };
  });
  // A NaN is the worst of all.
  const { i, error, ...both } = found.reduce((worst, each) =>
    Number.isNaN(worst.error) || each.error <= worst.error ? worst : each,
  );
  const worst = { ...places(i), ...both };

  const direction = signs(point.length);
  const along = gradient.reduce((sum, each, i) => sum + each * direction[i], 0);
  const size = gradient.reduce((sum, each) => sum + Math.abs(each), 0) || 1;
  const adjointError = Math.abs(along - forward(point, direction).tangent) / size;
  return { ok: error <= tolerance && adjointError <= 1e-10, maxRelativeError: error, worst, adjointError };
}

/** The cube root of the float64 epsilon: where truncation and rounding of a central difference balance. */
const STEP = 6.055454452393343e-6;

function centralDifference(value: (w: Float64Array) => number, point: Float64Array, i: number): number {
  const shifted = Float64Array.from(point);
  const step = STEP * Math.max(1, Math.abs(point[i]));
  const [above, below] = [point[i] + step, point[i] - step];
  shifted[i] = above;
  const high = value(shifted);
  shifted[i] = below;
  return (high - value(shifted)) / (above - below);
}

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
