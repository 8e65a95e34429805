/** Keeps what a race looks like in the address, and takes it from there when the page is opened. */

import { type Signal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { address, replaceAddress } from "../app/currentAddress.ts";
import type { Player } from "../tape/player.ts";
import type { Tape } from "../tape/tape.ts";
import { readState, writeView } from "./raceState.ts";

export function useRaceView(player: Player, chosen: Signal<number>, tape: Tape | null): void {
  const opened = useRef(false);
  useEffect(() => {
    if (tape === null || opened.current) return;
    const { at } = readState(address.peek().state).view;
    if (player.end.value < at && !tape.complete) return;
    opened.current = true;
    player.seek(at);
  }, [tape, player]);
  useSignalEffect(() => {
    const view = {
      clock: player.clock.value,
      rise: player.stopAtRise.value,
      slope: player.stopBelowSlope.value,
      loop: chosen.value,
      // While it plays the moment is nobody's choice.
      at: player.playing.value ? null : player.time.value,
    };
    if (!opened.current) return;
    const { state } = address.peek();
    const read = readState(state);
    if (read.ignored.length > 0) return;
    const next = writeView(read.setting, { ...read.view, ...view, at: view.at ?? read.view.at });
    if (next.toString() !== state.toString()) replaceAddress({ state: next });
  });
}
