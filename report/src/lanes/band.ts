/** The curves of a lane's seeds, folded to a median and a band at every common checkpoint. */

import { quantileSorted } from "d3-array";
import type { CurvePoint, DescentRecord } from "nabla/race";

/** What "equally far" means along the horizontal axis. */
export type Clock = "steps" | "examples" | "seconds" | "flops";

export const clocks: readonly Clock[] = ["steps", "examples", "seconds", "flops"];

/** On which rows the loss is taken: those trained on, or those held out. */
export type LossOn = "training" | "held-out";

/** The loss over the seeds at one checkpoint; null where that share of the seeds is not finite. */
export interface BandPoint {
  /** The clock at the checkpoint, the median over the seeds. */
  readonly x: number;
  readonly low: number | null;
  readonly median: number | null;
  readonly high: number | null;
}

interface Checkpoint {
  readonly clock: number[];
  readonly losses: number[];
}

/** What the clock shows at a point: seconds are steps × the measured median of one step, where that was measured. */
function clockAt(clock: Clock, { timing }: DescentRecord, point: CurvePoint): number {
  if (clock === "steps") return point.step;
  if (clock === "seconds" && timing !== null) return point.step * timing.median;
  return point[clock];
}

/** The quantile of sorted losses among which +∞ may stand; null where it falls on an infinite one. */
function quantile(sorted: number[], share: number): number | null {
  const place = (sorted.length - 1) * share;
  if (sorted.length === 0 || sorted[Math.ceil(place)] === Infinity) return null;
  // Between a finite and an infinite loss d3 would weigh the infinite one with 0, which is not a number.
  return Number.isInteger(place) ? sorted[place] : (quantileSorted(sorted, share) ?? null);
}

/**
 * Median and 5–95 % band of the full loss at every checkpoint. A seed that diverged counts as +∞ from there on, so a
 * lane that mostly diverges has no median: it is not drawn as if only the lucky seeds had been run.
 */
export function bandOf(descent: DescentRecord, clock: Clock, on: LossOn = "training"): readonly BandPoint[] {
  const lossAt = (point: CurvePoint): number => (on === "training" ? point.loss : point.validation?.loss) ?? Infinity;
  const checkpoints = new Map<number, Checkpoint>();
  for (const seed of descent.seeds) {
    for (const point of seed.curve) {
      const checkpoint = checkpoints.get(point.step) ?? { clock: [], losses: [] };
      checkpoints.set(point.step, checkpoint);
      checkpoint.clock.push(clockAt(clock, descent, point));
      checkpoint.losses.push(lossAt(point));
    }
  }
  for (const seed of descent.seeds) {
    if (seed.diverged === null) continue;
    const last = seed.curve.at(-1)?.step ?? -1;
    for (const [step, checkpoint] of checkpoints) if (step > last) checkpoint.losses.push(Infinity);
  }
  return [...checkpoints.entries()]
    .sort(([left], [right]) => left - right)
    .map(([, checkpoint]) => {
      const losses = checkpoint.losses.sort((left, right) => left - right);
      const times = checkpoint.clock.sort((left, right) => left - right);
      return {
        x: quantileSorted(times, 0.5) ?? 0,
        low: quantile(losses, 0.05),
        median: quantile(losses, 0.5),
        high: quantile(losses, 0.95),
      };
    });
}
