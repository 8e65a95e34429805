/** A path of any number of states as the strokes that a screen can tell apart: around a minimum most cover old ones. */

import type { Plot } from "./axis.tsx";
import type { Axis } from "./scale.ts";

/** Moves shorter than this many pixels, across and down, are not drawn one by one. */
const visible = 1;
/** Strokes that stay as thin as they are for those that go on from them; older ones cover the pixels beside them. */
const fresh = 8;

type Stroke = readonly [fromX: number, fromY: number, toX: number, toY: number];

/** Grows with the path: what is drawn already is not looked at again. */
export class Ink {
  private readonly horizontal: Axis;
  private readonly vertical: Axis;
  private readonly plot: Plot;
  private readonly width: number;
  /** The pixels of the plot that a stroke has met, with a rim of one pixel. */
  private readonly met: Uint8Array;
  /** From each pixel to those beside it. */
  private readonly beside: readonly number[];
  private drawn = "";
  /** The strokes drawn last. */
  private readonly recent: Stroke[] = [];
  /** Length of `drawn` when each state was reached. */
  private lengths = new Uint32Array(256);
  /** States that are drawn. */
  private count = 0;
  private x = Number.NaN;
  private y = Number.NaN;
  /** Whether the pen is where the last stroke ended. */
  private isDown = false;
  private lastPair: readonly [number, number] = [Number.NaN, Number.NaN];

  constructor(horizontal: Axis, vertical: Axis, plot: Plot) {
    this.horizontal = horizontal;
    this.vertical = vertical;
    this.plot = plot;
    this.width = Math.ceil(plot.right - plot.left) + 3;
    this.met = new Uint8Array(this.width * (Math.ceil(plot.bottom - plot.top) + 3));
    this.beside = [-1, 0, 1].flatMap((row) => [-1, 0, 1].map((column) => row * this.width + column));
  }

  /** Whether these points, pairs one after the other, go on where the ink ends. */
  continues(points: Float64Array): boolean {
    const { count } = this;
    if (count === 0) return true;
    const [x, y] = this.lastPair;
    return points.length >= 2 * count && points[2 * count - 2] === x && points[2 * count - 1] === y;
  }

  /** The strokes of the states up to `until`; those that come later are drawn when they are asked for. */
  upTo(points: Float64Array, until: number): string {
    if (until >= this.lengths.length) {
      const longer = new Uint32Array(Math.max(until + 1, 2 * this.lengths.length));
      longer.set(this.lengths);
      this.lengths = longer;
    }
    for (let state = this.count; state <= until; state++) this.add(points[2 * state], points[2 * state + 1]);
    return this.drawn.slice(0, this.lengths[until]);
  }

  private add(first: number, second: number): void {
    const [x, y] = [this.horizontal.position(first), this.vertical.position(second)];
    this.lastPair = [first, second];
    if (!(Math.max(Math.abs(x - this.x), Math.abs(y - this.y)) < visible)) {
      const isFirst = this.count === 0;
      if (!isFirst && this.meetsNew(x, y)) {
        if (!this.isDown) this.drawn += `M${this.x.toFixed(1)},${this.y.toFixed(1)}`;
        this.drawn += `L${x.toFixed(1)},${y.toFixed(1)}`;
        this.isDown = true;
      } else this.isDown = false;
      [this.x, this.y] = [x, y];
    }
    this.lengths[this.count++] = this.drawn.length;
  }

  /** Marks the pixels from the last place to this one; true when one of them is new. */
  private meetsNew(x: number, y: number): boolean {
    const { met, recent } = this;
    const stroke = [this.x, this.y, x, y] as const;
    let isNew = false;
    this.walk(stroke, (pixel) => {
      if (met[pixel] === 0) isNew = true;
      met[pixel] = 1;
    });
    if (isNew) recent.push(stroke);
    if (recent.length > fresh) this.spread(recent.shift() as Stroke);
    return isNew;
  }

  /** A line is broader than a pixel: those beside it are covered as well. */
  private spread(stroke: Stroke): void {
    this.walk(stroke, (pixel) => {
      for (const step of this.beside) this.met[pixel + step] = 1;
    });
  }

  /** Visits the pixels of a stroke that lie in the plot. */
  private walk([x, y, toX, toY]: Stroke, visit: (pixel: number) => void): void {
    const [dx, dy] = [toX - x, toY - y];
    const { left, right, top, bottom } = this.plot;
    const [from, to] = within([x, dx, left, right], [y, dy, top, bottom]);
    const steps = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) * (to - from));
    for (let i = 0; i <= steps; i++) {
      const share = steps === 0 ? from : from + ((to - from) * i) / steps;
      const [column, row] = [Math.round(x + share * dx - left), Math.round(y + share * dy - top)];
      visit((row + 1) * this.width + column + 1);
    }
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
