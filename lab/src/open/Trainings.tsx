/** Trainings that the command has made, side by side, and the parameters of one of them at the moment. */

import { commandOf, formatCount, formatNumber, type Language, messagesOf, settingRows } from "@nabla/report";
import { useMemo } from "preact/hooks";
import { stepAt } from "../tape/tape.ts";
import { RunTape } from "./RunTape.tsx";
import type { TrainingRun } from "./readRun.ts";
import { parametersOf, tapeOfTrainings } from "./runTape.ts";
import { SettingsTable } from "./SettingsTable.tsx";
import type { OpenWords } from "./words/index.ts";

interface TrainingsProps {
  readonly runs: readonly TrainingRun[];
  /** The one whose parameters and settings are told. */
  readonly chosen: TrainingRun;
  readonly words: OpenWords;
  readonly language: Language;
}

export function Trainings({ runs, chosen, words, language }: TrainingsProps) {
  const tape = useMemo(() => tapeOfTrainings(runs), [runs]);
  const { name, settings, hash, reports, stopped } = chosen;
  const origin = { note: words.note(name, hash), reproduce: { command: commandOf(settings), code: null } };
  const lane = tape.lanes[runs.indexOf(chosen)];
  return (
    <>
      {new Set(runs.map((run) => run.hash)).size > 1 && <p class="notice">{words.otherData}</p>}
      <RunTape
        tape={tape}
        language={language}
        origin={origin}
        caption={`${words.ofTraining(formatCount(reports.length))} ${stopped === null ? words.unfinished : ""}`}
      >
        {({ clock, time }) => {
          const state = stepAt(lane, tape.head.rows, clock.value, time.value);
          const parameters = parametersOf(reports[state]);
          return (
            parameters.length > 0 && (
              <>
                <h2>{words.parameters(name)}</h2>
                <p class="parameters">
                  {parameters.map(({ name: parameter, value }) => (
                    <span key={parameter}>
                      {parameter} = {formatNumber(value, 6)}
                    </span>
                  ))}
                </p>
              </>
            )
          );
        }}
      </RunTape>
      <SettingsTable heading={messagesOf(language).page.settings} rows={settingRows(settings, language)} />
    </>
  );
}
