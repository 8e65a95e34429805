/** The three losses of the same errors beside each other. */

import { formatNumber } from "@nabla/report";
import { type FormName, formNames } from "../engine/formNames.ts";
import type { Form, PowersAnswer } from "../engine/powers.ts";
import type { SquaresWords } from "./words/index.ts";

interface SquaresNumbersProps {
  readonly found: PowersAnswer;
  readonly form: FormName;
  readonly words: SquaresWords;
}

const show = (value: number): string => (Number.isFinite(value) ? formatNumber(value, 5) : "—");

export function SquaresNumbers({ found, form, words }: SquaresNumbersProps) {
  const { forms, question, best } = found;
  const { path } = forms[form];
  const lengths = [1, 5, 20].map((step) => show(Math.abs(path[step] - path[step - 1]))).join(", ");
  const rows: readonly (readonly [keyof SquaresWords["rows"], (of: Form) => number])[] = [
    ["loss", (of) => of.loss],
    ["gradient", (of) => of.gradient],
    ["step", (of) => -question.rate * of.gradient],
    ["limit", (of) => 2 / of.curvature],
    ["end", (of) => of.path[of.path.length - 1]],
  ];
  return (
    <>
      <p class="verdict" role="status">
        {words.verdict(words.chosen[question.shape](formatNumber(question.number)), formatNumber(best), lengths)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow window scrolls it, so the keyboard must reach it */}
      <section class="scroll" aria-label={words.numbers} tabIndex={0}>
        <table class="facts">
          <thead>
            <tr>
              <td />
              {formNames.map((each) => (
                <th key={each} scope="col">
                  {words.forms[question.shape][each]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([row, of]) => (
              <tr key={row}>
                <th scope="row">{words.rows[row]}</th>
                {formNames.map((each) => (
                  <td key={each}>{show(of(forms[each]))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
