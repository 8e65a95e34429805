/** Which rows are used: what a missing cell does to its row. */
import { counted, listed, TableError } from "../errors.js";
import { cellIsMissing } from "./features.js";
import { targetIsMissing } from "./target.js";

const examples = 5;
export function chooseRows(table, used, rule) {
  if (rule === "refuse") refuseMissing(table, used);
  const { target, weights, features } = used;
  const dropped = { target: [], weight: [], feature: [] };
  const kept = [];
  for (let row = 0; row < table.rows; row++) {
    if (targetIsMissing(target, row)) dropped.target.push(row);
    else if (weights !== undefined && cellIsMissing(weights, row)) dropped.weight.push(row);
    else if (rule === "drop" && features.some((column) => cellIsMissing(column, row))) dropped.feature.push(row);
    else kept.push(row);
  }
  const report = [
    droppedRows(table, "missing-target", dropped.target, [{ column: target.name, count: dropped.target.length }]),
    droppedRows(table, "missing-weight", dropped.weight, [
      { column: weights?.name ?? "", count: dropped.weight.length },
    ]),
    droppedRows(table, "missing-feature", dropped.feature, countByColumn(features, dropped.feature)),
  ].filter(({ count }) => count > 0);
  if (kept.length < 2) throw tooFewRows(table, kept.length, report);
  return { rows: Int32Array.from(kept), dropped: report };
}
export const droppedRows = (table, reason, rows, columns) => ({
  reason,
  count: rows.length,
  examples: rows.slice(0, examples).map((row) => table.line(row)),
  columns,
});
function countByColumn(columns, rows) {
  const counts = columns.map((column) => ({
    column: column.name,
    count: rows.filter((row) => cellIsMissing(column, row)).length,
  }));
  return counts.filter(({ count }) => count > 0);
}
function refuseMissing(table, { target, weights, features }) {
  const columns = [target, ...(weights === undefined ? [] : [weights]), ...features];
  const counts = columns
    .filter(({ missing }) => missing > 0)
    .map(({ name, missing }) => ({ column: name, count: missing }));
  if (counts.length === 0) return;
  const incomplete = Array.from({ length: table.rows }, (_, row) => row).filter(
    (row) =>
      targetIsMissing(target, row) ||
      (weights !== undefined && cellIsMissing(weights, row)) ||
      features.some((column) => cellIsMissing(column, row)),
  );
  const which = listed(counts.map(({ column, count }) => `${column} (${count})`));
  throw new TableError(
    "missing-values",
    `${table.name}: ${counted(incomplete.length, "row")} of ${table.rows} have missing cells, first at ` +
      `${table.place} ${table.line(incomplete[0])}. By column: ${which}. Choose --missing drop (leave these rows out) ` +
      "or --missing mean (fill features with training means), or leave columns out (--drop)",
    {
      table: table.name,
      columns: counts,
      rows: incomplete.length,
      of: table.rows,
      place: table.place,
      line: table.line(incomplete[0]),
    },
  );
}
export function tooFewRows(table, kept, dropped) {
  const details = { table: table.name, rows: kept, rowsRead: table.rows, dropped };
  const left = dropped.length === 0 ? "" : " is left after rows with missing cells were dropped";
  if (kept === 1) {
    const sentence = left === "" ? "has a single row" : `: a single row${left}`;
    return new TableError("one-row", `${table.name} ${sentence}: at least two are needed to learn from`, details);
  }
  const columns = dropped.flatMap((reason) => reason.columns).map(({ column, count }) => `${column} (${count})`);
  return new TableError(
    "no-rows-left",
    `${table.name}: every one of its ${counted(table.rows, "row")} has a missing cell. By column: ${listed(columns)}. ` +
      "Leave out the emptiest columns (--drop) or fill them (--missing mean)",
    details,
  );
}
