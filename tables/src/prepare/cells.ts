/** What a single cell means: a missing value, a number, a date, a text. */
import type { Cell } from "../table.ts";

/** Text that means "no value here", besides what the caller declares. Spaces around it do not count. */
export const usualMissing: readonly string[] = ["", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "?"];

export type IsMissing = (cell: Cell) => boolean;

/** `null`, NaN, the usual texts and the declared ones. A declared "-999" also means the number −999. */
export function missingTest(declared: readonly string[]): IsMissing {
  const texts = new Set([...usualMissing, ...declared.map((text) => text.trim())]);
  const numbers = new Set(declared.map(numberOf).filter((value) => !Number.isNaN(value)));
  const startsWithDigit = [...texts].some((text) => isDigit(text));
  return (cell) => {
    if (cell === null) return true;
    if (typeof cell === "number") return Number.isNaN(cell) || numbers.has(cell);
    if (typeof cell !== "string" || (isDigit(cell) && !startsWithDigit)) return false;
    return texts.has(cell.trim());
  };
}

const isDigit = (text: string): boolean => text.charCodeAt(0) >= 48 && text.charCodeAt(0) <= 57;

/**
 * The number a cell holds, or NaN. Decimal notation with a point, an optional sign and exponent, spaces around it
 * ignored: `12`, ` -1.5`, `+.5`, `6e-3`. Infinities are numbers (and refused where they are used); hexadecimal and
 * grouped digits (`1,234`) are not numbers.
 */
export function numberOf(cell: Cell): number {
  if (typeof cell === "number") return cell;
  if (typeof cell !== "string") return Number.NaN;
  const value = Number(cell);
  if (Number.isNaN(value)) return infinityOf(cell);
  // Blank text and 0x1F, which are no numbers here, are whole numbers to JavaScript.
  return Number.isInteger(value) && /^\s*($|0[xob])/i.test(cell) ? Number.NaN : value;
}

function infinityOf(text: string): number {
  const match = /^\s*([+-]?)inf(inity)?\s*$/i.exec(text);
  if (match === null) return Number.NaN;
  return match[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** The text of a cell, as levels and classes show it: trimmed. */
export const textOf = (cell: Cell): string => String(cell).trim();

/** `1,234`, `1,234.5`, `12,5`: digits with a comma that might group thousands or begin the decimals. */
export const hasDigitComma = (text: string): boolean => /^\s*[+-]?\d+(,\d+)+(\.\d*)?\s*$/.test(text);

const dateForms = [
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?$/,
  /^\d{1,2}[-/.]\d{1,2}[-/.](\d{2}|\d{4})( .*)?$/,
  /^\d{4}年\d{1,2}月(\d{1,2}日)?.*$/,
];

/** A date, with or without a time, in digits. */
export const isDate = (text: string): boolean => dateForms.some((form) => form.test(text));
