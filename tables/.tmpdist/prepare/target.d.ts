import type { Table } from "../table.ts";
import type { ReadColumn } from "./columns.ts";
import type { Task } from "./options.ts";
/** Why a task was chosen. */
export type TaskReason = "asked" | "text-target" | "few-whole-numbers" | "numeric-target";
interface TargetBase {
  readonly name: string;
  readonly why: TaskReason;
  readonly missing: number;
}
/** Values by row of the table, NaN where missing. */
export interface RegressionTarget extends TargetBase {
  readonly task: "regression";
  readonly values: Float64Array;
}
/** Class numbers by row of the table, −1 where missing; classes in the order of their numbers. */
export interface ClassTarget extends TargetBase {
  readonly task: "classification";
  readonly codes: Int32Array;
  readonly classes: readonly string[];
}
export type Target = RegressionTarget | ClassTarget;
/**
 * The task where none is asked for. Text, or true and false: classification. The numbers 0 and 1: classification. Two
 * to ten different whole numbers, either two of them or consecutive from 0 or 1, each standing for at least five rows
 * on average: classification. Other numbers: regression.
 */
export declare function readTarget(table: Table, column: ReadColumn, asked: Task | undefined): Target;
export declare const targetIsMissing: (target: Target, row: number) => boolean;
/** The target without classes that none of the rows has, refused where nothing is left to tell apart. */
export declare function settleTarget(table: Table, target: Target, rows: Int32Array, train: Int32Array): Target;
