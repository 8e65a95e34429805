/** A ruler of learning rates: what was measured on it, and where the chosen rate lies. */

import { Figure } from "./Figure.tsx";
import { logarithmicAxis, rateLabels } from "./scale.ts";

export interface RulerFigureProps {
  readonly title: string;
  readonly description: string;
  readonly ends: readonly [number, number];
  readonly rate: number;
  /** Where one zone ends and the next begins, in increasing order. */
  readonly landmarks: readonly { readonly at: number; readonly label: string }[];
  /** Names of the zones: one more than landmarks. */
  readonly zones: readonly string[];
  readonly width?: number;
  readonly id?: string;
}

const height = 118;
const [top, bottom] = [58, 78];

export function RulerFigure({
  title,
  description,
  ends,
  rate,
  landmarks,
  zones,
  width = 620,
  id = "ruler",
}: RulerFigureProps) {
  const [left, right] = [16, width - 16];
  const { position, ticks } = logarithmicAxis(ends, [left, right], Math.floor(width / 70), rateLabels);
  const within = (value: number): number => Math.max(left, Math.min(right, position(value)));
  const edges = [left, ...landmarks.map(({ at }) => within(at)), right];
  const at = within(rate);
  return (
    <Figure id={id} width={width} height={height} title={title} description={description}>
      {zones.map((zone, i) => (
        <g key={zone} class={`lane-${i}`}>
          <rect class="band" x={edges[i]} y={top} width={Math.max(0, edges[i + 1] - edges[i])} height={bottom - top} />
          {edges[i + 1] - edges[i] > 50 && (
            <text x={(edges[i] + edges[i + 1]) / 2} y={(top + bottom) / 2} dy="0.35em" text-anchor="middle">
              {zone}
            </text>
          )}
        </g>
      ))}
      {landmarks.map(({ at: place, label }, i) => (
        <g key={label}>
          <line class="axis" x1={within(place)} x2={within(place)} y1={top - 6} y2={bottom} />
          <text x={within(place)} y={top - 10} text-anchor={i === 0 && landmarks.length > 1 ? "end" : "start"}>
            {label}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <g key={tick.label}>
          <line class="axis" x1={tick.at} x2={tick.at} y1={bottom} y2={bottom + 5} />
          <text class="quiet" x={tick.at} y={bottom + 18} text-anchor="middle">
            {tick.label}
          </text>
        </g>
      ))}
      <g class="lane-ink">
        <line class="line" x1={at} x2={at} y1={top - 4} y2={bottom + 4} />
        <path class="marker" d={`M${at},${top - 2}l-6,-9h12Z`} />
      </g>
    </Figure>
  );
}
