/** Losses against a clock, one line a lane, up to a moment: every point counts, however many there are. */

import { area, line } from "d3-shape";
import { useMemo } from "preact/hooks";
import type { Look } from "../lanes/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatNumber } from "../words/number.ts";
import { Frame, type Plot } from "./axis.tsx";
import type { DrawnTable } from "./drawnTable.ts";
import { Figure } from "./Figure.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { LaneLine, laneClass, Marker } from "./marks.tsx";
import { columnPath, denseArea, type Points } from "./pixelColumns.ts";
import { type Axis, amountLabels, durationLabels, linearAxis, logarithmicAxis, lossLabels } from "./scale.ts";

/** Functions that stay the same say that the points do: a cursor that moves draws no line anew. */
export interface Curve extends Points {
  readonly name: string;
  readonly look: Look;
  readonly length: number;
  /** The last index that is drawn strongly; what comes after is still to happen. */
  readonly until: number;
  /** The same over several seeds. */
  readonly band?: CurveBand;
}

/** Where most of several runs are, at common times in increasing order; a run that was lost is infinitely high. */
export interface CurveBand {
  readonly times: readonly number[];
  readonly low: readonly number[];
  readonly median: readonly number[];
  readonly high: readonly number[];
}

export interface CurvesFigureProps {
  readonly curves: readonly Curve[];
  readonly clock: "steps" | "examples" | "seconds";
  readonly shows: "excess" | "loss";
  /** Heights below are not told apart. */
  readonly floor: number;
  /** Heights above are not drawn. */
  readonly ceiling: number;
  readonly end: number;
  readonly cursor: number;
  readonly language: Language;
  readonly width?: number;
  readonly height?: number;
  readonly id?: string;
}

interface BandProps {
  readonly curve: Curve & { readonly band: CurveBand };
  readonly horizontal: Axis;
  readonly vertical: Axis;
}

/** The extent of all runs. */
function Extent({ curve: { look, band }, horizontal, vertical }: BandProps) {
  const extent = area<number>(
    horizontal.position,
    (_, i) => vertical.position(band.low[i]),
    (_, i) => vertical.position(band.high[i]),
  );
  return (
    <g class={laneClass(look)}>
      <path class="band" d={extent.digits(1)(band.times) ?? ""} />
    </g>
  );
}

/** The median of all runs, in the lane's dash. */
function Median({ curve: { look, band }, horizontal, vertical }: BandProps) {
  const median = line<number>(horizontal.position, (_, i) => vertical.position(band.median[i]));
  return (
    <g class={laneClass(look)}>
      <LaneLine look={look} d={median.digits(1)(band.times) ?? ""} />
    </g>
  );
}

/** Points from which on a curve fills its columns: a dash could not be seen there. */
const dense = 4000;

interface CurveLineProps {
  readonly curve: Curve;
  readonly d: string;
}

/** One run among many is thin: its median is the lane's line. */
function CurveLine({ curve, d }: CurveLineProps) {
  const opacity = hasBand(curve) ? 0.5 : 1;
  if (curve.length > dense) return <path style={{ fill: "var(--lane)", opacity }} d={d} />;
  if (!hasBand(curve)) return <LaneLine look={curve.look} d={d} />;
  return <path class="line" style={{ strokeWidth: 1, opacity }} d={d} />;
}

interface CourseProps {
  readonly id: string;
  readonly curve: Curve;
  readonly plot: Plot;
  readonly horizontal: Axis;
  readonly vertical: Axis;
  /** What the axes depend on. */
  readonly place: string;
}

