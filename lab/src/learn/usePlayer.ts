/** A player for a tape that is answered anew whenever its question changes. */

import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import { makePlayer } from "../tape/player.ts";
import type { Tape, TapeClock } from "../tape/tape.ts";

export function usePlayer(newest: Tape | null, clock: TapeClock) {
  const made = useMemo(() => {
    const tape = signal<Tape | null>(null);
    const player = makePlayer(tape);
    player.clock.value = clock;
    return { tape, player };
  }, []);
  useLayoutEffect(() => {
    made.tape.value = newest;
  }, [made, newest]);
  useEffect(() => made.player.pause, [made]);
  return made;
}
