/** A place on a surface, legible on every colour of it. */

import { type Plot, translate } from "./axis.tsx";
import type { Axis } from "./scale.ts";

interface PlaceProps {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  /** Where the label stands. */
  readonly above: boolean;
  readonly plot: Plot;
}

export function Place({ x, y, label, above, plot }: PlaceProps) {
  const leftwards = x > plot.right - 110;
  const cross = "M-10,0H10M0,-10V10M6,0A6,6,0,1,1,-6,0A6,6,0,1,1,6,0";
  return (
    <g transform={translate(x, y)}>
      <path class="place under" d={cross} />
      <path class="place" d={cross} />
      <text class="on-colour" x={leftwards ? -13 : 13} y={above ? -12 : 30} text-anchor={leftwards ? "end" : "start"}>
        {label}
      </text>
    </g>
  );
}

interface EndsProps {
  readonly start: readonly number[] | undefined;
  readonly optimum: readonly number[] | null;
  readonly labels: { readonly start: string; readonly optimum: string };
  readonly horizontal: Axis;
  readonly vertical: Axis;
  readonly plot: Plot;
}

/** Where descents begin and where they want to go: the labels stand away from each other. */
export function Ends({ start, optimum, labels, horizontal, vertical, plot }: EndsProps) {
  const isHigher = start !== undefined && optimum !== null && start[1] < optimum[1];
  const place = (pair: readonly number[], label: string, above: boolean) => (
    <Place x={horizontal.position(pair[0])} y={vertical.position(pair[1])} label={label} above={above} plot={plot} />
  );
  return (
    <>
      {optimum !== null && place(optimum, labels.optimum, isHigher)}
      {start !== undefined && place(start, labels.start, !isHigher)}
    </>
  );
}
