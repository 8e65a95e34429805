/** What the race needs of a compiled descent. All calls are synchronous and deterministic. */
import type { Shape } from "../../base/shape.ts";

/** How an epoch visits the rows. */
export type Order = "reshuffle" | "shuffle-once" | "with-replacement" | "sequential";

export interface DescentSettings {
  /** Fixes the start and the stream of permutations, for every batch size alike. */
  readonly seed: number;
  /** The number of rows = full batch. */
  readonly batchSize: number;
  readonly learningRate: number;
  /** The rate of update t is learningRate/(1 + decay·t); 0, a constant rate, when left out. */
  readonly decay?: number;
  readonly order: Order;
  /** Which of the optimizers that race; the first. */
  readonly optimizer?: number | undefined;
  /** Start values instead of the seed's, flattened. */
  readonly parameters?: Float64Array;
}

/** One model, loss and data set, compiled: starts descents that differ in run-time settings only. */
export interface DescentProgram {
  /** The parameters in the order in which they are flattened. */
  readonly parameters: readonly { readonly path: string; readonly shape: Shape }[];
  start(settings: DescentSettings): DescentRun;
  /**
   * Makes up to `steps` updates of each of these runs, which differ in nothing but their seeds and are as far as each
   * other. Each ends where its own `advance` would leave it, to the last bit; without this, that is what is called.
   */
  advanceAll?(runs: readonly DescentRun[], steps: number): void;
}

export interface DescentRun {
  /** Updates made so far. */
  readonly step: number;
  /** Examples read so far. */
  readonly examples: number;
  /** Makes up to `steps` updates (fewer when the descent stops being finite) and returns the loss of each batch. */
  advance(steps: number): Float64Array | Float32Array;
  /** The parameters now, flattened into one float64 vector that belongs to the caller. */
  parameters(): Float64Array;
  /** Where the descent stopped being finite, or null. */
  readonly diverged: { readonly step: number; readonly parameter: string | null } | null;
  close(): void;
}
