/** A path of any number of states as the strokes that a screen can tell apart: around a minimum most cover old ones. */

import type { Plot } from "./axis.tsx";
import type { Axis } from "./scale.ts";

/** Moves shorter than this many pixels are not drawn one by one. */
const visible = 0.4;

/** Grows with the path: what is drawn already is not looked at again. */
export class Ink {
  private readonly horizontal: Axis;
  private readonly vertical: Axis;
  private readonly plot: Plot;
  private readonly width: number;
  /** The pixels of the plot that a stroke has met. */
  private readonly met: Uint8Array;
  private drawn = "";
  /** Length of `drawn` when each state was reached. */
  private readonly lengths: number[] = [];
  private x = Number.NaN;
  private y = Number.NaN;
  /** Whether the pen is where the last stroke ended. */
  private isDown = false;
  private lastPair: readonly [number, number] = [Number.NaN, Number.NaN];

  constructor(horizontal: Axis, vertical: Axis, plot: Plot) {
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.plot = plot;
    this.width = Math.ceil(plot.right - plot.left) + 1;
    this.met = new Uint8Array(this.width * (Math.ceil(plot.bottom - plot.top) + 1));
  }

  /** Whether these points, pairs one after the other, go on where the ink ends. */
  continues(points: Float64Array): boolean {
    const count = this.lengths.length;
    if (count === 0) return true;
    const [x, y] = this.lastPair;
    return points.length >= 2 * count && points[2 * count - 2] === x && points[2 * count - 1] === y;
  }

  /** The strokes of the states up to `until`. */
  upTo(points: Float64Array, until: number): string {
    for (let state = this.lengths.length; state < points.length / 2; state++)
      this.add(points[2 * state], points[2 * state + 1]);
    return this.drawn.slice(0, this.lengths[until] ?? 0);
  }

  private add(first: number, second: number): void {
    const [x, y] = [this.horizontal.position(first), this.vertical.position(second)];
    this.lastPair = [first, second];
    if (!(Math.abs(x - this.x) + Math.abs(y - this.y) < visible)) {
      const isFirst = this.lengths.length === 0;
      if (!isFirst && this.meetsNew(x, y)) {
        if (!this.isDown) this.drawn += `M${this.x.toFixed(1)},${this.y.toFixed(1)}`;
        this.drawn += `L${x.toFixed(1)},${y.toFixed(1)}`;
        this.isDown = true;
      } else this.isDown = false;
      [this.x, this.y] = [x, y];
    }
    this.lengths.push(this.drawn.length);
  }

  /** Marks the pixels from the last place to this one; true when one of them is new. */
  private meetsNew(x: number, y: number): boolean {
    const [dx, dy] = [x - this.x, y - this.y];
    const { left, right, top, bottom } = this.plot;
    const [from, to] = within([this.x, dx, left, right], [this.y, dy, top, bottom]);
    const steps = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) * (to - from));
    let isNew = false;
    for (let i = 0; i <= steps; i++) {
      const share = steps === 0 ? from : from + ((to - from) * i) / steps;
      const [column, row] = [Math.round(this.x + share * dx - left), Math.round(this.y + share * dy - top)];
      const pixel = row * this.width + column;
      if (this.met[pixel] === 0) {
        this.met[pixel] = 1;
        isNew = true;
      }
    }
    return isNew;
  }
}

type Range = readonly [start: number, move: number, low: number, high: number];

/** The part of a stroke, as shares of its length, that lies between the limits of both axes; empty where none does. */
function within(...ranges: readonly Range[]): readonly [number, number] {
  let [from, to] = [0, 1];
  for (const [start, move, low, high] of ranges) {
    if (move === 0) {
      if (start < low || start > high) return [1, 0];
      continue;
    }
    const [one, other] = [(low - start) / move, (high - start) / move];
    from = Math.max(from, Math.min(one, other));
    to = Math.min(to, Math.max(one, other));
  }
  return from <= to ? [from, to] : [1, 0];
}
