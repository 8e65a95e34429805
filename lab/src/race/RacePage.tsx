/** The race: what is asked for above, one tape under all panels, one moment in time for all of them. */

import { useComputed, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { address, replaceAddress } from "../app/currentAddress.ts";
import { makePlayer } from "../tape/player.ts";
import { makeRecording } from "../tape/recording.ts";
import { wordsOf } from "../words/index.ts";
import { LoopBoxes } from "./LoopBoxes.tsx";
import { NumbersTable } from "./NumbersTable.tsx";
import { PanelNotes, Panels } from "./Panels.tsx";
import { PlayerControls } from "./PlayerControls.tsx";
import { readState, writeState } from "./raceState.ts";
import { SettingsForm } from "./SettingsForm.tsx";

export function RacePage() {
  const { recording, player } = useMemo(() => {
    const made = makeRecording();
    return { recording: made, player: makePlayer(made.tape) };
  }, []);
  useEffect(() => recording.close, [recording]);

  const { language } = address.value;
  const words = wordsOf(language).race;
  // As text, so that a change of language or theme records nothing anew.
  const asked = useComputed(() => writeState(readState(address.value.state).setting).toString());
  const state = useComputed(() => readState(new URLSearchParams(asked.value)));
  const { ignored } = readState(address.value.state);
  useSignalEffect(() => {
    player.pause();
    player.seek(0);
    recording.start(state.value.setting);
  });

  const tape = recording.tape.value;
  const failure = recording.failure.value;
  return (
    <>
      <h1>{wordsOf(language).pages.race}</h1>
      <p class="lead">{words.lead}</p>
      {ignored.length > 0 && (
        <p class="notice" role="status">
          {words.ignored(ignored.join(", "))}
        </p>
      )}
      <SettingsForm
        setting={state.value.setting}
        words={words}
        onChange={(setting) => replaceAddress({ state: writeState(setting) })}
      />
      {failure !== null && (
        <p class="notice" role="alert">
          {words.failed} {failure.message}
        </p>
      )}
      {tape === null ? (
        <p role="status">{words.recording}</p>
      ) : (
        <>
          <PlayerControls player={player} tape={tape} words={words} />
          <Panels player={player} tape={tape} language={language} words={words} />
          <PanelNotes {...{ player, tape, language, words }} seed={state.value.setting.seed} />
          <LoopBoxes player={player} tape={tape} language={language} words={words} />
          <NumbersTable player={player} tape={tape} language={language} words={words} />
        </>
      )}
    </>
  );
}
