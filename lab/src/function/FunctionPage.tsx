/** A function of one's own: its derivative, its cuts, its gradient, and a descent on it. */

import { useComputed, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { address, replaceAddress } from "../app/currentAddress.ts";
import { optimizers } from "../engine/optimizers.ts";
import { wordsOf } from "../words/index.ts";
import { makeExplorer } from "./explorer.ts";
import { FunctionForm } from "./FunctionForm.tsx";
import { FunctionNumbers } from "./FunctionNumbers.tsx";
import { FunctionPictures } from "./FunctionPictures.tsx";
import { readQuestion, writeQuestion } from "./functionState.ts";
import { FormulaError, mentions, parse } from "./parse.ts";
import { functionWords } from "./words/index.ts";

const isPlaneOf = (formula: string): boolean | null => {
  try {
    return mentions(parse(formula), "y");
  } catch (error) {
    if (error instanceof FormulaError) return null;
    throw error;
  }
};

export function FunctionPage() {
  const explorer = useMemo(makeExplorer, []);
  useEffect(() => explorer.close, [explorer]);
  const { language, state } = address.value;
  const words = functionWords[language];
  const known = [...optimizers.keys()];
  const { question, ignored } = readQuestion(state, known);
  // As text, so that a change of language computes nothing anew.
  const asked = useComputed(() => writeQuestion(readQuestion(address.value.state, known).question).toString());
  useSignalEffect(() => {
    const { question: wanted } = readQuestion(new URLSearchParams(asked.value), known);
    if (isPlaneOf(wanted.formula) !== null) explorer.ask(wanted);
  });
  const found = explorer.found.value;
  const failed = explorer.failed.value;
  return (
    <>
      <h1>{wordsOf(language).pages.function}</h1>
      <p class="lead">{words.lead}</p>
      {ignored.length > 0 && (
        <p class="notice" role="status">
          {words.ignored(ignored.join(", "))}
        </p>
      )}
      <FunctionForm
        question={question}
        isPlane={isPlaneOf(question.formula) === true}
        words={words}
        language={language}
        onChange={(next) => replaceAddress({ state: writeQuestion(next) })}
      />
      {failed !== null && (
        <p class="notice" role="alert">
          {words.failed} {failed}
        </p>
      )}
      {found === null ? (
        failed === null && isPlaneOf(question.formula) !== null && <p role="status">{words.computing}</p>
      ) : (
        <>
          <FunctionPictures
            found={found}
            words={words}
            language={language}
            onMove={(point) => replaceAddress({ state: writeQuestion({ ...question, ...point }) })}
          />
          <FunctionNumbers found={found} words={words} />
        </>
      )}
    </>
  );
}
