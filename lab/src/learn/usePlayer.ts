/** A player for a tape that is answered anew whenever its question changes. */

import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import { makePlayer } from "../tape/player.ts";
import type { Tape, TapeClock } from "../tape/tape.ts";

/** `tapeOn`: the newest tape for a clock. `atEnd`: the first one is shown from its end. */
export function usePlayer(tapeOn: (clock: TapeClock) => Tape | null, clock: TapeClock, atEnd = false) {
  const made = useMemo(() => {
    const tape = signal<Tape | null>(null);
    const player = makePlayer(tape);
    player.clock.value = clock;
    return { tape, player };
  }, []);
  const newest = tapeOn(made.player.clock.value);
  useLayoutEffect(() => {
    const isFirst = made.tape.value === null && newest !== null;
    made.tape.value = newest;
    if (isFirst && atEnd) made.player.seek(Number.POSITIVE_INFINITY);
  }, [made, newest]);
  useEffect(() => made.player.pause, [made]);
  return made;
}
