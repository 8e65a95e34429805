/** One training on a terminal: how good the model is, its loss, its equation, and where the run lies. */

import { trainingSeries } from "../figures/TrainingFigure.tsx";
import type { TrainRecord } from "../trainRecord.ts";
import { messagesOf } from "../words/messages.ts";
import { trainingSummary } from "../words/training.ts";
import { plotCurves } from "./plot.ts";
import { blank, narrowest, proseWidth, type TerminalOptions } from "./terminalSummary.ts";
import { type Line, paint, paragraph } from "./text.ts";

/**
 * One training as lines for a terminal, none wider than `width` columns.
 * @example
 * import { terminalTrain } from "@nabla/report";
 * const lines = terminalTrain(record, { language: "zh", width: 80, color: (style, text) => text });
 */
export function terminalTrain(record: TrainRecord, options: TerminalOptions): readonly string[] {
  const { language, color, report } = options;
  const width = Math.max(narrowest, options.width);
  const prose = proseWidth(width);
  const { labels, page, train } = messagesOf(language);
  const { headline, sentences } = trainingSummary(record, language);
  const curves = trainingSeries(record, language)
    .filter(({ points }) => points.length > 1)
    .map(({ name, look, points }) => ({
      name,
      colour: look.colour,
      character: look.character,
      points: points.map(({ x, loss }) => ({ x, y: loss })),
    }));
  const plot = plotCurves(curves, {
    width: Math.min(width, 84),
    rows: 10,
    horizontalLabel: labels.clockAxis.examples,
    verticalLabel: labels.loss,
  });
  const lines: Line[] = [
    ...paragraph(train.title(record.data.name, record.data.target), prose, "title"),
    blank,
    ...paragraph(headline, prose, "strong"),
    ...sentences.flatMap((sentence) => paragraph(sentence, prose)),
    ...(curves.length > 0 ? [blank, ...plot] : []),
    ...(record.equation === undefined ? [] : [blank, ...paragraph(record.equation, prose, "strong")]),
    ...(report === undefined ? [] : [blank, [{ text: page.reportAt(report) }]]),
  ];
  return lines.map((line) => paint(line, color));
}
