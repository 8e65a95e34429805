/** What the model of one lane says of the plane, at this moment. */

import { RegionsFigure, regionsCaption } from "@nabla/report";
import { useEffect } from "preact/hooks";
import { Exported } from "../app/Exported.tsx";
import type { Source } from "../engine/sourceNames.ts";
import type { Recording } from "../tape/recording.ts";
import { pointAt } from "../tape/tape.ts";
import type { PanelProps } from "./panel.ts";
import { shownLanes } from "./shownTape.ts";

interface RegionsPanelProps extends PanelProps {
  readonly recording: Recording;
  readonly source: Source;
  /** Number of the lane whose model speaks. */
  readonly chosen: number;
  readonly width: number;
  readonly height: number;
}

export function RegionsPanel({ recording, source, chosen, width, height, ...panel }: RegionsPanelProps) {
  const { tape, player, language, words, origin } = panel;
  const lanes = shownLanes(tape, player.clock.value, player.time.value, language);
  const { lane, step, name } = lanes[Math.min(chosen, lanes.length - 1)];
  useEffect(() => recording.askRegions(source, [...pointAt(tape, lane, step)]), [recording, source, lane, step]);
  const regions = recording.regions.value;
  if (regions === null) return <p class="awaited" style={{ inlineSize: width, blockSize: height }} />;
  return (
    <figure>
      <Exported {...origin}>
        <RegionsFigure {...regions} names={["x₁", "x₂"]} width={width} height={height} language={language} />
      </Exported>
      <figcaption class="caption" style={{ maxInlineSize: width }}>
        {words.speaks(name)} {regionsCaption(regions, language)}
      </figcaption>
    </figure>
  );
}
