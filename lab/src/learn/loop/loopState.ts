/** What the lesson on the loop keeps in the address, and what follows from it. */

import type { TapeSetting } from "../../engine/recorder.ts";
import type { LaneTape, Tape } from "../../tape/tape.ts";
import { number } from "../fields.ts";

/** Updates after which the loop is given up. */
export const mostUpdates = 60;

export const loopFields = {
  rate: number(0.2, (value) => value > 0 && value <= 100),
  /** A loss this small ends the loop. */
  enough: number(0.3, (value) => value >= 0 && value <= 1000),
  /** Playing stops where the gradient is shorter; 0 for nowhere. */
  slope: number(0, (value) => value >= 0 && value <= 1000),
  /** Updates at the moment that is shown; the quarters between them are boxes. */
  at: number(0, (value) => value >= 0 && value <= mostUpdates),
} as const;

export const settingOf = (learningRate: number): TapeSetting => ({
  source: "line",
  lanes: [{ batchSize: "full", learningRate }],
  epochs: mostUpdates,
  seed: 0,
});

/** The tape up to where its loss is small enough: the loop goes no further. */
export function untilEnough(tape: Tape, enough: number): Tape {
  const [lane] = tape.lanes;
  const end = stepOfEnough(lane, enough);
  return end === null ? tape : { ...tape, lanes: [{ ...lane, updates: end, diverged: null }] };
}

export function stepOfEnough({ losses, updates }: LaneTape, enough: number): number | null {
  const step = losses.subarray(0, updates + 1).findIndex((loss) => loss <= enough);
  return step < 0 ? null : step;
}

/** The four boxes of the loop. */
export const boxes = ["test", "gradient", "step", "again"] as const;
export type BoxName = (typeof boxes)[number];

/** Which box of the update that comes next a moment shows: a quarter of an update each. */
export const boxAt = (time: number): BoxName => boxes[Math.floor(4 * (time - Math.floor(time)) + 1e-9)];
