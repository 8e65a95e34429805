/** What was learned from the training rows to turn cells into numbers: plain JSON, enough to encode other tables. */
import { TableError } from "../errors.ts";
import { type NumberColumn, type TextColumn, valuesAt } from "./columns.ts";
import { type ColumnLeftOut, isConstant, type UsableColumn } from "./features.ts";
import type { MissingRule, ScaleRule } from "./options.ts";
import { type Moments, moments } from "./statistics.ts";

/** A number column is one feature. */
export interface NumberEncoding {
  readonly name: string;
  readonly kind: "number";
  /** Put where the cell is missing; null if missing cells are not filled. */
  readonly fill: number | null;
}

/**
 * A text column is one feature for each level but the first, 1 where the cell is that level and 0 elsewhere: a column
 * for the first level too would be one minus the others, and no data could tell their weights and the bias apart.
 */
export interface TextEncoding {
  readonly name: string;
  readonly kind: "text";
  /** The levels seen in training rows, sorted by code units; the first is the one the others are compared with. */
  readonly levels: readonly string[];
  /** Share of each level, put where the cell is missing; null if missing cells are not filled. */
  readonly fill: readonly number[] | null;
}

export type ColumnEncoding = NumberEncoding | TextEncoding;

/** One column of x: (raw − mean) / scale. */
export interface EncodedFeature {
  /** The column's name, or `origin=Japan` for a level of a text column. */
  readonly name: string;
  readonly mean: number;
  readonly scale: number;
}

export type TargetEncoding =
  | { readonly name: string; readonly task: "regression" }
  | { readonly name: string; readonly task: "classification"; readonly classes: readonly string[] };

/** Plain JSON: it may be written to a file and read back without losing a bit. */
export interface Encoder {
  readonly schema: 1;
  readonly columns: readonly ColumnEncoding[];
  readonly features: readonly EncodedFeature[];
  readonly target: TargetEncoding;
  readonly scale: ScaleRule;
  readonly missing: MissingRule;
  /** Texts that mean "missing" besides the usual ones. */
  readonly na: readonly string[];
}

/** Learns every column from the training rows; what is constant or all missing there is left out. */
export function learnColumns(
  columns: readonly UsableColumn[],
  train: Int32Array,
  rule: MissingRule,
): { encodings: ColumnEncoding[]; leftOut: ColumnLeftOut[] } {
  const encodings: ColumnEncoding[] = [];
  const leftOut: ColumnLeftOut[] = [];
  for (const column of columns) {
    const result = column.kind === "number" ? learnNumbers(column, train, rule) : learnLevels(column, train, rule);
    if (typeof result === "string") leftOut.push({ column: column.name, reason: result });
    else encodings.push(result);
  }
  return { encodings, leftOut };
}

type Failure = "constant" | "all-missing";

function learnNumbers({ name, values }: NumberColumn, train: Int32Array, rule: MissingRule): NumberEncoding | Failure {
  const present = valuesAt(values, train).filter((value) => !Number.isNaN(value));
  if (present.length === 0) return "all-missing";
  if (isConstant(present)) return "constant";
  const fill = rule === "mean" ? moments(present.length, (index) => present[index]).mean : null;
  return { name, kind: "number", fill };
}

function learnLevels(column: TextColumn, train: Int32Array, rule: MissingRule): TextEncoding | Failure {
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
export const featureNames = (encodings: readonly ColumnEncoding[]): string[] =>
  encodings.flatMap((column) =>
    column.kind === "number" ? [column.name] : column.levels.slice(1).map((level) => `${column.name}=${level}`),
  );

/** Mean and standard deviation of every feature of the raw training matrix. */
export function featureMoments(raw: Float64Array, rows: number, names: readonly string[], table: string): Moments[] {
  return names.map((feature, index) => {
    const { mean, sd } = moments(rows, (row) => raw[row * names.length + index]);
    if (sd > 0 && Number.isFinite(sd) && Number.isFinite(mean)) return { mean, sd };
    throw new TableError(
      "number-range",
      `${table}: the values of "${feature}" are too large, or too close together, for double precision (mean ` +
        `${mean}, standard deviation ${sd}). Give the column in another unit`,
      { table, column: feature, mean, sd },
    );
  });
}
