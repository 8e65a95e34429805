/** Minimisation of any differentiable function of a tree of arrays, in float64. */
import { allocate, isFloat } from "../base/dtype.ts";
import { DTypeError, OptionError } from "../base/errors.ts";
import { nearest, requireKnown } from "../base/nearest.ts";
import { sizeOf } from "../base/shape.ts";
import { compile } from "../jit/compile.ts";
import { isLeafPattern, type LeafPattern, leavesOf, type Pattern, patternOf, specOf } from "../jit/pattern.ts";
import { Reader } from "../jit/reader.ts";
import { valueAtRest } from "../jit/result.ts";
import type { Tensor } from "../trace/tensor.ts";
import { trace } from "../trace/trace.ts";
import { valueAndGrad } from "../transform/grad.ts";
import { type DirectionRule, descendAlongLines, type Minimum, steepestDescent } from "./firstOrder.ts";
import { limitedMemory } from "./lbfgs.ts";
import type { EvaluateGradient } from "./objective.ts";

export interface MinimizeOptions {
  /**
   * "l-bfgs" (default): ten past steps stand for the curvature; "gradient-descent": straight down, with a line search
   * that finds the length of every step.
   */
  readonly method?: "l-bfgs" | "gradient-descent";
  /** Default 1000. */
  readonly maxIterations?: number;
  /** Euclidean norm of the gradient at which the minimum counts as found; default 1e-8. */
  readonly gradientTolerance?: number;
}

export interface MinimizeResult<Point> extends Omit<Minimum, "x"> {
  /** The best point, written as the start was. */
  readonly x: Point;
}

const methods: Readonly<Record<string, () => DirectionRule>> = {
  "l-bfgs": () => limitedMemory(),
  "gradient-descent": steepestDescent,
};

/**
 * A local minimum of a differentiable function, from a start, by descent along lines that fulfil the strong Wolfe
 * conditions. Computes in float64, whatever the start is written in.
 *
 * `reason` says why it stopped, and only "gradient" is a success (`converged`): the gradient norm is at most
 * `gradientTolerance`. Otherwise "iterations": the limit came first; "line-search": no step along the direction goes
 * down (a wrong custom gradient, a kink); "no-progress": rounding leaves nothing to gain; "not-finite": the value or
 * the gradient is NaN or infinite at the start, or everywhere a step could lead.
 *
 * Source: Nocedal & Wright, Numerical Optimization (2nd ed.), algorithms 3.5, 3.6 and 7.4.
 *
 * @param f takes the point as one tensor, or as a tree of tensors built like `start`; returns a scalar
 * @param start a number, an array, a typed array, { data, shape }, or a tree of these
 * @throws OptionError for options outside their range, DTypeError when the start holds integers or truth values,
 * ShapeError when f does not return a scalar
 * @example
 * const rosenbrock = ([x, y]: Tensor) => square(x.neg().add(1)).add(square(y.sub(square(x))).mul(100));
 * minimize(rosenbrock, [-1.2, 1]).x; // [1, 1] to about ten digits
 */
export function minimize<Traced, Point>(
  f: (point: Traced) => Tensor,
  start: Point,
  options: MinimizeOptions = {},
): MinimizeResult<Point> {
  requireKnown("minimize", Object.keys(options), ["method", "maxIterations", "gradientTolerance"]);
  const { method = "l-bfgs", maxIterations = 1000, gradientTolerance = 1e-8 } = options;
  const rule = methods[method];
  if (rule === undefined) throw unknownMethod(method);
  if (!Number.isSafeInteger(maxIterations) || maxIterations < 0) {
    throw new OptionError(
      "max-iterations-range",
      `maxIterations is ${maxIterations}; expected a whole number of at least 0.`,
      { maxIterations },
    );
  }
  if (!Number.isFinite(gradientTolerance) || gradientTolerance < 0) {
    throw new OptionError(
      "gradient-tolerance-range",
      `gradientTolerance is ${gradientTolerance}; expected a finite number of at least 0.`,
      { gradientTolerance },
    );
  }

  const pattern = patternOf(start, "start");
  const { x, ...found } = descendAlongLines(evaluation(f, pattern), flatten(start, pattern), rule(), {
    maxIterations,
    gradientTolerance,
  });
  return { ...found, x: unflatten(x, pattern) as Point };
}

/** Value and gradient of f, compiled once, as functions of one flat vector. */
function evaluation<Traced>(f: (point: Traced) => Tensor, pattern: Pattern): EvaluateGradient {
  const both = valueAndGrad((point: Traced) => f(point));
  const listed = (point: Traced) => {
    const { value, gradient } = both(point);
    return [value, gradient];
  };
  const { graph } = trace(listed, [specOf(inFloat64(pattern))]);
  const program = compile(graph);
  const sizes = leavesOf(pattern).map(({ shape }) => sizeOf(shape));
  return (w) => {
    const [value, ...slopes] = program.run(split(w, sizes));
    const gradient = new Float64Array(w.length);
    let place = 0;
    for (const slope of slopes) {
      gradient.set(slope, place);
      place += slope.length;
    }
    return { value: value[0], gradient };
  };
}

function inFloat64(pattern: Pattern): Pattern {
  if (!isLeafPattern(pattern)) return { ...pattern, children: pattern.children.map(inFloat64) };
  if (isFloat(pattern.dtype)) return { ...pattern, dtype: "float64" };
  throw new DTypeError(
    "start-not-float",
    `The start of a minimisation must hold floating-point numbers, but a part of it is ${pattern.dtype}; a function ` +
      "cannot be followed downhill in steps of whole numbers. Use plain numbers or a Float64Array.",
    { dtype: pattern.dtype },
  );
}

function flatten(start: unknown, pattern: Pattern): Float64Array {
  const reader = new Reader([pattern]);
  reader.read([start]);
  return Float64Array.from(reader.slots.flatMap((slot) => Array.from(slot)));
}

function split(w: Float64Array, sizes: readonly number[]): Float64Array[] {
  let end = 0;
  return sizes.map((size) => {
    end += size;
    return w.subarray(end - size, end);
  });
}

/** The numbers as the start was written. */
function unflatten(w: Float64Array, pattern: Pattern): unknown {
  let place = 0;
  const leaf = ({ shape, dtype, kind }: LeafPattern) => {
    const data = allocate(dtype, sizeOf(shape));
    data.set(w.subarray(place, place + data.length));
    place += data.length;
    return valueAtRest(data, { shape, dtype }, kind);
  };
  const build = (part: Pattern): unknown => {
    if (isLeafPattern(part)) return leaf(part);
    const children = part.children.map(build);
    return part.kind === "array" ? children : Object.fromEntries(part.keys.map((key, i) => [key, children[i]]));
  };
  return build(pattern);
}

function unknownMethod(method: string): OptionError {
  const known = Object.keys(methods);
  const meant = nearest(method, known);
  const hint = meant === undefined ? "" : ` Did you mean "${meant}"?`;
  return new OptionError(
    "unknown-method",
    `There is no method "${method}"; choose one of ${known.join(", ")}.${hint}`,
    {
      method,
      known,
      ...(meant === undefined ? {} : { nearest: meant }),
    },
  );
}
