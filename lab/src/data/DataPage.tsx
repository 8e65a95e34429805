/** A table of one's own: read, looked at, trained on, all in this browser. */

import { errorMessage } from "@nabla/report";
import { address } from "../app/currentAddress.ts";
import { tableNames, targets } from "../engine/sourceNames.ts";
import { wordsOf } from "../words/index.ts";
import { DataInput } from "./DataInput.tsx";
import { chosenTarget, trainer } from "./ownTable.ts";
import { PreviewTable } from "./PreviewTable.tsx";
import { TrainedResult } from "./TrainedResult.tsx";
import { dataWords } from "./words/index.ts";

const seed = 0;

export function DataPage() {
  const { ask, ...said } = trainer();
  const { language } = address.value;
  const words = dataWords[language];
  const preview = said.preview.value;
  const trained = said.trained.value;
  const failure = said.failure.value;
  const usual = tableNames.find((name) => name === preview?.name);
  const asked = chosenTarget.value ?? (usual && targets[usual].column);
  const target = preview?.names.find((name) => name === asked) ?? preview?.names.at(-1);
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
      {preview !== null && target !== undefined && (
        <>
          <PreviewTable preview={preview} words={words} />
          <form
            class="settings"
            onSubmit={(event) => {
              event.preventDefault();
              ask({ kind: "train", target, seed });
            }}
          >
            <div class="row">
              <label>
                {words.target}
                <select
                  value={target}
                  onChange={(event) => {
                    chosenTarget.value = event.currentTarget.value;
                  }}
                >
                  {preview.names.map((name) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
              <button type="submit">{words.train}</button>
              <button type="button" onClick={() => ask({ kind: "race", target })}>
                {words.race}
              </button>
            </div>
          </form>
          {trained !== null && (
            <TrainedResult table={preview.name} trained={trained} seed={seed} words={words} language={language} />
          )}
        </>
      )}
    </>
  );
}
