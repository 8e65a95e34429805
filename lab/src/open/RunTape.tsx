/** The player and the pictures of a run, as of a race. */

import type { Language } from "@nabla/report";
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import { NumbersTable } from "../race/NumbersTable.tsx";
import { Panels } from "../race/Panels.tsx";
import { PlayerControls } from "../race/PlayerControls.tsx";
import type { PanelProps } from "../race/panel.ts";
import { Stage } from "../race/Stage.tsx";
import { raceWords } from "../race/words/index.ts";
import { makePlayer, type Player } from "../tape/player.ts";
import type { Tape } from "../tape/tape.ts";

interface RunTapeProps {
  readonly tape: Tape;
  readonly language: Language;
  readonly origin: PanelProps["origin"];
  readonly caption: string;
  /** What is told of the moment, below the numbers. */
  readonly children?: (player: Player) => ComponentChildren;
}

export function RunTape({ tape, language, origin, caption, children }: RunTapeProps) {
  const shown = useSignal(tape);
  const player = useMemo(() => makePlayer(shown), [shown]);
  useLayoutEffect(() => {
    shown.value = tape;
    player.pause();
    player.seek(Number.POSITIVE_INFINITY);
  }, [shown, player, tape]);
  useEffect(() => player.pause, [player]);
  const panel = { player, tape, language, words: raceWords[language], origin };
  return (
    <>
      <Stage words={panel.words}>
        {(room) => (
          <>
            <PlayerControls {...panel} asksSlope={false} />
            <Panels {...panel} room={room} />
            <p class="caption">{caption}</p>
          </>
        )}
      </Stage>
      <NumbersTable {...panel} />
      {children?.(player)}
    </>
  );
}
