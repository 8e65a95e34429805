/** Mathematics for both worlds: on tensors inside traced functions, and on numbers. */
import type { Axes } from "../trace/broadcasting.ts";
import * as math from "../trace/math.ts";
import type { VarianceOptions } from "../trace/statistics.ts";
import type { Operand, ReduceOptions, Tensor } from "../trace/tensor.ts";
import { callable } from "./callable.ts";
import type { ArrayValue, Like, LikeTruth } from "./values.ts";

/** A function of each element: the result is written as the argument was. */
export interface Elementwise {
  <V extends ArrayValue>(x: V): Like<V>;
  (x: Operand): Tensor;
}

/** A function of two numbers, element by element; shapes broadcast as in NumPy. */
export interface Binary {
  <V extends ArrayValue>(a: V, b: number): Like<V>;
  <V extends ArrayValue>(a: V, b: V): Like<V>;
  <Result extends ArrayValue = ArrayValue>(a: ArrayValue, b: ArrayValue): Result;
  (a: Operand, b: Operand): Tensor;
}

/** A comparison, element by element: truth values. */
export interface Comparison {
  <V extends ArrayValue>(a: V, b: number): LikeTruth<V>;
  <V extends ArrayValue>(a: V, b: V): LikeTruth<V>;
  <Result extends ArrayValue = ArrayValue>(a: ArrayValue, b: ArrayValue): Result;
  (a: Operand, b: Operand): Tensor;
}

/** A fold over axes; over all of them, to a number, where no axes are given. */
export interface Reduction<Options = ReduceOptions> {
  (x: ArrayValue): number;
  <Result extends ArrayValue = ArrayValue>(x: ArrayValue, axes: Axes | undefined, options?: Options): Result;
  (x: Tensor, axes?: Axes, options?: Options): Tensor;
}

/** A function of the elements along an axis, the last by default: the result is written as the argument was. */
export interface AlongAxis {
  <V extends ArrayValue>(x: V, axis?: Axes): Like<V>;
  (x: Tensor, axis?: Axes): Tensor;
}

/** Several arrays made one. */
export interface Joining {
  <Result extends ArrayValue = ArrayValue>(parts: readonly ArrayValue[], axis?: number): Result;
  (parts: Iterable<Operand>, axis?: number): Tensor;
}

const first = { tensors: 1 } as const;

/** a + b */
export const add: Binary = callable(math.add);
/** a − b */
export const sub: Binary = callable(math.sub);
/** a · b, element by element */
export const mul: Binary = callable(math.mul);
/** a / b; floats only */
export const div: Binary = callable(math.div);
/** aᵇ. The derivative by a is b·aᵇ⁻¹, also for a ≤ 0; by b it is aᵇ·ln a where a > 0, else 0. */
export const pow: Binary = callable(math.pow);
/** The larger of a and b; NaN if either is. Where they are equal each takes half of the gradient. */
export const maximum: Binary = callable(math.maximum);
/** The smaller of a and b; NaN if either is. Where they are equal each takes half of the gradient. */
export const minimum: Binary = callable(math.minimum);

/** a < b */
export const less: Comparison = callable(math.less);
/** a ≤ b */
export const lessEqual: Comparison = callable(math.lessEqual);
/** a > b */
export const greater: Comparison = callable(math.greater);
/** a ≥ b */
export const greaterEqual: Comparison = callable(math.greaterEqual);
/** a = b; NaN equals nothing */
export const equal: Comparison = callable(math.equal);
/** a ≠ b */
export const notEqual: Comparison = callable(math.notEqual);
/** Both conditions hold. */
export const logicalAnd = callable(math.logicalAnd);
/** At least one condition holds. */
export const logicalOr = callable(math.logicalOr);
/** The condition does not hold. */
export const logicalNot = callable(math.logicalNot);

/**
 * a where the condition holds, else b: what to write instead of `condition ? a : b`. Both are computed. A NaN in the
 * branch not taken is masked in the value, not in its gradient: choose the argument first, as in the example.
 *
 * @example
 * import { grad, log, type Tensor, where } from "nabla";
 * const safeLog = (x: Tensor) => log(where(x.greater(0), x, 1));
 * grad(safeLog)(-3); // 0
 */
export const where = callable(math.where);

/** −x */
export const neg: Elementwise = callable(math.neg);
/** |x|; the derivative at 0 is 0 */
export const abs: Elementwise = callable(math.abs);
/** −1, 0 or 1; the derivative is 0 */
export const sign: Elementwise = callable(math.sign);
/** The largest integer ≤ x; the derivative is 0 */
export const floor: Elementwise = callable(math.floor);
/** x² */
export const square: Elementwise = callable(math.square);
/** √x */
export const sqrt: Elementwise = callable(math.sqrt);
/** 1 / x */
export const reciprocal: Elementwise = callable(math.reciprocal);
/** eˣ */
export const exp: Elementwise = callable(math.exp);
/** eˣ − 1, accurate near 0 */
export const expm1: Elementwise = callable(math.expm1);
/** ln x */
export const log: Elementwise = callable(math.log);
/** ln(1 + x), accurate near 0 */
export const log1p: Elementwise = callable(math.log1p);
/** sin x, x in radians */
export const sin: Elementwise = callable(math.sin);
/** cos x, x in radians */
export const cos: Elementwise = callable(math.cos);
/** tanh x = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ) */
export const tanh: Elementwise = callable(math.tanh);
/** x held between two bounds: min(max(x, low), high). At a bound half of the gradient passes. */
export const clip = callable(math.clip);
/** The same values, through which no gradient flows. */
export const stopGradient: AlongAxis = callable(math.stopGradient);

