/** The report of one training as one HTML file. */

import { FitFigure } from "../figures/FitFigure.tsx";
import { TrainingFigure } from "../figures/TrainingFigure.tsx";
import type { Score, TrainRecord } from "../trainRecord.ts";
import { laneDescription } from "../words/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { lossName, modelName } from "../words/modelNames.ts";
import { formatCount, formatNumber, formatShare } from "../words/number.ts";
import { trainingSummary } from "../words/training.ts";
import { renderDocument } from "./Document.tsx";
import { Answer, Repeat, type Row, Rows, Settings, TwoWidths } from "./parts.tsx";

function scoreRows(score: Score, where: string, language: Language): readonly Row[] {
  const { train, labels } = messagesOf(language);
  const row = (metric: string, value: string): Row => ({ name: `${metric}${labels.parenthesised(where)}`, value });
  return [
    row(train.metric.loss, formatNumber(score.loss, 5)),
    ...(score.r2 === undefined ? [] : [row(train.metric.r2, formatNumber(score.r2, 4))]),
    ...(score.accuracy === undefined ? [] : [row(train.metric.accuracy, formatShare(score.accuracy))]),
  ];
}

function metricRows({ metrics }: TrainRecord, language: Language): readonly Row[] {
  const { figure } = messagesOf(language);
  const heldOut = metrics.validation;
  return [
    ...scoreRows(metrics, figure.train, language),
    ...(heldOut === undefined ? [] : scoreRows(heldOut, figure.heldOut, language)),
  ];
}

function dataRows(record: TrainRecord, language: Language): readonly Row[] {
  const { page } = messagesOf(language);
  const names = page.dataRow;
  return [
    { name: names.name, value: record.data.name },
    { name: names.rows, value: formatCount(record.data.rows) },
    { name: names.features, value: record.data.features.join(", ") },
    { name: names.target, value: record.data.target },
    ...(record.data.classes === undefined ? [] : [{ name: names.classes, value: record.data.classes.join(", ") }]),
    { name: names.hash, value: record.data.hash },
    { name: names.model, value: modelName(record.model, language) },
    { name: names.weights, value: formatCount(record.parameters) },
    { name: names.loss, value: lossName(record.loss, language) },
    { name: page.column.batchSize, value: laneDescription(record.batchSize, record.data.rows, language) },
    { name: page.column.rate, value: formatNumber(record.learningRate) },
    { name: names.dtype, value: record.dtype },
    { name: names.threads, value: formatCount(record.threads) },
  ];
}

/**
 * One training as a self-contained HTML page: how good the model is, its equation, its loss over time, every setting.
 * @example
 * import { trainPage } from "@nabla/report";
 * const html = trainPage(record, "zh");
 */
export function trainPage(record: TrainRecord, language: Language): string {
  const { figure, page, train } = messagesOf(language);
  const title = train.title(record.data.name, record.data.target);
  const summary = trainingSummary(record, language);
  const { fit } = record;
  return renderDocument({
    language,
    title,
    children: (
      <>
        <h1>{title}</h1>
        <Answer language={language} headline={summary.headline}>
          {summary.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Answer>
        {record.equation !== undefined && (
          <section>
            <h2>{page.equation}</h2>
            <pre>{record.equation}</pre>
            <p class="quiet small">{page.trainEquationNote}</p>
          </section>
        )}
        <section>
          <h2>{train.metrics}</h2>
          <Rows rows={metricRows(record, language)} />
        </section>
        <section>
          <h2>{train.curve}</h2>
          <TwoWidths
            id="training"
            wide={[820, 400]}
            narrow={[340, 340]}
            draw={(size) => <TrainingFigure record={record} language={language} {...size} />}
            caption={figure.trainingCaption}
          />
          {fit !== undefined && (
            <TwoWidths
              id="fit"
              wide={[520, 500]}
              narrow={[340, 360]}
              draw={(size) => <FitFigure fit={fit} target={record.data.target} language={language} {...size} />}
              caption={figure.fitCaption}
            />
          )}
        </section>
        <section>
          <h2>{page.data}</h2>
          <Rows rows={dataRows(record, language)} />
        </section>
        <Settings settings={record.settings} language={language} />
        <Repeat settings={record.settings} version={record.nabla} language={language} />
        <footer>{page.madeByTrain(record.nabla)}</footer>
      </>
    ),
  });
}
