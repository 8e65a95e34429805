import { type ColumnLeftOut, type UsableColumn } from "./features.ts";
import type { MissingRule, ScaleRule } from "./options.ts";
import { type Moments } from "./statistics.ts";
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
  | {
      readonly name: string;
      readonly task: "regression";
    }
  | {
      readonly name: string;
      readonly task: "classification";
      readonly classes: readonly string[];
    };
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
export declare function learnColumns(
  columns: readonly UsableColumn[],
  train: Int32Array,
  rule: MissingRule,
): {
  encodings: ColumnEncoding[];
  leftOut: ColumnLeftOut[];
};
/** The names of the encoded features, in the order of x. */
export declare const featureNames: (encodings: readonly ColumnEncoding[]) => string[];
/** Mean and standard deviation of every feature of the raw training matrix. */
export declare function featureMoments(
  raw: Float64Array,
  rows: number,
  names: readonly string[],
  table: string,
): Moments[];
