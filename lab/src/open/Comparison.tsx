/** A comparison that the command has made: its answer, its races to play, its figures, its claims. */

import {
  answerWords,
  ClaimsTable,
  commandOf,
  formatCount,
  type Language,
  messagesOf,
  recordFigures,
  settingRows,
} from "@nabla/report";
import type { CompareRecord, RaceRecord } from "nabla/race";
import { useMemo, useState } from "preact/hooks";
import { Exported } from "../app/Exported.tsx";
import { useInlineSize } from "../app/useInlineSize.ts";
import { RunTape } from "./RunTape.tsx";
import { tapeOfRace } from "./runTape.ts";
import { SettingsTable } from "./SettingsTable.tsx";
import type { OpenWords } from "./words/index.ts";

interface ComparisonProps {
  readonly name: string;
  readonly record: CompareRecord;
  readonly words: OpenWords;
  readonly language: Language;
}

export function Comparison({ name, record, words, language }: ComparisonProps) {
  const [rule, setRule] = useState<RaceRecord["rule"]>(record.races[0].rule);
  const race = record.races.find((each) => each.rule === rule) ?? record.races[0];
  const tape = useMemo(() => tapeOfRace(record, race), [record, race]);
  const origin = {
    note: words.note(name, record.data.hash),
    reproduce: { command: commandOf(record.settings), code: null },
  };
  const { answer, page } = messagesOf(language);
  const told = answerWords(record, language);
  const seeds = race.descents[0].seeds;
  return (
    <>
      <p>
        <b>{told.headline}</b> {[...told.basis, ...told.contrast].join(" ")}
      </p>
      {record.races.length > 1 && (
        <fieldset>
          <legend>{words.race}</legend>
          {record.races.map((each) => (
            <label key={each.rule}>
              <input type="radio" name="rule" checked={each === race} onChange={() => setRule(each.rule)} />
              {answer.raceName[each.rule]}
            </label>
          ))}
        </fieldset>
      )}
      <RunTape
        tape={tape}
        language={language}
        origin={origin}
        caption={words.ofComparison(formatCount(record.data.rows), formatCount(seeds.length), String(seeds[0].seed))}
      />
      <RecordFigures record={record} origin={origin} language={language} />
      <h2>{page.claims}</h2>
      <ClaimsTable claims={record.claims} language={language} />
      <SettingsTable heading={page.settings} rows={settingRows(record.settings, language)} />
    </>
  );
}

interface RecordFiguresProps extends Pick<ComparisonProps, "record" | "language"> {
  readonly origin: {
    readonly note: string;
    readonly reproduce: { readonly command: string | null; readonly code: null };
  };
}

/** Those that the page of the report has, as far as the record has something for them. */
function RecordFigures({ record, origin, language }: RecordFiguresProps) {
  const [place, available] = useInlineSize<HTMLDivElement>(800);
  return (
    <div ref={place}>
      {recordFigures.map(({ id, wide, narrow, of }) => {
        const drawing = of(record, language);
        if (drawing === null) return null;
        const [width, height] = available < wide[0] ? [available, narrow[1]] : wide;
        return (
          <section key={id}>
            <h2>{drawing.heading}</h2>
            <Exported {...origin}>{drawing.draw({ width, height, id })}</Exported>
            <p class="caption">{drawing.caption}</p>
          </section>
        );
      })}
    </div>
  );
}
