/** The numbers of the lesson on the gradient, and what is to be said about them. */

import { formatNumber } from "@nabla/report";
import type { Direction, PlaneAnswer } from "../engine/plane.ts";
import type { GradientValues } from "./gradientState.ts";
import type { GradientWords } from "./words/index.ts";

export const bestOf = ({ directions }: PlaneAnswer): Direction =>
  directions.reduce((best, each) => (each.change < best.change ? each : best));

export const normOf = ({ gradient: [first, second] }: PlaneAnswer): number =>
  Math.sqrt(first * first + second * second);

/** Some test step lowers f by more than the step along −∇f does. */
export const loses = (found: PlaneAnswer): boolean =>
  found.downhill !== null && bestOf(found).change < found.downhill.change;

/** Nearly no gradient, and still a way down. */
export const fallsAtRest = (found: PlaneAnswer): boolean => normOf(found) < 0.05 && found.chosen.change < 0;

interface GradientNumbersProps {
  readonly found: PlaneAnswer;
  readonly hold: GradientValues["hold"];
  readonly words: GradientWords;
  readonly axes: readonly [string, string];
}

export function GradientNumbers({ found, hold, words, axes }: GradientNumbersProps) {
  const { value, gradient, chosen, downhill, curvature, question } = found;
  const show = (each: number): string => formatNumber(each, 5);
  const best = bestOf(found);
  const rows: readonly (readonly [string, string])[] = [
    [words.value, show(value)],
    [words.partial(axes[0]), show(gradient[0])],
    [words.partial(axes[1]), show(gradient[1])],
    [words.norm, show(normOf(found))],
    [words.slope, show(chosen.slope)],
    [words.change, show(chosen.change)],
    [words.changeDownhill, downhill === null ? "—" : show(downhill.change)],
    [words.curvature, `${show(curvature[0])}, ${show(curvature[1])}`],
  ];
  const length = formatNumber(question.length);
  const verdict =
    downhill === null
      ? words.stationary
      : loses(found)
        ? words.loses(length, String(best.angle), show(best.change), show(downhill.change))
        : words.wins(length, show(downhill.change));
  return (
    <div>
      <p class="verdict" role="status">
        {verdict} {hold !== "none" && words.holding(axes[hold === "x0" ? 0 : 1], show(gradient[hold === "x0" ? 1 : 0]))}
      </p>
      <table class="facts" aria-label={words.numbers}>
        <tbody>
          {rows.map(([name, text]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
