/** Points of the full-batch path at given shares of the start's excess. */
import type { Work } from "../progress.ts";
import type { RaceSettings } from "../settings.ts";

/** Rows read at most on the way: a table of a million rows gets a few dozen steps. */
const MOST_ROWS = 2e7;
const MOST_STEPS = 5000;

/**
 * The start of the first seed and, for each share (descending), the first point of its full-batch descent that has no
 * more than this share of the start's excess over `best`; null where a bounded number of steps does not lead there.
 */
export function* fullBatchPath(
  { program, objective, order, seedList, epochs }: RaceSettings,
  question: { readonly learningRate: number; readonly best: number; readonly shares: readonly number[]; label: string },
): Work<{ readonly start: Float64Array; readonly points: readonly (Float64Array | null)[] }> {
  const { learningRate, best, shares, label } = question;
  const run = program.start({ seed: seedList[0], batchSize: objective.rows, learningRate, order });
  try {
    const start = run.parameters();
    const excess = objective.value(start) - best;
    const total = Math.max(epochs, Math.min(MOST_STEPS, Math.floor(MOST_ROWS / objective.rows)));
    const points: (Float64Array | null)[] = [];
    let here = start;
    for (let step = 0; step <= total && points.length < shares.length; step++) {
      const left = objective.value(here) - best;
      while (points.length < shares.length && left <= shares[points.length] * excess) points.push(here);
      if (run.diverged !== null) break;
      run.advance(1);
      here = run.parameters();
      yield { done: step, total, label };
    }
    return { start, points: shares.map((_, i) => points[i] ?? null) };
  } finally {
    run.close();
  }
}
