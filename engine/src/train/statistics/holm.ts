/** Many tests at once. */
import { ascending } from "./quantiles.ts";

/**
 * p-values adjusted for their number (Holm 1979): rejecting those at most α keeps the chance of even one false
 * rejection at most α, however the tests depend on each other. The smallest is multiplied by m, the next by m − 1, …;
 * an adjusted value is never below that of a smaller p.
 *
 * @example
 * holm([0.01, 0.04, 0.03]); // [0.03, 0.06, 0.06]
 */
export function holm(values: readonly number[]): number[] {
  const sorted = ascending(values);
  const adjusted = new Map<number, number>();
  let least = 0;
  sorted.forEach((p, i) => {
    if (adjusted.has(p)) return;
    least = Math.max(least, Math.min(1, (sorted.length - i) * p));
    adjusted.set(p, least);
  });
  return values.map((p) => adjusted.get(p) ?? 1);
}
