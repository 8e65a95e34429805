/** The report of a race as one HTML file. */

import type { CompareRecord, RaceRecord } from "nabla/race";
import { ContourFigure } from "../figures/ContourFigure.tsx";
import { laneName } from "../words/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { lossName, modelName } from "../words/modelNames.ts";
import { formatCount, formatNumber } from "../words/number.ts";
import { type RaceSummary, raceSummary } from "../words/summary.ts";
import { ClaimsTable } from "./ClaimsTable.tsx";
import { ClockSwitch, clockStyle } from "./ClockSwitch.tsx";
import { renderDocument } from "./Document.tsx";
import { LaneTable } from "./LaneTable.tsx";
import { Answer, Repeat, type Row, Rows, Settings, TwoWidths } from "./parts.tsx";

interface PartProps {
  readonly record: CompareRecord;
  readonly language: Language;
}

function RaceSection({ record, language, race, summary }: PartProps & { race: RaceRecord; summary: RaceSummary }) {
  const { labels, page } = messagesOf(language);
  const rule = race.rule === "same" ? page.sameRate : page.bestRate;
  return (
    <section>
      <h2>{labels.figureOf(page.race, rule)}</h2>
      <ClockSwitch record={record} race={race} language={language} equal={summary.conditions.at(-1) ?? ""} />
      <LaneTable record={record} race={race} language={language} />
    </section>
  );
}

function ContourSection({ record, language }: PartProps) {
  const { figure, page } = messagesOf(language);
  const race = record.races.find((each) => each.descents.some((descent) => descent.path !== undefined));
  const { surface } = record;
  if (surface === undefined || race === undefined) return null;
  return (
    <section>
      <h2>{page.contour}</h2>
      <TwoWidths
        id="contour"
        wide={[820, 620]}
        narrow={[340, 420]}
        draw={(size) => <ContourFigure record={{ ...record, surface }} race={race} language={language} {...size} />}
        caption={figure.contourCaption}
      />
    </section>
  );
}

function optimumRows({ optimum, data, resolution, startLoss }: CompareRecord, language: Language): readonly Row[] {
  const { labels, page } = messagesOf(language);
  const names = page.optimumRow;
  const known = (name: string, value: number | null): readonly Row[] =>
    value === null ? [] : [{ name, value: formatNumber(value, 5) }];
  const ends = [...known(names.startLoss, startLoss), ...known(names.resolution, resolution)];
  if (optimum === null) return ends;
  return [
    ...(optimum.attained ? known(names.loss, optimum.loss) : []),
    { name: names.attained, value: optimum.attained ? labels.yes : page.notAttained },
    ...known(names.gap, optimum.gap),
    ...known(names.mu, optimum.mu),
    ...known(names.smoothness, optimum.smoothness),
    ...known(names.kappa, data.kappa),
    { name: names.method, value: optimum.method },
    ...(optimum.attained && optimum.parameters.length <= 64
      ? [{ name: names.parameters, value: optimum.parameters.map((each) => formatNumber(each, 5)).join(", ") }]
      : []),
    ...ends,
  ];
}

function dataRows(record: CompareRecord, language: Language): readonly Row[] {
  const { labels, page } = messagesOf(language);
  const names = page.dataRow;
  const { data } = record;
  const answer = (value: boolean): string => (value ? labels.yes : labels.no);
  return [
    { name: names.name, value: data.name },
    { name: names.rows, value: formatCount(data.rows) },
    { name: names.features, value: data.features.join(", ") },
    { name: names.target, value: data.target },
    ...(data.classes === undefined ? [] : [{ name: names.classes, value: data.classes.join(", ") }]),
    ...(typeof data.separable === "boolean" ? [{ name: names.separable, value: answer(data.separable) }] : []),
    { name: names.hash, value: data.hash },
    { name: names.model, value: modelName(record.model, language) },
    { name: names.weights, value: formatCount(record.parameters) },
    { name: names.loss, value: lossName(record.loss, language) },
    { name: names.convex, value: answer(record.convex) },
    { name: names.dtype, value: record.dtype },
    { name: names.threads, value: formatCount(record.threads) },
  ];
}

function recommendation({ recommendation: advice }: CompareRecord, language: Language): string {
  const { race } = messagesOf(language);
  if (advice === null) return race.noRecommendation;
  const ties = advice.ties.map((batchSize) => laneName(batchSize, language));
  return race.recommendation(laneName(advice.batchSize, language), formatNumber(advice.learningRate), ties);
}

/**
 * A race as one self-contained HTML page: no request leaves it, no script runs in it, every text is escaped. Light and
 * dark follow the reader's system; the clock switch needs only its style sheet.
 * @param record what `compareDescents` returned, or `compare --json` printed
 * @example
 * import { reportPage } from "@nabla/report";
 * const html = reportPage(record, "en");
 */
export function reportPage(record: CompareRecord, language: Language): string {
  const { page, race: words } = messagesOf(language);
  const title = words.title(record.data.name);
  const races = record.races.map((race) => ({ race, summary: raceSummary(record, race, language) }));
  const first = races[0]?.summary;
  return renderDocument({
    language,
    title,
    style: clockStyle(record.races),
    children: (
      <>
        <header>
          <h1>{title}</h1>
          <p class="quiet small">{first?.conditions[0]}</p>
        </header>
        {first !== undefined && (
          <Answer language={language} headline={first.headline}>
            {first.results.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            <ul class="cautions">
              {[...first.cautions, recommendation(record, language)].map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Answer>
        )}
        {races.map(({ race, summary }) => (
          <RaceSection key={race.rule} record={record} language={language} race={race} summary={summary} />
        ))}
        <ContourSection record={record} language={language} />
        <section>
          <h2>{page.claims}</h2>
          <ClaimsTable claims={record.claims} language={language} />
        </section>
        {record.equation !== undefined && record.optimum?.attained && (
          <section>
            <h2>{page.equation}</h2>
            <pre>{record.equation}</pre>
            <p class="quiet small">{page.equationNote}</p>
          </section>
        )}
        <section>
          <h2>{page.optimum}</h2>
          <p>{first?.conditions[1]}</p>
          <Rows rows={optimumRows(record, language)} />
          {record.optimum?.attained && <p class="quiet small">{page.certificate}</p>}
        </section>
        <section>
          <h2>{page.data}</h2>
          <Rows rows={dataRows(record, language)} />
        </section>
        <Settings settings={record.settings} language={language} />
        <Repeat settings={record.settings} version={record.nabla} language={language} />
        <footer>{page.madeBy(record.nabla, record.protocol)}</footer>
      </>
    ),
  });
}
