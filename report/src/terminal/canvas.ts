/** Lines drawn with Braille characters: two dots across and four down in every column of a terminal. */

import { type Line, laneStyles, type Piece } from "./text.ts";

/** Bits of the eight dots of a Braille character, by column and row. */
const dots = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;

interface Cell {
  bits: number;
  colour: number;
  marker: string | null;
}

export interface Canvas {
  readonly columns: number;
  readonly rows: number;
  readonly cells: readonly (readonly Cell[])[];
}

export const createCanvas = (columns: number, rows: number): Canvas => ({
  columns,
  rows,
  cells: Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => ({ bits: 0, colour: 0, marker: null })),
  ),
});

const cellAt = ({ cells }: Canvas, x: number, y: number): Cell | undefined =>
  cells[Math.floor(y / 4)]?.[Math.floor(x / 2)];

/** One dot; x counts 2 and y counts 4 to a character. Outside the canvas nothing happens. */
function plotDot(canvas: Canvas, x: number, y: number, colour: number): void {
  const cell = cellAt(canvas, x, y);
  if (cell === undefined || x < 0 || y < 0) return;
  cell.bits |= dots[x % 2][y % 4];
  cell.colour = colour;
}

export interface Dot {
  readonly x: number;
  readonly y: number;
}

/** A straight line between two dots. */
export function plotLine(canvas: Canvas, from: Dot, to: Dot, colour: number): void {
  const length = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y), 1);
  for (let step = 0; step <= length; step++) {
    const share = step / length;
    plotDot(canvas, Math.round(from.x + (to.x - from.x) * share), Math.round(from.y + (to.y - from.y) * share), colour);
  }
}

/** A character in place of the dots; the first one stays. */
export function plotMarker(canvas: Canvas, at: Dot, character: string, colour: number): void {
  const cell = cellAt(canvas, at.x, at.y);
  if (cell === undefined || cell.marker !== null) return;
  cell.marker = character;
  cell.colour = colour;
}

/** One row of the canvas, neighbours of one colour in one piece. */
export function canvasRow({ cells }: Canvas, row: number): Line {
  const pieces: Piece[] = [];
  for (const { bits, colour, marker } of cells[row]) {
    const empty = bits === 0 && marker === null;
    const text = empty ? " " : (marker ?? String.fromCodePoint(0x2800 + bits));
    const style = laneStyles[colour % laneStyles.length];
    const last = pieces.at(-1);
    if (last !== undefined && (empty || last.style === style)) {
      pieces[pieces.length - 1] = { ...last, text: last.text + text };
    } else pieces.push(empty ? { text } : { text, style });
  }
  return pieces;
}
