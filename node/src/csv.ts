/** One line of CSV (RFC 4180): numbers as JavaScript writes them, so that they are read back to the same bits. */

export type CsvCell = string | number | null;

export const csvLine = (cells: readonly CsvCell[]): string => cells.map(csvCell).join(",");

function csvCell(cell: CsvCell): string {
  const text = cell === null ? "" : String(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
