/** The colours of surfaces, and the key that explains them. */

import { scaleLinear } from "d3-scale";
import type { Plot } from "./axis.tsx";

/** Cividis at ten even places (Nuñez, Anderton & Renslow 2018): lightness alone orders it, for every kind of eye. */
const anchors = [
  "#00224e",
  "#123570",
  "#3b496c",
  "#575d6d",
  "#707173",
  "#8a8779",
  "#a69d75",
  "#c4b56c",
  "#e4cf5b",
  "#fee838",
];

/** The colour of a share between 0, dark, and 1, bright. */
export const cividis = scaleLinear<string>()
  .domain(anchors.map((_, index) => index / (anchors.length - 1)))
  .range(anchors)
  .clamp(true);

/** Steps of the key, and of filled contours. */
export const colourSteps = 14;

interface ColourKeyProps {
  /** What the colours stand for, with the values at both ends. */
  readonly label: string;
  readonly plot: Plot;
  /** Pixels below the plot. */
  readonly below: number;
}

export function ColourKey({ label, plot, below }: ColourKeyProps) {
  const width = Math.min(140, (plot.right - plot.left) / 3);
  const left = plot.right - plot.left < 400 ? 8 : plot.left;
  const top = plot.bottom + below;
  return (
    <g>
      {Array.from({ length: colourSteps }, (_, index) => (
        <rect
          key={`${index}`}
          x={left + (index * width) / colourSteps}
          y={top}
          width={width / colourSteps + 0.5}
          height={10}
          fill={cividis(index / (colourSteps - 1))}
        />
      ))}
      <text class="quiet" x={left + width + 10} y={top + 9}>
        {label}
      </text>
    </g>
  );
}
