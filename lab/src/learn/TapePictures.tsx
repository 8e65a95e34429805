/** A tape as pictures: the paths over the loss, around its minimum, and the losses against the clock. */

import { CurvesFigure, type Language, PathsFigure } from "@nabla/report";
import { useMemo } from "preact/hooks";
import { Exported } from "../app/Exported.tsx";
import { useInlineSize } from "../app/useInlineSize.ts";
import type { TapeSetting } from "../engine/recorder.ts";
import type { Source } from "../engine/sourceNames.ts";
import { reproductionOf } from "../race/reproduce.ts";
import { curveOf, heightsOf, pathOf, type ShownLane, shownLanes, usePoints } from "../race/shownTape.ts";
import { tapeTable } from "../race/tapeTable.ts";
import { raceWords } from "../race/words/index.ts";
import type { Player } from "../tape/player.ts";
import type { LaneTape, Tape } from "../tape/tape.ts";
import type { Window } from "./engine/descents.ts";
import { useAnswer } from "./engine/useAnswer.ts";
import { tapeWords } from "./words/index.ts";

interface TapePicturesProps {
  readonly tape: Tape;
  readonly player: Player;
  readonly language: Language;
  /** What was recorded. */
  readonly setting: TapeSetting;
  /** Over which height the curves stand. */
  readonly shows: "excess" | "loss";
}

const gap = 16;
const breadth = 700;
/** The window is this much wider than the way from the start to the minimum. */
const room = 1.25;

/** A square around the minimum with the start inside; null where the loss is not one over two parameters. */
function windowOf({ head }: Tape, source: Source): Window | null {
  if (head.names.length !== 2) return null;
  const centre = head.optimum?.parameters ?? head.start;
  const reach = head.start.reduce((most, value, i) => Math.max(most, Math.abs(value - centre[i])), 0.1);
  return { source, centre, reach: room * reach };
}

/** Coordinates for drawing: far outside of the window all are alike, and an SVG takes no number of any size. */
function drawable(lane: ShownLane, { centre, reach }: Window) {
  const path = pathOf(lane);
  const points = path.points.map((value, i) => {
    const middle = centre[i % 2];
    return Math.max(middle - 3 * reach, Math.min(middle + 3 * reach, value));
  });
  return { ...path, points };
}

export function TapePictures({ tape, player, language, setting, shows }: TapePicturesProps) {
  const [place, available] = useInlineSize<HTMLDivElement>(900);
  const words = tapeWords[language];
  const { source } = setting;
  const origin = { note: raceWords[language].note(setting), reproduce: reproductionOf(setting) };
  const clock = player.clock.value;
  const time = player.time.value;
  const window = useMemo(() => windowOf(tape, source), [tape.head.start.join(), source]);
  const surface = useAnswer("landscape", window).found;
  const heights = useMemo(() => heightsFor(tape, shows), [tape, shows]);
  const points = usePoints(tape, heights, clock);
  const lanes = shownLanes(tape, clock, time, language);
  const isPair = window !== null;
  const columns = isPair && available >= breadth ? 2 : 1;
  const width = Math.floor((available - gap * (columns - 1)) / columns) - 1;
  const height = isPair ? width + 86 : 420;
  return (
    <div class="panels" ref={place}>
      {window !== null && surface !== null && (
        <Exported {...origin}>
          <PathsFigure
            width={width}
            height={height}
            surface={surface}
            paths={lanes.map((lane) => drawable(lane, window))}
            start={tape.head.start}
            optimum={tape.head.optimum}
            resolution={0}
            says={{ title: words.paths, description: words.pathsText }}
            language={language}
          />
        </Exported>
      )}
      <Exported {...origin} table={() => tapeTable(tape, lanes)}>
        <CurvesFigure
          {...heights}
          width={width}
          height={height}
          curves={lanes.map((lane, i) => curveOf(lane, points[i]))}
          clock={clock}
          end={player.end.value}
          cursor={time}
          language={language}
        />
      </Exported>
    </div>
  );
}

function heightsFor(tape: Tape, shows: "excess" | "loss") {
  const { head, lanes } = tape;
  const heights = heightsOf(shows === "excess" ? tape : { ...tape, head: { ...head, optimum: null } });
  // A lesson shows to the end how a descent runs away: nothing is cut off.
  const most = (lane: LaneTape): number =>
    lane.losses.subarray(0, lane.updates + 1).reduce((high, loss) => Math.max(high, loss), 0) - heights.baseline;
  return { ...heights, ceiling: 1.2 * lanes.reduce((high, lane) => Math.max(high, most(lane)), heights.floor) };
}