/** A curve with what has happened in strength: the cursor moves two windows over one line, which is drawn once. */
function Course({ id, curve, plot, horizontal, vertical, place }: CourseProps) {
  const { look, length, until, times, heights } = curve;
  const d = useMemo(() => {
    const draw = length > dense ? denseArea : columnPath;
    return draw({ times, heights }, 0, length - 1, horizontal, vertical);
  }, [times, heights, length, place]);
  const x = Math.max(plot.left, Math.min(plot.right, horizontal.position(times(until))));
  const y = plot.top - lineRoom;
  const height = plot.bottom - plot.top + 2 * lineRoom;
  return (
    <g class={laneClass(look)}>
      <clipPath id={`${id}-past`}>
        <rect x={plot.left - lineRoom} y={y} width={x - plot.left + lineRoom} height={height} />
      </clipPath>
      <clipPath id={`${id}-later`}>
        <rect x={x} y={y} width={plot.right - x + lineRoom} height={height} />
      </clipPath>
      <g class="later" clip-path={`url(#${id}-later)`}>
        <CurveLine curve={curve} d={d} />
      </g>
      <g clip-path={`url(#${id}-past)`}>
        <CurveLine curve={curve} d={d} />
      </g>
      <Marker look={look} x={x} y={vertical.position(heights(until))} />
    </g>
  );
}

/** Pixels that a line and its joints may stand out of the plot. */
const lineRoom = 4;

const hasBand = (curve: Curve): curve is BandProps["curve"] => curve.band !== undefined;

export function CurvesFigure(props: CurvesFigureProps) {
  const { curves, clock, shows, floor, ceiling, end, cursor, language } = props;
  const { width = 760, height = 420, id = "curves" } = props;
  const { figure, labels } = messagesOf(language);
  const plot: Plot = { left: 58, right: width - 18, top: 44 + legendHeight(curves, width) + 18, bottom: height - 50 };
  const count = Math.max(3, Math.floor((plot.right - plot.left) / 90));
  const timeLabels = clock === "seconds" ? durationLabels : amountLabels;
  const horizontal = linearAxis([0, end > 0 ? end : 1], [plot.left, plot.right], count, timeLabels, false);
  const exact = logarithmicAxis([floor, ceiling], [plot.bottom, plot.top], 7, lossLabels);
  const vertical: Axis = {
    ...exact,
    position: (value) => exact.position(Math.max(floor, Math.min(ceiling, value > 0 ? value : floor))),
  };
  const place = [...Object.values(plot), end, floor, ceiling].join();
  const at = horizontal.position(cursor);
  const ends = curves.map(({ name, heights, until }) =>
    figure.laneEnds(name, formatNumber(heights(0)), formatNumber(heights(until))),
  );
  return (
    <Figure
      id={id}
      width={width}
      height={height}
      title={figure.convergence}
      description={figure.description(ends, labels.clockAxis[clock], labels[shows])}
    >
      <Legend entries={curves} top={44} width={width} />
      <Frame
        plot={plot}
        horizontal={horizontal}
        vertical={vertical}
        horizontalLabel={labels.clockAxis[clock]}
        verticalLabel={labels[shows]}
      />
      {curves.filter(hasBand).map((curve) => (
        <Extent key={curve.name} curve={curve} horizontal={horizontal} vertical={vertical} />
      ))}
      {curves.map((curve, i) => (
        <Course
          key={curve.name}
          id={`${id}-${i}`}
          curve={curve}
          plot={plot}
          horizontal={horizontal}
          vertical={vertical}
          place={place}
        />
      ))}
      {curves.filter(hasBand).map((curve) => (
        <Median key={curve.name} curve={curve} horizontal={horizontal} vertical={vertical} />
      ))}
      <line class="cursor" x1={at} x2={at} y1={plot.top} y2={plot.bottom} />
    </Figure>
  );
}

/** Every point of every curve, also of what is still to come. */
CurvesFigure.table = ({ curves, clock, shows }: CurvesFigureProps): DrawnTable => ({
  columns: ["lane", clock, shows],
  rows: curves.flatMap(({ name, length, times, heights }) =>
    Array.from({ length }, (_, i) => [name, times(i), heights(i)]),
  ),
});
