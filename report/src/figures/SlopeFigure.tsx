/** A function of one variable with its tangent, a secant and the steps of a descent; gaps where it has no value. */

import { symbolCircle } from "d3-shape";
import { Frame, type Plot } from "./axis.tsx";
import type { DrawnTable } from "./drawnTable.ts";
import { Figure } from "./Figure.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { LaneLine, laneClass, Marker } from "./marks.tsx";
import { amountLabels, linearAxis } from "./scale.ts";

interface Place {
  readonly x: number;
  readonly value: number;
}

export interface SlopeFigureProps {
  readonly title: string;
  readonly description: string;
  readonly axis: string;
  /** What the legend calls them; lines without a name are not drawn. */
  readonly names: {
    readonly curve: string;
    readonly tangent?: string;
    readonly secant?: string;
    readonly path?: string;
  };
  readonly places: readonly number[];
  readonly values: readonly (number | null)[];
  readonly point: Place;
  readonly slope: number;
  readonly secantTo?: Place;
  readonly path?: readonly Place[];
  readonly width?: number;
  readonly height?: number;
  readonly id?: string;
}

const looks = {
  curve: { colour: "ink", dash: "", marker: null, hollow: false },
  tangent: { colour: 0, dash: "", marker: null, hollow: false },
  secant: { colour: 1, dash: "6 4", marker: null, hollow: false },
  path: { colour: 2, dash: "2 3", marker: symbolCircle, hollow: true },
} as const;

/** Heights of the picture: all values, unless a few of them (a pole) dwarf the rest. */
export function heightRange(values: readonly (number | null)[], include: number): readonly [number, number] {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (Number.isFinite(include)) sorted.push(include);
  if (sorted.length === 0) return [-1, 1];
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))];
  const [low, high] = [at(0.08), at(0.92)];
  const reach = 12 * Math.max(high - low, Number.MIN_VALUE);
  const least = Math.min(
    Math.max(
      sorted.reduce((a, b) => Math.min(a, b)),
      low - reach,
    ),
    include,
  );
  const most = Math.max(
    Math.min(
      sorted.reduce((a, b) => Math.max(a, b)),
      high + reach,
    ),
    include,
  );
  const margin = most > least ? 0.06 * (most - least) : 1;
  return [least - margin, most + margin];
}

export function SlopeFigure(props: SlopeFigureProps) {
  const { title, description, axis, names, places, values, point, slope, secantTo, path = [] } = props;
  const { width = 620, height = 420, id = "slope" } = props;
  const entries = (["curve", "tangent", "secant", "path"] as const).flatMap((line) => {
    const name = names[line];
    return name === undefined ? [] : [{ name, look: looks[line] }];
  });
  const plot: Plot = { left: 58, right: width - 18, top: 44 + legendHeight(entries, width) + 18, bottom: height - 50 };
  const [from, to] = [places[0], places[places.length - 1]];
  const count = Math.max(3, Math.floor((plot.right - plot.left) / 80));
  const horizontal = linearAxis([from, to], [plot.left, plot.right], count, amountLabels, false);
  const [least, most] = heightRange(values, Number.isFinite(point.value) ? point.value : 0);
  const vertical = linearAxis([least, most], [plot.bottom, plot.top], 6, amountLabels, false);
  const inside = `${id}-inside`;
  // Far outside of the picture all heights look the same, and short numbers keep the file small.
  const near = (value: number): number => Math.max(2 * least - most, Math.min(2 * most - least, value));
  const spot = (x: number, value: number): string =>
    `${horizontal.position(x).toFixed(1)},${vertical.position(near(value)).toFixed(1)}`;

  let curve = "";
  values.forEach((value, i) => {
    if (value === null) return;
    const before = i > 0 ? values[i - 1] : null;
    const jumps = before !== null && Math.max(before, value) > most && Math.min(before, value) < least;
    curve += `${before === null || jumps ? "M" : "L"}${spot(places[i], value)}`;
  });
  const alongLine = (rise: number): string => {
    const at = (x: number): string =>
      `${horizontal.position(x).toFixed(1)},${vertical.position(point.value + rise * (x - point.x)).toFixed(1)}`;
    return `M${at(from)}L${at(to)}`;
  };
  const rise = secantTo === undefined ? Number.NaN : (secantTo.value - point.value) / (secantTo.x - point.x);
  const draws = (line: keyof typeof looks, d: string) => (
    <g class={laneClass(looks[line])}>
      <LaneLine look={looks[line]} d={d} />
    </g>
  );
  return (
    <Figure id={id} width={width} height={height} title={title} description={description}>
      <Legend entries={entries} top={44} width={width} />
      <Frame plot={plot} horizontal={horizontal} vertical={vertical} horizontalLabel={axis} verticalLabel="" />
      <clipPath id={inside}>
        <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
      </clipPath>
      <g clip-path={`url(#${inside})`}>
        {draws("curve", curve)}
        {names.secant !== undefined && Number.isFinite(rise) && draws("secant", alongLine(rise))}
        {names.tangent !== undefined && Number.isFinite(point.value + slope) && draws("tangent", alongLine(slope))}
        {path.length > 0 && (
          <g class={laneClass(looks.path)}>
            <LaneLine look={looks.path} d={`M${path.map(({ x, value }) => spot(x, value)).join("L")}`} />
            {path.slice(-60).map(({ x, value }, i) => (
              <Marker
                key={`${i}`}
                look={looks.path}
                x={horizontal.position(x)}
                y={vertical.position(near(value))}
                size={30}
              />
            ))}
          </g>
        )}
        {Number.isFinite(point.value) && (
          <g class="lane-0">
            <circle
              class="marker"
              cx={horizontal.position(point.x).toFixed(1)}
              cy={vertical.position(point.value).toFixed(1)}
              r={7}
            />
          </g>
        )}
      </g>
    </Figure>
  );
}

/** The curve, then the states of the descent. */
SlopeFigure.table = ({ axis, places, values, path = [] }: SlopeFigureProps): DrawnTable => ({
  columns: ["drawn", axis, "value"],
  rows: [
    ...places.map((place, i) => ["curve", place, values[i]]),
    ...path.map(({ x, value }, step) => [`state ${step}`, x, value]),
  ],
});
