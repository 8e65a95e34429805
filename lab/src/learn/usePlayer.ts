/** A player for a tape that is answered anew whenever its question changes; its moment is kept in the address. */

import { batch, signal, useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { makePlayer, type Player } from "../tape/player.ts";
import type { Tape, TapeClock } from "../tape/tape.ts";

export interface Moment {
  readonly clock: TapeClock;
  /** What the clock shows, as far as the tape goes. */
  readonly at: number;
}

const nowOf = ({ clock, time }: Player): Moment => ({
  clock: clock.value,
  at: Number(time.value.toPrecision(6)),
});

/** `tapeOn`: the newest tape for a clock. `keep` is told each moment that somebody chooses, none while it plays. */
export function usePlayer(tapeOn: (clock: TapeClock) => Tape | null, moment: Moment, keep: (moment: Moment) => void) {
  const made = useMemo(() => {
    const tape = signal<Tape | null>(null);
    const player = makePlayer(tape);
    player.clock.value = moment.clock;
    return { tape, player };
  }, []);
  /** The moment that the address and the player last agreed on. */
  const agreed = useRef(moment);
  const newest = tapeOn(made.player.clock.value);
  useLayoutEffect(() => {
    batch(() => {
      const isFirst = made.tape.value === null;
      made.tape.value = newest;
      if (isFirst) made.player.seek(moment.at);
    });
  }, [made, newest]);
  useEffect(() => {
    const { clock, at } = agreed.current;
    if (made.tape.value === null || (clock === moment.clock && at === moment.at)) return;
    agreed.current = moment;
    made.player.pause();
    made.player.clock.value = moment.clock;
    made.player.seek(moment.at);
  }, [moment.clock, moment.at]);
  useSignalEffect(() => {
    const { tape, player } = made;
    const now = nowOf(player);
    if (player.playing.value || tape.value === null) return;
    const { clock, at } = agreed.current;
    // A moment behind the end of a tape is its end: nobody has chosen another.
    if (clock === now.clock && (at === now.at || (at > now.at && player.time.value >= player.end.value))) return;
    agreed.current = now;
    keep(now);
  });
  useEffect(() => made.player.pause, [made]);
  return made;
}
