/** What was learned from the training rows to turn cells into numbers: plain JSON, enough to encode other tables. */
import { TableError } from "../errors.js";
import { valuesAt } from "./columns.js";
import { isConstant } from "./features.js";
import { moments } from "./statistics.js";
/** Learns every column from the training rows; what is constant or all missing there is left out. */
export function learnColumns(columns, train, rule) {
  const encodings = [];
  const leftOut = [];
  for (const column of columns) {
    const result = column.kind === "number" ? learnNumbers(column, train, rule) : learnLevels(column, train, rule);
    if (typeof result === "string") leftOut.push({ column: column.name, reason: result });
    else encodings.push(result);
  }
  return { encodings, leftOut };
}
function learnNumbers({ name, values }, train, rule) {
  const present = valuesAt(values, train).filter((value) => !Number.isNaN(value));
  if (present.length === 0) return "all-missing";
  if (isConstant(present)) return "constant";
  const fill = rule === "mean" ? moments(present.length, (index) => present[index]).mean : null;
  return { name, kind: "number", fill };
}
function learnLevels(column, train, rule) {
  const counts = new Float64Array(column.levels.length);
  let present = 0;
  for (const row of train) {
    if (column.codes[row] < 0) continue;
    counts[column.codes[row]] += 1;
    present += 1;
  }
  const seen = column.levels.map((_, code) => code).filter((code) => counts[code] > 0);
  if (seen.length < 2) return seen.length === 0 ? "all-missing" : "constant";
  const fill = rule === "mean" ? seen.map((code) => counts[code] / present) : null;
  return { name: column.name, kind: "text", levels: seen.map((code) => column.levels[code]), fill };
}
/** The names of the encoded features, in the order of x. */
export const featureNames = (encodings) =>
  encodings.flatMap((column) =>
    column.kind === "number" ? [column.name] : column.levels.slice(1).map((level) => `${column.name}=${level}`),
  );
/** Mean and standard deviation of every feature of the raw training matrix. */
export function featureMoments(raw, rows, names, table) {
  return names.map((feature, index) => {
    const { mean, sd } = moments(rows, (row) => raw[row * names.length + index]);
    if (sd > 0 && Number.isFinite(sd) && Number.isFinite(mean)) return { mean, sd };
    throw new TableError(
      "number-range",
      `${table}: the values of "${feature}" are too large, or too close together, for double precision (mean ${mean}, ` +
        `standard deviation ${sd}). Give the column in another unit`,
      { table, column: feature, mean, sd },
    );
  });
}
