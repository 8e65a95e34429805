/** Another table, encoded as the training table was: the same cells give the same bits. */
import { listed, TableError } from "../errors.ts";
import { didYouMean, matchName, nearestNames } from "../names.ts";
import type { Column, Table } from "../table.ts";
import { columnNames } from "../table.ts";
import { missingTest } from "./cells.ts";
import { readNumberColumn, readTextColumn } from "./columns.ts";
import type { Encoder } from "./encoder.ts";
import { type Gap, rawMatrix, scaleRows, writers } from "./matrix.ts";

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
  /** The levels that training rows had. */
  readonly known?: readonly string[];
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
 * const { encoder } = prepare(builtin("cars"), { target: "mpg", features: ["weight", "origin"], missing: "drop" });
 * encode(encoder, builtin("cars")).rows; // 406: no target is needed to predict
 */
export function encode(encoder: Encoder, table: Table): Encoded {
  const isMissing = missingTest(encoder.na);
  const columns = findColumns(encoder, table).map((column, index) =>
    encoder.columns[index].kind === "number"
      ? readNumberColumn(table, column, isMissing, "correct")
      : readTextColumn(column, isMissing),
  );
  const row = writers(encoder.columns, columns);
  const tableRows: number[] = [];
  const skipped: SkippedRow[] = [];
  for (let index = 0; index < table.rows; index++) {
    const cause = row.findIndex((column) => column.gap(index) !== undefined);
    if (cause < 0) tableRows.push(index);
    else skipped.push(skippedRow(table, index, columns[cause], row[cause].gap(index) ?? "missing", encoder));
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
export function decodeTarget(encoder: Encoder, value: number): string | number {
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

function findColumns(encoder: Encoder, table: Table): Column[] {
  const known = columnNames(table);
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  const found = encoder.columns.map(({ name }) => {
    const column = byName.get(name) ?? byName.get(matchName(name, known) ?? "");
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

function skippedRow(
  table: Table,
  row: number,
  column: ReturnType<typeof readNumberColumn> | ReturnType<typeof readTextColumn>,
  reason: Gap,
  encoder: Encoder,
): SkippedRow {
  const place = { row, line: table.line(row), column: column.name, reason };
  const encoding = encoder.columns.find(({ name }) => name === column.name);
  return reason === "unknown-level" && column.kind === "text" && encoding?.kind === "text"
    ? { ...place, value: column.levels[column.codes[row]], known: encoding.levels }
    : place;
}
