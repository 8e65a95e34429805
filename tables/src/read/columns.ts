/** What every format must hold before it is a table: rows, and a different name for each column. */
import { listed, TableError } from "../errors.ts";
import type { Column, Table } from "../table.ts";

/** The names of the columns, trimmed; a column without a name gets its position: `column_3`. */
export function headerNames(given: readonly string[], table: string): string[] {
  const names = given.map((name, index) => name.trim() || `column_${index + 1}`);
  const repeated = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (repeated.length === 0) return names;
  const positions = repeated.map((name) => names.flatMap((other, index) => (other === name ? [index + 1] : [])));
  const where = repeated.map((name, index) => `"${name}" (columns ${positions[index].join(" and ")})`);
  throw new TableError(
    "duplicate-columns",
    `${table} has the same column name more than once: ${listed(where)}. Rename them in the file, so that ` +
      "each name means one column",
    { table, columns: repeated, positions },
  );
}

export function nonEmpty(table: Table): Table {
  if (table.columns.length > 0 && table.rows > 0) return table;
  throw emptyTable(table.name, table.columns);
}

export function emptyTable(table: string, columns: readonly Column[] = []): TableError {
  if (columns.length === 0) {
    return new TableError("empty-table", `${table} is empty: expected a line of column names and rows below it`, {
      table,
    });
  }
  const names = columns.map(({ name }) => name);
  return new TableError(
    "header-only",
    `${table} has column names (${listed(names)}) but no rows: there is nothing to train on`,
    { table, columns: names },
  );
}
