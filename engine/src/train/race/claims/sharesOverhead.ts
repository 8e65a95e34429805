/** C8: a mini-batch step costs not much more than a single-example step. */
import type { ClaimRecord } from "../../record.ts";
import { medianInterval } from "../../statistics/intervals.ts";
import { leastSquaresLine } from "../../statistics/leastSquaresLine.ts";
import { finiteOrNull, median } from "../../statistics/quantiles.ts";
import type { Work } from "../progress.ts";
import type { RaceSettings } from "../settings.ts";
import { LITTLE_MORE } from "../thresholds.ts";
import type { StepTimes } from "../timing.ts";
import type { ClaimQuestion } from "./question.ts";
import { arithmetic, repeatsOf, timesOf } from "./stepTimes.ts";
import { below, finiteInterval, notTested } from "./verdict.ts";

/**
 * t(B)/t(1) of the mini-batch raced. Beside it the line t(B) = a + b·B: at the break-even batch a/b the fixed cost of
 * an update equals that of its examples, so smaller batches are nearly free. It says something of this engine's
 * overhead,
 * not of the method.
 */
export function* sharesOverhead({ settings, times }: ClaimQuestion): Work<ClaimRecord> {
  const batch = miniBatchOf(settings);
  if (batch === null) return notTested("C8", "no-mini-batch-lane");
  if (times === null) return notTested("C8", "time-not-measured");
  const single = timesOf(times, 1);
  const mini = timesOf(times, batch);
  if (single === null || mini === null) return notTested("C8", "too-short-to-time");

  yield arithmetic("C8");
  const repeats = repeatsOf([single, mini]);
  const { estimate, interval95 } = medianInterval(repeats.map((i) => mini.seconds[i] / single.seconds[i]));
  const verdict = below(interval95, LITTLE_MORE);
  return {
    id: "C8",
    verdict,
    ...(verdict === "inconclusive" ? { reason: "interval-spans-threshold" } : {}),
    estimate: finiteOrNull(estimate),
    interval95: finiteInterval(interval95),
    threshold: LITTLE_MORE,
    n: repeats.length,
    test: "seconds of a mini-batch update over seconds of a single-example update; sign-test interval over repeats",
    evidence: {
      batchSize: batch,
      secondsSingle: median(single.seconds),
      secondsBatch: median(mini.seconds),
      ...fittedLine(times),
    },
  };
}

/** The smallest raced batch size between one row and all. */
export function miniBatchOf({ lanes, objective }: RaceSettings): number | null {
  const sizes = lanes.map(({ rows }) => rows).filter((rows) => rows > 1 && rows < objective.rows);
  return sizes.length === 0 ? null : Math.min(...sizes);
}

/** t(B) = a + b·B over all timed sizes; nothing where the fit has no meaning. */
function fittedLine(times: StepTimes) {
  const timed = times.flatMap(({ rows, timing }) => (timing === null ? [] : [{ rows, seconds: timing.median }]));
  const sizes = timed.map(({ rows }) => rows);
  const seconds = timed.map((each) => each.seconds);
  const { slope, intercept } = leastSquaresLine(sizes, seconds);
  const meaningful = slope > 0 && intercept > 0;
  return {
    sizes,
    seconds,
    fixedSeconds: meaningful ? intercept : null,
    secondsPerExample: meaningful ? slope : null,
    breakEven: meaningful ? finiteOrNull(intercept / slope) : null,
  };
}
