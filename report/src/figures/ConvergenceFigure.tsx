/** The picture of a race: the loss of every lane against a clock, the median over the seeds in a 5–95 % band. */

import { area, line } from "d3-shape";
import type { CompareRecord, RaceRecord } from "nabla/race";
import { type BandPoint, bandOf, type Clock, type LossOn } from "../lanes/band.ts";
import { type Height, heightOf, heightOfRace } from "../lanes/height.ts";
import { type Lane, laneKey, lanesOf } from "../lanes/lane.ts";
import { laneName } from "../words/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatNumber } from "../words/number.ts";
import { Frame, type Plot } from "./axis.tsx";
import { Figure } from "./Figure.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { Cross, LaneLine, laneClass, Marker } from "./marks.tsx";
import {
  type Axis,
  amountLabels,
  durationLabels,
  linearAxis,
  logarithmicAxis,
  logarithmicAxisFromZero,
  lossLabels,
} from "./scale.ts";

export interface ConvergenceFigureProps {
  readonly record: CompareRecord;
  readonly race: RaceRecord;
  readonly clock: Clock;
  /** Default: the rows that were trained on. */
  readonly on?: LossOn;
  readonly language: Language;
  readonly width?: number;
  readonly height?: number;
  readonly horizontal?: "log" | "linear";
  /** Prefix of the ids inside the SVG; unique within a page. */
  readonly id?: string;
}

