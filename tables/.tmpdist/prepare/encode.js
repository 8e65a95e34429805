/** Another table, encoded as the training table was: the same cells give the same bits. */
import { listed, TableError } from "../errors.js";
import { didYouMean, matchName, nearestNames } from "../names.js";
import { columnNames } from "../table.js";
import { missingTest } from "./cells.js";
import { readNumberColumn, readTextColumn } from "./columns.js";
import { rawMatrix, scaleRows, writers } from "./matrix.js";
/**
 * Encodes the rows of a table with what was learned in training. Columns are found by name; others are ignored. Rows
 * with a missing cell (unless `missing` was "mean") or a level that no training row had are skipped and named.
 *
 * @throws TableError `missing-columns` (with the nearest names), `not-a-number`, `infinite-value`, `digit-commas`
 * @example
 * const { x, tableRows } = encode(prepared.encoder, table);
 */
export function encode(encoder, table) {
  const isMissing = missingTest(encoder.na);
  const columns = findColumns(encoder, table).map((column, index) =>
    encoder.columns[index].kind === "number"
      ? readNumberColumn(table, column, isMissing)
      : readTextColumn(column, isMissing),
  );
  const row = writers(encoder.columns, columns);
  const tableRows = [];
  const skipped = [];
  for (let index = 0; index < table.rows; index++) {
    const cause = row.findIndex((column) => column.gap(index) !== undefined);
    if (cause < 0) tableRows.push(index);
    else skipped.push(skippedRow(table, index, columns[cause], row[cause].gap(index) ?? "missing"));
  }
  const rows = Int32Array.from(tableRows);
  return {
    rows: rows.length,
    x: scaleRows(rawMatrix(row, rows), encoder.features),
    tableRows: rows,
    skipped,
  };
}
/** What a class number stands for, or the value itself in regression. */
export function decodeTarget(encoder, value) {
  if (encoder.target.task === "regression") return value;
  const label = encoder.target.classes[value];
  if (label !== undefined) return label;
  const { name, classes } = encoder.target;
  throw new TableError(
    "unknown-class",
    `target "${name}" has no class number ${value}: it has ${classes.length} classes, numbered from 0`,
    { target: name, value, classes },
  );
}
function findColumns(encoder, table) {
  const known = columnNames(table);
  const found = encoder.columns.map(({ name }) => {
    const used = matchName(name, known);
    const column = table.columns.find((candidate) => candidate.name === used);
    return column === undefined ? undefined : { ...column, name };
  });
  const absent = encoder.columns.map(({ name }) => name).filter((_, index) => found[index] === undefined);
  if (absent.length === 0) return found.filter((column) => column !== undefined);
  const nearest = absent.flatMap((name) => nearestNames(name, known));
  throw new TableError(
    "missing-columns",
    `${table.name} lacks ${listed(absent.map((name) => `"${name}"`))}, needed to predict` +
      `${didYouMean([...new Set(nearest)])} Its columns: ${listed(known)}`,
    { table: table.name, absent, nearest, columns: known },
  );
}
function skippedRow(table, row, column, reason) {
  const place = { row, line: table.line(row), column: column.name, reason };
  return reason === "unknown-level" && column.kind === "text"
    ? { ...place, value: column.levels[column.codes[row]] }
    : place;
}
