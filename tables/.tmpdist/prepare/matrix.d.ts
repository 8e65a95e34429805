import type { ColumnEncoding, EncodedFeature } from "./encoder.ts";
import type { UsableColumn } from "./features.ts";
/** A cell that cannot become numbers. */
export type Gap = "missing" | "unknown-level";
/** A column together with its encoding: what each row writes into x. */
interface Writer {
  readonly column: string;
  readonly width: number;
  /** Why the cell of this row cannot be encoded, or undefined. */
  gap(row: number): Gap | undefined;
  /** Writes the row's numbers, not scaled yet. Only for rows without a gap. */
  write(row: number, into: Float64Array, at: number): void;
}
/** Pairs encodings with the columns they were learned from, or with columns of the same names of another table. */
export declare function writers(encodings: readonly ColumnEncoding[], columns: readonly UsableColumn[]): Writer[];
/** The rows as numbers, row after row, not scaled yet. */
export declare function rawMatrix(columns: readonly Writer[], rows: Int32Array): Float64Array;
/** (raw − mean) / scale, in place. */
export declare function scaleRows(x: Float64Array, features: readonly EncodedFeature[]): Float64Array;
