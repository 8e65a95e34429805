/** Parquet to columns of typed cells. */
import { parquetMetadata, parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { TableError } from "../errors.js";
import { startsWith } from "./bytes.js";
import { headerNames, nonEmpty } from "./columns.js";
import { columnOf } from "./json.js";

/** `PAR1`, with which every Parquet file begins and ends. */
const magic = [0x50, 0x41, 0x52, 0x31];
export const isParquet = (bytes) => startsWith(bytes, magic);
export async function readParquet(name, bytes) {
  const file = new Uint8Array(bytes).buffer;
  const { keys, records } = await parse(name, file);
  const names = headerNames(keys, name);
  const columns = names.map((column, index) =>
    columnOf(
      column,
      records.map((record) => record[index]),
    ),
  );
  return nonEmpty({ name, format: "parquet", columns, rows: records.length, place: "row", line: (row) => row + 1 });
}
async function parse(name, file) {
  try {
    const metadata = parquetMetadata(file);
    const keys = parquetSchema(metadata).children.map(({ element }) => element.name);
    let records = [];
    await parquetRead({ file, metadata, compressors, onComplete: (rows) => (records = rows) });
    return { keys, records };
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new TableError("broken-parquet", `${name} cannot be read as Parquet: ${cause}`, { table: name, cause });
  }
}
