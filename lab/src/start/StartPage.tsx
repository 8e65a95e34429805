/** Where one comes in: a race that tells itself in six scenes, and then the doors. */

import { useEffect, useMemo } from "preact/hooks";
import { homeOf, pageNames, writeAddress } from "../app/address.ts";
import { address, replaceAddress } from "../app/currentAddress.ts";
import { Panels } from "../race/Panels.tsx";
import { writeState } from "../race/raceState.ts";
import { reproductionOf } from "../race/reproduce.ts";
import { raceWords } from "../race/words/index.ts";
import { makePlayer } from "../tape/player.ts";
import { makeRecording } from "../tape/recording.ts";
import { wordsOf } from "../words/index.ts";
import { brokenRace, guidedRace, sceneNames, toldOf } from "./scenes.ts";
import { useScene } from "./useScene.ts";
import { startWords } from "./words/index.ts";

export function StartPage() {
  const { recording, player } = useMemo(() => {
    const made = makeRecording();
    made.start(guidedRace);
    return { recording: made, player: makePlayer(made.tape) };
  }, []);
  useEffect(() => recording.close, [recording]);
  const { language, state } = address.value;
  const words = startWords[language];
  const tape = recording.tape.value;
  const name = sceneNames.find((each) => each === state.get("scene")) ?? sceneNames[0];
  const at = sceneNames.indexOf(name);
  useScene(player, tape, name);
  const go = (to: number): void => replaceAddress({ state: new URLSearchParams({ scene: sceneNames[to] }) });
  const origin = { note: raceWords[language].note(guidedRace), reproduce: reproductionOf(guidedRace) };
  return (
    <>
      <h1>{words.heading}</h1>
      <p class="lead">{words.lead}</p>
      <section class="scene" aria-label={words.scene(at + 1, sceneNames.length)}>
        <div class="telling" aria-live="polite">
          <p class="caption">{words.scene(at + 1, sceneNames.length)}</p>
          <h2>{words.scenes[name].title}</h2>
          {tape?.complete === true ? (
            <p>{words.scenes[name].text(toldOf(tape, name, language))}</p>
          ) : (
            <p role="status">{raceWords[language].recording}</p>
          )}
          {name === "rate" && tape?.complete === true && (
            <p>
              <a href={writeAddress({ language, page: "race", part: "", state: writeState(brokenRace(tape)) })}>
                {words.breakIt}
              </a>
            </p>
          )}
        </div>
        <div class="transport">
          <button type="button" disabled={at === 0} onClick={() => go(at - 1)}>
            {words.back}
          </button>
          <button type="button" class="main" disabled={at === sceneNames.length - 1} onClick={() => go(at + 1)}>
            {words.next}
          </button>
        </div>
        {tape !== null && (
          <Panels
            tape={tape}
            player={player}
            language={language}
            words={raceWords[language]}
            origin={origin}
            room={null}
          />
        )}
      </section>
      <h2>{words.doors}</h2>
      <ul class="doors">
        {pageNames
          .filter((page) => page !== "start")
          .map((page) => (
            <li key={page}>
              <a href={homeOf(language, page)}>{wordsOf(language).pages[page]}</a>
              <p>{words.about[page]}</p>
            </li>
          ))}
      </ul>
    </>
  );
}
