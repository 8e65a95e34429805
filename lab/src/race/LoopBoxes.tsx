/** The four boxes of the loop, with the numbers of this very moment for one lane. */

import { formatNumber } from "@nabla/report";
import type { Signal } from "@preact/signals";
import { pointAt } from "../tape/tape.ts";
import type { PanelProps } from "./panel.ts";
import { shownLanes, stepLength, updateWords } from "./shownTape.ts";

/** Numbers of a point that are written out, at most. */
const mostNumbers = 4;

interface LoopBoxesProps extends PanelProps {
  /** Number of the lane whose loop is shown. */
  readonly chosen: Signal<number>;
}

export function LoopBoxes({ tape, player, language, words, chosen }: LoopBoxesProps) {
  const lanes = shownLanes(tape, player.clock.value, player.time.value, language);
  const at = Math.min(chosen.value, lanes.length - 1);
  const shown = lanes[at];
  const { lane, step } = shown;
  const { learningRate } = lane.setting;
  const point = pointAt(tape, lane, step);
  const last = step === lane.updates;
  const length = stepLength(tape, shown);
  const written = [...point.subarray(0, mostNumbers)].map((value) => formatNumber(value, 4)).join(", ");
  return (
    <section aria-labelledby="loop-title">
      <h2 id="loop-title">{words.loop}</h2>
      <label>
        {words.lane}
        <select
          value={at}
          onChange={(event) => {
            chosen.value = Number(event.currentTarget.value);
          }}
        >
          {lanes.map(({ name }, i) => (
            <option key={name} value={i}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <ol class="loop">
        <li class={last ? "now" : ""}>
          <h3>{words.loopBoxes.test}</h3>
          <p>E(w) = {formatNumber(lane.losses[step], 5)}</p>
        </li>
        <li class={last ? "" : "now"}>
          <h3>{words.loopBoxes.gradient}</h3>
          <p>‖∇E(w)‖ = {formatNumber(lane.slopes[step], 4)}</p>
        </li>
        <li class={last ? "" : "now"}>
          <h3>{words.loopBoxes.step}</h3>
          <p>
            w ← w − {learningRate} · g{length !== null && <> , ‖Δw‖ = {formatNumber(length, 4)}</>}
          </p>
        </li>
        <li class={last ? "" : "now"}>
          <h3>{words.loopBoxes.again}</h3>
          <p>
            {words.update} {updateWords(shown)}
            <br />w = ({written}
            {point.length > mostNumbers && ", …"})
          </p>
        </li>
      </ol>
    </section>
  );
}
