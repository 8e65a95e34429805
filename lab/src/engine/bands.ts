/** The lanes of a race from several seeds: how much of what is seen is chance. */

import type { DataObjective } from "nabla/diagnostics";
import { quantile } from "nabla/race";
import { type Band, type LaneSetting, updatesPerEpoch } from "../tape/tape.ts";
import { begin, pointOf } from "./begin.ts";
import type { Fit } from "./sources.ts";

/** Places along a lane at which its runs are measured, at most. */
const mostMarks = 160;

interface BandQuestion {
  readonly lanes: readonly LaneSetting[];
  readonly epochs: number;
  readonly seed: number;
  readonly seeds?: number;
}

/** After every run of every lane the band as it is by then, the first seed that of the tape. */
export async function* bandsOf(
  fit: Fit,
  objective: DataObjective,
  { lanes, epochs, seed, seeds = 1 }: BandQuestion,
): AsyncGenerator<{ lane: number; band: Band }> {
  if (seeds < 2) return;
  const { rows } = objective;
  const losses: number[][][] = lanes.map(() => []);
  for (let made = 0; made < seeds; made++) {
    for (const [lane, each] of lanes.entries()) {
      const descent = begin(fit, each, seed + made, rows);
      try {
        const steps = marksOf(epochs * updatesPerEpoch({ batchRows: descent.batchSize }, rows));
        let reached = 0;
        for (const [mark, step] of steps.entries()) {
          if (step > reached && descent.stopped === null) await descent.advance(step - reached);
          reached = step;
          const loss = descent.stopped === null ? objective.value(pointOf(descent)) : Infinity;
          losses[lane][mark] ??= [];
          losses[lane][mark].push(Number.isFinite(loss) ? loss : Infinity);
        }
        if (made > 0) yield { lane, band: bandOf(steps, losses[lane]) };
      } finally {
        descent.close();
      }
    }
  }
}

/** Evenly spaced, from 0 to the last update. */
function marksOf(updates: number): Float64Array {
  const count = Math.min(mostMarks, updates);
  return Float64Array.from({ length: count + 1 }, (_, i) => Math.round((i * updates) / count));
}

function bandOf(steps: Float64Array, losses: readonly (readonly number[])[]): Band {
  const at = (share: number) => Float64Array.from(losses, (each) => quantile(each, share));
  return { seeds: losses[0].length, steps, low: at(0.05), median: at(0.5), high: at(0.95) };
}
