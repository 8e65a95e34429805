/** CSV and TSV: text to columns of text, every row with its line in the file. */
import Papa from "papaparse";
import { counted, TableError } from "../errors.ts";
import type { Column, Table } from "../table.ts";
import { emptyTable, headerNames, nonEmpty } from "./columns.ts";

const delimiters = [",", ";", "\t", "|"];

export interface DelimitedText {
  readonly name: string;
  readonly text: string;
  readonly format: "csv" | "tsv";
  readonly delimiter?: string;
  readonly encoding?: string;
}

/** Reads text whose first line names the columns. Empty lines are skipped, quoted cells may hold line breaks. */
export function readDelimited({ name, text, format, delimiter, encoding }: DelimitedText): Table {
  const source = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const separator = delimiter ?? (format === "tsv" ? "\t" : guessDelimiter(source));
  const { records, lines } = parseRecords(source, separator, name);
  if (records.length === 0) throw emptyTable(name);
  const names = headerNames(records[0], name);
  refuseMissingHeader(names, name, lines[0]);
  refuseRagged(records, lines, names, name);
  const columns = names.map((column, index): Column => {
    const cells = new Array<string>(records.length - 1);
    for (let row = 1; row < records.length; row++) cells[row - 1] = records[row][index];
    return { name: column, cells };
  });
  return nonEmpty({
    name,
    format,
    columns,
    rows: records.length - 1,
    ...(encoding === undefined ? {} : { encoding }),
    delimiter: separator,
    place: "line",
    line: (row) => lines[row + 1],
  });
}

/** The separator that the line of column names uses most: cells may hold decimal commas, names hardly ever do. */
function guessDelimiter(text: string): string {
  const header = text
    .trimStart()
    .split("\n", 1)[0]
    .replace(/"[^"]*"/g, "");
  const count = (delimiter: string): number => header.split(delimiter).length;
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function parseRecords(text: string, delimiter: string, name: string): { records: string[][]; lines: number[] } {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: "\n", header: false });
  const broken = errors.find((error) => error.type === "Quotes");
  if (broken !== undefined) throw brokenQuotes(text, broken.index ?? 0, broken.code === "MissingQuotes", name);
  const spansLines = text.includes('"');
  const records: string[][] = [];
  const lines: number[] = [];
  let line = 1;
  for (const record of data) {
    if (record.length > 1 || record[0].trim() !== "") {
      records.push(record);
      lines.push(line);
    }
    line += 1;
    if (spansLines) for (const cell of record) line += cell.split("\n").length - 1;
  }
  return { records, lines };
}

function brokenQuotes(text: string, index: number, unclosed: boolean, name: string): TableError {
  const line = text.slice(0, index).split("\n").length;
  const what = unclosed ? "is never closed" : "has text after its closing quote";
  return new TableError(
    "broken-quotes",
    `${name}, line ${line}: a cell that begins with a double quote ${what}. Close it; a double quote inside a quoted ` +
      'cell is written twice ("")',
    { table: name, line, unclosed },
  );
}

/** A first line of numbers alone is data: read as names, one row would be lost without a word. */
function refuseMissingHeader(names: readonly string[], table: string, line: number): void {
  if (!names.every((name) => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(name))) return;
  throw new TableError(
    "no-header",
    `${table}, line ${line} holds only numbers: the first line must name the columns. Add a line such as ` +
      exampleNames(names.length),
    { table, line, cells: names },
  );
}

/** `x1,x2,x3` */
const exampleNames = (count: number): string =>
  `${Array.from({ length: Math.min(count, 12) }, (_, index) => `x${index + 1}`).join(",")}${count > 12 ? ",…" : ""}`;

function refuseRagged(records: string[][], lines: number[], names: readonly string[], table: string): void {
  const ragged = records.findIndex((record) => record.length !== names.length);
  if (ragged < 0) return;
  const found = records[ragged].length;
  throw new TableError(
    "ragged-row",
    `${table}, line ${lines[ragged]} has ${counted(found, "cell")}; the ${counted(names.length, "column name")} of ` +
      `line ${lines[0]} ask for as many. Look for a missing or extra separator, or quote the cell that contains one`,
    { table, line: lines[ragged], found, expected: names.length },
  );
}
