/** The cloud of per-example gradients where one lane stands now: what a batch can see of the slope. */

import { GradientsFigure, gradientsCaption, type Language } from "@nabla/report";
import { useEffect, useMemo } from "preact/hooks";
import { Exported } from "../app/Exported.tsx";
import { useInlineSize } from "../app/useInlineSize.ts";
import { useInSight } from "../app/useInSight.ts";
import type { Source } from "../engine/sourceNames.ts";
import type { Recording } from "../tape/recording.ts";
import { pointAt, type Tape } from "../tape/tape.ts";
import type { PanelProps } from "./panel.ts";
import { type ShownLane, shownLanes } from "./shownTape.ts";

interface GradientCloudProps extends PanelProps {
  readonly recording: Recording;
  readonly source: Source;
  /** Number of the lane at whose point the gradients are taken. */
  readonly chosen: number;
}

/** For models of two parameters; nothing for others. */
export function GradientCloud({ recording, source, chosen, ...panel }: GradientCloudProps) {
  const { tape, player, language, words, origin } = panel;
  const [place, available] = useInlineSize<HTMLDivElement>(600);
  const inSight = useInSight(place);
  const lanes = shownLanes(tape, player.clock.value, player.time.value, language);
  const { lane, step, name } = lanes[Math.min(chosen, lanes.length - 1)];
  const point = pointAt(tape, lane, step);
  // While it plays, nobody waits for a picture that is out of sight.
  const isWanted = tape.head.names.length === 2 && (inSight || !player.playing.value);
  useEffect(() => {
    if (isWanted) recording.askGradients(source, [...point]);
  }, [recording, source, isWanted, point[0], point[1]]);
  const gradients = recording.gradients.value;
  const width = Math.min(available, 700);
  const picture = useMemo(() => pictureOf(tape, gradients, lanes, width, language), [tape, gradients, width, language]);
  // The place is there from the first, so that its width is known when the gradients come.
  return (
    <div ref={place}>
      {gradients !== null && picture !== null && (
        <>
          <h2>{words.cloud(name)}</h2>
          <figure>
            <Exported {...origin}>{picture}</Exported>
            <figcaption class="caption">{gradientsCaption(gradients, language)}</figcaption>
          </figure>
        </>
      )}
    </div>
  );
}

/** The same picture for the same gradients, however often the moment changes while it is out of sight. */
function pictureOf(
  { head: { names } }: Tape,
  gradients: Float64Array | null,
  lanes: readonly ShownLane[],
  width: number,
  language: Language,
) {
  if (names.length !== 2 || gradients === null || gradients.length === 0) return null;
  return (
    <GradientsFigure
      gradients={gradients}
      names={[names[0], names[1]]}
      batches={lanes.map((each) => ({ name: each.name, look: each.look, rows: each.lane.batchRows }))}
      language={language}
      width={width}
      height={Math.round(Math.max(320, Math.min(480, width * 0.75)))}
    />
  );
}
