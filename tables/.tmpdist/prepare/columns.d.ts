import type { Column, Table } from "../table.ts";
import type { IsMissing } from "./cells.ts";
export interface NumberColumn {
  readonly kind: "number";
  readonly name: string;
  /** NaN where missing. */
  readonly values: Float64Array;
  readonly missing: number;
}
export interface TextColumn {
  readonly kind: "text";
  readonly name: string;
  /** Position in `levels`, −1 where missing. */
  readonly codes: Int32Array;
  /** The different texts, sorted by code units. */
  readonly levels: readonly string[];
  readonly missing: number;
}
export interface UnusableColumn {
  readonly kind: "date" | "all-missing" | "nested";
  readonly name: string;
  readonly missing: number;
}
export type ReadColumn = NumberColumn | TextColumn | UnusableColumn;
export interface ColumnRules {
  readonly isMissing: IsMissing;
  /** Columns declared to hold numbers or text; the others are judged by their cells. */
  readonly numeric: ReadonlySet<string>;
  readonly text: ReadonlySet<string>;
}
/**
 * Judges a column by its cells that are not missing. All numbers: a number column. At least 90 % numbers but not all:
 * refused at the first cell that is none. All dates: a date column. Anything else is text.
 */
export declare function readColumn(table: Table, column: Column, rules: ColumnRules): ReadColumn;
/** A column that must hold numbers: refused at the first cell that is neither a number nor missing. */
export declare function readNumberColumn(table: Table, column: Column, isMissing: IsMissing): NumberColumn;
/** A column whose cells are levels, digits or not. */
export declare function readTextColumn({ name, cells }: Column, isMissing: IsMissing): TextColumn;
/** The values of some rows, in their order. */
export declare function valuesAt(values: Float64Array, rows: Int32Array): Float64Array;
