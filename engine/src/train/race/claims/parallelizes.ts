/** C7: stochastic gradient descent is hard to run in parallel, batch gradient descent is easy. */
import type { ClaimRecord } from "../../record.ts";
import { bootstrap } from "../../statistics/intervals.ts";
import { finiteOrNull, median } from "../../statistics/quantiles.ts";
import type { Work } from "../progress.ts";
import type { RaceSettings, ThreadTimes } from "../settings.ts";
import { PARALLEL_SPEEDUP } from "../thresholds.ts";
import type { ClaimQuestion } from "./question.ts";
import { arithmetic } from "./stepTimes.ts";
import { above, below, finiteInterval, notTested } from "./verdict.ts";

const THREADS = 2;

/**
 * Measured: the speed-up of two threads over one for full batches, and for single examples *forced* onto two threads,
 * whose every update must wait for both. The claim holds if full batches gain from the second thread and single
 * examples do not. Beside it what any number of processors could gain: the work of an update over its critical path.
 */
export function* parallelizes({ settings, times }: ClaimQuestion): Work<ClaimRecord> {
  const { parallel, objective } = settings;
  const available = parallelismOf(settings);
  if (times === null) return notTested("C7", "time-not-measured", available);
  if (parallel?.measure === undefined) return notTested("C7", "one-thread-only", available);
  const single = yield* parallel.measure(1, THREADS);
  const full = yield* parallel.measure(objective.rows, THREADS);
  if (single === null || full === null) return notTested("C7", "too-short-to-time", available);

  yield arithmetic("C7");
  const ofSingle = speedup(single);
  const ofFull = speedup(full);
  const easy = above(ofFull.interval95, PARALLEL_SPEEDUP);
  const hard = below(ofSingle.interval95, PARALLEL_SPEEDUP);
  const decidedByFull = easy === "does not hold" || (easy === "inconclusive" && hard !== "does not hold");
  const verdict = decidedByFull ? easy : hard;
  const decisive = decidedByFull ? ofFull : ofSingle;
  return {
    id: "C7",
    verdict,
    ...(verdict === "inconclusive" ? { reason: "interval-spans-threshold" } : {}),
    estimate: finiteOrNull(decisive.estimate),
    interval95: finiteInterval(decisive.interval95),
    threshold: PARALLEL_SPEEDUP,
    n: single.oneThread.length + full.oneThread.length,
    test: "speed-up of two threads over one, full batches and forced single examples; bootstrap over repeats",
    evidence: {
      ...available,
      threads: THREADS,
      decidedBy: decidedByFull ? "full-batch" : "single-example",
      speedupFull: finiteOrNull(ofFull.estimate),
      speedupFullInterval: finiteInterval(ofFull.interval95),
      speedupSingle: finiteOrNull(ofSingle.estimate),
      speedupSingleInterval: finiteInterval(ofSingle.interval95),
    },
  };
}

function speedup({ oneThread, threaded }: ThreadTimes) {
  const repeats = Array.from({ length: Math.min(oneThread.length, threaded.length) }, (_, i) => i);
  const typical = (seconds: readonly number[], chosen: readonly (number | null)[]) =>
    median(chosen.map((i) => seconds[i ?? 0]));
  const statistic = (chosen: readonly (number | null)[]) => typical(oneThread, chosen) / typical(threaded, chosen);
  return bootstrap(repeats, { statistic });
}

/** Work over critical path of one update: how many processors could be busy on average. */
function parallelismOf({ parallel, objective, flopsPerExample, flopsPerUpdate }: RaceSettings) {
  if (parallel === undefined) return {};
  const of = (batchSize: number) => {
    const path = parallel.criticalPath(batchSize);
    return path > 0 ? (batchSize * flopsPerExample + flopsPerUpdate) / path : null;
  };
  return { parallelismSingle: of(1), parallelismFull: of(objective.rows) };
}
