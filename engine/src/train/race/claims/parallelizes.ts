/** C7: stochastic gradient descent is hard to run in parallel, batch gradient descent is easy. */
import type { ClaimRecord } from "../../record.ts";
import { medianInterval } from "../../statistics/intervals.ts";
import { finiteOrNull, median } from "../../statistics/quantiles.ts";
import type { Work } from "../progress.ts";
import type { RaceSettings, ThreadTimes } from "../settings.ts";
import { CORES_FREE, PARALLEL_SPEEDUP, WORTH_SHARING } from "../thresholds.ts";
import type { ClaimQuestion } from "./question.ts";
import { arithmetic } from "./stepTimes.ts";
import { above, below, finiteInterval, notTested } from "./verdict.ts";

const THREADS = 2;

/**
 * Measured: the speed-up of two threads over one for full batches, and for single examples *forced* onto two threads,
 * whose every update must wait for both. The claim holds if full batches gain from the second thread and single
 * examples do not. Not tested where the machine does not give two cores at the time (two threads that never wait for
 * each other are slowed down), or where an update is over before a second thread could have been told of it. Beside it
 * what any number of processors could gain: the work of an update over its critical path.
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
  const coresFree = (THREADS * median(full.oneThread)) / median(full.apart);
  const measured = { ...available, threads: THREADS, coresFree, secondsFull: median(full.oneThread) };
  if (coresFree < CORES_FREE) return notTested("C7", "cores-busy", measured);
  if (measured.secondsFull < WORTH_SHARING) return notTested("C7", "too-small-to-share", measured);
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
    test: "speed-up of two threads over one, full batches and forced single examples; sign-test interval over repeats",
    evidence: {
      ...measured,
      decidedBy: decidedByFull ? "full-batch" : "single-example",
      speedupFull: finiteOrNull(ofFull.estimate),
      speedupFullInterval: finiteInterval(ofFull.interval95),
      speedupSingle: finiteOrNull(ofSingle.estimate),
      speedupSingleInterval: finiteInterval(ofSingle.interval95),
    },
  };
}

const speedup = ({ oneThread, threaded }: ThreadTimes) =>
  medianInterval(oneThread.map((seconds, i) => seconds / threaded[i]));

/** Work over critical path of one update: how many processors could be busy on average. */
function parallelismOf({ parallel, objective, flopsPerExample, flopsPerUpdate }: RaceSettings) {
  if (parallel === undefined) return {};
  const of = (batchSize: number) => {
    const path = parallel.criticalPath(batchSize);
    return path > 0 ? (batchSize * flopsPerExample + flopsPerUpdate) / path : null;
  };
  return { parallelismSingle: of(1), parallelismFull: of(objective.rows) };
}
