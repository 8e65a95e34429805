/** Play, pause, step both ways, scrub; which clock; where to stop. */

import { formatAmount, formatDuration } from "@nabla/report";
import { Box } from "../app/Box.tsx";
import type { TapeClock } from "../tape/tape.ts";
import { tapeClocks } from "../tape/tape.ts";
import type { PanelProps } from "./panel.ts";

/** Places of the scrubber: more than a screen has pixels. */
const places = 4000;

/** Drawn, because not every system has these characters. */
const icons = {
  toStart: "M3,3V13M13,3L5,8L13,13Z",
  back: "M12,3L4,8L12,13Z",
  forward: "M4,3L12,8L4,13Z",
  toEnd: "M3,3L11,8L3,13ZM13,3V13",
};

const Icon = ({ d }: { readonly d: string }) => (
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d={d} />
  </svg>
);

interface PlayerControlsProps extends Omit<PanelProps, "origin" | "language"> {
  /** Clocks to choose from; all of them unless said otherwise. */
  readonly clocks?: readonly TapeClock[];
  /** Whether the breakpoint at a slope is asked for here. */
  readonly asksSlope?: boolean;
}

/** An empty box is no breakpoint. */
function readSlope(text: string): { slope: number | null } | null {
  if (text.trim() === "") return { slope: null };
  const slope = Number(text);
  return slope > 0 && Number.isFinite(slope) ? { slope } : null;
}

export function PlayerControls({ player, tape, words, clocks = tapeClocks, asksSlope = true }: PlayerControlsProps) {
  const { clock, playing, time, end, stopAtRise, stopBelowSlope } = player;
  const write = (value: number): string =>
    clock.value === "seconds"
      ? formatDuration(value)
      : formatAmount(clock.value === "steps" ? Math.floor(value) : value);
  const moment = words.of(write(time.value), `${write(end.value)} · ${words.clocks[clock.value]}`);
  return (
    <section class="player" aria-label={words.moment}>
      {clocks.length > 1 && (
        <fieldset>
          <legend>{words.clock}</legend>
          {clocks.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="clock"
                checked={clock.value === each}
                onChange={() => {
                  clock.value = each;
                }}
              />
              {words.clocks[each]}
            </label>
          ))}
        </fieldset>
      )}
      <div class="transport">
        <button type="button" aria-label={words.toStart} title={words.toStart} onClick={() => player.seek(0)}>
          <Icon d={icons.toStart} />
        </button>
        <button type="button" aria-label={words.back} title={words.back} onClick={() => player.step(-1)}>
          <Icon d={icons.back} />
        </button>
        <button type="button" class="main" onClick={playing.value ? player.pause : player.play}>
          {playing.value ? words.pause : words.play}
        </button>
        <button type="button" aria-label={words.forward} title={words.forward} onClick={() => player.step(1)}>
          <Icon d={icons.forward} />
        </button>
        <button type="button" aria-label={words.toEnd} title={words.toEnd} onClick={() => player.seek(end.value)}>
          <Icon d={icons.toEnd} />
        </button>
        <input
          type="range"
          aria-label={words.moment}
          aria-valuetext={moment}
          min={0}
          max={places}
          step={1}
          value={end.value > 0 ? Math.round((time.value / end.value) * places) : 0}
          onInput={(event) => {
            player.pause();
            player.seek((Number(event.currentTarget.value) / places) * end.value);
          }}
        />
        <output>{moment}</output>
        {!tape.complete && <span role="status">{words.recording}</span>}
      </div>
      <fieldset>
        <legend>{words.stops}</legend>
        <label class="check">
          <input
            type="checkbox"
            checked={stopAtRise.value}
            onChange={(event) => {
              stopAtRise.value = event.currentTarget.checked;
            }}
          />
          {words.stopAtRise}
        </label>
        {asksSlope && (
          <Box
            label={words.stopAtSlope}
            value={{ slope: stopBelowSlope.value }}
            write={({ slope }) => (slope === null ? "" : String(slope))}
            read={readSlope}
            wrong={words.wrongRate}
            onChange={({ slope }) => {
              stopBelowSlope.value = slope;
            }}
          />
        )}
      </fieldset>
    </section>
  );
}
