/** The tutorial's three predictions with all digits, each to be shown as logits, and the program that prints them. */

import type { Language } from "@nabla/report";
import { Code } from "../../app/Code.tsx";
import { wordsOf } from "../../words/index.ts";
import { useAnswer } from "../engine/useAnswer.ts";
import { type EntropyValues, logitNames } from "./entropyState.ts";
import { workedProgram } from "./reproduce.ts";
import type { EntropyWords } from "./words/index.ts";

interface WorkedExampleProps {
  readonly words: EntropyWords;
  readonly language: Language;
  readonly change: (to: Partial<EntropyValues>) => void;
}

export function WorkedExample({ words, language, change }: WorkedExampleProps) {
  const { found } = useAnswer("worked", "certain");
  if (found === null) return null;
  const show = (logits: readonly number[]): void =>
    change({ t: "certain", ...Object.fromEntries(logitNames.map((name, k) => [name, logits[k]])) });
  return (
    <section aria-labelledby="worked-title">
      <h2 id="worked-title">{words.worked}</h2>
      <p>{words.workedText}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow window scrolls it, so the keyboard must reach it */}
      <section class="scroll" aria-label={words.worked} tabIndex={0}>
        <table class="worked">
          <thead>
            <tr>
              <th scope="col">{words.prediction}</th>
              <th scope="col">{words.loss}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {found.map(({ prediction, loss, logits }, i) => (
              <tr key={`${i}`}>
                <th scope="row">[{prediction.join(", ")}]</th>
                <td>{loss}</td>
                <td>
                  <button type="button" onClick={() => show(logits)}>
                    {words.show}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Code name={words.code} text={workedProgram} words={wordsOf(language).exports} />
    </section>
  );
}
