/** Updates forced onto several threads, timed beside the same updates on one (claim C7). */
import { header } from "../../backends/wasm/layout.ts";
import { startThread } from "../../base/host.ts";
import type { Program } from "../program.ts";
import { stepChunk } from "../run.ts";
import type { Work } from "./progress.ts";
import type { ThreadTimes } from "./settings.ts";
import { threadScript } from "./threadScript.ts";
import { TIMED_CHUNK } from "./thresholds.ts";

/** Repeats of each way, one after the other in turn. */
const REPEATS = 9;
/** Chunks aim at twice the least length; one that turns out shorter does not count, and the next is made longer. */
const AIM = 2;
/** Memory that each thread may copy. */
const MOST_BYTES = 2 ** 28;
/** Seconds between two looks whether the threads have finished, and after which nobody waits any more. */
const LOOK = 0.02;
const PATIENCE = 30;

/** Words of the memory that the threads share. */
const WORDS = { arrived: 0, generation: 1, command: 2, task: 3, steps: 4, finished: 5 } as const;

/**
 * Every thread runs the compiled program over its share of each batch, in a memory of its own; after every update the
 * threads meet and average their parameters by their shares, which for plain gradient descent is the update of the
 * whole batch. A batch of one row is one thread's; the others wait for it: that is what forcing single examples onto
 * threads means. One thread alone makes its updates in one call.
 *
 * @returns null where the host has no such threads, the data is too large to copy, or updates are too short to time
 */
export function* timeOnThreads(program: Program, batchSize: number, threads: number): Work<ThreadTimes | null> {
  const { rows } = program.data;
  const run = program.start({ seed: 0, batchSize, order: "sequential", hyper: { learningRate: 0 } });
  const stopped: (() => void)[] = [];
  try {
    if (program.data.heap.memory.buffer.byteLength > MOST_BYTES) return null;
    const snapshot = run.snapshot();
    const length = snapshot.parameters.reduce((sum, leaf) => sum + leaf.length, 0);
    const control = new Int32Array(new SharedArrayBuffer(4 * Object.keys(WORDS).length));
    const exchange = new Float64Array(new SharedArrayBuffer(8 * 2 * threads * length));
    const seconds = new Float64Array(new SharedArrayBuffer(8 * 3 * REPEATS));
    const common = { ...snapshot, header, words: WORDS, control, exchange, seconds, rows, batchSize, threads };
    // A thread that ends after it has finished is none that failed.
    const onEnd = () => Atomics.compareExchange(control, WORDS.finished, 0, -1);
    for (let index = 0; index < threads; index++) {
      const data = { ...common, index, repeats: REPEATS, aim: AIM * TIMED_CHUNK, least: TIMED_CHUNK, chunk: stepChunk };
      const thread = startThread(threadScript, data, onEnd);
      if (thread === null) return null;
      stopped.push(() => thread.stop());
    }
    for (let waited = 0; Atomics.load(control, WORDS.finished) === 0; waited += LOOK) {
      if (waited > PATIENCE) return null;
      Atomics.wait(control, WORDS.finished, 0, 1000 * LOOK);
      yield { done: Math.min(waited, 1), total: 1, label: "C7" };
    }
    if (Atomics.load(control, WORDS.finished) < 0) return null;
    // A way whose chunks never took long enough has fewer repeats than were wanted.
    const made = (from: number) => Array.from(seconds.subarray(from, from + REPEATS)).filter((each) => each > 0);
    const times = { oneThread: made(0), threaded: made(REPEATS), apart: made(2 * REPEATS) };
    return Object.values(times).some((each) => each.length < REPEATS) ? null : times;
  } finally {
    for (const stop of stopped) stop();
    run.close();
  }
}
