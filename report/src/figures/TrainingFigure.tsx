/** The loss of one training, on the training rows and on the rows held out. */

import { line } from "d3-shape";
import type { LaneLook } from "../lanes/lane.ts";
import { batchLook, stochasticLook } from "../lanes/lane.ts";
import type { TrainRecord } from "../trainRecord.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatNumber } from "../words/number.ts";
import { Frame, type Plot } from "./axis.tsx";
import { Figure } from "./Figure.tsx";
import { Legend, legendHeight } from "./Legend.tsx";
import { LaneLine, laneClass, Marker } from "./marks.tsx";
import { amountLabels, linearAxis, logarithmicAxis, logarithmicAxisFromZero, lossLabels } from "./scale.ts";

export interface TrainingFigureProps {
  readonly record: TrainRecord;
  readonly language: Language;
  readonly width?: number;
  readonly height?: number;
  readonly id?: string;
}

interface Series {
  readonly name: string;
  readonly look: LaneLook;
  readonly points: readonly { readonly x: number; readonly loss: number }[];
}

/** The finite losses of a training as one or two named series over the examples read. */
export function trainingSeries(record: TrainRecord, language: Language): readonly Series[] {
  const { figure } = messagesOf(language);
  const finite = (loss: (point: TrainRecord["curve"][number]) => number | null | undefined) =>
    record.curve.flatMap((point) => {
      const value = loss(point);
      return value === null || value === undefined ? [] : [{ x: point.examples, loss: value }];
    });
  const train = { name: figure.train, look: batchLook, points: finite((point) => point.loss) };
  const heldOut = { name: figure.heldOut, look: stochasticLook, points: finite((point) => point.validation?.loss) };
  return heldOut.points.length > 0 ? [train, heldOut] : [train];
}

const gapAtZero = 34;

export function TrainingFigure({ record, language, width = 760, height = 400, id = "training" }: TrainingFigureProps) {
  const { figure, labels } = messagesOf(language);
  const series = trainingSeries(record, language);
  const plot: Plot = { left: 58, right: width - 18, top: 44 + legendHeight(series, width) + 18, bottom: height - 50 };
  const losses = series.flatMap(({ points }) => points.map((point) => point.loss));
  const times = record.curve.map((point) => point.examples).filter((examples) => examples > 0);
  const low = losses.reduce((least, each) => Math.min(least, each), Infinity);
  const high = losses.reduce((most, each) => Math.max(most, each), low > 0 ? low * 1.5 : low + 1);
  const range = [plot.bottom, plot.top] as const;
  const vertical =
    losses.length > 0 && low > 0
      ? logarithmicAxis([low * 0.9, high * 1.1], range, 7, lossLabels)
      : linearAxis(losses.length > 0 ? [low, high] : [0, 1], range, 6, lossLabels);
  const first = times.at(0) ?? 1;
  const last = Math.max(times.at(-1) ?? 10, first * 2);
  const horizontal = logarithmicAxisFromZero([first, last], [plot.left, plot.right], gapAtZero, 8, amountLabels);
  const path = line<Series["points"][number]>(
    (point) => horizontal.position(point.x),
    (point) => vertical.position(point.loss),
  );
  const ends = series
    .filter(({ points }) => points.length > 0)
    .map(({ name, points }) =>
      figure.laneEnds(name, formatNumber(points[0].loss), formatNumber(points[points.length - 1].loss)),
    );

  return (
    <Figure
      id={id}
      width={width}
      height={height}
      title={figure.training}
      description={figure.description(ends, labels.clockAxis.examples, labels.loss)}
    >
      <Legend entries={series} top={44} width={width} />
      <Frame
        plot={plot}
        horizontal={horizontal}
        vertical={vertical}
        horizontalLabel={labels.clockAxis.examples}
        verticalLabel={labels.loss}
        breakAt={plot.left + gapAtZero / 2}
      />
      {series.map(({ name, look, points }) => (
        <g key={name} class={laneClass(look)}>
          <LaneLine look={look} d={path.digits(1)(points) ?? ""} />
          {points.slice(-1).map((point) => (
            <Marker key={point.x} look={look} x={horizontal.position(point.x)} y={vertical.position(point.loss)} />
          ))}
        </g>
      ))}
    </Figure>
  );
}
