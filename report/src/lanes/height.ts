/** What the vertical axis of a race shows: the excess over the optimum where there is one, else the loss. */

import type { CompareRecord, RaceRecord } from "nabla/race";
import { bandOf, type LossOn } from "./band.ts";
import { lanesOf } from "./lane.ts";

export interface Height {
  readonly shows: "excess" | "loss";
  /** Subtracted from every loss before it is drawn. */
  readonly baseline: number;
  /** Nothing is drawn below: smaller differences are rounding. Null where a logarithm cannot be taken at all. */
  readonly floor: number | null;
  /** Smallest and largest height drawn, over all lanes and bands: not below the floor, not far above the start. */
  readonly extent: readonly [number, number];
}

/** A lane that climbs this many times above the start has run away: the picture ends there, and says so. */
const runaway = 100;

/** A loss on the vertical axis of `height`, lifted to the floor; null stays null. */
export function heightOf(height: Height, loss: number | null): number | null {
  if (loss === null) return null;
  const above = loss - height.baseline;
  return height.floor === null ? above : Math.max(above, height.floor);
}

/** Losses on a logarithmic axis want a positive floor; an excess has one, the resolution of the losses. */
export function heightOfRace(record: CompareRecord, race: RaceRecord, on: LossOn = "training"): Height {
  // E* is the lowest loss of the training rows: held-out rows have none.
  const optimum = on === "training" && record.optimum?.attained ? record.optimum : null;
  const baseline = optimum?.loss ?? 0;
  const points = lanesOf(race).flatMap((lane) => bandOf(lane.descent, "steps", on));
  const losses = points.flatMap((point) => [point.low, point.median, point.high]).filter((loss) => loss !== null);
  const heights = losses.map((loss) => loss - baseline);
  const lowest = heights.reduce((least, each) => Math.min(least, each), Infinity);
  const highest = heights.reduce((most, each) => Math.max(most, each), -Infinity);
  const startLoss = on === "training" ? record.startLoss : points[0]?.median;
  const start = (startLoss ?? Infinity) - baseline;
  const top = start > 0 ? Math.min(highest, start * runaway) : highest;
  // Where the optimum is 0, its resolution is too; a logarithm still needs an end, where squares of rounding begin.
  const resolution = Math.max(record.resolution, (record.startLoss ?? 1) * 2 ** -104, 2 ** -1000);
  const floor = optimum !== null ? resolution : lowest > 0 ? Math.min(resolution, lowest) : null;
  if (heights.length === 0) return { shows: optimum ? "excess" : "loss", baseline, floor, extent: [0.1, 1] };
  return {
    shows: optimum ? "excess" : "loss",
    baseline,
    floor,
    extent: [floor === null ? lowest : Math.max(lowest, floor), floor === null ? top : Math.max(top, floor)],
  };
}
