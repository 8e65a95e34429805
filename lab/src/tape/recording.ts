/** The page's side of a recording: asks the engine's thread and keeps the tape as a signal. */

import { type Signal, signal } from "@preact/signals";
import type { TapeSetting } from "../engine/recorder.ts";
import type { Answer, Request } from "../engine/worker.ts";
import { GrowingTape } from "./growing.ts";
import type { Tape } from "./tape.ts";

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly details: unknown;
}

export interface Recording {
  readonly tape: Signal<Tape | null>;
  readonly failure: Signal<Failure | null>;
  /** Records anew; what is on the tape stays in sight until the first new state arrives. */
  start(setting: TapeSetting): void;
  close(): void;
}

export function makeRecording(): Recording {
  const tape = signal<Tape | null>(null);
  const failure = signal<Failure | null>(null);
  const worker = new Worker(new URL("../engine/worker.ts", import.meta.url), { type: "module" });
  let id = 0;
  let growing = new GrowingTape([]);
  let drawn = 0;

  const show = (complete: boolean): void => {
    cancelAnimationFrame(drawn);
    drawn = requestAnimationFrame(() => {
      const now = growing.now(complete);
      if (now !== null && now.lanes.length > 0) tape.value = now;
    });
  };

  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    if (data.id !== id) return;
    if (data.kind === "failed") {
      failure.value = data;
      return;
    }
    if (data.kind !== "done") growing.append(data);
    show(data.kind === "done");
  });

  return {
    tape,
    failure,
    start(setting) {
      id++;
      growing = new GrowingTape(setting.lanes);
      failure.value = null;
      worker.postMessage({ id, setting } satisfies Request);
    },
    close: () => worker.terminate(),
  };
}
