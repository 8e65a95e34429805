/** Tables from where people keep them: a file, standard input, or built in. */
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { builtin, builtinTables, type Format, isBuiltin, nearestNames, readTable, type Table } from "@nabla/tables";
import { CommandError, systemCode } from "./errors.ts";
import type { Terminal } from "./terminal.ts";

/** A name for folders and headings: "cars.csv" -> "cars". */
export const stemOf = (table: string): string =>
  table === "-" ? "table" : basename(table).replace(/(?<=.)\.[^.]*$/, "");

/**
 * Reads `-` (standard input), a file, or a built-in table; a file of the same name wins over a built-in one.
 * @throws CommandError "file-not-found" with the nearest names, "file-unreadable"; TableError for what is inside.
 */
export async function loadTable(table: string, format: Format | undefined, terminal: Terminal): Promise<Table> {
  const options = format === undefined ? {} : { format };
  if (table === "-") {
    const name = "standard input";
    return await readTable({ name, bytes: await collect(terminal.input) }, options);
  }
  const path = resolve(terminal.folder, table);
  const bytes = isBuiltin(table) && (await isFolder(path)) ? undefined : await readBytes(path);
  if (bytes !== undefined) return await readTable({ name: basename(table), bytes }, options);
  if (isBuiltin(table)) return builtin(table);
  const known = [...Object.keys(builtinTables), ...(await siblings(path))];
  throw new CommandError("file-not-found", { path: table, nearest: nearestNames(basename(table), known) });
}

/** The bytes of a file, or undefined when there is none. */
export async function readBytes(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = systemCode(error);
    if (reason === "ENOENT" || reason === "ENOTDIR") return undefined;
    throw new CommandError(reason === "EISDIR" ? "file-is-folder" : "file-unreadable", { path, reason });
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function siblings(path: string): Promise<string[]> {
  try {
    return await readdir(dirname(path));
  } catch {
    return [];
  }
}

async function collect(input: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  return Buffer.concat(chunks);
}
