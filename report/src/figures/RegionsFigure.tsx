/** What a model says over the plane of two columns: the likeliest class, how sure it is, and where it is wrong. */

import { contours } from "d3-contour";
import { symbolCircle, symbolDiamond, symbolSquare, symbolStar, symbolTriangle, symbolWye } from "d3-shape";
import { useMemo } from "preact/hooks";
import type { Look } from "../lanes/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatCount } from "../words/number.ts";
import { Frame, type Plot } from "./axis.tsx";
import type { DrawnTable } from "./drawnTable.ts";
import { Figure } from "./Figure.tsx";
import { contourPath, placing } from "./Landscape.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { laneClass, Marker } from "./marks.tsx";
import { amountLabels, linearAxis } from "./scale.ts";

/** What stays as it is while a model learns: the same object while nothing of it is to be drawn anew. */
export interface Plane {
  /** Pairs, row after row, and the class of each. */
  readonly points: Float64Array;
  readonly classes: Int32Array;
  /** Places of a grid along both axes. */
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** What a model says of a plane. */
export interface Regions {
  readonly plane: Plane;
  /** The class that it thinks likeliest for each row. */
  readonly guesses: Int32Array;
  /** For each class how far its probability stands above the likeliest other's, row by row of the grid. */
  readonly margins: readonly Float64Array[];
}

export interface RegionsFigureProps extends Regions {
  readonly names: readonly [string, string];
  readonly language: Language;
  readonly width?: number;
  readonly height?: number;
  readonly id?: string;
}

/** Margins from which a region is one shade stronger. */
const shades = [0, 0.5, 0.9] as const;
const markers = [symbolCircle, symbolTriangle, symbolSquare, symbolDiamond, symbolStar, symbolWye];

/** Colours and markers repeat after six classes. */
const lookOf = (one: number): Look => ({
  colour: one % markers.length,
  dash: "0 99",
  marker: markers[one % markers.length],
  hollow: false,
});

export const wrongAmong = ({ plane: { classes }, guesses }: Regions): number =>
  classes.reduce((count, one, row) => count + (guesses[row] === one ? 0 : 1), 0);

/** What the picture shows, in one paragraph with its numbers. */
export function regionsCaption(props: Regions, language: Language): string {
  const { figure } = messagesOf(language);
  return figure.regionsCaption(formatCount(wrongAmong(props)), formatCount(props.plane.classes.length));
}

const ring = ([x, y]: readonly [number, number]): string =>
  `M${(x - 5.5).toFixed(1)},${y.toFixed(1)}a5.5,5.5 0 1,0 11,0a5.5,5.5 0 1,0 -11,0`;

export function RegionsFigure(props: RegionsFigureProps) {
  const { plane, guesses, margins, names, language } = props;
  const { points, classes, x, y } = plane;
  const { width = 620, height = 520, id = "regions" } = props;
  const { figure } = messagesOf(language);
  const entries = margins.map((_, one) => ({ name: figure.regionsClass(String(one)), look: lookOf(one) }));
  const plot: Plot = { left: 58, right: width - 18, top: 44 + legendHeight(entries, width) + 18, bottom: height - 50 };
  const ends = (places: readonly number[]) => [places[0], places[places.length - 1]] as const;
  const horizontal = linearAxis(ends(x), [plot.left, plot.right], 6, amountLabels, false);
  const vertical = linearAxis(ends(y), [plot.bottom, plot.top], 6, amountLabels, false);
  const at = (row: number) => [horizontal.position(points[2 * row]), vertical.position(points[2 * row + 1])] as const;
  const rows = Array.from(classes, (_, row) => row);
  const dots = useMemo(
    () =>
      rows.map((row) => (
        <g key={row} class={laneClass(lookOf(classes[row]))}>
          <Marker look={lookOf(classes[row])} x={at(row)[0]} y={at(row)[1]} size={26} />
        </g>
      )),
    [plane, placing(plot, horizontal, vertical)],
  );
  const shading = contours()
    .size([x.length, y.length])
    .thresholds([...shades]);
  const inside = `${id}-inside`;
  return (
    <Figure id={id} width={width} height={height} title={figure.regions} description={regionsCaption(props, language)}>
      <Legend entries={entries} top={44} width={width} />
      <Frame
        plot={plot}
        horizontal={horizontal}
        vertical={vertical}
        horizontalLabel={names[0]}
        verticalLabel={names[1]}
      />
      <clipPath id={inside}>
        <rect x={plot.left} y={plot.top} width={plot.right - plot.left} height={plot.bottom - plot.top} />
      </clipPath>
      <g clip-path={`url(#${inside})`}>
        {margins.map((margin, one) => (
          <g key={`${one}`} class={laneClass(lookOf(one))}>
            {shading(Array.from(margin)).map((shade, i) => (
              <path key={`${i}`} class="region" d={contourPath(shade, { x, y }, horizontal, vertical)} />
            ))}
          </g>
        ))}
        {dots}
        <path
          class="wrong-class"
          d={rows
            .filter((row) => guesses[row] !== classes[row])
            .map((row) => ring(at(row)))
            .join("")}
        />
      </g>
    </Figure>
  );
}

/** Every row with its class and the model's. */
RegionsFigure.table = ({ plane: { points, classes }, guesses, names }: RegionsFigureProps): DrawnTable => ({
  columns: [...names, "class", "guess"],
  rows: Array.from(classes, (one, row) => [points[2 * row], points[2 * row + 1], one, guesses[row]]),
});
