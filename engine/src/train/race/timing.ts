/** Seconds of one update, measured under PROTOCOL §6. */
import { fold, permutation } from "../../base/random.ts";
import type { TimingRecord } from "../record.ts";
import { median } from "../statistics/quantiles.ts";
import type { Work } from "./progress.ts";
import type { RaceSettings } from "./settings.ts";
import { TIMED_CHUNK, TIMED_REPEATS } from "./thresholds.ts";

/** One batch size, timed. */
export interface StepTime {
  /** Rows of the batch. */
  readonly rows: number;
  /** Seconds of one update, one number a repeat: the repeats of all sizes are interleaved. */
  readonly seconds: readonly number[];
  /** The same in short; null when a chunk of 10 ms could not be reached. */
  readonly timing: TimingRecord | null;
}

export type StepTimes = readonly StepTime[];

/** What is measured of one batch size: chunks of so many updates, and what each took. */
interface Chunks {
  readonly rows: number;
  steps: number;
  /** Seconds of the chunks of this many updates. */
  taken: number[];
  readonly timeable: boolean;
}

/** Chunks aim above the least length, so that a repeat that happens to run faster is still long enough … */
const AIM = 1.4 * TIMED_CHUNK;
/** … and those that were too short nevertheless aim higher, where the speed of the host varies that much. */
const NEXT_AIM = 2 * TIMED_CHUNK;
/** A chunk that turned out too short is made longer and its size begins anew; after so many rounds it never will do. */
const MOST_ROUNDS = 4 * TIMED_REPEATS;
/** More updates than this in 10 ms no machine makes. */
const MOST_STEPS = 2 ** 21;
const GROWTH = 8;
/** Differences of a clock in seconds are exact but for their rounding. */
const CLOCK_ROUNDING = 1e-9;

/**
 * Times one update of each batch size (each once, ascending): five repeats of the bit-identical run, in chunks
 * of at least 10 ms, the sizes in an order drawn anew for every repeat, so that a busy moment of the host favours none.
 *
 * The clock sees `advance` alone. The rows are read in sequence, so that sizes differ in nothing but the size (full
 * batches are never shuffled) and no permutation is made on the clock; at rate 0 an update is computed in full, but
 * nothing can diverge. Finding the lengths of the chunks warms the compiled code up.
 */
export function* timeSteps(settings: RaceSettings, sizes: readonly number[]): Work<StepTimes> {
  const { seedList } = settings;
  const distinct = Array.from(new Set(sizes)).sort((a, b) => a - b);
  const total = distinct.length * (TIMED_REPEATS + 1);
  let done = 0;
  const timed: Chunks[] = [];
  for (const rows of distinct) {
    timed.push(yield* calibrated(settings, rows, { done, total }));
    done++;
  }
  for (let round = 0; round < MOST_ROUNDS && timed.some(isUnfinished); round++) {
    for (const place of permutation(fold(seedList[0], "timing", round), timed.length)) {
      const chunks = timed[place];
      if (!isUnfinished(chunks)) continue;
      const seconds = secondsOf(settings, chunks.rows, chunks.steps);
      if (seconds >= TIMED_CHUNK) {
        chunks.taken.push(seconds);
      } else {
        chunks.steps = longer(chunks.steps, seconds, NEXT_AIM);
        chunks.taken = [];
      }
      done++;
      yield { done: Math.min(done, total), total, label: "timing" };
    }
  }
  return timed.map(timeOf);
}

const isUnfinished = ({ timeable, taken }: Chunks): boolean => timeable && taken.length < TIMED_REPEATS;

/** Grows the number of updates until they take long enough; not timeable if the clock does not run along. */
function* calibrated(settings: RaceSettings, rows: number, progress: { done: number; total: number }): Work<Chunks> {
  let steps = 1;
  const seen: number[] = [];
  while (true) {
    const seconds = secondsOf(settings, rows, steps);
    yield { ...progress, label: "timing" };
    if (seconds >= TIMED_CHUNK) {
      const enough = Math.max(1, Math.ceil((steps * AIM) / seconds));
      return { rows, steps: Math.min(steps, enough), taken: [], timeable: true };
    }
    seen.push(seconds);
    if (steps >= MOST_STEPS || standsStill(seen)) return { rows, steps, taken: [], timeable: false };
    steps = longer(steps, seconds, AIM);
  }
}

/** As many updates as would take the length aimed at, going by what these took; at most eight times as many. */
function longer(steps: number, seconds: number, aim: number): number {
  const wanted = seconds > 0 ? Math.ceil((steps * aim) / seconds) : Infinity;
  return Math.min(MOST_STEPS, GROWTH * steps, wanted);
}

/** A clock that shows the same time above zero for four lengths, each eight times the last, does not count updates. */
function standsStill(seen: readonly number[]): boolean {
  const [first, ...others] = seen.slice(-4);
  return others.length === 3 && first > 0 && others.every((seconds) => Math.abs(seconds - first) < CLOCK_ROUNDING);
}

/** Seconds that `steps` updates of the run take: the same start, the same rows, the same result every time. */
function secondsOf({ program, seedList, now }: RaceSettings, rows: number, steps: number): number {
  const run = program.start({ seed: seedList[0], batchSize: rows, learningRate: 0, order: "sequential" });
  try {
    const begin = now();
    run.advance(steps);
    const end = now();
    // A run that is lost at its first updates has not made the others.
    return run.step === steps ? end - begin : 0;
  } finally {
    run.close();
  }
}

function timeOf(chunks: Chunks): StepTime {
  const { rows, steps, taken } = chunks;
  if (!chunks.timeable || isUnfinished(chunks)) return { rows, seconds: [], timing: null };
  const seconds = taken.map((each) => each / steps);
  const least = seconds.reduce((a, b) => Math.min(a, b), Infinity);
  const most = seconds.reduce((a, b) => Math.max(a, b), 0);
  return { rows, seconds, timing: { median: median(seconds), least, most, repeats: seconds.length, steps } };
}
