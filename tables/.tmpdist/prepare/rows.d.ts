/** Which rows are used: what a missing cell does to its row. */
import { TableError } from "../errors.ts";
import type { Table } from "../table.ts";
import type { NumberColumn } from "./columns.ts";
import type { UsableColumn } from "./features.ts";
import type { MissingRule } from "./options.ts";
import { type Target } from "./target.ts";
export interface ColumnCount {
  readonly column: string;
  readonly count: number;
}
export interface RowsDropped {
  readonly reason: "missing-target" | "missing-weight" | "missing-feature" | "level-not-in-training";
  readonly count: number;
  /** Lines (or rows, where the format has no lines) of the first of them, at most five. */
  readonly examples: readonly number[];
  /** The columns that made them drop. */
  readonly columns: readonly ColumnCount[];
}
export interface RowsChosen {
  readonly rows: Int32Array;
  readonly dropped: readonly RowsDropped[];
}
/** The columns of a table that are used, by role. */
export interface UsedColumns {
  readonly target: Target;
  readonly weights: NumberColumn | undefined;
  readonly features: readonly UsableColumn[];
}
export declare function chooseRows(table: Table, used: UsedColumns, rule: MissingRule): RowsChosen;
export declare const droppedRows: (
  table: Table,
  reason: RowsDropped["reason"],
  rows: readonly number[],
  columns: readonly ColumnCount[],
) => RowsDropped;
export declare function tooFewRows(table: Table, kept: number, dropped: readonly RowsDropped[]): TableError;
