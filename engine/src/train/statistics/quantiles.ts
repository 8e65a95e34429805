/** Quantiles of samples in which a run that was lost counts as +∞ and is never left out. */
import type { Spread } from "../record.ts";

/**
 * The quantile of `probability` in 0…1 by linear interpolation between order statistics (Hyndman & Fan 1996, type 7:
 * the definition of R and NumPy). null counts as +∞. The values need not be sorted.
 *
 * @returns NaN for no values, Infinity where the quantile falls among lost runs
 * @example
 * import { quantile } from "nabla/race";
 * quantile([3, 1, 2, 4], 0.5); // 2.5
 */
export function quantile(values: readonly (number | null)[], probability: number): number {
  return sortedQuantile(ascending(values), probability);
}

export const median = (values: readonly (number | null)[]): number => quantile(values, 0.5);

/** Median and 5–95 % band; null where a value is not finite. */
export function spreadOf(values: readonly (number | null)[]): Spread {
  const sorted = ascending(values);
  const at = (probability: number) => finiteOrNull(sortedQuantile(sorted, probability));
  return { median: at(0.5), p5: at(0.05), p95: at(0.95) };
}

/** A number as the record of a race holds it. */
export const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Sorted copy with null as +∞. */
export const ascending = (values: readonly (number | null)[]): Float64Array =>
  Float64Array.from(values, (value) => value ?? Infinity).sort();

export function sortedQuantile(sorted: Float64Array, probability: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = probability * (sorted.length - 1);
  const below = Math.floor(place);
  const share = place - below;
  if (share === 0) return sorted[below];
  return between(sorted[below], sorted[below + 1], share);
}

/** low + share·(high − low) for 0 < share < 1; infinite next to an infinity, undecided (NaN) between −∞ and +∞. */
export function between(low: number, high: number, share: number): number {
  if (low === high || (low === -Infinity && high < Infinity)) return low;
  return low + share * (high - low);
}
