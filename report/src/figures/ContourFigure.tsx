/** The paths of two-parameter models over the loss they descend: filled contours, start, optimum, one path per lane. */

import { line } from "d3-shape";
import type { CompareRecord, RaceRecord, SurfaceRecord } from "nabla/race";
import { type Lane, laneKey, lanesOf } from "../lanes/lane.ts";
import { laneName } from "../words/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatNumber } from "../words/number.ts";
import { Frame, type Plot } from "./axis.tsx";
import { ColourKey } from "./cividis.tsx";
import { Figure } from "./Figure.tsx";
import { Landscape, levelsOf } from "./Landscape.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { LaneLine, laneClass, Marker } from "./marks.tsx";
import { Ends } from "./Place.tsx";
import type { RecordFigure } from "./recordFigure.ts";
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

function LanePath(lane: Lane, horizontal: Axis, vertical: Axis) {
  const points = (lane.descent.path ?? []).filter(([w, b]) => Number.isFinite(w) && Number.isFinite(b));
  const path =
    line<Pair>(
      ([w]) => horizontal.position(w),
      ([, b]) => vertical.position(b),
    ).digits(1)(points) ?? "";
  return (
    <g key={laneKey(lane.descent)} class={laneClass(lane.look)}>
      <path class="casing" d={path} />
      <LaneLine look={lane.look} d={path} />
      {points.slice(1).map(([w, b], index) => (
        <Marker key={`${index}`} look={lane.look} x={horizontal.position(w)} y={vertical.position(b)} size={34} />
      ))}
    </g>
  );
}

export function ContourFigure(props: ContourFigureProps) {
  const { record, race, language, width = 620, height = 520, id = "contour" } = props;
  const { figure, labels } = messagesOf(language);
  const { surface } = record;
  const lanes = lanesOf(race).filter((lane) => lane.descent.path !== undefined);
  const entries = lanes.map(({ look, descent }) => ({ look, name: laneName(descent, language) }));
  const plot: Plot = { left: 58, right: width - 18, top: 44 + legendHeight(entries, width) + 18, bottom: height - 80 };
  const ends = (values: readonly number[]): Pair => [values[0], values[values.length - 1]];
  const horizontal = linearAxis(ends(surface.x), [plot.left, plot.right], 7, amountLabels, false);
  const vertical = linearAxis(ends(surface.y), [plot.bottom, plot.top], 6, amountLabels, false);

  const levels = levelsOf(surface, record.optimum?.attained ? record.optimum.loss : null, record.resolution);
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
        <Landscape surface={surface} levels={levels} plot={plot} horizontal={horizontal} vertical={vertical} />
        {lanes.map((lane) => LanePath(lane, horizontal, vertical))}
        <Ends
          start={start}
          optimum={optimum}
          labels={{ start: figure.start, optimum: figure.optimumMark }}
          {...{ horizontal, vertical, plot }}
        />
      </g>
      <ColourKey
        label={`${labels.loss} ${formatNumber(levels.lowest)} … ${formatNumber(levels.highest)}`}
        plot={plot}
        below={54}
      />
    </Figure>
  );
}

const hasSurface = (record: CompareRecord): record is ContourFigureProps["record"] => record.surface !== undefined;

export const paths: RecordFigure = {
  id: "contour",
  wide: [820, 620],
  narrow: [340, 420],
  of(record, language) {
    const race = record.races.find(({ descents }) => descents.some(({ path }) => path !== undefined));
    if (!hasSurface(record) || race === undefined) return null;
    const { figure, page } = messagesOf(language);
    return {
      heading: page.contour,
      caption: figure.contourCaption,
      draw: (size) => <ContourFigure record={record} race={race} language={language} {...size} />,
    };
  },
};
