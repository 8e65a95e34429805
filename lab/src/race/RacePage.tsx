/** The race: what is asked for above, one tape under all panels, one moment in time for all of them. */

import { errorMessage, formatCount, type Language } from "@nabla/report";
import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { homeOf } from "../app/address.ts";
import { address, replaceAddress } from "../app/currentAddress.ts";
import { isPlane } from "../engine/ownData.ts";
import { isOwnName } from "../engine/sourceNames.ts";
import { makePlayer } from "../tape/player.ts";
import { type Failure, makeRecording } from "../tape/recording.ts";
import { tapeTooLong } from "../tape/tape.ts";
import { wordsOf } from "../words/index.ts";
import { GradientCloud } from "./GradientCloud.tsx";
import { Judge } from "./judge/Judge.tsx";
import { LoopBoxes } from "./LoopBoxes.tsx";
import { NumbersTable } from "./NumbersTable.tsx";
import { PanelNotes, Panels } from "./Panels.tsx";
import { PlayerControls } from "./PlayerControls.tsx";
import { RegionsPanel } from "./RegionsPanel.tsx";
import { asked, readState, writeState, writeView } from "./raceState.ts";
import { reproductionOf } from "./reproduce.ts";
import { SettingsForm } from "./SettingsForm.tsx";
import { Stage } from "./Stage.tsx";
import { useRaceView } from "./useRaceView.ts";
import { type RaceWords, raceWords } from "./words/index.ts";

/** A part of a link that names a table of one's own, but not the one that was brought here. */
const isOfOthers = (part: string): boolean => isOwnName(part.replace(/^data=/, ""));

function reasonOf({ code, details, message }: Failure, words: RaceWords, language: Language): string {
  if (code !== tapeTooLong) return errorMessage(code, details, message, language);
  return words.tooLong(formatCount(Number(details.numbers)), formatCount(Number(details.most)));
}

export function RacePage() {
  const { recording, player } = useMemo(() => {
    const made = makeRecording();
    const { view } = readState(address.peek().state);
    return { recording: made, player: makePlayer(made.tape, view) };
  }, []);
  useEffect(() => recording.close, [recording]);

  const { language } = address.value;
  const words = raceWords[language];
  // As text, so that a change of language or theme records nothing anew.
  const recorded = useComputed(() => writeState(readState(address.value.state).setting).toString());
  const state = useComputed(() => readState(new URLSearchParams(recorded.value)));
  const read = readState(address.value.state);
  useSignalEffect(() => {
    player.pause();
    player.seek(0);
    recording.start(state.value.setting);
  });

  const tape = recording.tape.value;
  const failure = recording.failure.value;
  const chosen = useSignal(read.view.loop);
  useRaceView(player, chosen, tape);
  const { setting } = state.value;
  const origin = { note: words.note(setting), reproduce: reproductionOf(setting) };
  const panel = tape === null ? null : { player, tape, language, words, origin };
  return (
    <>
      <h1>{wordsOf(language).pages.race}</h1>
      <p class="lead">{words.lead}</p>
      {read.ignored.length > 0 && (
        <p class="notice" role="status">
          {read.ignored.some(isOfOthers) ? (
            <>
              {words.ownMissing} <a href={homeOf(language, "data")}>{wordsOf(language).pages.data}</a>
            </>
          ) : (
            words.ignored(read.ignored.join(", "))
          )}
        </p>
      )}
      <SettingsForm
        setting={state.value.setting}
        words={words}
        language={language}
        onChange={(setting) => replaceAddress({ state: writeView(setting, { ...read.view, at: 0 }) })}
      />
      {failure !== null && (
        <p class="notice" role="alert">
          {words.failed} {reasonOf(failure, words, language)}
        </p>
      )}
      {panel === null ? (
        <p role="status">{words.recording}</p>
      ) : (
        <>
          <Stage words={words}>
            {(room) => (
              <>
                <PlayerControls {...panel} />
                <Panels
                  {...panel}
                  room={room}
                  {...(isPlane(setting.source) && {
                    instead: (size) => (
                      <RegionsPanel
                        {...panel}
                        {...size}
                        recording={recording}
                        source={setting.source}
                        chosen={chosen.value}
                      />
                    ),
                  })}
                />
                <PanelNotes {...panel} seed={setting.seed} />
              </>
            )}
          </Stage>
          <LoopBoxes {...panel} chosen={chosen} />
          <GradientCloud {...panel} recording={recording} source={state.value.setting.source} chosen={chosen.value} />
          <NumbersTable {...panel} />
          {asked.map((kind) => (
            <Judge
              key={kind}
              kind={kind}
              setting={setting}
              language={language}
              words={words}
              note={origin.note}
              isOpen={read.view.shows.includes(kind)}
              onOpen={(isOpen) => {
                const shows = asked.filter((each) => (each === kind ? isOpen : read.view.shows.includes(each)));
                replaceAddress({ state: writeView(setting, { ...read.view, shows }) });
              }}
            />
          ))}
        </>
      )}
    </>
  );
}
