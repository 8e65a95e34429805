/** Lines and dots over any two axes, with marks at places that matter: for what needs no picture of its own. */

import type { ComponentChildren } from "preact";
import type { Look } from "../lanes/lane.ts";
import { Frame, type Plot } from "./axis.tsx";
import type { DrawnTable } from "./drawnTable.ts";
import { Figure } from "./Figure.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { LaneLine, laneClass, Marker } from "./marks.tsx";
import { type Axis, amountLabels, linearAxis, logarithmicAxis, logarithmicAxisFromZero, lossLabels } from "./scale.ts";

export interface LinesAxis {
  readonly label: string;
  readonly kind: "linear" | "logarithmic" | "logarithmic-from-zero";
  readonly ends: readonly [number, number];
}

export interface DrawnLine {
  readonly name: string;
  readonly look: Look;
  readonly points: readonly (readonly [number, number])[];
  /** One by one, not joined. */
  readonly asDots?: boolean;
}

/** A place on the horizontal axis. */
export interface AxisMark {
  readonly at: number;
  readonly label: string;
}

export interface LinesFigureProps {
  readonly title: string;
  readonly description: string;
  readonly horizontal: LinesAxis;
  readonly vertical: LinesAxis;
  readonly lines: readonly DrawnLine[];
  readonly marks?: readonly AxisMark[];
  /** What is drawn under the lines, from places on the axes in pixels. */
  readonly under?: (at: (pair: readonly [number, number]) => readonly [number, number]) => ComponentChildren;
  readonly width?: number;
  readonly height?: number;
  readonly id?: string;
}

const rowHeight = 16;
const zeroGap = 26;

function axisOf({ kind, ends }: LinesAxis, range: readonly [number, number], count: number): Axis {
  if (kind === "linear") return linearAxis(ends, range, count, amountLabels, false);
  if (kind === "logarithmic") return logarithmicAxis(ends, range, count, lossLabels);
  return logarithmicAxisFromZero(ends, range, range[1] < range[0] ? -zeroGap : zeroGap, count, lossLabels);
}

export function LinesFigure(props: LinesFigureProps) {
  const { title, description, lines, marks = [], width = 620, height = 380, id = "lines" } = props;
  const top = 44 + legendHeight(lines, width) + 18 + (marks.length > 0 ? marks.length * rowHeight : 0);
  const plot: Plot = { left: 58, right: width - 18, top, bottom: height - 50 };
  const count = Math.max(3, Math.floor((plot.right - plot.left) / 80));
  const horizontal = axisOf(props.horizontal, [plot.left, plot.right], count);
  const vertical = axisOf(props.vertical, [plot.bottom, plot.top], 6);
  const inside = `${id}-inside`;
  const at = ([x, y]: readonly [number, number]): string =>
    `${horizontal.position(x).toFixed(1)},${vertical.position(y).toFixed(1)}`;
  const drawable = (points: DrawnLine["points"]) => points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  return (
    <Figure id={id} width={width} height={height} title={title} description={description}>
      <Legend entries={lines} top={44} width={width} />
      <Frame
        plot={{ ...plot }}
        horizontal={horizontal}
        vertical={vertical}
        horizontalLabel={props.horizontal.label}
        verticalLabel={marks.length > 0 ? "" : props.vertical.label}
      />
      {marks.length > 0 && (
        <text class="quiet" x={8} y={plot.top - marks.length * rowHeight - 12}>
          {props.vertical.label}
        </text>
      )}
      <clipPath id={inside}>
        <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
      </clipPath>
      {marks.map(({ at: place, label }, row) => (
        <Mark
          key={label}
          x={horizontal.position(place)}
          y={plot.top - 4 - (marks.length - 1 - row) * rowHeight}
          label={label}
          plot={plot}
        />
      ))}
      <g clip-path={`url(#${inside})`}>
        {props.under?.(([x, y]) => [horizontal.position(x), vertical.position(y)])}
        {lines.map(({ name, look, points, asDots = false }) => (
          <g key={name} class={laneClass(look)}>
            {asDots ? (
              drawable(points).map(([x, y], i) => (
                <Marker key={`${i}`} look={look} x={horizontal.position(x)} y={vertical.position(y)} size={34} />
              ))
            ) : (
              <LaneLine look={look} d={points.length === 0 ? "" : `M${drawable(points).map(at).join("L")}`} />
            )}
          </g>
        ))}
      </g>
    </Figure>
  );
}

/** Every point of every line. */
LinesFigure.table = ({ lines }: LinesFigureProps): DrawnTable => ({
  columns: ["drawn", "x", "y"],
  rows: lines.flatMap(({ name, points }) => points.map(([x, y]) => [name, x, y])),
});

function Mark({ x, y, label, plot }: { x: number; y: number; label: string; plot: Plot }) {
  if (!(x >= plot.left - 1 && x <= plot.right + 1)) return null;
  const leftwards = x > (plot.left + plot.right) / 2;
  return (
    <>
      <line class="cursor" x1={x} x2={x} y1={y - 8} y2={plot.bottom} />
      <text x={leftwards ? x - 4 : x + 4} y={y} text-anchor={leftwards ? "end" : "start"}>
        {label}
      </text>
    </>
  );
}
