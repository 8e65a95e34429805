/** The numbers of the lesson on the learning rate. */

import { formatNumber } from "@nabla/report";
import type { RateRange } from "nabla/diagnostics";
import type { Tape } from "../../tape/tape.ts";
import type { Sharpness } from "../engine/descents.ts";
import type { RateWords } from "./words/index.ts";

interface RateNumbersProps {
  readonly tape: Tape;
  readonly step: number;
  readonly here: Sharpness;
  readonly range: RateRange | null;
  readonly words: RateWords;
}

/** Estimates of the power iteration that are written out. */
const mostEstimates = 5;

export function RateNumbers({ tape, step, here, range, words }: RateNumbersProps) {
  const [lane] = tape.lanes;
  const { largest, estimates } = here;
  const { optimum } = tape.head;
  const show = (value: number): string => formatNumber(value, 5);
  const first = estimates.slice(0, mostEstimates).map((each) => formatNumber(each, 4));
  const rows: readonly (readonly [string, string])[] = [
    [words.loss, show(lane.losses[step])],
    [words.excess, optimum === null ? "—" : show(lane.losses[step] - optimum.loss)],
    [words.curvature, show(largest)],
    [words.products, first.join(", ") + (estimates.length > mostEstimates ? " …" : "")],
    [words.least, show(1 / largest)],
    [words.most, show(2 / largest)],
    [words.share, show(lane.setting.learningRate * largest)],
    [words.fitted, show(range?.steepest ?? Number.NaN)],
    [words.stable, show(range?.lastStable ?? Number.NaN)],
  ];
  return (
    <table class="facts half" aria-label={words.numbers}>
      <tbody>
        {rows.map(([name, text]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
