/** What the lesson on batches keeps in the address. */

import type { TapeSetting } from "../../engine/recorder.ts";
import { choice, number, type ValuesOf } from "../fields.ts";

/** Rows of the data: 1,000 points around a line. */
export const rows = 1000;

/** Enough for mini-batches to overtake single rows. */
export const epochs = 5;

const isCount =
  (least: number, most: number) =>
  (value: number): boolean =>
    Number.isInteger(value) && value >= least && value <= most;

export const batchesFields = {
  b: number(32, isCount(1, rows)),
  /** How the batches of the cloud are drawn. */
  draw: choice(["without", "with"], "without"),
  rate: number(0.05, (value) => value > 0 && value <= 10),
  seed: number(0, isCount(0, Number.MAX_SAFE_INTEGER)),
  clock: choice(["examples", "steps"], "examples"),
  /** What the clock shows at the moment that is shown. */
  at: number(0, (value) => value >= 0 && value <= rows * epochs),
} as const;

export type BatchesValues = ValuesOf<typeof batchesFields>;

/** Batch, mini-batch and stochastic descent; a mini-batch of one row or of all is one of the others. */
export function settingOf({ b, rate, seed }: Pick<BatchesValues, "b" | "rate" | "seed">): TapeSetting {
  const sizes = ["full", ...(b > 1 && b < rows ? [b] : []), 1] as const;
  return { source: "line", lanes: sizes.map((batchSize) => ({ batchSize, learningRate: rate })), epochs, seed };
}

/** On the clock of updates every descent makes so many. */
export const updates = 40;

/** Batches that are drawn for the cloud. */
export const resamples = 200;
