/** C3: a step of batch gradient descent is expensive when there are many examples. */
import type { ClaimRecord } from "../../record.ts";
import { medianInterval } from "../../statistics/intervals.ts";
import { leastSquaresLine } from "../../statistics/leastSquaresLine.ts";
import { log2 } from "../../statistics/logarithm.ts";
import { finiteOrNull, median } from "../../statistics/quantiles.ts";
import type { Work } from "../progress.ts";
import { COST_EXPONENT, LEAST_ROWS_TIMED } from "../thresholds.ts";
import type { ClaimQuestion } from "./question.ts";
import { arithmetic, repeatsOf, timesOf } from "./stepTimes.ts";
import { above, finiteInterval, notTested } from "./verdict.ts";

/** The sizes as shares of all rows. */
const SHARES = [1 / 8, 1 / 4, 1 / 2, 1];

/**
 * Seconds of a full-batch step on n/8, n/4, n/2 and n rows: t(n) = a + b·n. The slope of log t over log n is 0 where
 * the fixed cost a is all, 1 where every row costs as much as the last.
 */
export function* costsByRows({ settings, times }: ClaimQuestion): Work<ClaimRecord> {
  if (times === null) return notTested("C3", "time-not-measured");
  const { rows } = settings.objective;
  if (rows < LEAST_ROWS_TIMED) return notTested("C3", "too-few-rows", { rows, leastRows: LEAST_ROWS_TIMED });
  const timed = SHARES.map((share) => timesOf(times, Math.ceil(share * rows))).filter((each) => each !== null);
  if (timed.length < SHARES.length) return notTested("C3", "too-short-to-time");

  yield arithmetic("C3");
  const sizes = timed.map((each) => each.rows);
  const repeats = repeatsOf(timed);
  const exponents = repeats.map(
    (i) =>
      leastSquaresLine(
        sizes.map(log2),
        timed.map((each) => log2(each.seconds[i])),
      ).slope,
  );
  const { estimate, interval95 } = medianInterval(exponents);
  const seconds = timed.map((each) => median(each.seconds));
  const { slope, intercept } = leastSquaresLine(sizes, seconds);
  const verdict = above(interval95, COST_EXPONENT);
  return {
    id: "C3",
    verdict,
    ...(verdict === "inconclusive" ? { reason: "interval-spans-threshold" } : {}),
    estimate: finiteOrNull(estimate),
    interval95: finiteInterval(interval95),
    threshold: COST_EXPONENT,
    n: timed.length * repeats.length,
    test: "slope of log seconds over log rows of full-batch steps at n/8 … n; sign-test interval over repeats",
    evidence: {
      sizes,
      seconds,
      fixedSeconds: finiteOrNull(intercept),
      secondsPerRow: finiteOrNull(slope),
      repeats: repeats.length,
    },
  };
}
