/** Lets the tape run from the begin of a scene to its end, while one reads. */

import { useEffect } from "preact/hooks";
import type { Player } from "../tape/player.ts";
import type { Tape } from "../tape/tape.ts";
import { type SceneName, scenes } from "./scenes.ts";

/** Milliseconds that a scene moves. */
const duration = 5000;

const wantsStillness = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Each scene begins anew when it is chosen; who wants no motion sees its end at once. */
export function useScene(player: Player, tape: Tape | null, name: SceneName): void {
  const complete = tape?.complete === true ? tape : null;
  useEffect(() => {
    if (complete === null) return;
    const { clock, from, to } = scenes[name];
    const [begin, end] = [from(complete), to(complete)];
    const started = performance.now();
    let frame = 0;
    const show = (now: number): void => {
      const share = wantsStillness() ? 1 : Math.min(1, Math.max(0, (now - started) / duration));
      player.seek(begin + share * (end - begin));
      if (share < 1) frame = requestAnimationFrame(show);
    };
    player.clock.value = clock;
    show(started);
    return () => cancelAnimationFrame(frame);
  }, [player, complete, name]);
}
