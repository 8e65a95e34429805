/** What several test files need. */

import { type Table, TableError } from "../src/index.ts";
import { readText } from "../src/read/read.ts";

export const csv = (text: string, name = "t.csv"): Table => readText(name, text);

/** A CSV table from columns of values. */
export function tableOf(columns: Readonly<Record<string, readonly unknown[]>>, name = "t.csv"): Table {
  const names = Object.keys(columns);
  const rows = columns[names[0]].map((_, row) => names.map((column) => columns[column][row]).join(","));
  return csv([names.join(","), ...rows].join("\n"), name);
}

/** The TableError that `action` throws. */
export function errorOf(action: () => unknown): TableError {
  try {
    action();
  } catch (error) {
    if (error instanceof TableError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

export async function rejectionOf(promise: Promise<unknown>): Promise<TableError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof TableError) return outcome;
  throw outcome ?? new Error("nothing was thrown");
}

export const cellsOf = (table: Table): unknown[][] => table.columns.map(({ cells }) => [...cells]);

export const bytesOf = (numbers: ArrayBufferView): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
