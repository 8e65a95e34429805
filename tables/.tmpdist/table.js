/** A table as it was read: named columns of cells, nothing interpreted yet. */
/** `cars.csv, line 17`. */
export const placeOf = (table, row) => `${table.name}, ${table.place} ${table.line(row)}`;
/** `cars.csv, line 17, column "weight"`. */
export const cellPlace = (table, row, column) => `${placeOf(table, row)}, column "${column}"`;
export const columnNames = (table) => table.columns.map(({ name }) => name);
