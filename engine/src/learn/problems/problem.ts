/** Test problems: functions whose minima are known, to try methods on. */
import { ShapeError } from "../../base/errors.ts";
import { showShape } from "../../base/shape.ts";
import { constant } from "../../trace/shaping.ts";
import type { Tensor } from "../../trace/tensor.ts";
import type { Info, Words } from "../info.ts";

/** A point where the function is lowest in its neighbourhood. */
export interface KnownMinimum {
  readonly x: readonly number[];
  readonly value: number;
  /** Nowhere is the function lower. */
  readonly global: boolean;
}

export interface ProblemInfo extends Info {
  /** Number in Moré, Garbow and Hillstrom 1981. */
  readonly number?: number;
  /** Only for points of so many numbers; otherwise of any number of them. */
  readonly dimension: number | null;
  /** Anything else that one should know before one judges a method by it. */
  readonly remark?: Words;
}

/** A function of one vector, with where to start and where it is lowest. */
export interface TestProblem {
  (x: Tensor): Tensor;
  readonly info: ProblemInfo;
  /** The published starting point; where none was published, one from which the way down is not short. */
  readonly start: readonly number[];
  /** The minima that are known, the global ones first. There can be others. */
  readonly minima: readonly KnownMinimum[];
  /** Values that the function approaches, where a method may follow it, as parameters grow without end. */
  readonly limits: readonly number[];
  /** A rectangle of the plane worth drawing: [from, to] for x and for y. */
  readonly region?: readonly [readonly [number, number], readonly [number, number]];
}

/** A function that is a sum of squares, with its terms: for least squares. */
export interface LeastSquaresProblem extends TestProblem {
  /** The vector whose squares are summed. */
  residuals(x: Tensor): Tensor;
}

/** What a problem says about itself. */
export interface Description extends Omit<ProblemInfo, "options" | "dimension"> {
  readonly start: readonly number[];
  readonly minima: readonly KnownMinimum[];
  readonly limits?: readonly number[];
  readonly region?: TestProblem["region"];
  /** Defined for vectors of any length, not only of the start's. */
  readonly anyDimension?: boolean;
}

export function makeProblem(description: Description, formula: (x: Tensor) => Tensor): TestProblem {
  const { start, minima, limits = [], region, anyDimension = false, ...said } = description;
  const info = { ...said, options: [], dimension: anyDimension ? null : start.length };
  const value = (x: Tensor) => {
    requirePoint(info, x);
    return formula(x);
  };
  return Object.assign(value, { info, start, minima, limits, ...(region === undefined ? {} : { region }) });
}

/** The sum of the squares of some residuals. */
export function makeLeastSquares(description: Description, formula: (x: Tensor) => Tensor): LeastSquaresProblem {
  const problem = makeProblem(description, (x) => formula(x).square().sum());
  const residuals = (x: Tensor) => {
    requirePoint(problem.info, x);
    return formula(x);
  };
  return Object.assign(problem, { residuals });
}

function requirePoint({ id, dimension }: ProblemInfo, x: Tensor): void {
  const fits = x.rank === 1 && (dimension === null ? x.shape[0] !== 0 : x.shape[0] === dimension);
  if (fits) return;
  const expected = dimension === null ? "one or more numbers" : `${dimension} numbers`;
  throw new ShapeError("problem-shape", `${id} takes a vector of ${expected}; got shape ${showShape(x.shape)}`, {
    problem: id,
    expected: dimension,
    got: x.shape,
  });
}

/** Known numbers as a vector, in the dtype of the point. */
export const known = (numbers: readonly number[], x: Tensor): Tensor => constant(numbers, [numbers.length], x.dtype);

/** f(1), …, f(count) */
export const upTo = (count: number, f: (i: number) => number): number[] =>
  Array.from({ length: count }, (_, i) => f(i + 1));
