/** The numbers behind the pictures at this moment, for every lane. */

import { formatCount, formatNumber } from "@nabla/report";
import { timeAt } from "../tape/tape.ts";
import type { PanelProps } from "./panel.ts";
import { shownLanes } from "./shownTape.ts";

export function NumbersTable({ tape, player, language, words }: PanelProps) {
  const lanes = shownLanes(tape, player.clock.value, player.time.value, language);
  const { optimum, rows } = tape.head;
  return (
    <>
      <h2 id="numbers-title">{words.numbers}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow window scrolls it, so the keyboard must reach it */}
      <section class="scroll" aria-labelledby="numbers-title" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {[words.lane, words.steps, words.rows, words.lossNow, words.aboveOptimum, words.slopeNow].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lanes.map(({ name, lane, step }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{formatCount(timeAt(lane, rows, "steps", step))}</td>
                <td>{formatCount(timeAt(lane, rows, "examples", step))}</td>
                <td>{formatNumber(lane.losses[step], 6)}</td>
                <td>{optimum === null ? "—" : formatNumber(lane.losses[step] - optimum.loss, 4)}</td>
                <td>{Number.isNaN(lane.slopes[step]) ? "—" : formatNumber(lane.slopes[step], 4)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
