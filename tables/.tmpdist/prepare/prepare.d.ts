import type { Table } from "../table.ts";
import type { PrepareOptions } from "./options.ts";
import type { Prepared } from "./prepared.ts";
/**
 * Turns a table into numbers to train on: x (rows × features) and y.
 *
 * A column whose cells are all numbers is one feature; a text column is one feature for each level but the first
 * (levels sorted by code units). Left out, and named in `report`: dates, text with more than 20 levels, constant
 * and empty columns, lists. A column of at least 90 % numbers with a cell that is none is refused, with its line.
 * Means, standard deviations (divided by n), levels and fills are learned on the training rows only; rows held out
 * with a level that no training row has are dropped and reported. Same table, options and seed: same bits.
 *
 * @throws TableError `unknown-column`, `target-is-feature`, `missing-values`, `not-a-number`, `infinite-value`,
 *   `digit-commas`, `constant-target`, `one-class`, `one-row`, `no-features` and others, each with its facts
 * @example
 * const { x, y, features } = prepare(builtin("cars"), { target: "mpg", drop: ["name"], missing: "drop" });
 * features; // ["cylinders", "displacement", …, "origin=Japan", "origin=USA"]
 */
export declare function prepare(table: Table, options: PrepareOptions): Prepared;
