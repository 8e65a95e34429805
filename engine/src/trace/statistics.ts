/** Sums, means and what is normalised by them. */
import { OptionError } from "../base/errors.ts";
import { sizeOf } from "../base/shape.ts";
import { type Axes, normalizeAxes } from "./broadcasting.ts";
import { equal, exp, log, sqrt, square, stopGradient, where } from "./elementwise.ts";
import type { ReduceOptions, Tensor } from "./tensor.ts";

/** Σ over these axes, over all by default. */
export const sum = (x: Tensor, axes?: Axes, options?: ReduceOptions): Tensor => x.sum(axes, options);
/** The largest element; elements that tie share the gradient equally. */
export const max = (x: Tensor, axes?: Axes, options?: ReduceOptions): Tensor => x.max(axes, options);
/** The smallest element; elements that tie share the gradient equally. */
export const min = (x: Tensor, axes?: Axes, options?: ReduceOptions): Tensor => x.min(axes, options);
/** The mean over these axes, over all by default. */
export const mean = (x: Tensor, axes?: Axes, options?: ReduceOptions): Tensor => x.mean(axes, options);

export interface VarianceOptions extends ReduceOptions {
  /** The divisor is n − correction: 0 for a whole population (the default), 1 for an estimate from a sample. */
  readonly correction?: number;
}

/** Σ(xᵢ − x̄)² / (n − correction), from the deviations, not from Σx². */
export function variance(x: Tensor, axes?: Axes, { correction = 0, ...options }: VarianceOptions = {}): Tensor {
  const deviations = square(x.sub(x.mean(axes, { keepDims: true })));
  if (correction === 0) return deviations.mean(axes, options);
  const count = sizeOf(normalizeAxes(axes, x.rank, "variance").map((axis) => x.shape[axis]));
  if (!(count > correction)) {
    throw new OptionError(
      "variance-correction",
      `variance: ${count} values with the correction ${correction} leave nothing to divide by; ` +
        "there must be more values than the correction, and not the rows of a tile.",
      { count, correction },
    );
  }
  return deviations.sum(axes, options).div(count - correction);
}

/** √Σx². At 0, where the norm has no derivative, the gradient is 0. */
export function norm(x: Tensor, axes?: Axes, options?: ReduceOptions): Tensor {
  const squares = square(x).sum(axes, options);
  const zero = equal(squares, 0);
  return where(zero, 0, sqrt(where(zero, 1, squares)));
}

/** The largest element as a constant that all derivatives of what follows may ignore; 0 where it is not finite. */
function shift(x: Tensor, axes: Axes | undefined): Tensor {
  const largest = stopGradient(x.max(axes, { keepDims: true }));
  return where(equal(largest.sub(largest), 0), largest, 0);
}

/** ln Σ exp(xᵢ), shifted by the largest element so that nothing overflows. */
export function logSumExp(x: Tensor, axes?: Axes, options?: ReduceOptions): Tensor {
  const largest = shift(x, axes);
  const total = log(exp(x.sub(largest)).sum(axes, { keepDims: true })).add(largest);
  return options?.keepDims ? total : total.sum(axes);
}

/**
 * exp(xᵢ) / Σ exp(xⱼ) along an axis, the last by default.
 *
 * @example
 * import { softmax } from "nabla";
 * softmax([0, 0, 0, 0]); // [0.25, 0.25, 0.25, 0.25]
 */
export function softmax(x: Tensor, axis: Axes = -1): Tensor {
  const powers = exp(x.sub(shift(x, axis)));
  return powers.div(powers.sum(axis, { keepDims: true }));
}

/** ln softmax(x) = x − ln Σ exp(xⱼ) along an axis, the last by default; finite wherever x is. */
export function logSoftmax(x: Tensor, axis: Axes = -1): Tensor {
  const shifted = x.sub(shift(x, axis));
  return shifted.sub(log(exp(shifted).sum(axis, { keepDims: true })));
}
