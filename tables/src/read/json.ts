/** JSON (a list of objects, or an object of lists) and NDJSON (an object a line) to columns of typed cells. */
import { TableError } from "../errors.ts";
import type { Cell, Column, Table } from "../table.ts";
import { emptyTable, headerNames, nonEmpty } from "./columns.ts";

type JsonRow = Readonly<Record<string, unknown>>;

export function readJson(name: string, text: string, encoding?: string): Table {
  if (text.trim() === "") throw emptyTable(name);
  const value = parseJson(text.replace(/^\uFEFF/, ""), name);
  if (Array.isArray(value)) {
    value.forEach((row, index) => {
      if (!isObject(row)) throw wrongShape(name, `element ${index + 1} of the list is not an object`);
    });
    return tableOf(name, "json", columnsOfRows(value, name), value.length, encoding);
  }
  if (!isObject(value)) throw wrongShape(name, "the document is neither a list nor an object");
  const columns = columnsOfLists(value, name);
  return tableOf(name, "json", columns, columns[0]?.cells.length ?? 0, encoding);
}

export function readNdjson(name: string, text: string, encoding?: string): Table {
  const rows: JsonRow[] = [];
  const lines: number[] = [];
  for (const [index, content] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (content.trim() === "") continue;
    const row = parseJson(content, name, index + 1);
    if (!isObject(row)) throw wrongShape(name, `line ${index + 1} is not an object`);
    rows.push(row);
    lines.push(index + 1);
  }
  const table = tableOf(name, "ndjson", columnsOfRows(rows, name), rows.length, encoding);
  return { ...table, place: "line", line: (row) => lines[row] };
}

/** A column of any values: scalars as they are, others as JSON writes them: dates as ISO 8601, lists and objects. */
export function columnOf(name: string, values: ArrayLike<unknown>): Column {
  let nested = false;
  const cells = Array.from(values, (value): Cell => {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
    if (value === null || value === undefined) return null;
    if (typeof value === "bigint") return Number(value);
    const text = JSON.stringify(value, (_, part) => (typeof part === "bigint" ? Number(part) : part)) ?? "null";
    if (!text.startsWith("{") && !text.startsWith("[")) return JSON.parse(text);
    nested = true;
    return text;
  });
  return nested ? { name, cells, nested } : { name, cells };
}

function tableOf(name: string, format: "json" | "ndjson", columns: Column[], rows: number, encoding?: string): Table {
  const encoded = encoding === undefined ? {} : { encoding };
  return nonEmpty({ name, format, columns, rows, ...encoded, place: "row", line: (row) => row + 1 });
}

function columnsOfRows(rows: readonly JsonRow[], table: string): Column[] {
  const keys = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row)) keys.add(key);
  const names = headerNames([...keys], table);
  return [...keys].map((key, index) =>
    columnOf(
      names[index],
      rows.map((row) => (Object.hasOwn(row, key) ? row[key] : null)),
    ),
  );
}

function columnsOfLists(value: JsonRow, table: string): Column[] {
  const entries = Object.entries(value);
  const names = headerNames(Object.keys(value), table);
  const columns = entries.map(([key, list], index) => {
    if (!Array.isArray(list)) throw wrongShape(table, `"${key}" is not a list`);
    return columnOf(names[index], list);
  });
  const shorter = columns.find(({ cells }) => cells.length !== columns[0].cells.length);
  if (shorter === undefined) return columns;
  throw wrongShape(
    table,
    `"${columns[0].name}" has ${columns[0].cells.length} values but "${shorter.name}" has ${shorter.cells.length}`,
  );
}

const isObject = (value: unknown): value is JsonRow =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parseJson(text: string, table: string, line?: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const place = line === undefined ? table : `${table}, line ${line}`;
    const cause = error instanceof Error ? error.message : String(error);
    throw new TableError(
      "broken-json",
      `${place} is not valid JSON: ${cause}`,
      line === undefined ? { table, cause } : { table, line, cause },
    );
  }
}

const wrongShape = (table: string, found: string): TableError =>
  new TableError(
    "wrong-json-shape",
    `${table}: ${found}. Expected a list of objects, [{"x": 1, "y": 2}, …], or an object of equally long lists, ` +
      '{"x": [1, …], "y": [2, …]}',
    { table, found },
  );
