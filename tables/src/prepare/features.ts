/** Which columns the model can be trained on; the others are left out by name, with the reason. */
import type { Table } from "../table.ts";
import type { ColumnRules, MixedColumn, NumberColumn, ReadColumn, TextColumn } from "./columns.ts";
import { readColumn } from "./columns.ts";
import type { Settings } from "./options.ts";

/** A text column with more levels (names, remarks, identifiers) would add a feature for every few rows. */
const mostLevels = 20;

export type UsableColumn = NumberColumn | TextColumn;

export interface ColumnLeftOut {
  readonly column: string;
  readonly reason: "dropped" | "date" | "text-with-many-levels" | "constant" | "all-missing" | "nested";
  /** How many different texts there are (`text-with-many-levels`). */
  readonly levels?: number;
}

export interface FeatureColumns {
  readonly usable: readonly UsableColumn[];
  readonly leftOut: readonly ColumnLeftOut[];
  readonly mixed: readonly MixedColumn[];
}

export function readFeatures(table: Table, settings: Settings, rules: ColumnRules): FeatureColumns {
  const usable: UsableColumn[] = [];
  const leftOut: ColumnLeftOut[] = settings.dropped.map((column) => ({ column, reason: "dropped" }));
  const mixed: MixedColumn[] = [];
  const candidates = new Set(settings.features);
  for (const column of table.columns) {
    if (!candidates.has(column.name)) continue;
    const read = readColumn(table, column, rules, "missing-or-text");
    mixed.push(...mixedIn(read));
    const reason = whyLeftOut(read, rules.text.has(column.name));
    if (reason !== undefined) leftOut.push(reason);
    else if (read.kind === "number" || read.kind === "text") usable.push(read);
  }
  return { usable, leftOut, mixed };
}

/** What is to be said of a column of numbers and text, if it is one. */
export const mixedIn = (column: ReadColumn): MixedColumn[] =>
  column.kind === "text" && column.mixed !== undefined ? [column.mixed] : [];

function whyLeftOut(column: ReadColumn, declaredText: boolean): ColumnLeftOut | undefined {
  const { name } = column;
  if (column.kind === "number") return isConstant(column.values) ? { column: name, reason: "constant" } : undefined;
  if (column.kind !== "text") return { column: name, reason: column.kind };
  const levels = column.levels.length;
  if (levels === 1) return { column: name, reason: "constant" };
  if (levels <= mostLevels || declaredText) return undefined;
  return { column: name, reason: "text-with-many-levels", levels };
}

/** All values that are not missing are equal. */
export function isConstant(values: Float64Array): boolean {
  const first = values.find((value) => !Number.isNaN(value));
  return values.every((value) => Number.isNaN(value) || value === first);
}

export const cellIsMissing = (column: UsableColumn, row: number): boolean =>
  column.kind === "number" ? Number.isNaN(column.values[row]) : column.codes[row] < 0;
