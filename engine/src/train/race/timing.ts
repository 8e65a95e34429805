/** Seconds of one update, measured under PROTOCOL §6. */
import type { TimingRecord } from "../record.ts";
import type { Work } from "./progress.ts";
import type { RaceSettings } from "./settings.ts";

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

/** Times one update of each batch size: at least five repeats of the bit-identical run, interleaved in random order. */
// biome-ignore lint/correctness/useYield: to be built
export function* timeSteps(_settings: RaceSettings, _sizes: readonly number[]): Work<StepTimes> {
  return [];
}
