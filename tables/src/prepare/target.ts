/** The column to predict: which task it asks for, and its values or class numbers. */
import { TableError } from "../errors.ts";
import type { Table } from "../table.ts";
import type { ReadColumn } from "./columns.ts";
import type { Task } from "./options.ts";

/** At most so many different whole numbers are taken for class labels. */
const mostNumericClasses = 10;
/** … and only if each stands for so many rows on average. */
const rowsPerNumericClass = 5;

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
export function readTarget(table: Table, column: ReadColumn, asked: Task | undefined): Target {
  if (column.kind !== "number" && column.kind !== "text") throw unusable(table, column);
  const { name, missing } = column;
  if (column.kind === "text") {
    if (asked === "regression") throw textTarget(table, name, column.levels);
    refuseTooManyClasses(table, name, column.levels, table.rows - missing, "");
    const why = asked === undefined ? "text-target" : "asked";
    return { task: "classification", name, why, missing, codes: column.codes, classes: column.levels };
  }
  const values = new Set(column.values);
  values.delete(Number.NaN);
  const labels = [...values].sort((a, b) => a - b);
  const looksLikeClasses = areClassLabels(labels, table.rows - missing);
  const task = asked ?? (looksLikeClasses ? "classification" : "regression");
  const why = asked !== undefined ? "asked" : looksLikeClasses ? "few-whole-numbers" : "numeric-target";
  if (task === "regression") return { task, name, why, missing, values: column.values };
  const classes = labels.map(String);
  refuseTooManyClasses(table, name, classes, table.rows - missing, ", or --task regression");
  const codeOf = new Map(labels.map((label, code) => [label, code]));
  const codes = Int32Array.from(column.values, (value) => codeOf.get(value) ?? -1);
  return { task, name, why, missing, codes, classes };
}

export const targetIsMissing = (target: Target, row: number): boolean =>
  target.task === "regression" ? Number.isNaN(target.values[row]) : target.codes[row] < 0;

/** The target without classes that none of the rows has, refused where nothing is left to tell apart. */
export function settleTarget(table: Table, target: Target, rows: Int32Array, train: Int32Array): Target {
  if (target.task === "regression") {
    const first = target.values[train[0]];
    if (train.every((row) => target.values[row] === first)) throw constantTarget(table, target.name, first);
    return target;
  }
  const present = new Set(rows.map((row) => target.codes[row]));
  const classes = target.classes.filter((_, code) => present.has(code));
  if (classes.length === 1) throw oneClass(table, target.name, classes[0]);
  const codes = target.codes.map((code) => (code < 0 ? -1 : classes.indexOf(target.classes[code])));
  const trained = new Set(train.map((row) => codes[row]));
  const absent = classes.filter((_, code) => !trained.has(code));
  if (absent.length > 0) throw absentClass(table, target.name, absent[0]);
  return { ...target, classes, codes };
}

function areClassLabels(labels: readonly number[], rows: number): boolean {
  if (!labels.every(Number.isInteger)) return false;
  const [first] = labels;
  const last = labels[labels.length - 1];
  if (labels.length === 2 && first === 0 && last === 1) return true;
  const consecutive = (first === 0 || first === 1) && last - first === labels.length - 1;
  const few = labels.length >= 2 && labels.length <= mostNumericClasses;
  return few && (labels.length === 2 || consecutive) && rows >= rowsPerNumericClass * labels.length;
}

function refuseTooManyClasses(
  table: Table,
  target: string,
  classes: readonly string[],
  rows: number,
  alternative: string,
): void {
  if (classes.length <= 2 || classes.length <= rows / 2) return;
  throw new TableError(
    "too-many-classes",
    `${table.name}: target "${target}" has ${classes.length} classes in ${rows} rows, too few rows of each to learn ` +
      `from. Choose another target${alternative}`,
    { table: table.name, target, classes: classes.length, rows },
  );
}

function unusable(table: Table, column: ReadColumn): TableError {
  const found = { date: "dates", "all-missing": "no values", nested: "lists or objects" } as Record<string, string>;
  return new TableError(
    "unusable-target",
    `${table.name}: target "${column.name}" holds ${found[column.kind]}; expected numbers or the names of classes`,
    { table: table.name, target: column.name, reason: column.kind },
  );
}

const textTarget = (table: Table, target: string, levels: readonly string[]): TableError =>
  new TableError(
    "text-target",
    `${table.name}: target "${target}" holds text (such as "${levels[0]}"), so regression is impossible. Use ` +
      "--task classification, or another target",
    { table: table.name, target, example: levels[0], levels: levels.length },
  );

const constantTarget = (table: Table, target: string, value: number): TableError =>
  new TableError(
    "constant-target",
    `${table.name}: target "${target}" is ${value} in every training row: there is nothing to predict`,
    { table: table.name, target, value },
  );

const oneClass = (table: Table, target: string, only: string): TableError =>
  new TableError(
    "one-class",
    `${table.name}: target "${target}" has one class, "${only}", in all rows used: there is nothing to tell apart`,
    { table: table.name, target, class: only },
  );

const absentClass = (table: Table, target: string, absent: string): TableError =>
  new TableError(
    "class-not-in-training",
    `${table.name}: every row of class "${absent}" of target "${target}" is held out for validation. Hold out fewer ` +
      "rows (--validation), or try another --seed",
    { table: table.name, target, class: absent },
  );
