/** The race under every clock, one at a time: radio buttons and a style sheet, so that it works without any script. */

import type { CompareRecord, RaceRecord } from "nabla/race";
import { ConvergenceFigure, convergenceCaption } from "../figures/ConvergenceFigure.tsx";
import { type Clock, clocks } from "../lanes/band.ts";
import { clockWords } from "../words/clock.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { TwoWidths } from "./parts.tsx";

interface ClockSwitchProps {
  readonly record: CompareRecord;
  readonly race: RaceRecord;
  readonly language: Language;
  /** What was held equal, in words. */
  readonly equal: string;
}

/** Budgets are equal in examples, so the race opens with that clock. */
const opened: Clock = "examples";

const idOf = (race: RaceRecord, clock: Clock): string => `${race.rule}-${clock}`;

/** The rules that show the panel of the chosen clock. */
export const clockStyle = (races: readonly RaceRecord[]): string =>
  races
    .flatMap((race) => clocks.map((clock) => `#${idOf(race, clock)}:checked~.panel-${clock}{display:block}`))
    .join("");

export function ClockSwitch({ record, race, language, equal }: ClockSwitchProps) {
  const { labels, page } = messagesOf(language);
  const caption = convergenceCaption({ record, race, language });
  return (
    <fieldset class="clocks">
      <legend>{page.clock}</legend>
      {clocks.map((clock) => [
        <input
          key={clock}
          type="radio"
          name={`clock-${race.rule}`}
          id={idOf(race, clock)}
          checked={clock === opened}
        />,
        <label key={`${clock}-label`} for={idOf(race, clock)}>
          {labels.clock[clock]}
        </label>,
      ])}
      {clocks.map((clock) => (
        <div key={`${clock}-panel`} class={`panel panel-${clock}`}>
          <TwoWidths
            id={`figure-${idOf(race, clock)}`}
            wide={[820, 460]}
            narrow={[340, 380]}
            draw={(size) => (
              <ConvergenceFigure record={record} race={race} clock={clock} language={language} {...size} />
            )}
            caption={[...clockWords(race, clock, language), ...caption, equal].join(labels.gap)}
          />
        </div>
      ))}
    </fieldset>
  );
}
