/** The frame of a figure: grid, axes, tick labels and the names of both axes. */

import type { Axis } from "./scale.ts";

/** The inside of a figure, in pixels of the SVG. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface FrameProps {
  readonly plot: Plot;
  readonly horizontal: Axis;
  readonly vertical: Axis;
  readonly horizontalLabel: string;
  readonly verticalLabel: string;
  /** Where the horizontal axis is broken between 0 and the first positive value, if it is. */
  readonly breakAt?: number | null;
}

/** A transformation that moves a mark to a place, to a tenth of a pixel. */
export const translate = (x: number, y: number): string => `translate(${x.toFixed(1)},${y.toFixed(1)})`;

const round = (value: number): number => Math.round(value * 10) / 10;

/** Grid, axes, tick labels and the names of both axes. */
export function Frame({ plot, horizontal, vertical, horizontalLabel, verticalLabel, breakAt = null }: FrameProps) {
  return (
    <g>
      {vertical.ticks.map((tick) => (
        <g key={tick.label}>
          <line class="grid" x1={plot.left} x2={plot.right} y1={round(tick.at)} y2={round(tick.at)} />
          <text class="quiet" x={plot.left - 8} y={round(tick.at)} dy="0.35em" text-anchor="end">
            {tick.label}
          </text>
        </g>
      ))}
      {horizontal.ticks.map((tick) => (
        <g key={tick.label}>
          <line class="axis" x1={round(tick.at)} x2={round(tick.at)} y1={plot.bottom} y2={plot.bottom + 5} />
          <text class="quiet" x={round(tick.at)} y={plot.bottom + 18} text-anchor="middle">
            {tick.label}
          </text>
        </g>
      ))}
      {breakAt === null ? (
        <path class="axis" d={`M${plot.left},${plot.bottom}H${plot.right}`} />
      ) : (
        <path class="axis" d={`M${plot.left},${plot.bottom}H${breakAt - 3}m-2,4l4,-8m2,8l4,-8m-2,4H${plot.right}`} />
      )}
      <text class="quiet" x={(plot.left + plot.right) / 2} y={plot.bottom + 38} text-anchor="middle">
        {horizontalLabel}
      </text>
      <text class="quiet" x={8} y={plot.top - 12}>
        {verticalLabel}
      </text>
    </g>
  );
}
