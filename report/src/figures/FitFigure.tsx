/** Predicted against actual values of a regression: what the loss stands for, row by row. */

import type { TrainRecord } from "../trainRecord.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { Frame, type Plot } from "./axis.tsx";
import { Figure } from "./Figure.tsx";
import { amountLabels, linearAxis } from "./scale.ts";

export interface FitFigureProps {
  readonly fit: NonNullable<TrainRecord["fit"]>;
  /** Name of the target column. */
  readonly target: string;
  readonly language: Language;
  readonly width?: number;
  readonly height?: number;
  readonly id?: string;
}

export function FitFigure({ fit, target, language, width = 460, height = 460, id = "fit" }: FitFigureProps) {
  const { figure, labels } = messagesOf(language);
  const plot: Plot = { left: 58, right: width - 18, top: 62, bottom: height - 50 };
  const points = fit.actual
    .map((actual, row) => ({ actual, predicted: fit.predicted[row] }))
    .filter(({ actual, predicted }) => Number.isFinite(actual) && Number.isFinite(predicted));
  const values = points.flatMap(({ actual, predicted }) => [actual, predicted]);
  const low = values.reduce((least, each) => Math.min(least, each), values[0] ?? 0);
  const high = values.reduce((most, each) => Math.max(most, each), values[0] ?? 1);
  const domain: readonly [number, number] = low < high ? [low, high] : [low - 1, high + 1];
  const horizontal = linearAxis(domain, [plot.left, plot.right], 6, amountLabels);
  const vertical = linearAxis(domain, [plot.bottom, plot.top], 6, amountLabels);
  return (
    <Figure
      id={id}
      width={width}
      height={height}
      title={labels.figureOf(figure.fit, target)}
      description={figure.fitCaption}
    >
      <Frame
        plot={plot}
        horizontal={horizontal}
        vertical={vertical}
        horizontalLabel={figure.actual}
        verticalLabel={figure.predicted}
      />
      <line class="reference" x1={plot.left} y1={plot.bottom} x2={plot.right} y2={plot.top} />
      <g class="lane-0">
        {points.map(({ actual, predicted }, row) => (
          <circle
            key={`${row}`}
            class="dot"
            cx={horizontal.position(actual).toFixed(1)}
            cy={vertical.position(predicted).toFixed(1)}
            r={2.6}
          />
        ))}
      </g>
    </Figure>
  );
}
