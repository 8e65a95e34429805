/** Aligned columns; those that do not fit are left out from the least important on. */

import { displayWidth } from "../words/width.ts";
import { type Line, type Piece, padEnd, padStart } from "./text.ts";

export interface Column {
  readonly title: string;
  readonly cells: readonly Piece[];
  readonly align?: "left" | "right";
  /** 0 always stays; the largest numbers leave first when the width is short. */
  readonly rank: number;
}

const between = 2;

const columnWidth = ({ title, cells }: Column): number =>
  [title, ...cells.map((cell) => cell.text)].reduce((most, text) => Math.max(most, displayWidth(text)), 0);

const tableWidth = (columns: readonly Column[]): number =>
  columns.reduce((sum, column) => sum + columnWidth(column) + between, -between);

function fitting(columns: readonly Column[], width: number): readonly Column[] {
  let kept = columns;
  while (kept.length > 1 && tableWidth(kept) > width) {
    const last = kept.reduce((most, column) => Math.max(most, column.rank), 0);
    kept = kept.filter((column) => column.rank !== last);
  }
  return kept;
}

/** The header and one line per row. */
export function tableLines(columns: readonly Column[], width: number): readonly Line[] {
  const kept = fitting(columns, width);
  const widths = kept.map(columnWidth);
  const line = (piece: (column: Column) => Piece): Line =>
    kept.flatMap((column, index) => {
      const { text, ...style } = piece(column);
      const pad = column.align === "left" ? padEnd : padStart;
      return [{ text: index === 0 ? "" : " ".repeat(between) }, { ...style, text: pad(text, widths[index]) }];
    });
  const rows = kept[0]?.cells.length ?? 0;
  return [
    line((column) => ({ text: column.title, style: "quiet" })),
    ...Array.from({ length: rows }, (_, row) => line((column) => column.cells[row])),
  ];
}
