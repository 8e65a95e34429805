/** All rows of the data as cells: those of the next batch, those this epoch has read, and those to come. */

import type { NextBatch } from "./resample.ts";

interface RowsFigureProps {
  readonly count: number;
  readonly next: NextBatch;
  readonly width: number;
  readonly title: string;
  readonly description: string;
}

const gap = 1;

export function RowsFigure({ count, next, width, title, description }: RowsFigureProps) {
  const across = Math.max(25, Math.floor(width / 13));
  const cell = width / across;
  const height = Math.ceil(count / across) * cell;
  const side = cell - gap;
  const square = `h${side.toFixed(1)}v${side.toFixed(1)}h${(-side).toFixed(1)}Z`;
  const path = (rows: Iterable<number>): string => {
    let drawn = "";
    for (const row of rows) {
      const [x, y] = [(row % across) * cell, Math.floor(row / across) * cell];
      drawn += `M${x.toFixed(1)},${y.toFixed(1)}${square}`;
    }
    return drawn;
  };
  return (
    <svg
      class="rows"
      viewBox={`0 0 ${width} ${height.toFixed(0)}`}
      width={width}
      height={height.toFixed(0)}
      role="img"
      aria-label={`${title} ${description}`}
    >
      <path class="to-come" d={path(Array.from({ length: count }, (_, row) => row))} />
      <path class="read" d={path(next.before)} />
      <path class="batch" d={path(next.rows)} />
    </svg>
  );
}
