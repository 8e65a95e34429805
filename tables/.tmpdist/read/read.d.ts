import type { Format, Table } from "../table.ts";
export type TableInput =
  | {
      readonly name: string;
      readonly bytes: Uint8Array;
    }
  | {
      readonly name: string;
      readonly text: string;
    };
export interface ReadOptions {
  /** Guessed from the file's first bytes, its name and its content, in this order. */
  readonly format?: Format;
  /** Any label of the Encoding Standard; guessed as `decode` says. */
  readonly encoding?: string;
  /** The separator of a CSV file; guessed from the line of column names among `,` `;` tab and `|`. */
  readonly delimiter?: string;
}
/**
 * Reads a table. CSV and TSV (first line: column names), JSON (list of objects or object of lists), NDJSON, Parquet.
 * Cells keep the form they have in the file; what they mean is decided by `prepare`.
 *
 * @throws TableError `empty-table`, `header-only`, `no-header`, `duplicate-columns`, `ragged-row`, `broken-quotes`,
 *   `broken-json`, `wrong-json-shape`, `broken-parquet`, `binary-file`, `wrong-encoding`, `unknown-encoding`,
 *   `unknown-format`
 * @example
 * const table = await readTable({ name: "points.csv", text: "x,y\n1,2\n3,4\n" });
 * table.columns.map(({ name }) => name); // ["x", "y"]
 */
export declare function readTable(input: TableInput, options?: ReadOptions): Promise<Table>;
/** Reads a table from text: every format but Parquet. */
export declare function readText(name: string, text: string, options?: ReadOptions, encoding?: string): Table;
