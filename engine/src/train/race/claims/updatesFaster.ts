/** C4: a single update of stochastic gradient descent is much faster. */
import type { ClaimRecord } from "../../record.ts";
import { medianInterval } from "../../statistics/intervals.ts";
import { finiteOrNull, median } from "../../statistics/quantiles.ts";
import type { Work } from "../progress.ts";
import { MUCH_FASTER } from "../thresholds.ts";
import type { ClaimQuestion } from "./question.ts";
import { arithmetic, repeatsOf, timesOf } from "./stepTimes.ts";
import { above, finiteInterval, notTested } from "./verdict.ts";

/** t(n)/t(1): how many single-example updates fit into one full-batch update; and the time of an example in each. */
export function* updatesFaster({ settings, times }: ClaimQuestion): Work<ClaimRecord> {
  if (times === null) return notTested("C4", "time-not-measured");
  const { rows } = settings.objective;
  if (rows === 1) return notTested("C4", "too-few-rows", { rows, leastRows: 2 });
  const single = timesOf(times, 1);
  const full = timesOf(times, rows);
  if (single === null || full === null) return notTested("C4", "too-short-to-time");

  yield arithmetic("C4");
  const repeats = repeatsOf([single, full]);
  const { estimate, interval95 } = medianInterval(repeats.map((i) => full.seconds[i] / single.seconds[i]));
  const [secondsSingle, secondsFull] = [median(single.seconds), median(full.seconds)];
  const verdict = above(interval95, MUCH_FASTER);
  return {
    id: "C4",
    verdict,
    ...(verdict === "inconclusive" ? { reason: "interval-spans-threshold" } : {}),
    estimate: finiteOrNull(estimate),
    interval95: finiteInterval(interval95),
    threshold: MUCH_FASTER,
    n: repeats.length,
    test: "seconds of a full-batch update over seconds of a single-example update; sign-test interval over repeats",
    evidence: {
      rows,
      secondsSingle,
      secondsFull,
      secondsPerExampleSingle: secondsSingle,
      secondsPerExampleFull: secondsFull / rows,
      examplesCheaper: finiteOrNull((rows * secondsSingle) / secondsFull),
    },
  };
}
