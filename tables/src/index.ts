/** Bytes or text to a table, a table to numbers to train on. */
export { type BuiltinName, type BuiltinTable, builtin, builtinTables, isBuiltin } from "./builtin/index.ts";
export { TableError, type TableErrorDetails } from "./errors.ts";
export { nearestNames } from "./names.ts";
export { usualMissing } from "./prepare/cells.ts";
export type { MixedColumn } from "./prepare/columns.ts";
export { decodeTarget, type Encoded, encode, type SkippedRow } from "./prepare/encode.ts";
export type {
  ColumnEncoding,
  EncodedFeature,
  Encoder,
  NumberEncoding,
  TargetEncoding,
  TextEncoding,
} from "./prepare/encoder.ts";
export { equation, type LinearEquation } from "./prepare/equation.ts";
export type { ColumnLeftOut } from "./prepare/features.ts";
export type { MatchedName, MissingRule, PrepareOptions, ScaleRule, Task } from "./prepare/options.ts";
export { prepare } from "./prepare/prepare.ts";
export type { Imputed, Prepared, PreparedRows, PrepareReport, UsedColumn } from "./prepare/prepared.ts";
export type { ColumnCount, RowsDropped } from "./prepare/rows.ts";
export { type Split, type Splitter, seededSplit } from "./prepare/split.ts";
export type { TaskReason } from "./prepare/target.ts";
export { type ReadOptions, readTable, type TableInput } from "./read/read.ts";
export type { Cell, Column, Format, Table } from "./table.ts";
