/** A place on a surface, legible on every colour of it. */

import { type Plot, translate } from "./axis.tsx";

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
