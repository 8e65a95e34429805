/**
 * The report of a comparison as one HTML file: the answer, the two races, the claims, the diagnostics, the settings.
 */

import type { CompareRecord, RaceRecord } from "nabla/race";
import { recordFigures } from "../figures/index.ts";
import { answerWords } from "../words/answer.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { problemWords, type RaceSummary, raceSummary } from "../words/summary.ts";
import { ClaimsTable } from "./ClaimsTable.tsx";
import { ClockSwitch, clockStyle } from "./ClockSwitch.tsx";
import { Diagnostics } from "./Diagnostics.tsx";
import { renderDocument } from "./Document.tsx";
import { dataRows, optimumRows } from "./facts.ts";
import { LaneTable } from "./LaneTable.tsx";
import { Answer, Repeat, Rows, Settings, TwoWidths } from "./parts.tsx";
import { TwoRaces } from "./TwoRaces.tsx";

interface PartProps {
  readonly record: CompareRecord;
  readonly language: Language;
}

function RaceSection({ record, language, race, summary }: PartProps & { race: RaceRecord; summary: RaceSummary }) {
  const { answer, labels, page } = messagesOf(language);
  return (
    <section>
      <h2>{labels.figureOf(page.race, answer.raceName[race.rule])}</h2>
      <ClockSwitch record={record} race={race} language={language} equal={summary.equal} />
      <LaneTable record={record} race={race} language={language} />
      {summary.cautions.length > 0 && (
        <ul class="cautions">
          {summary.cautions.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The figures beside the races, as far as the record has them. */
function Figures({ record, language }: PartProps) {
  return (
    <>
      {recordFigures.map(({ id, wide, narrow, of }) => {
        const drawing = of(record, language);
        if (drawing === null) return null;
        return (
          <section key={id}>
            <h2>{drawing.heading}</h2>
            <TwoWidths id={id} wide={wide} narrow={narrow} draw={drawing.draw} caption={drawing.caption} />
          </section>
        );
      })}
    </>
  );
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
  const { labels, page, race: words } = messagesOf(language);
  const title = words.title(record.data.name);
  const answer = answerWords(record, language);
  const races = record.races.map((race) => ({ race, summary: raceSummary(record, race, language) }));
  const { problem, objective, cautions } = problemWords(record, language);
  return renderDocument({
    language,
    title,
    style: clockStyle(record.races),
    children: (
      <>
        <header>
          <h1>{title}</h1>
          <p class="quiet small">{problem}</p>
        </header>
        <Answer language={language} headline={answer.headline}>
          {answer.basis.length > 0 && <p>{answer.basis.join(labels.gap)}</p>}
          {cautions.length > 0 && (
            <ul class="cautions">
              {cautions.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </Answer>
        <TwoRaces record={record} language={language} contrast={answer.contrast} />
        {races.map(({ race, summary }) => (
          <RaceSection key={race.rule} record={record} language={language} race={race} summary={summary} />
        ))}
        <Figures record={record} language={language} />
        <section>
          <h2>{page.claims}</h2>
          <ClaimsTable claims={record.claims} language={language} />
        </section>
        <Diagnostics record={record} language={language} />
        {record.equation !== undefined && record.optimum?.attained && (
          <section>
            <h2>{page.optimumEquation}</h2>
            <pre>{record.equation}</pre>
            <p class="quiet small">{page.equationNote}</p>
          </section>
        )}
        <section>
          <h2>{page.optimum}</h2>
          <p>{objective}</p>
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