interface DrawnPoint {
  readonly x: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

interface DrawnLane {
  readonly lane: Lane;
  /** In pixels, up to where the median leaves the picture. */
  readonly points: readonly DrawnPoint[];
  /** Where the median left the picture, in pixels; null for a lane that stays. */
  readonly leaves: number | null;
}

const gapAtZero = 34;

function horizontalAxis(bands: readonly (readonly BandPoint[])[], props: ConvergenceFigureProps, plot: Plot): Axis {
  const labels = props.clock === "seconds" ? durationLabels : amountLabels;
  const times = bands.flatMap((band) => band.map((point) => point.x)).filter((x) => x > 0);
  const first = times.reduce((least, each) => Math.min(least, each), Infinity);
  const last = times.reduce((most, each) => Math.max(most, each), 0);
  const count = Math.max(3, Math.floor((plot.right - plot.left) / 80));
  if (props.horizontal === "linear" || times.length === 0) {
    return linearAxis([0, last || 1], [plot.left, plot.right], count, labels);
  }
  const end = first < last ? last : first * 10;
  return logarithmicAxisFromZero([first, end], [plot.left, plot.right], gapAtZero, count, labels);
}

/** Whether some lane comes down to where differences are only rounding. */
const reachesFloor = (height: Height): boolean =>
  height.shows === "excess" && height.floor !== null && height.extent[0] <= height.floor;

function verticalAxis(height: Height, plot: Plot): Axis {
  const [low, high] = height.extent;
  const range = [plot.bottom, plot.top] as const;
  if (height.floor === null) return linearAxis([low, high > low ? high : low + 1], range, 6, lossLabels);
  const bottom = reachesFloor(height) ? low * 0.4 : low * 0.85;
  return logarithmicAxis([bottom, high > low ? high * 1.15 : low * 10], range, 7, lossLabels);
}

function drawLane(
  lane: Lane,
  band: readonly BandPoint[],
  height: Height,
  horizontal: Axis,
  vertical: Axis,
  plot: Plot,
): DrawnLane {
  const pixels = (loss: number | null): number => {
    const value = heightOf(height, loss);
    return value === null ? plot.top : Math.max(plot.top, vertical.position(value));
  };
  const ceiling = height.extent[1] * 1.15;
  const inside = (point: BandPoint): boolean => {
    const value = heightOf(height, point.median);
    return value !== null && value <= ceiling;
  };
  const end = band.findIndex((point) => !inside(point));
  const kept = end < 0 ? band : band.slice(0, end);
  return {
    lane,
    points: kept.map((point) => ({
      x: horizontal.position(point.x),
      low: pixels(point.low),
      median: pixels(point.median),
      high: pixels(point.high),
    })),
    leaves: end < 0 ? null : horizontal.position(band[end].x),
  };
}

/** Up to six markers along a line, evenly by width, always one at its end. */
function markerPoints(points: readonly DrawnPoint[]): readonly DrawnPoint[] {
  const chosen: DrawnPoint[] = [];
  const last = points.at(-1);
  if (last === undefined) return chosen;
  const spacing = Math.max(1, (last.x - points[0].x) / 5);
  for (const point of points) if (point.x >= points[0].x + chosen.length * spacing - 0.5) chosen.push(point);
  if (chosen.at(-1) !== last) chosen.push(last);
  return chosen;
}

const bandPath = area<DrawnPoint>(
  (point) => point.x,
  (point) => point.low,
  (point) => point.high,
).digits(1);
const medianPath = line<DrawnPoint>(
  (point) => point.x,
  (point) => point.median,
).digits(1);

function LaneCurve({ lane, points, leaves }: DrawnLane, plot: Plot) {
  const hasBand = points.some((point) => Math.abs(point.low - point.high) > 0.2);
  return (
    <g key={laneKey(lane.descent)} class={laneClass(lane.look)}>
      {hasBand && <path class="band" d={bandPath(points) ?? ""} />}
      <LaneLine look={lane.look} d={medianPath(points) ?? ""} />
      {markerPoints(points).map((point) => (
        <Marker key={point.x} look={lane.look} x={point.x} y={point.median} />
      ))}
      {leaves !== null && <Cross x={leaves} y={plot.top + 8} />}
    </g>
  );
}

function heightLabel(height: Height, { on, language }: ConvergenceFigureProps): string {
  const { figure, labels } = messagesOf(language);
  return on === "held-out" ? figure.heldOutLoss : labels[height.shows];
}

/** One sentence per lane for those who hear the figure instead of seeing it. */
function describe(lanes: readonly Lane[], height: Height, props: ConvergenceFigureProps): string {
  const { figure, labels } = messagesOf(props.language);
  const sentences = lanes.map(({ descent }) => {
    const band = bandOf(descent, props.clock, props.on);
    const name = laneName(descent, props.language);
    const end = band.at(-1)?.median ?? null;
    if (end === null) return figure.laneDiverges(name);
    return figure.laneEnds(name, formatNumber(heightOf(height, band[0].median)), formatNumber(heightOf(height, end)));
  });
  return figure.description(sentences, labels.clockAxis[props.clock], heightLabel(height, props));
}

type ConvergenceCaptionProps = Pick<ConvergenceFigureProps, "record" | "race" | "language" | "on">;

/** What must be said under the picture so that nobody misreads it. */
export function convergenceCaption({ record, race, language, on }: ConvergenceCaptionProps): readonly string[] {
  const { figure } = messagesOf(language);
  const height = heightOfRace(record, race, on);
  const bands = race.descents.map((descent) => bandOf(descent, "steps", on));
  const ceiling = height.extent[1] * 1.15;
  const leaves = bands.some((band) => band.some((point) => (heightOf(height, point.median) ?? Infinity) > ceiling));
  return [
    figure.band(race.descents.reduce((most, descent) => Math.max(most, descent.seeds.length), 0)),
    ...(height.shows === "excess" ? [figure.floorCaption(formatNumber(record.resolution))] : []),
    ...(leaves ? [figure.divergedMark] : []),
  ];
}

export function ConvergenceFigure(props: ConvergenceFigureProps) {
  const { record, race, clock, on, language, width = 760, height: pixelHeight = 440 } = props;
  const { id = `convergence-${clock}` } = props;
  const { figure, labels } = messagesOf(language);
  const lanes = lanesOf(race);
  const height = heightOfRace(record, race, on);
  const entries = lanes.map(({ look, descent }) => ({ look, name: laneName(descent, language) }));
  const top = 44 + legendHeight(entries, width) + 18;
  const plot: Plot = { left: 58, right: width - 18, top, bottom: pixelHeight - 50 };

  const bands = lanes.map(({ descent }) => bandOf(descent, clock, on));
  const horizontal = horizontalAxis(bands, props, plot);
  const vertical = verticalAxis(height, plot);
  const drawn = lanes.map((lane, index) => drawLane(lane, bands[index], height, horizontal, vertical, plot));
  const floorAt = reachesFloor(height) ? vertical.position(height.extent[0]) : null;

  return (
    <Figure
      id={id}
      width={width}
      height={pixelHeight}
      title={on === "held-out" ? figure.heldOutConvergence : figure.convergence}
      description={[describe(lanes, height, props), ...convergenceCaption(props)].join(labels.gap)}
    >
      <Legend entries={entries} top={44} width={width} />
      {floorAt !== null && (
        <rect class="floor" x={plot.left} y={floorAt} width={plot.right - plot.left} height={plot.bottom - floorAt} />
      )}
      <Frame
        plot={plot}
        horizontal={horizontal}
        vertical={vertical}
        horizontalLabel={labels.clockAxis[clock]}
        verticalLabel={heightLabel(height, props)}
        breakAt={props.horizontal === "linear" ? null : plot.left + gapAtZero / 2}
      />
      {floorAt !== null && (
        <text class="quiet" x={plot.left + gapAtZero} y={plot.bottom - 5}>
          {figure.floor}
        </text>
      )}
      {drawn.map((lane) => LaneCurve(lane, plot))}
    </Figure>
  );
}
