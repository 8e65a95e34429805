/** A table of one's own: read, looked at, trained on, all in this browser. */

import { errorMessage } from "@nabla/report";
import { address } from "../app/currentAddress.ts";
import { wordsOf } from "../words/index.ts";
import { DataInput } from "./DataInput.tsx";
import { trainer } from "./ownTable.ts";
import { PreviewTable } from "./PreviewTable.tsx";
import { TargetForm } from "./TargetForm.tsx";
import { TrainedResult } from "./TrainedResult.tsx";
import { dataWords } from "./words/index.ts";

export function DataPage() {
  const { ask, ...said } = trainer();
  const { language } = address.value;
  const words = dataWords[language];
  const preview = said.preview.value;
  const trained = said.trained.value;
  const failure = said.failure.value;
  return (
    <>
      <h1>{wordsOf(language).pages.data}</h1>
      <p class="lead">{words.lead}</p>
      <DataInput words={words} onAsk={ask} />
      {failure !== null && (
        <p class="notice" role="alert">
          {errorMessage(failure.code, failure.details, failure.message, language)}
        </p>
      )}
      {said.busy.value && <p role="status">{words.working}</p>}
      {preview !== null && (
        <>
          <PreviewTable preview={preview} words={words} />
          {preview.whole && <TargetForm preview={preview} words={words} onAsk={ask} />}
          {trained !== null && (
            <TrainedResult table={preview.name} trained={trained} words={words} language={language} />
          )}
        </>
      )}
    </>
  );
}
