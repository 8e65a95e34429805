import { readColumn } from "./columns.js";

/** A text column with more levels (names, remarks, identifiers) would add a feature for every few rows. */
const mostLevels = 20;
export function readFeatures(table, settings, rules) {
  const usable = [];
  const leftOut = settings.dropped.map((column) => ({ column, reason: "dropped" }));
  const candidates = new Set(settings.features);
  for (const column of table.columns) {
    if (!candidates.has(column.name)) continue;
    const read = readColumn(table, column, rules);
    const reason = whyLeftOut(read, rules.text.has(column.name));
    if (reason !== undefined) leftOut.push(reason);
    else if (read.kind === "number" || read.kind === "text") usable.push(read);
  }
  return { usable, leftOut };
}
function whyLeftOut(column, declaredText) {
  const { name } = column;
  if (column.kind === "number") return isConstant(column.values) ? { column: name, reason: "constant" } : undefined;
  if (column.kind !== "text") return { column: name, reason: column.kind };
  const levels = column.levels.length;
  if (levels === 1) return { column: name, reason: "constant" };
  if (levels <= mostLevels || declaredText) return undefined;
  return { column: name, reason: "text-with-many-levels", levels };
}
/** All values that are not missing are equal. */
export function isConstant(values) {
  const first = values.find((value) => !Number.isNaN(value));
  return values.every((value) => Number.isNaN(value) || value === first);
}
export const cellIsMissing = (column, row) =>
  column.kind === "number" ? Number.isNaN(column.values[row]) : column.codes[row] < 0;
