/** What a column means: numbers, levels of text, or something no model can be trained on. */
import { TableError } from "../errors.ts";
import type { Column, Table } from "../table.ts";
import { cellPlace } from "../table.ts";
import type { IsMissing } from "./cells.ts";
import { hasDigitComma, isDate, numberOf, textOf } from "./cells.ts";

/** From this share of numbers on, a cell that is none is taken for a mistake, not for a level. */
const mostlyNumeric = 0.9;
/** From this share of numbers on, it is reported that a column was read as text. */
const halfNumeric = 0.5;

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
  /** Half of the cells or more are numbers, and nobody declared the column to be text. */
  readonly mixed?: MixedColumn;
}

/** A column of numbers and text: most likely a slip of the pen, but in a small table nobody can know. */
export interface MixedColumn {
  readonly column: string;
  /** How many of its cells are numbers, and how many are neither numbers nor missing. */
  readonly numbers: number;
  readonly texts: number;
  /** The first that is no number, and its line (or row, where the format has no lines). */
  readonly example: string;
  readonly line: number;
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
 * What can be done about a cell that is no number, beside correcting it: declare it as missing, or its whole column as
 * text. Where a fitted model predicts, neither can be declared any more.
 */
export type Remedy = "missing-or-text" | "missing" | "correct";

/**
 * Judges a column by its cells that are not missing. All numbers: a number column. At least 90 % numbers but not all:
 * refused at the first cell that is none. All dates: a date column. Anything else is text.
 */
export function readColumn(table: Table, column: Column, rules: ColumnRules, remedy: Remedy): ReadColumn {
  const { name, cells } = column;
  const { values, numbers, missing, bad } = readNumbers(column, rules.isMissing);
  const present = cells.length - missing;
  if (column.nested) return { kind: "nested", name, missing };
  if (present === 0) return { kind: "all-missing", name, missing };
  if (rules.text.has(name)) return readTextColumn(column, rules.isMissing);
  if (rules.numeric.has(name)) return readNumberColumn(table, column, rules.isMissing, "missing");
  if (numbers === present) return { kind: "number", name, values: finite(table, name, values, remedy), missing };
  refuseDigitCommas(table, column, rules.isMissing, present, remedy);
  const texts = present - numbers;
  if (numbers >= mostlyNumeric * present) throw notNumber(table, column, bad, texts, false, remedy);
  if (cells.every((cell) => rules.isMissing(cell) || isDate(textOf(cell)))) return { kind: "date", name, missing };
  const read = readTextColumn(column, rules.isMissing);
  if (numbers < halfNumeric * present) return read;
  const mixed = { column: name, numbers, texts, example: textOf(cells[bad]), line: table.line(bad) };
  return { ...read, mixed };
}

/** A column that must hold numbers: refused at the first cell that is neither a number nor missing. */
export function readNumberColumn(table: Table, column: Column, isMissing: IsMissing, remedy: Remedy): NumberColumn {
  const { values, numbers, missing, bad } = readNumbers(column, isMissing);
  const { name } = column;
  if (bad < 0) return { kind: "number", name, values: finite(table, name, values, remedy), missing };
  const present = column.cells.length - missing;
  refuseDigitCommas(table, column, isMissing, present, remedy);
  throw notNumber(table, column, bad, present - numbers, true, remedy);
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

function finite(table: Table, column: string, values: Float64Array, remedy: Remedy): Float64Array {
  const row = values.findIndex((value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY);
  if (row < 0) return values;
  const declare = remedy === "correct" ? "" : ", or declare what it stands for as missing (--na)";
  throw new TableError(
    "infinite-value",
    `${cellPlace(table, row, column)} is infinite or too large for a number. Correct it${declare}`,
    { table: table.name, line: table.line(row), place: table.place, column, value: String(values[row]), remedy },
  );
}

/** Whether 1,234 is a thousand or one and a bit cannot be known, and a wrong guess would train on wrong numbers. */
function refuseDigitCommas(
  table: Table,
  { name, cells }: Column,
  isMissing: IsMissing,
  present: number,
  remedy: Remedy,
): void {
  const withComma = (row: number): boolean =>
    !isMissing(cells[row]) && typeof cells[row] === "string" && hasDigitComma(textOf(cells[row]));
  const rows = [...cells.keys()].filter(withComma);
  if (rows.length === 0) return;
  const plain = cells.filter((cell) => !isMissing(cell) && !Number.isNaN(numberOf(cell))).length;
  if (plain + rows.length < mostlyNumeric * present) return;
  const declare = remedy === "missing-or-text" ? `, or declare the column as text (--text ${name})` : "";
  throw new TableError(
    "digit-commas",
    `${cellPlace(table, rows[0], name)}: "${textOf(cells[rows[0]])}" may be a thousand or a decimal. Write numbers ` +
      `without separators and with a decimal point${declare}`,
    {
      table: table.name,
      line: table.line(rows[0]),
      place: table.place,
      column: name,
      value: cells[rows[0]],
      count: rows.length,
      remedy,
    },
  );
}

function notNumber(
  table: Table,
  { name, cells }: Column,
  row: number,
  count: number,
  declared: boolean,
  remedy: Remedy,
): TableError {
  const value = textOf(cells[row]);
  const others = count > 1 ? ` (and ${count - 1} more like it)` : "";
  const why = declared ? "the column must hold numbers" : "the rest of the column is numeric";
  const missing = remedy === "correct" ? " or leave it empty" : `, or declare it as missing (--na "${value}")`;
  const text = remedy === "missing-or-text" ? `, or declare the column as text (--text ${name})` : "";
  return new TableError(
    "not-a-number",
    `${cellPlace(table, row, name)}: "${value}" is not a number${others}, but ${why}. Correct it${missing}${text}`,
    { table: table.name, line: table.line(row), place: table.place, column: name, value, count, declared, remedy },
  );
}
