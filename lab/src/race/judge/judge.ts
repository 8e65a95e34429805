/** The page's side of the second thread: asks, shows how far it is, and gives up when told to. */

import { signal } from "@preact/signals";
import type { MapRecord, RaceResult } from "nabla/race";
import { tellOwn } from "../../engine/ownData.ts";
import type { TapeSetting } from "../../engine/recorder.ts";
import type { Failure } from "../../tape/recording.ts";
import type { Answer, Question } from "./worker.ts";

export interface Judged {
  readonly map: { readonly map: MapRecord; readonly resolution: number } | null;
  readonly result: RaceResult | null;
}

const nothing: Judged = { map: null, result: null };

export function makeJudge(kind: Question["kind"]) {
  const found = signal(nothing);
  /** Null while nothing is computed. */
  const progress = signal<{ readonly share: number; readonly label: string } | null>(null);
  const failure = signal<Failure | null>(null);
  let worker: Worker | null = null;

  const stop = (): void => {
    worker?.terminate();
    worker = null;
    progress.value = null;
  };

  const take = ({ data }: MessageEvent<Answer>): void => {
    if (data.kind === "progress") progress.value = data;
    else if (data.kind === "map") found.value = { ...nothing, map: data };
    else if (data.kind === "claims") found.value = { ...nothing, result: data.result };
    else {
      if (data.kind === "failed") failure.value = data;
      stop();
    }
  };

  return {
    found,
    progress,
    failure,
    stop,
    ask(setting: TapeSetting): void {
      stop();
      found.value = nothing;
      failure.value = null;
      progress.value = { share: 0, label: "" };
      worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
      tellOwn(worker);
      worker.addEventListener("message", take);
      worker.postMessage({ kind, setting } satisfies Question);
    },
  };
}
