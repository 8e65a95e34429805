/** What a single cell means: a missing value, a number, a date, a text. */
import type { Cell } from "../table.ts";
/** Text that means "no value here", besides what the caller declares. Spaces around it do not count. */
export declare const usualMissing: readonly string[];
export type IsMissing = (cell: Cell) => boolean;
/** `null`, NaN, the usual texts and the declared ones. A declared "-999" also means the number −999. */
export declare function missingTest(declared: readonly string[]): IsMissing;
/**
 * The number a cell holds, or NaN. Decimal notation with a point, an optional sign and exponent, spaces around it
 * ignored: `12`, ` -1.5`, `+.5`, `6e-3`. Infinities are numbers (and refused where they are used); hexadecimal and
 * grouped digits (`1,234`) are not numbers.
 */
export declare function numberOf(cell: Cell): number;
/** The text of a cell, as levels and classes show it: trimmed. */
export declare const textOf: (cell: Cell) => string;
/** `1,234`, `1,234.5`, `12,5`: digits with a comma that might group thousands or begin the decimals. */
export declare const hasDigitComma: (text: string) => boolean;
/** A date, with or without a time, in digits. */
export declare const isDate: (text: string) => boolean;
