/** The cursor: one moment in time for all panels; it plays, pauses, steps and scrubs. */

import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import {
  type LaneTape,
  lengthOf,
  neighbour,
  nextWhere,
  risesAt,
  stepAt,
  type Tape,
  type TapeClock,
  timeAt,
} from "./tape.ts";

/** Seconds that a tape takes from its begin to its end at speed 1. */
const wholeTape = 12;

export interface Player {
  readonly clock: Signal<TapeClock>;
  readonly playing: Signal<boolean>;
  /** Playing stops where the loss of a lane rises. */
  readonly stopAtRise: Signal<boolean>;
  /** Playing stops where ‖∇E‖ of a lane falls below; null for nowhere. */
  readonly stopBelowSlope: Signal<number | null>;
  /** What the clock shows, between 0 and `end`. */
  readonly time: ReadonlySignal<number>;
  readonly end: ReadonlySignal<number>;
  play(): void;
  pause(): void;
  seek(time: number): void;
  step(direction: 1 | -1): void;
}

/** How it is set when it begins. */
interface PlayerSetting {
  readonly clock: TapeClock;
  readonly rise: boolean;
  readonly slope: number | null;
}

const usual: PlayerSetting = { clock: "examples", rise: false, slope: null };

export function makePlayer(tape: ReadonlySignal<Tape | null>, begin = usual): Player {
  const clock = signal(begin.clock);
  const playing = signal(false);
  const stopAtRise = signal(begin.rise);
  const stopBelowSlope = signal(begin.slope);
  const at = signal(0);
  const end = computed(() => (tape.value === null ? 0 : lengthOf(tape.value, clock.value)));
  const time = computed(() => Math.min(at.value, end.value));
  let frame = 0;
  let last = 0;

  const pause = (): void => {
    playing.value = false;
    cancelAnimationFrame(frame);
  };

  const seek = (to: number): void => {
    // Not as a dependency: who moves the cursor does not want to be told of the tape.
    at.value = Math.max(0, Math.min(end.peek(), to));
  };

  const stops = (lane: LaneTape, step: number): boolean => {
    const slope = stopBelowSlope.value;
    const flattens = slope !== null && lane.slopes[step] < slope && !(lane.slopes[step - 1] < slope);
    return flattens || (stopAtRise.value && risesAt(lane, step));
  };

  const nextStop = (from: number): number | null => {
    const asks = stopAtRise.value || stopBelowSlope.value !== null;
    return tape.value === null || !asks ? null : firstStop(tape.value, clock.value, from, stops);
  };

  const tick = (now: number): void => {
    const before = time.value;
    const after = before + ((now - last) / 1000 / wholeTape) * end.value;
    last = now;
    const stop = nextStop(before);
    seek(stop !== null && stop <= after ? stop : after);
    const over = (stop !== null && stop <= after) || (time.value >= end.value && tape.value?.complete === true);
    if (over) pause();
    else frame = requestAnimationFrame(tick);
  };

  return {
    clock,
    playing,
    stopAtRise,
    stopBelowSlope,
    time,
    end,
    seek,
    pause,
    play() {
      if (time.value >= end.value) at.value = 0;
      playing.value = true;
      last = performance.now();
      frame = requestAnimationFrame(tick);
    },
    step(direction) {
      pause();
      if (tape.value !== null) seek(neighbour(tape.value, clock.value, time.value, direction));
    },
  };
}

/** The first moment after `time` at which some lane is to be stopped at. */
function firstStop(
  tape: Tape,
  clock: TapeClock,
  time: number,
  stops: (lane: LaneTape, step: number) => boolean,
): number | null {
  const { rows } = tape.head;
  const moments = tape.lanes.flatMap((lane) => {
    const stop = nextWhere(lane, stepAt(lane, rows, clock, time), (step) => stops(lane, step));
    return stop === null ? [] : [timeAt(lane, rows, clock, stop)];
  });
  return moments.length === 0 ? null : Math.min(...moments);
}
