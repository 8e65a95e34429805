/** The record of one training: what `train --json` prints and what its report draws. Types only. */

import type { CurvePoint } from "nabla/race";

/** How well the model fits some rows; a loss that is not finite is null. */
export interface Score {
  readonly loss: number | null;
  /** Share of the target's variance that is explained (regression). */
  readonly r2?: number;
  /** Share of rows judged right (classification). */
  readonly accuracy?: number;
}

export interface TrainRecord {
  readonly schema: 1;
  /** Version of nabla. */
  readonly nabla: string;
  /** Every option as used, the encoding, dropped rows and columns and why, versions, the command that repeats it. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly data: {
    readonly name: string;
    readonly rows: number;
    readonly features: readonly string[];
    readonly target: string;
    readonly classes?: readonly string[];
    readonly hash: string;
  };
  readonly model: string;
  readonly loss: string;
  readonly parameters: number;
  readonly dtype: string;
  readonly threads: number;
  readonly batchSize: number | "full";
  readonly learningRate: number;
  readonly curve: readonly CurvePoint[];
  readonly stopped: {
    /** A stable code: that of `Stopped` in `nabla/train`. */
    readonly reason: string;
    readonly step: number;
    readonly epoch: number;
    readonly loss: number | null;
    /** Where the loss stopped being finite, for the reason "not-finite". */
    readonly parameter?: string | null;
    /** A rate that would have been stable, where one is known. */
    readonly stableRate?: number | null;
  };
  /** Scores on the training rows and, when rows were held out, on those. */
  readonly metrics: Score & { readonly validation?: Score };
  readonly equation?: string;
  /** Regression: actual and predicted values of some rows, in the target's own units. */
  readonly fit?: { readonly actual: readonly number[]; readonly predicted: readonly number[] };
}
