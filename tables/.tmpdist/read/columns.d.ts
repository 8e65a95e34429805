/** What every format must hold before it is a table: rows, and a different name for each column. */
import { TableError } from "../errors.ts";
import type { Column, Table } from "../table.ts";
/** The names of the columns, trimmed; a column without a name gets its position: `column_3`. */
export declare function headerNames(given: readonly string[], table: string): string[];
export declare function nonEmpty(table: Table): Table;
export declare function emptyTable(table: string, columns?: readonly Column[]): TableError;
