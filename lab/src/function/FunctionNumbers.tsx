/** The numbers of the function page, and what is to be said about them. */

import { formatCount, formatNumber } from "@nabla/report";
import type { Exploration } from "./explore.ts";
import type { FunctionWords } from "./words/index.ts";

const digits = 6;

interface FunctionNumbersProps {
  readonly found: Exploration;
  readonly words: FunctionWords;
}

/** The last state of the descent: its place, and the value there. */
function endOf({ path, values, gradient }: Exploration) {
  const place = [...path.subarray(path.length - gradient.length)];
  return { place, value: values[values.length - 1] };
}

export function FunctionNumbers({ found, words }: FunctionNumbersProps) {
  const { value, gradient, ahead, slices, question, values, diverged } = found;
  const { least, most } = question;
  const show = (number: number): string => (Number.isFinite(number) ? formatNumber(number, digits) : "—");
  const rows: (readonly [string, string])[] = [[words.value, show(value)]];
  if (gradient.length === 1) {
    rows.push([words.slopeOne, show(gradient[0])], [words.secantSlope, show((ahead - value) / question.h)]);
  } else {
    const [alongX, alongY] = gradient;
    rows.push([words.slope("x"), show(alongX)], [words.slope("y"), show(alongY)]);
    rows.push([words.steepness, show(Math.sqrt(alongX * alongX + alongY * alongY))]);
  }
  const end = endOf(found);
  const place = end.place.map((each) => formatNumber(each, digits)).join(", ");
  if (values.length > 0) rows.push([words.end, place], [words.least, show(end.value)]);
  const hasHoles =
    slices.some((slice) => slice.values.includes(null)) || (found.surface?.losses.includes(null) ?? false);
  return (
    <>
      {!Number.isFinite(value) && (
        <p class="notice" role="status">
          {words.hole}
        </p>
      )}
      {diverged !== null && Number.isFinite(value) && (
        <p class="notice" role="status">
          {words.diverged(formatCount(diverged))}
        </p>
      )}
      {diverged === null && end.place.some((each) => each < least || each > most) && (
        <p class="notice" role="status">
          {words.farAway(place)}
        </p>
      )}
      <p class="caption">
        {words.drag} {hasHoles && words.holes}
      </p>
      <h2>{words.numbers}</h2>
      <table class="facts">
        <tbody>
          {rows.map(([name, text]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
