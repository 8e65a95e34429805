/** The page's side of the data thread: what it last said, and what it is asked. */

import { signal } from "@preact/signals";
import { writeAddress } from "../app/address.ts";
import { address } from "../app/currentAddress.ts";
import { keepOwn, type OwnData } from "../engine/ownData.ts";
import { presetOf } from "../race/presets.ts";
import { writeState } from "../race/raceState.ts";
import type { Preview, Trained } from "./trained.ts";
import type { Answered, Asked, Failure, Question } from "./worker.ts";

/** Takes the table along to the race page. */
function race(data: OwnData): void {
  keepOwn(data);
  const { language } = address.peek();
  location.hash = writeAddress({ language, page: "race", part: "", state: writeState(presetOf(data.id)) });
}

export function makeTrainer() {
  const preview = signal<Preview | null>(null);
  const trained = signal<Trained | null>(null);
  const failure = signal<Failure | null>(null);
  const busy = signal(false);
  let number = 0;
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<Answered>) => {
    // An answer to a question that has been overtaken says nothing any more.
    if (data.number !== number) return;
    busy.value = data.kind === "preview" && !data.preview.whole;
    if (data.kind === "failed") failure.value = data.failure;
    if (data.kind === "preview") preview.value = data.preview;
    if (data.kind === "trained") trained.value = data.trained;
    if (data.kind === "raceable") race(data.data);
  });
  worker.addEventListener("error", ({ message }) => {
    busy.value = false;
    failure.value = { code: "", details: {}, message };
  });
  return {
    preview,
    trained,
    failure,
    busy,
    ask(question: Question): void {
      number += 1;
      busy.value = true;
      failure.value = null;
      if (question.kind !== "race") trained.value = null;
      if (question.kind !== "train" && question.kind !== "race") preview.value = null;
      worker.postMessage({ number, ...question } satisfies Asked);
    },
  };
}

export type Trainer = ReturnType<typeof makeTrainer>;
