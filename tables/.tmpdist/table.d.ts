/** A table as it was read: named columns of cells, nothing interpreted yet. */
/** Text from a text file; typed from JSON and Parquet. `null` is a missing value. */
export type Cell = string | number | boolean | null;
export interface Column {
  readonly name: string;
  readonly cells: readonly Cell[];
  /** Cells of this column were lists or objects (they are kept as their JSON text). */
  readonly nested?: true;
}
export type Format = "csv" | "tsv" | "json" | "ndjson" | "parquet";
export interface Table {
  /** What messages call it: the name of the file, or "standard input". */
  readonly name: string;
  readonly format: Format;
  readonly columns: readonly Column[];
  readonly rows: number;
  /** How the bytes were decoded; absent where no text was. */
  readonly encoding?: string;
  /** What separates the cells of a CSV or TSV file. */
  readonly delimiter?: string;
  /** What `line` counts: lines of the file, or rows where the format has no lines (JSON, Parquet). */
  readonly place: "line" | "row";
  /** Where row `row` (from 0) begins in the file, from 1. */
  line(row: number): number;
}
/** `cars.csv, line 17`. */
export declare const placeOf: (table: Table, row: number) => string;
/** `cars.csv, line 17, column "weight"`. */
export declare const cellPlace: (table: Table, row: number, column: string) => string;
export declare const columnNames: (table: Table) => string[];
