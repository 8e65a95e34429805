/** The two races side by side: what each means, who ended lowest in it, and why they may differ. */

import type { CompareRecord } from "nabla/race";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { raceSummary, speedWords } from "../words/summary.ts";

interface TwoRacesProps {
  readonly record: CompareRecord;
  readonly language: Language;
  /** Why they rank differently, or that they agree. */
  readonly contrast: readonly string[];
}

export function TwoRaces({ record, language, contrast }: TwoRacesProps) {
  const { answer, page } = messagesOf(language);
  return (
    <section>
      <h2>{record.races.length > 1 ? answer.races : page.race}</h2>
      <div class="pair">
        {record.races.map((race) => {
          const { headline, divergences } = raceSummary(record, race, language);
          return (
            <div key={race.rule} class="card">
              <h3>{answer.raceName[race.rule]}</h3>
              <p class="quiet small">{answer.raceMeaning[race.rule]}</p>
              <p>
                <strong>{headline}</strong>
              </p>
              {divergences.map((sentence) => (
                <p key={sentence} class="small">
                  {sentence}
                </p>
              ))}
            </div>
          );
        })}
      </div>
      {[...contrast, ...speedWords(record, language)].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  );
}
