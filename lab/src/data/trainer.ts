/** The page's side of the data thread: what it last said, and what it is asked. */

import { signal } from "@preact/signals";
import type { Preview, Trained } from "./trained.ts";
import type { Answered, Asked, Failure, Question } from "./worker.ts";

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
    busy.value = false;
    if (data.kind === "failed") failure.value = data.failure;
    if (data.kind === "preview") preview.value = data.preview;
    if (data.kind === "trained") trained.value = data.trained;
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
      trained.value = null;
      if (question.kind !== "train") preview.value = null;
      worker.postMessage({ number, ...question } satisfies Asked);
    },
    close: () => worker.terminate(),
  };
}

export type Trainer = ReturnType<typeof makeTrainer>;
