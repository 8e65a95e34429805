/** Curves on a terminal: a logarithmic plot with axes, a legend, and a marker per lane. */

import {
  type Axis,
  amountLabels,
  linearAxis,
  logarithmicAxis,
  logarithmicAxisFromZero,
  lossLabels,
} from "../figures/scale.ts";
import { displayWidth } from "../words/width.ts";
import { canvasRow, createCanvas, type Dot, plotLine, plotMarker } from "./canvas.ts";
import { type Line, laneStyles, type Piece, padStart, widthOf } from "./text.ts";

export interface Curve {
  readonly name: string;
  /** Number of the lane's colour. */
  readonly colour: number;
  readonly character: string;
  /** Clock and height; a height of null ends the curve with a cross at the top. */
  readonly points: readonly { readonly x: number; readonly y: number | null }[];
}

export interface PlotOptions {
  readonly width: number;
  readonly rows: number;
  readonly horizontalLabel: string;
  readonly verticalLabel: string;
}

const least = (values: readonly number[]): number => values.reduce((low, each) => Math.min(low, each), Infinity);
const most = (values: readonly number[]): number => values.reduce((high, each) => Math.max(high, each), -Infinity);

/** Heights in dots, from the top. */
function verticalAxis(heights: readonly number[], rows: number): Axis {
  const [low, high] = heights.length > 0 ? [least(heights), most(heights)] : [0.1, 1];
  const range = [rows * 4 - 1, 0] as const;
  if (low <= 0) return linearAxis([low, high > low ? high : low + 1], range, 4, lossLabels);
  return logarithmicAxis([low, high > low ? high : low * 10], range, Math.max(2, Math.floor(rows / 2)), lossLabels);
}

/** Clocks in dots, from the left. */
function horizontalAxis(clocks: readonly number[], columns: number): Axis {
  const positive = clocks.filter((clock) => clock > 0);
  const [first, last] = positive.length > 0 ? [least(positive), most(positive)] : [1, 10];
  const range = [0, columns * 2 - 1] as const;
  return logarithmicAxisFromZero(
    [first, last > first ? last : first * 10],
    range,
    8,
    Math.floor(columns / 12),
    amountLabels,
  );
}

/** Up to five markers along a curve, always one at its end. */
function markers(dots: readonly Dot[]): readonly Dot[] {
  const last = dots.at(-1);
  if (last === undefined) return [];
  const spacing = Math.max(1, (last.x - dots[0].x) / 4);
  const chosen: Dot[] = [last];
  for (const dot of dots) if (dot.x >= dots[0].x + chosen.length * spacing - 1 && dot.x < last.x - 4) chosen.push(dot);
  return chosen;
}

function legend(curves: readonly Curve[], width: number): readonly Line[] {
  const lines: Piece[][] = [[]];
  for (const { name, colour, character } of curves) {
    const pieces = [{ text: character, style: laneStyles[colour] }, { text: ` ${name}   ` }];
    const current = lines[lines.length - 1];
    if (current.length > 0 && widthOf(current) + widthOf(pieces) - 3 > width) lines.push(pieces);
    else current.push(...pieces);
  }
  return lines;
}

/** The line under the plot, with a notch at every tick, and the labels that fit below it. */
function horizontalLines(axis: Axis, columns: number, margin: number): readonly Line[] {
  const ruler = Array.from({ length: columns }, () => "─");
  let labels = "";
  for (const tick of axis.ticks) {
    const column = Math.round(tick.at / 2);
    if (column >= columns) continue;
    const from = Math.min(Math.max(0, column - Math.floor(displayWidth(tick.label) / 2)), columns - tick.label.length);
    if (labels !== "" && from < labels.length + 1) continue;
    ruler[column] = "┬";
    labels = labels.padEnd(from) + tick.label;
  }
  return [
    [{ text: `${" ".repeat(margin)}└${ruler.join("")}`, style: "quiet" }],
    [{ text: `${" ".repeat(margin + 1)}${labels}`, style: "quiet" }],
  ];
}

/** The whole plot, at most `width` columns wide. */
export function plotCurves(curves: readonly Curve[], options: PlotOptions): readonly Line[] {
  const { width, rows, horizontalLabel, verticalLabel } = options;
  const heights = curves.flatMap(({ points }) => points.flatMap(({ y }) => (y === null ? [] : [y])));
  const vertical = verticalAxis(heights, rows);
  const margin = most(vertical.ticks.map((tick) => displayWidth(tick.label))) + 1;
  const columns = width - margin - 2;
  const horizontal = horizontalAxis(
    curves.flatMap(({ points }) => points.map(({ x }) => x)),
    columns,
  );

  const canvas = createCanvas(columns, rows);
  for (const { points, colour, character } of curves) {
    const end = points.findIndex(({ y }) => y === null);
    const kept = (end < 0 ? points : points.slice(0, end)).map(({ x, y }) => ({
      x: Math.round(horizontal.position(x)),
      y: Math.round(vertical.position(y ?? 0)),
    }));
    for (let index = 1; index < kept.length; index++) plotLine(canvas, kept[index - 1], kept[index], colour);
    if (end >= 0) plotMarker(canvas, { x: Math.round(horizontal.position(points[end].x)), y: 0 }, "✕", colour);
    for (const dot of markers(kept)) plotMarker(canvas, dot, character, colour);
  }

  const labelAt = new Map(vertical.ticks.map((tick) => [Math.floor(tick.at / 4), tick.label]));
  const body = Array.from({ length: rows }, (_, row): Line => {
    const label = labelAt.get(row);
    const axis = `${padStart(label ?? "", margin - 1)} ${label === undefined ? "│" : "┤"}`;
    return [{ text: axis, style: "quiet" }, ...canvasRow(canvas, row)];
  });
  return [
    ...legend(curves, width),
    [{ text: verticalLabel, style: "quiet" }],
    ...body,
    ...horizontalLines(horizontal, columns, margin),
    [{ text: padStart(horizontalLabel, width - 1), style: "quiet" }],
  ];
}
