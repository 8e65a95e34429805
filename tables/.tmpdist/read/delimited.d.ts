import type { Table } from "../table.ts";
export interface DelimitedText {
  readonly name: string;
  readonly text: string;
  readonly format: "csv" | "tsv";
  readonly delimiter?: string;
  readonly encoding?: string;
}
/** Reads text whose first line names the columns. Empty lines are skipped, quoted cells may hold line breaks. */
export declare function readDelimited({ name, text, format, delimiter, encoding }: DelimitedText): Table;
