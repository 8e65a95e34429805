/** Comparisons, logic, choice, and what changes no number: cast and the two identities. */
import type { DType } from "../base/dtype.ts";
import { isFloat } from "../base/dtype.ts";
import type { Attributes } from "../ir/node.ts";
import { dtypeError, sameDType } from "./check.ts";
import { elementwise } from "./elementwise.ts";
import type { ElementwiseRow } from "./row.ts";

function comparedDType(op: string, dtypes: readonly DType[]): DType {
  if (dtypes[0] !== dtypes[1]) throw dtypeError(op, dtypes, "two equal dtypes");
  return "bool";
}

function orderedDType(op: string, dtypes: readonly DType[]): DType {
  if (dtypes.includes("bool")) throw dtypeError(op, dtypes, "numbers of one dtype");
  return comparedDType(op, dtypes);
}

function logicalDType(op: string, dtypes: readonly DType[]): DType {
  if (dtypes.some((dtype) => dtype !== "bool")) throw dtypeError(op, dtypes, "bool");
  return "bool";
}

function chosenDType(op: string, [condition, a, b]: readonly DType[]): DType {
  if (condition !== "bool" || a !== b) throw dtypeError(op, [condition, a, b], "a bool and two equal dtypes");
  return a;
}

const comparison = (
  name: string,
  lane: { readonly float: string; readonly int32: string },
  dtype: typeof comparedDType,
  evaluate: (a: number, b: number) => boolean,
  commutative = false,
): ElementwiseRow =>
  elementwise({
    name,
    arity: 2,
    dtype,
    evaluate: (a, b) => (evaluate(a, b) ? 1 : 0),
    gradient: () => [null, null],
    exact: true,
    commutative,
    wasm: lane,
    domain: [[-10, 10]],
  });

const logical = (
  name: "and" | "or" | "not",
  arity: number,
  evaluate: (...values: number[]) => number,
): ElementwiseRow =>
  elementwise({
    name,
    arity,
    dtype: logicalDType,
    evaluate,
    gradient: () => [null, null].slice(0, arity),
    exact: true,
    commutative: arity === 2,
    wasm: { emulate: name },
    domain: [[0, 1]],
    flops: 0,
  });

const identity = (name: string, gradient: ElementwiseRow["gradient"]): ElementwiseRow =>
  elementwise({
    name,
    arity: 1,
    dtype: (_, dtypes) => sameDType(dtypes),
    evaluate: (x) => x,
    gradient,
    exact: true,
    wasm: { emulate: "identity" },
    domain: [[-10, 10]],
    flops: 0,
  });

/** Toward zero; NaN becomes 0, and what int32 cannot hold its nearest end. */
const saturate = (x: number): number => Math.max(-2147483648, Math.min(2147483647, Math.trunc(x))) | 0;

export const choice = [
  comparison("less", { float: "lt", int32: "lt_s" }, orderedDType, (a, b) => a < b),
  comparison("lessEqual", { float: "le", int32: "le_s" }, orderedDType, (a, b) => a <= b),
  comparison("equal", { float: "eq", int32: "eq" }, comparedDType, (a, b) => a === b, true),
  comparison("notEqual", { float: "ne", int32: "ne" }, comparedDType, (a, b) => a !== b, true),
  logical("and", 2, (a, b) => a & b),
  logical("or", 2, (a, b) => a | b),
  logical("not", 1, (a) => 1 - a),
  /** a where the condition holds, else b. What is not chosen gets a cotangent of 0. */
  elementwise({
    name: "where",
    arity: 3,
    dtype: chosenDType,
    evaluate: (condition, a, b) => (condition === 0 ? b : a),
    gradient: (cotangent, { inputs: [condition] }, build) => {
      const zero = build.scalarLike(0, cotangent);
      return [null, build.where(condition, cotangent, zero), build.where(condition, zero, cotangent)];
    },
    exact: true,
    wasm: { emulate: "where" },
    domain: [
      [0, 1],
      [-10, 10],
      [-10, 10],
    ],
  }),
  /** attributes: { dtype }. Floats to int32 toward zero, saturating; a bool is "not 0", so NaN is true. */
  elementwise({
    name: "cast",
    arity: 1,
    dtype: (_, __, attributes: Attributes) => attributes.dtype as DType,
    evaluate: (x) => x,
    evaluateAs: { float32: Math.fround, int32: saturate, bool: (x) => (x === 0 ? 0 : 1) },
    gradient: (cotangent, { inputs: [x] }, build) => [isFloat(x.dtype) ? build.cast(cotangent, x.dtype) : null],
    exact: true,
    wasm: { emulate: "cast" },
    domain: [[-10, 10]],
    flops: 0,
  }),
  /** The identity, through which no gradient flows. */
  identity("stopGradient", () => [null]),
  /** The identity as a node unlike every other (attributes: { id }): a leaf to differentiate by. */
  identity("alias", (cotangent) => [cotangent]),
];
