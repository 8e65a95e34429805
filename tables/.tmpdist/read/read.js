/** A file's bytes or text to a table, whatever its format. */
import { TableError } from "../errors.js";
import { didYouMean, nearestNames } from "../names.js";
import { decode } from "./bytes.js";
import { emptyTable } from "./columns.js";
import { readDelimited } from "./delimited.js";
import { readJson, readNdjson } from "./json.js";
import { isParquet, readParquet } from "./parquet.js";

const formats = ["csv", "tsv", "json", "ndjson", "parquet"];
const extensions = {
  csv: "csv",
  tsv: "tsv",
  tab: "tsv",
  json: "json",
  ndjson: "ndjson",
  jsonl: "ndjson",
  parquet: "parquet",
  pq: "parquet",
};
/**
 * Reads a table. CSV and TSV (first line: column names), JSON (list of objects or object of lists), NDJSON, Parquet.
 * Cells keep the form they have in the file; what they mean is decided by `prepare`.
 *
 * @throws TableError `empty-table`, `header-only`, `no-header`, `duplicate-columns`, `ragged-row`, `broken-quotes`,
 *   `broken-json`, `wrong-json-shape`, `broken-parquet`, `binary-file`, `wrong-encoding`, `unknown-encoding`,
 *   `unknown-format`
 * @example
 * const table = await readTable({ name: "points.csv", text: "x,y\n1,2\n3,4\n" });
 * table.columns.map(({ name }) => name); // ["x", "y"]
 */
export async function readTable(input, options = {}) {
  const { name } = input;
  if (options.format !== undefined && !formats.includes(options.format)) throw unknownFormat(name, options.format);
  if ("bytes" in input) {
    if (input.bytes.length === 0) throw emptyTable(name);
    if ((options.format ?? (isParquet(input.bytes) ? "parquet" : undefined)) === "parquet") {
      return readParquet(name, input.bytes);
    }
    const { text, encoding } = decode(input.bytes, name, options.encoding);
    return readText(name, text, options, encoding);
  }
  return readText(name, input.text, options);
}
/** Reads a table from text: every format but Parquet. */
export function readText(name, text, options = {}, encoding) {
  const format = options.format ?? extensions[extensionOf(name)] ?? guessFormat(text);
  switch (format) {
    case "json":
      return readJson(name, text, encoding);
    case "ndjson":
      return readNdjson(name, text, encoding);
    case "parquet":
      throw new TableError(
        "broken-parquet",
        `${name} is called Parquet but does not begin like a Parquet file (PAR1)`,
        {
          table: name,
          cause: "no PAR1 at its beginning",
        },
      );
    default: {
      const delimiter = options.delimiter === undefined ? {} : { delimiter: options.delimiter };
      return readDelimited({ name, text, format, ...delimiter, ...(encoding === undefined ? {} : { encoding }) });
    }
  }
}
const extensionOf = (name) => name.slice(name.lastIndexOf(".") + 1).toLowerCase();
/** JSON begins with a bracket; NDJSON closes its first object on its first line and goes on. */
function guessFormat(text) {
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (start.startsWith("[")) return "json";
  if (!start.startsWith("{")) return start.split("\n", 1)[0].includes("\t") ? "tsv" : "csv";
  return /^\{.*\}[ \r]*\n\s*\{/.test(start) ? "ndjson" : "json";
}
function unknownFormat(table, format) {
  const nearest = nearestNames(format, formats);
  return new TableError(
    "unknown-format",
    `there is no table format "${format}" (asked for to read ${table})${didYouMean(nearest)} Known: ${formats.join(", ")}`,
    { table, format, nearest, formats },
  );
}
