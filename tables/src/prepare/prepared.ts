/** What `prepare` gives: arrays to train on, the encoder that made them, and what was done to the table. */

import type { MixedColumn } from "./columns.ts";
import type { Encoder } from "./encoder.ts";
import type { ColumnLeftOut } from "./features.ts";
import type { MatchedName, MissingRule, ScaleRule, Task } from "./options.ts";
import type { RowsDropped } from "./rows.ts";
import type { TaskReason } from "./target.ts";

/** Encoded rows with what they should predict. */
export interface PreparedRows {
  readonly rows: number;
  /** rows × features, row after row, encoded and scaled. */
  readonly x: Float64Array;
  /** Regression: the target in its own unit. Classification: class numbers, positions in `classes`. */
  readonly y: Float64Array | Int32Array;
  /** A weight ≥ 0 for each row, where a column of weights was named. */
  readonly weights?: Float64Array;
  /** Which row of the table (from 0) each row of x is. */
  readonly tableRows: Int32Array;
}

export interface Prepared extends PreparedRows {
  readonly task: Task;
  /** Names of the columns of x, such as `weight` or `origin=Japan`. */
  readonly features: readonly string[];
  readonly targetName: string;
  readonly classes?: readonly string[];
  /** The rows held out. */
  readonly validation?: PreparedRows;
  readonly encoder: Encoder;
  readonly report: PrepareReport;
  /** SHA-256 (64 hexadecimal digits) of the numbers used, before scaling, their names and their split. */
  readonly hash: string;
}

export interface UsedColumn {
  readonly column: string;
  readonly kind: "number" | "text";
  readonly missing: number;
  /** The levels of a text column; the first is the one that has no feature of its own. */
  readonly levels?: readonly string[];
}

export interface Imputed {
  readonly column: string;
  /** How many cells of the rows used were filled. */
  readonly count: number;
  /** The mean of a number column, the share of each level of a text column. */
  readonly fill: number | readonly number[];
}

/** What was done to the table, in facts: nothing is left out, filled or guessed without appearing here. */
export interface PrepareReport {
  readonly table: string;
  readonly rowsRead: number;
  readonly rowsTrain: number;
  readonly rowsValidation: number;
  readonly task: { readonly value: Task; readonly why: TaskReason };
  readonly matchedNames: readonly MatchedName[];
  readonly rowsDropped: readonly RowsDropped[];
  readonly columnsUsed: readonly UsedColumn[];
  readonly columnsLeftOut: readonly ColumnLeftOut[];
  /** Columns read as text although half of their cells or more are numbers. */
  readonly mixedColumns: readonly MixedColumn[];
  /** Classes of a single row, which is trained on, though rows were to be held out. */
  readonly notHeldOut: readonly string[];
  readonly missing: MissingRule;
  readonly imputed: readonly Imputed[];
  readonly scale: ScaleRule;
  /** Of every encoded feature on the training rows, whether or not it was scaled with them. */
  readonly scaling: readonly { readonly feature: string; readonly mean: number; readonly sd: number }[];
}
