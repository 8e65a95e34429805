/** The cloud of per-example gradients where one lane stands now: what a batch can see of the slope. */

import { GradientsFigure, gradientsCaption } from "@nabla/report";
import { useEffect } from "preact/hooks";
import { Exported } from "../app/Exported.tsx";
import { useInlineSize } from "../app/useInlineSize.ts";
import type { Source } from "../engine/sourceNames.ts";
import type { Recording } from "../tape/recording.ts";
import { pointAt } from "../tape/tape.ts";
import type { PanelProps } from "./panel.ts";
import { shownLanes } from "./shownTape.ts";

interface GradientCloudProps extends PanelProps {
  readonly recording: Recording;
  readonly source: Source;
  /** Number of the lane at whose point the gradients are taken. */
  readonly chosen: number;
}

/** For models of two parameters; nothing for others. */
export function GradientCloud({
  recording,
  source,
  chosen,
  tape,
  player,
  language,
  words,
  origin,
}: GradientCloudProps) {
  const [place, available] = useInlineSize<HTMLDivElement>(600);
  const lanes = shownLanes(tape, player.clock.value, player.time.value, language);
  const { lane, step, name } = lanes[Math.min(chosen, lanes.length - 1)];
  const { names } = tape.head;
  const point = pointAt(tape, lane, step);
  const isPair = names.length === 2;
  useEffect(() => {
    if (isPair) recording.askGradients(source, [...point]);
  }, [recording, source, isPair, point[0], point[1]]);
  const gradients = recording.gradients.value;
  const width = Math.min(available, 700);
  // The place is there from the first, so that its width is known when the gradients come.
  if (!isPair || gradients === null || gradients.length === 0) return <div ref={place} />;
  return (
    <div ref={place}>
      <h2>{words.cloud(name)}</h2>
      <figure>
        <Exported {...origin}>
          <GradientsFigure
            gradients={gradients}
            names={[names[0], names[1]]}
            batches={lanes.map((each) => ({ name: each.name, look: each.look, rows: each.lane.batchRows }))}
            language={language}
            width={width}
            height={Math.round(Math.max(320, Math.min(480, width * 0.75)))}
          />
        </Exported>
        <figcaption class="caption">{gradientsCaption(gradients, language)}</figcaption>
      </figure>
    </div>
  );
}
