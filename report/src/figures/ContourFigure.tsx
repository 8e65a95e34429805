/** The paths of two-parameter models over the loss they descend: filled contours, start, optimum, one path per lane. */

import { type ContourMultiPolygon, contours } from "d3-contour";
import { scaleLinear } from "d3-scale";
import { line, symbol } from "d3-shape";
import type { CompareRecord, RaceRecord, SurfaceRecord } from "nabla/race";
import { type Lane, lanesOf } from "../lanes/lane.ts";
import { laneName } from "../words/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatNumber } from "../words/number.ts";
import { Frame, type Plot, translate } from "./axis.tsx";
import { Figure } from "./Figure.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { type Axis, amountLabels, linearAxis } from "./scale.ts";

export interface ContourFigureProps {
  readonly record: CompareRecord & { readonly surface: SurfaceRecord };
  readonly race: RaceRecord;
  readonly language: Language;
  readonly width?: number;
  readonly height?: number;
  /** Prefix of the ids inside the SVG; unique within a page. */
  readonly id?: string;
}

type Pair = readonly [number, number];

/** Cividis at nine even places (Nuñez, Anderton & Renslow 2018): lightness alone orders it, for every kind of eye. */
const cividis = [
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
const levels = 14;

const colour = scaleLinear<string>()
  .domain(cividis.map((_, index) => index / (cividis.length - 1)))
  .range(cividis)
  .clamp(true);

interface Levels {
  /** Logarithms of the height above the lowest known loss, row by row; an infinite loss counts as the highest. */
  readonly values: readonly number[];
  readonly thresholds: readonly number[];
  readonly lowest: number;
  readonly highest: number;
}

function levelsOf(record: CompareRecord, surface: SurfaceRecord): Levels {
  const finite = surface.losses.filter((loss) => loss !== null);
  const least = finite.reduce((low, each) => Math.min(low, each), Infinity);
  const most = finite.reduce((high, each) => Math.max(high, each), -Infinity);
  const base = record.optimum?.attained ? Math.min(record.optimum.loss, least) : least;
  // A thousandth of the whole height is lifted under everything: finer rings could not be told apart.
  const lift = Math.max((most - base) / 1000, record.resolution);
  const logarithm = (loss: number | null): number => Math.log10((loss ?? most) - base + lift);
  const values = surface.losses.map(logarithm);
  const [low, high] = [Math.log10(lift), logarithm(most)];
  return {
    values,
    thresholds: Array.from({ length: levels }, (_, index) => low + ((high - low) * index) / levels),
    lowest: least,
    highest: most,
  };
}

/** d3-contour counts in cells whose centres are the grid's points. */
function contourPath(contour: ContourMultiPolygon, surface: SurfaceRecord, horizontal: Axis, vertical: Axis): string {
  const at = (values: readonly number[], index: number): number =>
    values[0] + ((index - 0.5) * (values[values.length - 1] - values[0])) / (values.length - 1);
  const corner = ([column, row]: readonly number[]): string =>
    `${horizontal.position(at(surface.x, column)).toFixed(1)},${vertical.position(at(surface.y, row)).toFixed(1)}`;
  return contour.coordinates.flatMap((polygon) => polygon.map((ring) => `M${ring.map(corner).join("L")}Z`)).join("");
}

function LanePath(lane: Lane, horizontal: Axis, vertical: Axis) {
  const points = (lane.descent.path ?? []).filter(([w, b]) => Number.isFinite(w) && Number.isFinite(b));
  const path =
    line<Pair>(
      ([w]) => horizontal.position(w),
      ([, b]) => vertical.position(b),
    ).digits(1)(points) ?? "";
  return (
    <g key={`${lane.descent.batchSize}`} class={`lane-${lane.look.colour}`}>
      <path class="casing" d={path} />
      <path class="line" d={path} stroke-dasharray={lane.look.dash || undefined} />
      {points.slice(1).map(([w, b], index) => (
        <path
          key={`${index}`}
          class="marker"
          transform={translate(horizontal.position(w), vertical.position(b))}
          d={symbol(lane.look.marker, 34)() ?? ""}
        />
      ))}
    </g>
  );
}

interface PlaceProps {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly above: boolean;
  readonly plot: Plot;
}

/** A place on the map, legible on every colour of it. */
function Place({ x, y, label, above, plot }: PlaceProps) {
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

function ColourKey({
  levels: { lowest, highest },
  label,
  plot,
}: {
  readonly levels: Levels;
  readonly label: string;
  readonly plot: Plot;
}) {
  const width = Math.min(140, (plot.right - plot.left) / 3);
  const left = plot.right - plot.left < 400 ? 8 : plot.left;
  const top = plot.bottom + 54;
  return (
    <g>
      {Array.from({ length: levels }, (_, index) => (
        <rect
          key={`${index}`}
          x={left + (index * width) / levels}
          y={top}
          width={width / levels + 0.5}
          height={10}
          fill={colour(index / (levels - 1))}
        />
      ))}
      <text class="quiet" x={left + width + 10} y={top + 9}>
        {`${label} ${formatNumber(lowest)} … ${formatNumber(highest)}`}
      </text>
    </g>
  );
}

export function ContourFigure(props: ContourFigureProps) {
  const { record, race, language, width = 620, height = 520, id = "contour" } = props;
  const { figure, labels } = messagesOf(language);
  const { surface } = record;
  const lanes = lanesOf(race).filter((lane) => lane.descent.path !== undefined);
  const entries = lanes.map(({ look, descent }) => ({ look, name: laneName(descent.batchSize, language) }));
  const plot: Plot = { left: 58, right: width - 18, top: 44 + legendHeight(entries, width) + 18, bottom: height - 80 };
  const ends = (values: readonly number[]): Pair => [values[0], values[values.length - 1]];
  const horizontal = linearAxis(ends(surface.x), [plot.left, plot.right], 7, amountLabels, false);
  const vertical = linearAxis(ends(surface.y), [plot.bottom, plot.top], 6, amountLabels, false);

  const { values, ...rest } = levelsOf(record, surface);
  const rings = contours()
    .size([surface.x.length, surface.y.length])
    .thresholds([...rest.thresholds])([...values]);
  const start = lanes[0]?.descent.path?.[0];
  const optimum = record.optimum?.attained ? record.optimum.parameters : null;
  const inside = `${id}-inside`;

  return (
    <Figure id={id} width={width} height={height} title={figure.contour} description={figure.contourCaption}>
      <Legend entries={entries} top={44} width={width} />
      <Frame
        plot={plot}
        horizontal={horizontal}
        vertical={vertical}
        horizontalLabel={surface.names[0]}
        verticalLabel={surface.names[1]}
      />
      <clipPath id={inside}>
        <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
      </clipPath>
      <g clip-path={`url(#${inside})`}>
        <rect
          x={plot.left}
          y={plot.top}
          width={plot.right - plot.left}
          height={plot.bottom - plot.top}
          fill={colour(0)}
        />
        {rings.map((ring, index) => (
          <path
            key={`${index}`}
            class="contour"
            d={contourPath(ring, surface, horizontal, vertical)}
            fill={colour(index / (levels - 1))}
          />
        ))}
        {lanes.map((lane) => LanePath(lane, horizontal, vertical))}
        {optimum !== null && (
          <Place
            x={horizontal.position(optimum[0])}
            y={vertical.position(optimum[1])}
            label={figure.optimumMark}
            above={false}
            plot={plot}
          />
        )}
        {start !== undefined && (
          <Place
            x={horizontal.position(start[0])}
            y={vertical.position(start[1])}
            label={figure.start}
            above
            plot={plot}
          />
        )}
      </g>
      <ColourKey levels={{ values, ...rest }} label={labels.loss} plot={plot} />
    </Figure>
  );
}
