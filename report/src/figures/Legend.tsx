/** Which line is which: dash, marker and name, in rows that fit the width. */

import type { Look } from "../lanes/lane.ts";
import { displayWidth } from "../words/width.ts";
import { laneClass, Swatch } from "./marks.tsx";

export interface LegendEntry {
  readonly look: Look;
  readonly name: string;
}

interface PlacedEntry extends LegendEntry {
  readonly x: number;
  readonly y: number;
}

const swatch = 34;
const between = 18;
const rowHeight = 20;
/** Wide enough for the widest common face at 12 pixels; a figure cannot measure its own text. */
const columnWidth = 6.7;

/** Entries from left to right, a new row where one would not fit. */
function place(entries: readonly LegendEntry[], left: number, top: number, width: number): readonly PlacedEntry[] {
  let x = left;
  let y = top;
  return entries.map((entry) => {
    const entryWidth = swatch + 6 + displayWidth(entry.name) * columnWidth;
    if (x > left && x + entryWidth > width - 4) {
      x = left;
      y += rowHeight;
    }
    const placed = { ...entry, x, y };
    x += entryWidth + between;
    return placed;
  });
}

/** Height in pixels of the legend when it has `width` to stand in. */
export function legendHeight(entries: readonly LegendEntry[], width: number): number {
  const last = place(entries, 8, 0, width).at(-1);
  return last === undefined ? 0 : last.y + rowHeight;
}

interface LegendProps {
  readonly entries: readonly LegendEntry[];
  readonly top: number;
  readonly width: number;
}

export function Legend({ entries, top, width }: LegendProps) {
  return (
    <g>
      {place(entries, 8, top, width).map(({ look, name, x, y }) => (
        <g key={name} class={laneClass(look)} transform={`translate(${Math.round(x)},${y})`}>
          <Swatch look={look} width={swatch} />
          <text x={swatch + 6} dy="0.35em">
            {name}
          </text>
        </g>
      ))}
    </g>
  );
}
