/** What may be asked of `prepare`, its defaults, and the columns each role is given to. */
import { listed, TableError } from "../errors.ts";
import { didYouMean, findName, nearestNames } from "../names.ts";
import { columnNames, type Table } from "../table.ts";
import type { Splitter } from "./split.ts";

export type Task = "regression" | "classification";
export type MissingRule = "refuse" | "drop" | "mean";
export type ScaleRule = "standard" | "none";

const tasks: readonly Task[] = ["regression", "classification"];
const missingRules: readonly MissingRule[] = ["refuse", "drop", "mean"];
const scaleRules: readonly ScaleRule[] = ["standard", "none"];

export interface PrepareOptions {
  /** The column to predict. */
  readonly target: string;
  /** Guessed from the target where absent: see `readTarget`. */
  readonly task?: Task;
  /** The columns to predict from; all others where absent. */
  readonly features?: readonly string[];
  /** Columns to leave out. */
  readonly drop?: readonly string[];
  /**
   * What to do about missing cells in the columns used. `refuse` (default): an error that counts them. `drop`: leave
   * their rows out. `mean`: put the training mean of a number column, and the training share of each level of a text
   * column; rows whose target or weight is missing are left out, never filled.
   */
  readonly missing?: MissingRule;
  /** Further texts that mean "missing", such as "." or "-999". */
  readonly na?: readonly string[];
  /** `standard` (default): every encoded feature has mean 0 and standard deviation 1 on the training rows. */
  readonly scale?: ScaleRule;
  /** Columns that must hold numbers. */
  readonly numeric?: readonly string[];
  /** Columns whose cells are levels, even if they are digits or have many levels. */
  readonly text?: readonly string[];
  /** Share of the rows held out, from 0 (default) to below 1. */
  readonly validation?: number;
  /** Decides which rows are held out; a whole number, 0 by default. */
  readonly seed?: number;
  /** Replaces the seeded shuffle that holds rows out. */
  readonly split?: Splitter;
  /** A column of weights ≥ 0, one for each row. */
  readonly weights?: string;
}

/** A name that was matched although upper and lower case differ. */
export interface MatchedName {
  readonly given: string;
  readonly used: string;
}

/** Every option with its value, every column by its exact name. */
export interface Settings {
  readonly target: string;
  readonly task: Task | undefined;
  readonly weights: string | undefined;
  /** Candidates in the order of the table. */
  readonly features: readonly string[];
  readonly dropped: readonly string[];
  readonly numeric: ReadonlySet<string>;
  readonly text: ReadonlySet<string>;
  readonly missing: MissingRule;
  readonly na: readonly string[];
  readonly scale: ScaleRule;
  readonly validation: number;
  readonly seed: number;
  readonly matched: readonly MatchedName[];
}

export function settle(table: Table, options: PrepareOptions): Settings {
  const known = columnNames(table);
  const matched: MatchedName[] = [];
  const find = (given: string, role: string): string => {
    const used = findName(given, known, role, table.name);
    if (used !== given && !matched.some((match) => match.given === given)) matched.push({ given, used });
    return used;
  };
  const target = find(options.target, "target");
  const weights = options.weights === undefined ? undefined : find(options.weights, "weights");
  const asked = options.features?.map((name) => find(name, "feature"));
  const dropped = (options.drop ?? []).map((name) => find(name, "column to drop"));
  refuseConflicts(table.name, target, weights, asked ?? [], dropped);
  const chosen = new Set(asked ?? known.filter((name) => name !== target && name !== weights));
  for (const name of dropped) chosen.delete(name);
  const numeric = new Set((options.numeric ?? []).map((name) => find(name, "numeric column")));
  const text = new Set((options.text ?? []).map((name) => find(name, "text column")));
  const both = [...numeric].find((name) => text.has(name));
  if (both !== undefined) {
    throw invalid("text", both, `"${both}" is declared numeric and text: a column can be only one of them`);
  }
  return {
    target,
    task: choice("task", options.task, tasks),
    weights,
    features: known.filter((name) => chosen.has(name)),
    dropped,
    numeric,
    text,
    missing: choice("missing", options.missing, missingRules) ?? "refuse",
    na: options.na ?? [],
    scale: choice("scale", options.scale, scaleRules) ?? "standard",
    validation: share(options.validation ?? 0),
    seed: wholeNumber(options.seed ?? 0),
    matched,
  };
}

function refuseConflicts(
  table: string,
  target: string,
  weights: string | undefined,
  features: readonly string[],
  dropped: readonly string[],
): void {
  const conflict = (code: string, column: string, sentence: string): TableError =>
    new TableError(code, `${table}: column "${column}" ${sentence}`, { table, column });
  if (features.includes(target)) {
    throw conflict("target-is-feature", target, "is the target and a feature: remove it from --features");
  }
  if (dropped.includes(target)) throw conflict("target-is-dropped", target, "is the target and in --drop");
  if (weights === target) throw conflict("target-is-weights", target, "is the target and the weights");
  const twice = features.find((name) => dropped.includes(name));
  if (twice !== undefined) throw conflict("feature-is-dropped", twice, "is in --features and in --drop");
  if (weights !== undefined && features.includes(weights)) {
    throw conflict("weights-are-feature", weights, "is the weights and a feature: remove it from --features");
  }
}

function choice<T extends string>(option: string, given: T | undefined, known: readonly T[]): T | undefined {
  if (given === undefined || known.includes(given)) return given;
  const nearest = nearestNames(given, known);
  throw invalid(option, given, `there is no --${option} "${given}"${didYouMean(nearest)} Known: ${listed(known)}`);
}

function share(value: number): number {
  if (value >= 0 && value < 1) return value;
  throw invalid("validation", value, `--validation ${value} must be a share of the rows, from 0 to below 1`);
}

function wholeNumber(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw invalid("seed", value, `--seed ${value} must be a whole number`);
}

const invalid = (option: string, value: unknown, message: string): TableError =>
  new TableError("invalid-option", message, { option, value });
