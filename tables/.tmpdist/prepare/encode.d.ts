import type { Table } from "../table.ts";
import type { Encoder } from "./encoder.ts";
import { type Gap } from "./matrix.ts";
/** A row that cannot be predicted, and the first cell that is the reason. */
export interface SkippedRow {
  /** Row of the table, from 0. */
  readonly row: number;
  /** Its line in the file (or row, where the format has no lines). */
  readonly line: number;
  readonly column: string;
  readonly reason: Gap;
  /** The level that no training row had. */
  readonly value?: string;
}
export interface Encoded {
  readonly rows: number;
  /** rows × features, row after row, encoded and scaled. */
  readonly x: Float64Array;
  /** Which row of the table (from 0) each row of x is. */
  readonly tableRows: Int32Array;
  readonly skipped: readonly SkippedRow[];
}
/**
 * Encodes the rows of a table with what was learned in training. Columns are found by name; others are ignored. Rows
 * with a missing cell (unless `missing` was "mean") or a level that no training row had are skipped and named.
 *
 * @throws TableError `missing-columns` (with the nearest names), `not-a-number`, `infinite-value`, `digit-commas`
 * @example
 * const { x, tableRows } = encode(prepared.encoder, table);
 */
export declare function encode(encoder: Encoder, table: Table): Encoded;
/** What a class number stands for, or the value itself in regression. */
export declare function decodeTarget(encoder: Encoder, value: number): string | number;
