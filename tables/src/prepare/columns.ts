/** What a column means: numbers, levels of text, or something no model can be trained on. */
import { TableError } from "../errors.ts";
import type { Column, Table } from "../table.ts";
import { cellPlace } from "../table.ts";
import type { IsMissing } from "./cells.ts";
import { hasDigitComma, isDate, numberOf, textOf } from "./cells.ts";

/** From this share of numbers on, a cell that is none is taken for a mistake, not for a level. */
const mostlyNumeric = 0.9;

export interface NumberColumn {
  readonly kind: "number";
  readonly name: string;
  /** NaN where missing. */
  readonly values: Float64Array;
  readonly missing: number;
}

export interface TextColumn {
  readonly kind: "text";
  readonly name: string;
  /** Position in `levels`, −1 where missing. */
  readonly codes: Int32Array;
  /** The different texts, sorted by code units. */
  readonly levels: readonly string[];
  readonly missing: number;
}

export interface UnusableColumn {
  readonly kind: "date" | "all-missing" | "nested";
  readonly name: string;
  readonly missing: number;
}

export type ReadColumn = NumberColumn | TextColumn | UnusableColumn;

export interface ColumnRules {
  readonly isMissing: IsMissing;
  /** Columns declared to hold numbers or text; the others are judged by their cells. */
  readonly numeric: ReadonlySet<string>;
  readonly text: ReadonlySet<string>;
}

/**
 * Judges a column by its cells that are not missing. All numbers: a number column. At least 90 % numbers but not all:
 * refused at the first cell that is none. All dates: a date column. Anything else is text.
 */
export function readColumn(table: Table, column: Column, rules: ColumnRules): ReadColumn {
  const { name, cells } = column;
  const { values, numbers, missing, bad } = readNumbers(column, rules.isMissing);
  const present = cells.length - missing;
  if (column.nested) return { kind: "nested", name, missing };
  if (present === 0) return { kind: "all-missing", name, missing };
  if (rules.text.has(name)) return readTextColumn(column, rules.isMissing);
  if (rules.numeric.has(name)) return readNumberColumn(table, column, rules.isMissing);
  if (numbers === present) return { kind: "number", name, values: finite(table, name, values), missing };
  refuseDigitCommas(table, column, rules.isMissing, present);
  if (numbers >= mostlyNumeric * present) throw notNumber(table, column, bad, present - numbers, false);
  if (cells.every((cell) => rules.isMissing(cell) || isDate(textOf(cell)))) return { kind: "date", name, missing };
  return readTextColumn(column, rules.isMissing);
}

/** A column that must hold numbers: refused at the first cell that is neither a number nor missing. */
export function readNumberColumn(table: Table, column: Column, isMissing: IsMissing): NumberColumn {
  const { values, numbers, missing, bad } = readNumbers(column, isMissing);
  if (bad < 0) return { kind: "number", name: column.name, values: finite(table, column.name, values), missing };
  const present = column.cells.length - missing;
  refuseDigitCommas(table, column, isMissing, present);
  throw notNumber(table, column, bad, present - numbers, true);
}

/** A column whose cells are levels, digits or not. */
export function readTextColumn({ name, cells }: Column, isMissing: IsMissing): TextColumn {
  const seen = new Set<string>();
  for (const cell of cells) if (!isMissing(cell)) seen.add(textOf(cell));
  const levels = [...seen].sort(byCodeUnits);
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const codes = Int32Array.from(cells, (cell) => (isMissing(cell) ? -1 : (codeOf.get(textOf(cell)) ?? -1)));
  return { kind: "text", name, codes, levels, missing: codes.filter((code) => code < 0).length };
}

/** The column as numbers, NaN where a cell is missing or no number, and the first row of the latter kind (or −1). */
function readNumbers({ cells }: Column, isMissing: IsMissing) {
  const values = new Float64Array(cells.length).fill(Number.NaN);
  let numbers = 0;
  let missing = 0;
  let bad = -1;
  for (let row = 0; row < cells.length; row++) {
    if (isMissing(cells[row])) {
      missing += 1;
      continue;
    }
    const value = numberOf(cells[row]);
    values[row] = value;
    if (!Number.isNaN(value)) numbers += 1;
    else if (bad < 0) bad = row;
  }
  return { values, numbers, missing, bad };
}

/** The values of some rows, in their order. */
export function valuesAt(values: Float64Array, rows: Int32Array): Float64Array {
  const chosen = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) chosen[index] = values[rows[index]];
  return chosen;
}

/** The same order on every host, whatever its language. */
const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function finite(table: Table, column: string, values: Float64Array): Float64Array {
  const row = values.findIndex((value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY);
  if (row < 0) return values;
  throw new TableError(
    "infinite-value",
    `${cellPlace(table, row, column)} is infinite or too large for a number. Correct it, or declare what it stands ` +
      "for as missing (--na)",
    { table: table.name, line: table.line(row), place: table.place, column, value: String(values[row]) },
  );
}

/** Whether 1,234 is a thousand or one and a bit cannot be known, and a wrong guess would train on wrong numbers. */
function refuseDigitCommas(table: Table, { name, cells }: Column, isMissing: IsMissing, present: number): void {
  const withComma = (row: number): boolean =>
    !isMissing(cells[row]) && typeof cells[row] === "string" && hasDigitComma(textOf(cells[row]));
  const rows = [...cells.keys()].filter(withComma);
  if (rows.length === 0) return;
  const plain = cells.filter((cell) => !isMissing(cell) && !Number.isNaN(numberOf(cell))).length;
  if (plain + rows.length < mostlyNumeric * present) return;
  throw new TableError(
    "digit-commas",
    `${cellPlace(table, rows[0], name)}: "${textOf(cells[rows[0]])}" may be a thousand or a decimal. Write numbers ` +
      `without separators and with a decimal point, or declare the column as text (--text ${name})`,
    {
      table: table.name,
      line: table.line(rows[0]),
      place: table.place,
      column: name,
      value: cells[rows[0]],
      count: rows.length,
    },
  );
}

function notNumber(table: Table, { name, cells }: Column, row: number, count: number, declared: boolean): TableError {
  const value = textOf(cells[row]);
  const others = count > 1 ? ` (and ${count - 1} more like it)` : "";
  const why = declared ? "the column must hold numbers" : "the rest of the column is numeric";
  const remedy = declared ? "" : `, or declare the column as text (--text ${name})`;
  return new TableError(
    "not-a-number",
    `${cellPlace(table, row, name)}: "${value}" is not a number${others}, but ${why}. Correct it, or declare it ` +
      `as missing (--na "${value}")${remedy}`,
    { table: table.name, line: table.line(row), place: table.place, column: name, value, count, declared },
  );
}
