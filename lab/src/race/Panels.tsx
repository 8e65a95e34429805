/** The pictures: the losses against the clock, and for two parameters the paths over the loss. */

import { CurvesFigure, formatCount, formatNumber, PathsFigure } from "@nabla/report";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { Exported } from "../app/Exported.tsx";
import { useInlineSize } from "../app/useInlineSize.ts";
import type { PanelProps } from "./panel.ts";
import { curveOf, heightsOf, pathOf, shownLanes, usePoints } from "./shownTape.ts";
import { tapeTable } from "./tapeTable.ts";

/** Pixels between two pictures; below the breadth they stand one under the other. */
const gap = 16;
const breadth = 760;

interface PanelsProps extends PanelProps {
  readonly room: number | null;
  /** Stands beside the curves where there are no paths. */
  readonly instead?: (size: { readonly width: number; readonly height: number }) => ComponentChildren;
}

export function Panels({ tape, player, language, words, origin, room, instead }: PanelsProps) {
  const [place, available] = useInlineSize<HTMLDivElement>(1200);
  const clock = player.clock.value;
  const time = player.time.value;
  const heights = useMemo(() => heightsOf(tape), [tape]);
  const points = usePoints(tape, heights, clock);
  const lanes = shownLanes(tape, clock, time, language);
  const { head, surface } = tape;
  const beside = (surface !== null || instead !== undefined) && available >= breadth;
  const width = beside ? (available - gap) / 2 - 1 : Math.min(available, room === null ? 900 : 1600);
  // A narrow legend has a row for each lane.
  const legend = width < 420 ? 20 * Math.max(0, lanes.length - 3) : 0;
  const size = {
    width: Math.floor(width),
    height: Math.round(Math.max(340, Math.min(room ?? 480, width * 0.8))) + legend,
  };
  return (
    <div class="panels" ref={place}>
      <Exported {...origin} table={() => tapeTable(tape, lanes)}>
        <CurvesFigure
          {...heights}
          {...size}
          curves={lanes.map((lane, i) => curveOf(lane, points[i]))}
          clock={clock}
          end={player.end.value}
          cursor={time}
          language={language}
        />
      </Exported>
      {surface === null && instead?.(size)}
      {surface === "awaited" && (
        <p class="awaited" style={{ inlineSize: size.width, blockSize: size.height }}>
          {words.surfaceAwaited}
        </p>
      )}
      {surface !== null && surface !== "awaited" && (
        <Exported {...origin}>
          <PathsFigure
            {...size}
            surface={surface}
            paths={lanes.map(pathOf)}
            start={head.start}
            optimum={head.optimum}
            resolution={0}
            language={language}
          />
        </Exported>
      )}
    </div>
  );
}

/** What bands are, once they are there. */
function bandsText({ lanes }: PanelProps["tape"], words: PanelProps["words"], seed: number): string {
  const seeds = lanes.reduce((most, { band }) => Math.max(most, band?.seeds ?? 0), 0);
  return seeds === 0 ? "" : words.bands(formatCount(seeds), String(seed));
}

/** What was held equal, what rate is stable, and which lanes ran away and why. */
export function PanelNotes({ tape, player, language, words, seed }: PanelProps & { readonly seed: number }) {
  const { head } = tape;
  const sentences = shownLanes(tape, player.clock.value, player.end.value, language).flatMap(({ name, lane, step }) => {
    if (lane.diverged === null) {
      const climbs = lane.losses[step] > head.startLoss;
      return climbs ? [{ name, text: words.climbs(name, formatNumber(lane.losses[step] / head.startLoss)) }] : [];
    }
    const { parameter, stableRate, triedRate } = lane.diverged;
    const [steps, blamed] = [formatCount(lane.diverged.step), parameter ?? words.aParameter];
    const text =
      stableRate !== null
        ? words.diverged(name, steps, blamed, formatNumber(stableRate))
        : triedRate !== null
          ? words.divergedTried(name, steps, blamed, String(triedRate))
          : words.divergedUnknown(name, steps, blamed);
    return [{ name, text }];
  });
  return (
    <>
      <p class="caption">
        {words.heldEqual(String(seed), formatCount(head.rows))} {bandsText(tape, words, seed)}{" "}
        {tape.lanes.some(({ setting }) => setting.falls) && words.falling}{" "}
        {words.stable(formatNumber(head.largestCurvature), formatNumber(2 / head.largestCurvature))}
      </p>
      {sentences.map(({ name, text }) => (
        <p class="notice" role="status" key={name}>
          {text}
        </p>
      ))}
    </>
  );
}
