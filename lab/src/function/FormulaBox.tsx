/** Where a formula is typed; what is wrong with it is marked at its place, and nothing typed is lost. */

import { useEffect, useState } from "preact/hooks";
import { FormulaError, parse, type Variable } from "./parse.ts";
import type { FunctionWords } from "./words/index.ts";

interface FormulaBoxProps {
  readonly formula: string;
  /** The variables that it may speak of; x and y. */
  readonly of?: readonly Variable[];
  readonly words: FunctionWords;
  readonly onChange: (formula: string) => void;
}

const errorOf = (text: string, of: readonly Variable[] | undefined): FormulaError | null => {
  try {
    parse(text, of);
    return null;
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
};

export function FormulaBox({ formula, of, words, onChange }: FormulaBoxProps) {
  const [typed, setTyped] = useState(formula);
  useEffect(() => setTyped(formula), [formula]);
  const error = errorOf(typed, of);
  return (
    <div class="formula">
      <label>
        {words.formula}
        <input
          type="text"
          spellcheck={false}
          autocomplete="off"
          value={typed}
          aria-invalid={error !== null}
          aria-describedby="formula-help"
          onInput={(event) => {
            const text = event.currentTarget.value;
            setTyped(text);
            if (errorOf(text, of) === null) onChange(text);
          }}
        />
      </label>
      {error !== null && (
        <p class="wrong" role="alert">
          <code>
            {typed.slice(0, error.from)}
            <mark>{typed.slice(error.from, error.to) || "␣"}</mark>
            {typed.slice(error.to)}
          </code>
          <br />
          {words.problems[error.problem](error.found)}
        </p>
      )}
      <p class="caption" id="formula-help">
        {words.help}
      </p>
    </div>
  );
}
