/** The page's side of the engine's thread: of many questions in a row only the newest is answered. */

import { signal } from "@preact/signals";
import type { Exploration, Question } from "./explore.ts";
import type { Answer } from "./worker.ts";

export function makeExplorer() {
  const found = signal<Exploration | null>(null);
  const failed = signal<string | null>(null);
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  let asking = false;
  let next: Question | null = null;
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    failed.value = "failed" in data ? data.failed : null;
    if ("found" in data) {
      const { surface } = data.found;
      found.value = { ...data.found, surface: surface === "same" ? (found.value?.surface ?? null) : surface };
    }
    asking = next !== null;
    if (next !== null) worker.postMessage(next);
    next = null;
  });
  return {
    found,
    failed,
    ask(question: Question): void {
      if (asking) next = question;
      else worker.postMessage(question);
      asking = true;
    },
    close: () => worker.terminate(),
  };
}
