/** The tables that come with the package. Sources, licences and what was changed: data/README.md. */
import { TableError } from "../errors.ts";
import { didYouMean, nearestNames } from "../names.ts";
import { readText } from "../read/read.ts";
import type { Table } from "../table.ts";
import { carsCsv } from "./cars.ts";
import { penguinsCsv } from "./penguins.ts";

export interface BuiltinTable {
  readonly title: string;
  readonly source: string;
  readonly licence: string;
  readonly csv: string;
}

export type BuiltinName = "penguins" | "cars";

/** Name to source, licence and text of each built-in table. */
export const builtinTables: Readonly<Record<BuiltinName, BuiltinTable>> = {
  penguins: {
    title: "Palmer penguins",
    source: "Horst, Hill and Gorman (2020), doi:10.5281/zenodo.3960218",
    licence: "CC0 1.0",
    csv: penguinsCsv,
  },
  cars: {
    title: "Auto MPG",
    source: "Quinlan (1993), UCI Machine Learning Repository, doi:10.24432/C5859H",
    licence: "CC BY 4.0",
    csv: carsCsv,
  },
};

export const isBuiltin = (name: string): name is BuiltinName => Object.hasOwn(builtinTables, name);

/**
 * A built-in table: `penguins` (344 rows, three species) or `cars` (406 rows, fuel economy).
 *
 * @throws TableError `unknown-table`, with the nearest names
 * @example
 * builtin("cars").rows; // 406
 */
export function builtin(name: string): Table {
  if (isBuiltin(name)) return readText(name, builtinTables[name].csv, { format: "csv" });
  const known = Object.keys(builtinTables);
  const nearest = nearestNames(name, known);
  throw new TableError(
    "unknown-table",
    `there is no built-in table "${name}"${didYouMean(nearest)} Built in: ${known.join(", ")}`,
    { table: name, nearest, known },
  );
}
