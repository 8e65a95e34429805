/** The numbers behind a figure as a table, for those who want to draw or check them themselves. */

type Cell = number | string | null;

export interface DrawnTable {
  /** Short English names, as in the result of `compare --json`. */
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Every digit that a number has; what is not finite is left empty. */
function written(cell: Cell): string {
  if (typeof cell === "string") return quoted(cell);
  return cell === null || !Number.isFinite(cell) ? "" : String(cell);
}

/**
 * CSV as RFC 4180 has it, but for line feeds alone.
 * @example
 * import { csvOf } from "@nabla/report";
 * csvOf({ columns: ["x", "loss"], rows: [[0, 1.5], [1, null]] }); // "x,loss\n0,1.5\n1,\n"
 */
export function csvOf({ columns, rows }: DrawnTable): string {
  const lines = [columns.map(quoted).join(",")];
  for (const row of rows) lines.push(row.map(written).join(","));
  return `${lines.join("\n")}\n`;
}
