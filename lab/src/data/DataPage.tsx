/** A table of one's own: read, looked at, trained on, all in this browser. */

import { errorMessage } from "@nabla/report";
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { address } from "../app/currentAddress.ts";
import { tableNames, targets } from "../engine/sourceNames.ts";
import { wordsOf } from "../words/index.ts";
import { DataInput } from "./DataInput.tsx";
import { PreviewTable } from "./PreviewTable.tsx";
import { TrainedResult } from "./TrainedResult.tsx";
import { makeTrainer } from "./trainer.ts";
import { dataWords } from "./words/index.ts";

const seed = 0;

export function DataPage() {
  const trainer = useMemo(makeTrainer, []);
  useEffect(() => trainer.close, [trainer]);
  const chosen = useSignal<string | null>(null);
  const { language } = address.value;
  const words = dataWords[language];
  const preview = trainer.preview.value;
  const trained = trainer.trained.value;
  const failure = trainer.failure.value;
  const usual = tableNames.find((name) => name === preview?.name);
  const asked = chosen.value ?? (usual && targets[usual].column);
  const target = preview?.names.find((name) => name === asked) ?? preview?.names.at(-1);
  return (
    <>
      <h1>{wordsOf(language).pages.data}</h1>
      <p class="lead">{words.lead}</p>
      <DataInput words={words} onAsk={trainer.ask} />
      {failure !== null && (
        <p class="notice" role="alert">
          {errorMessage(failure.code, failure.details, failure.message, language)}
        </p>
      )}
      {trainer.busy.value && <p role="status">{words.working}</p>}
      {preview !== null && target !== undefined && (
        <>
          <PreviewTable preview={preview} words={words} />
          <form
            class="settings"
            onSubmit={(event) => {
              event.preventDefault();
              trainer.ask({ kind: "train", target, seed });
            }}
          >
            <div class="row">
              <label>
                {words.target}
                <select
                  value={target}
                  onChange={(event) => {
                    chosen.value = event.currentTarget.value;
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
