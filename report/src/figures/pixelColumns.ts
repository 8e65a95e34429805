/** Lines of any number of points, by columns of pixels: as much as a screen can show, no extreme lost. */

import type { Axis } from "./scale.ts";

export interface Points {
  /** Times in increasing order, and the height at each. */
  readonly times: (index: number) => number;
  readonly heights: (index: number) => number;
}

/** What one column of pixels holds of a curve. */
interface ColumnOfPixels {
  readonly x: number;
  readonly first: number;
  readonly least: number;
  readonly greatest: number;
  readonly last: number;
}

/** The columns between two indices, in order. */
function* columnsOf({ times, heights }: Points, from: number, to: number, horizontal: Axis): Generator<ColumnOfPixels> {
  const columnAt = (index: number): number => Math.round(horizontal.position(times(index)));
  for (let begin = from; begin <= to; ) {
    const end = columnEnd(columnAt, begin, to);
    const first = heights(begin);
    let [least, greatest] = [first, first];
    for (let i = begin + 1; i < end; i++) {
      const height = heights(i);
      if (height < least) least = height;
      if (height > greatest) greatest = height;
    }
    yield { x: horizontal.position(times(begin)), first, least, greatest, last: heights(end - 1) };
    begin = end;
  }
}

/**
 * The path of a curve between two indices, with the first, least, greatest and last height of every column of pixels.
 * Only they are given a place: a logarithm for each of many points would take longer than a frame.
 */
export function columnPath(curve: Points, from: number, to: number, horizontal: Axis, vertical: Axis): string {
  let path = "";
  for (const { x, first, least, greatest, last } of columnsOf(curve, from, to, horizontal)) {
    let before = "";
    for (const height of [first, greatest, least, last]) {
      const y = vertical.position(height).toFixed(1);
      if (y !== before) path += `${path === "" ? "M" : "L"}${x.toFixed(1)},${y}`;
      before = y;
    }
  }
  return path;
}

/** Half the thickness of a curve that is drawn as an area. */
const halfLine = 0.9;

/** The area that the line of a dense curve would cover: filled in a fraction of the time that its strokes take. */
export function denseArea(curve: Points, from: number, to: number, horizontal: Axis, vertical: Axis): string {
  const upper: string[] = [];
  const lower: string[] = [];
  let before: number | null = null;
  for (const { x, first, least, greatest, last } of columnsOf(curve, from, to, horizontal)) {
    const [high, low] = [Math.max(greatest, before ?? first), Math.min(least, before ?? first)];
    upper.push(`${x.toFixed(1)},${(vertical.position(high) - halfLine).toFixed(1)}`);
    lower.push(`${x.toFixed(1)},${(vertical.position(low) + halfLine).toFixed(1)}`);
    before = last;
  }
  return upper.length === 0 ? "" : `M${upper.join("L")}L${lower.reverse().join("L")}Z`;
}

/** The first index after `begin` in another column of pixels, at most `to` + 1: times never fall. */
function columnEnd(columnAt: (index: number) => number, begin: number, to: number): number {
  const column = columnAt(begin);
  let [inside, reach] = [begin, 1];
  while (inside + reach <= to && columnAt(inside + reach) === column) {
    inside += reach;
    reach *= 2;
  }
  let outside = Math.min(inside + reach, to + 1);
  while (outside - inside > 1) {
    const middle = (inside + outside) >> 1;
    if (columnAt(middle) === column) inside = middle;
    else outside = middle;
  }
  return outside;
}
