/** Minimisation of any differentiable function of a tree of arrays, in float64. */
import { OptionError } from "../base/errors.ts";
import { requireKnown } from "../base/nearest.ts";
import { compile } from "../jit/compile.ts";
import type { Tensor } from "../trace/tensor.ts";
import { trace } from "../trace/trace.ts";
import { valueAndGrad } from "../transform/grad.ts";
import { conjugateGradient } from "./conjugateGradient.ts";
import { hessianColumns } from "./derivativeColumns.ts";
import { type DirectionRule, descendAlongLines, type Minimum, steepestDescent } from "./firstOrder.ts";
import { type FlatPoint, flatPoint } from "./flatPoint.ts";
import { limitedMemory } from "./lbfgs.ts";
import { requireIterations, unknownMethod } from "./methods.ts";
import { NEWTON_DIMENSION } from "./newton.ts";
import { newtonDirection } from "./newtonDirection.ts";
import type { EvaluateGradient } from "./objective.ts";

export interface MinimizeOptions {
  /**
   * "l-bfgs" (default): ten past steps stand for the curvature; "conjugate-gradient": every direction is turned away
   * from the last, which needs the least memory; "newton": the exact Hessian, for up to 256 numbers, in few steps;
   * "gradient-descent": straight down, with a line search that finds the length of every step.
   */
  readonly method?: "l-bfgs" | "conjugate-gradient" | "newton" | "gradient-descent";
  /** Default 1000. */
  readonly maxIterations?: number;
  /** Euclidean norm of the gradient at which the minimum counts as found; default 1e-8. */
  readonly gradientTolerance?: number;
}

export interface MinimizeResult<Point> extends Omit<Minimum, "x"> {
  /** The best point, written as the start was. */
  readonly x: Point;
}

interface Method {
  /** Given the compiled Hessian, made only if asked for. */
  readonly rule: (hessian: () => (w: Float64Array) => Float64Array[]) => DirectionRule;
  /** Share of the slope that its line search may leave. */
  readonly remainingSlope: number;
}

const methods: Readonly<Record<string, Method>> = {
  "l-bfgs": { rule: () => limitedMemory(), remainingSlope: 0.9 },
  // Below ½ every direction is one of descent (Nocedal & Wright, lemma 5.6, for Fletcher and Reeves' rule).
  "conjugate-gradient": { rule: () => conjugateGradient(), remainingSlope: 0.1 },
  newton: { rule: (hessian) => newtonDirection(hessian()), remainingSlope: 0.9 },
  "gradient-descent": { rule: steepestDescent, remainingSlope: 0.9 },
};

/**
 * A local minimum of a differentiable function, from a start, by descent along lines that fulfil the strong Wolfe
 * conditions. Computes in float64, whatever the start is written in.
 *
 * `reason` says why it stopped, and only "gradient" is a success (`converged`): the gradient norm is at most
 * `gradientTolerance`. Otherwise "iterations": the limit came first; "line-search": no step along the direction goes
 * down (a wrong custom gradient, a kink); "no-progress": rounding leaves nothing to gain; "not-finite": the value or
 * the gradient is NaN or infinite at the start, or everywhere a step could lead; "saddle": the gradient vanishes where
 * the function curves down. Only "newton" looks at the curvature: the other methods call any point without a slope a
 * minimum, also a saddle on which they begin.
 *
 * Source: Nocedal & Wright, Numerical Optimization (2nd ed.), algorithms 3.5, 3.6, 5.4 and 7.4, §3.4.
 *
 * @param f takes the point as one tensor, or as a tree of tensors built like `start`; returns a scalar
 * @param start a number, an array, a typed array, { data, shape }, or a tree of these
 * @throws OptionError for options outside their range, and `too-many-parameters` for "newton" and more than 256
 * numbers, DTypeError when the start holds integers or truth values,
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
  const chosen = methods[method];
  if (chosen === undefined) throw unknownMethod(method, Object.keys(methods));
  requireIterations(maxIterations);
  if (!Number.isFinite(gradientTolerance) || gradientTolerance < 0) {
    throw new OptionError(
      "gradient-tolerance-range",
      `gradientTolerance is ${gradientTolerance}; expected a finite number of at least 0.`,
      { gradientTolerance },
    );
  }

  const point = flatPoint(start);
  if (method === "newton") requireFew(point.vector.length);
  const rule = chosen.rule(() => hessianColumns(f, point));
  const { x, ...found } = descendAlongLines(evaluation(f, point), point.vector, rule, {
    maxIterations,
    gradientTolerance,
    remainingSlope: chosen.remainingSlope,
  });
  return { ...found, x: point.restore(x) };
}

function requireFew(parameters: number): void {
  if (parameters <= NEWTON_DIMENSION) return;
  throw new OptionError(
    "too-many-parameters",
    `minimize: method "newton" factors a matrix of ${parameters} × ${parameters} numbers in every step; it takes at ` +
      `most ${NEWTON_DIMENSION} parameters. Use "l-bfgs".`,
    { parameters, most: NEWTON_DIMENSION },
  );
}

/** Value and gradient of f, compiled once, as functions of one flat vector. */
function evaluation<Traced, Point>(f: (point: Traced) => Tensor, point: FlatPoint<Point>): EvaluateGradient {
  const both = valueAndGrad((traced: Traced) => f(traced));
  const listed = (traced: Traced) => {
    const { value, gradient } = both(traced);
    return [value, gradient];
  };
  const { graph } = trace(listed, [point.spec]);
  const program = compile(graph);
  return (w) => {
    const [value, ...slopes] = program.run(point.split(w));
    const gradient = new Float64Array(w.length);
    let place = 0;
    for (const slope of slopes) {
      gradient.set(slope, place);
      place += slope.length;
    }
    return { value: value[0], gradient };
  };
}
