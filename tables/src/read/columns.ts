/** What every format must hold before it is a table: rows, and a different name for each column. */
import { listed, TableError } from "../errors.ts";
import type { Column, Table } from "../table.ts";

/** The names of the columns, trimmed; a column without a name gets its position: `column_3`. */
export function headerNames(given: readonly string[], table: string): string[] {
  const names = given.map((name, index) => name.trim() || `column_${index + 1}`);
  const places = new Map<string, number[]>();
  for (const [index, name] of names.entries()) {
    const known = places.get(name);
    if (known === undefined) places.set(name, [index + 1]);
    else known.push(index + 1);
  }
  if (places.size === names.length) return names;
  const repeated = names.filter((name, index) => places.get(name)?.[1] === index + 1);
  const positions = repeated.map((name) => places.get(name) ?? []);
  const where = repeated.map((name, index) => `"${name}" (columns ${listed(positions[index].map(String), 3)})`);
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
