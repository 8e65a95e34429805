/** Cross-entropy as a sum of terms, class by class, with both gradients. */

import { formatNumber } from "@nabla/report";
import type { EntropyAnswer } from "../engine/entropy.ts";
import { timesWeaker } from "./entropyState.ts";
import type { EntropyWords } from "./words/index.ts";

interface EntropyNumbersProps {
  readonly found: EntropyAnswer;
  readonly words: EntropyWords;
}

const show = (value: number): string => formatNumber(value, 4);

export function EntropyNumbers({ found, words }: EntropyNumbersProps) {
  const { columns } = words;
  const { question, probabilities, target, terms, gradient, squares, loss, entropy, divergence } = found;
  return (
    <>
      <p class="verdict" role="status">
        {words.verdict(show(loss), show(entropy), show(divergence))} {words.weaker(formatNumber(timesWeaker(found)))}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow window scrolls it, so the keyboard must reach it */}
      <section class="scroll" aria-label={words.numbers} tabIndex={0}>
        <table class="facts">
          <caption>{words.numbers}</caption>
          <thead>
            <tr>
              <th scope="col">{words.classes}</th>
              {Object.entries(columns).map(([column, name]) => (
                <th key={column} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {question.logits.map((logit, k) => (
              <tr key={`${k + 1}`}>
                <th scope="row">{k + 1}</th>
                {[logit, probabilities[k], target[k], terms[k], gradient[k], squares.gradient[k]].map((value, i) => (
                  <td key={`${i}`}>{show(value)}</td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{words.sum}</th>
              <td />
              <td />
              <td />
              <td>{show(loss)}</td>
              <td />
              <td />
            </tr>
          </tbody>
        </table>
      </section>
    </>
  );
}
