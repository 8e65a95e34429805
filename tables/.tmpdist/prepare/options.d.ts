import { type Table } from "../table.ts";
import type { Splitter } from "./split.ts";
export type Task = "regression" | "classification";
export type MissingRule = "refuse" | "drop" | "mean";
export type ScaleRule = "standard" | "none";
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
export declare function settle(table: Table, options: PrepareOptions): Settings;
