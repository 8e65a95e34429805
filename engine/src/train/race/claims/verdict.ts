/** From an interval and a threshold to a verdict, and the records of claims that get none. */
import type { ClaimRecord, Verdict } from "../../record.ts";
import type { Interval } from "../../statistics/intervals.ts";

/** Holds only if the whole interval lies below the threshold; does not hold only if all of it lies above. */
export function below([low, high]: Interval, threshold: number): Verdict {
  if (high < threshold) return "holds";
  return low > threshold ? "does not hold" : "inconclusive";
}

/** Holds only if the whole interval lies above the threshold; does not hold only if all of it lies below. */
export function above([low, high]: Interval, threshold: number): Verdict {
  if (low > threshold) return "holds";
  return high < threshold ? "does not hold" : "inconclusive";
}

/** An interval as the record holds it. */
export const finiteInterval = (interval: Interval): Interval | null =>
  interval.every(Number.isFinite) ? interval : null;

/** A claim that cannot be tested here, and why. */
export const notTested = (id: string, reason: string, evidence: ClaimRecord["evidence"] = {}): ClaimRecord => ({
  id,
  verdict: "not tested",
  reason,
  estimate: null,
  interval95: null,
  threshold: null,
  n: 0,
  test: "none",
  evidence,
});