/**
 * The logistic function σ(x) = 1 / (1 + e⁻ˣ), exact in both tails, as is its derivative σ(x)·σ(−x).
 *
 * @example
 * import { sigmoid } from "nabla";
 * sigmoid([-1000, 0, 1000]); // [0, 0.5, 1]
 */
export const sigmoid: Elementwise = callable(math.sigmoid);
/** ln σ(x) = −softplus(−x) */
export const logSigmoid: Elementwise = callable(math.logSigmoid);
/** ln(1 + eˣ), without overflow; its derivative is σ(x) */
export const softplus: Elementwise = callable(math.softplus);
/** max(x, 0); the derivative at 0 is 0 */
export const relu: Elementwise = callable(math.relu);
/** x where x > 0, else slope · x (0.01 by default); the derivative at 0 is the slope */
export const leakyRelu = callable(math.leakyRelu, first);
/** x where x > 0, else scale · (eˣ − 1) */
export const elu = callable(math.elu, first);
/** x · σ(x), also called swish */
export const silu: Elementwise = callable(math.silu);
/**
 * The Gaussian error linear unit in its tanh form, ½x·(1 + tanh(√(2/π)·(x + 0.044715x³))): within 5·10⁻⁴ of x·Φ(x).
 * Hendrycks & Gimpel, 2016, arXiv:1606.08415.
 */
export const gelu: Elementwise = callable(math.gelu);

/** Σ over these axes, over all by default. */
export const sum: Reduction = callable(math.sum, first);
/** The mean over these axes, over all by default. */
export const mean: Reduction = callable(math.mean, first);
/** The largest element; elements that tie share the gradient equally. */
export const max: Reduction = callable(math.max, first);
/** The smallest element; elements that tie share the gradient equally. */
export const min: Reduction = callable(math.min, first);
/** Σ(xᵢ − x̄)² / (n − correction); the correction is 0 by default, 1 for an unbiased estimate from a sample. */
export const variance: Reduction<VarianceOptions> = callable(math.variance, first);
/** √Σx²; at 0, where the norm has no derivative, the gradient is 0. */
export const norm: Reduction = callable(math.norm, first);
/** ln Σ exp(xᵢ), without overflow. */
export const logSumExp: Reduction = callable(math.logSumExp, first);
/**
 * exp(xᵢ) / Σ exp(xⱼ) along an axis, the last by default; finite for any finite x.
 *
 * @example
 * import { softmax } from "nabla";
 * softmax([1000, 1000]); // [0.5, 0.5]
 */
export const softmax: AlongAxis = callable(math.softmax, first);
/** ln softmax(x) = x − ln Σ exp(xⱼ) along an axis, the last by default; finite for any finite x. */
export const logSoftmax: AlongAxis = callable(math.logSoftmax, first);

/** Σ aᵢbᵢ for two vectors; otherwise the same as `matmul`. */
export const dot = callable(math.dot);
/** The matrix product; a vector is a row on the left, a column on the right; leading axes are a batch and broadcast. */
export const matmul = callable(math.matmul);
/** aᵢbⱼ for two vectors. */
export const outer = callable(math.outer);
/** The general contraction: paired batch axes stay, paired contracted axes are summed over. */
export const contract = callable(math.contract, { tensors: 2 });
/** The elements of x along an axis at the places of an int32 index; an index out of range gives NaN. */
export const gather = callable(math.gather, { tensors: 2 });
/** For each place of an int32 index, the element of x in the same line along an axis, the last by default. */
export const takeAlong = callable(math.takeAlong, { tensors: 2 });

/** The same elements in row-major order under another shape; one size may be −1 and follows from the others. */
export const reshape = callable(math.reshape, first);
/** The axes in another order, reversed by default: axis i of the result is axis permutation[i]. */
export const transpose = callable(math.transpose, first);
/** x repeated to this shape, axes aligned at the last one. */
export const broadcastTo = callable(math.broadcastTo, first);
/** A new axis of size 1 at this place of the result. */
export const expandDims = callable(math.expandDims, first);
/** Without these axes, which must have size 1; by default without all that have. */
export const squeeze = callable(math.squeeze, first);
/** Arrays one after the other along an axis they have, the leading one by default. */
export const concat: Joining = callable(math.concat, first);
/** Arrays of one shape side by side along a new axis, the leading one by default. */
export const stack: Joining = callable(math.stack, first);
/** Zeros around x: `before[i]` before and `after[i]` after axis i, the same by default. */
export const pad = callable(math.pad, first);
/** These axes backwards, all by default. */
export const flip = callable(math.flip, first);
/** The values in another dtype; floats become int32 toward zero, and bool by "is not 0". */
export const cast = callable(math.cast, first);
/** Class ids as rows of a last axis of size `depth`, 1 at the id and 0 elsewhere; float64 unless told. */
export const oneHot = callable(math.oneHot, first);
/** Zeros in the shape and dtype of x. */
export const zerosLike: Elementwise = callable(math.zerosLike);
/** Ones in the shape and dtype of x. */
export const onesLike: Elementwise = callable(math.onesLike);

export { constant, iota } from "../trace/shaping.ts";
