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

const height = 142;
const labelRoom = 110;
const [top, bottom] = [82, 102];
/** Lanes whose colours go from calm to warning. */
const zoneColours = [0, 3, 1];

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
  // Labels that both stand to the left of their marks must not stand on each other.
  const last = landmarks[landmarks.length - 1];
  const crowded = last !== undefined && within(last.at) > right - labelRoom;
  return (
    <Figure id={id} width={width} height={height} title={title} description={description}>
      {zones.map((zone, i) => (
        <g key={zone} class={`lane-${zoneColours[i % zoneColours.length]}`}>
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
          <line class="axis" x1={within(place)} x2={within(place)} y1={top - 18} y2={bottom} />
          <text
            x={within(place)}
            y={top - 22}
            text-anchor={i < landmarks.length - 1 || within(place) > right - labelRoom ? "end" : "start"}
            dy={i < landmarks.length - 1 && crowded ? -14 : 0}
          >
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
