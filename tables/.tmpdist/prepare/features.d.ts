/** Which columns the model can be trained on; the others are left out by name, with the reason. */
import type { Table } from "../table.ts";
import type { ColumnRules, NumberColumn, TextColumn } from "./columns.ts";
import type { Settings } from "./options.ts";
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
}
export declare function readFeatures(table: Table, settings: Settings, rules: ColumnRules): FeatureColumns;
/** All values that are not missing are equal. */
export declare function isConstant(values: Float64Array): boolean;
export declare const cellIsMissing: (column: UsableColumn, row: number) => boolean;
