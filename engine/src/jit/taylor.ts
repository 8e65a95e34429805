/** The Taylor-remainder test: how fast a function's first-order model becomes right as the step becomes small. */
import { log } from "../trace/math.ts";
import type { Tensor } from "../trace/tensor.ts";
import { jit } from "./jit.ts";

export interface TaylorReport {
  /** h, falling by a factor of 4 from ¼ to 2⁻²⁶. */
  readonly steps: readonly number[];
  /** |f(x + hv) − f(x)| */
  readonly changes: readonly number[];
  /** |f(x + hv) − f(x) − h⟨∇f, v⟩| */
  readonly remainders: readonly number[];
  /** The exponent p of change ∝ hᵖ for small h: 1; null where too few changes stand out of rounding. */
  readonly changeSlope: number | null;
  /**
   * The exponent of the remainder: 2 (or more) with the right gradient, 1 with a wrong one. null where too few
   * remainders stand out of rounding: f is then linear along v as far as can be seen.
   */
  readonly remainderSlope: number | null;
  /** remainder/h where the slope was taken at the smallest step: what a wrong ⟨∇f, v⟩ is wrong by; null as above. */
  readonly slopeError: number | null;
}

const STEPS = [0.25];
while (STEPS.length < 13) STEPS.push(STEPS[STEPS.length - 1] / 4);

/** A slope is fitted to so many of the smallest steps that stand out of rounding. */
const FITTED = 4;

/** Rounding of f: units of its value; and how far above what the two smallest steps leave a remainder must be. */
const ROUNDING = 64 * Number.EPSILON;
const ABOVE_SMALLEST = 8;

/**
 * @param f the function along v: h ↦ f(x + hv)
 * @param slope ⟨∇f(x), v⟩
 */
export function taylorTest(f: (step: number) => number, slope: number): TaylorReport {
  const at = f(0);
  const values = STEPS.map(f);
  const changes = values.map((value) => Math.abs(value - at));
  const remainders = values.map((value, k) => Math.abs(value - at - STEPS[k] * slope));
  const rounding = ROUNDING * Math.max(Math.abs(at), Math.abs(values[values.length - 1]));
  const change = fit(changes, rounding);
  const remainder = fit(remainders, Math.max(rounding, ABOVE_SMALLEST * Math.max(...remainders.slice(-2))));
  return {
    steps: STEPS,
    changes,
    remainders,
    changeSlope: change?.slope ?? null,
    remainderSlope: remainder?.slope ?? null,
    slopeError: remainder === null ? null : remainders[remainder.smallest] / STEPS[remainder.smallest],
  };
}

const logarithms = jit((sizes: Tensor) => log(sizes)) as (sizes: Float64Array) => Float64Array;

/** The exponent over the smallest steps whose size is above `floor`, by least squares in logarithms. */
function fit(sizes: readonly number[], floor: number): { slope: number; smallest: number } | null {
  const smallest = sizes.findLastIndex((size) => size > floor && Number.isFinite(size));
  const first = smallest - FITTED + 1;
  if (first < 0) return null;
  const fitted = sizes.slice(first, smallest + 1);
  if (!fitted.every((size) => size > floor && Number.isFinite(size))) return null;
  const heights = logarithms(Float64Array.from(fitted));
  // The steps lie evenly in logarithm, so the places −1.5 … 1.5 stand for them.
  let product = 0;
  let squares = 0;
  for (let k = 0; k < FITTED; k++) {
    const place = k - (FITTED - 1) / 2;
    product += place * heights[k];
    squares += place * place;
  }
  return { slope: -product / squares / (2 * Math.LN2), smallest };
}
