/** The page's side of a recording: asks the engine's thread and keeps the tape as a signal. */

import type { Regions } from "@nabla/report";
import { type Signal, signal } from "@preact/signals";
import { tellOwn } from "../engine/ownData.ts";
import type { TapeSetting } from "../engine/recorder.ts";
import type { Source } from "../engine/sourceNames.ts";
import type { Answer, Request } from "../engine/worker.ts";
import type { SurfaceWindow, Survey, Surveyed } from "../surface/surface.ts";
import { GrowingTape } from "./growing.ts";
import type { Tape } from "./tape.ts";

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Recording {
  readonly tape: Signal<Tape | null>;
  readonly failure: Signal<Failure | null>;
  /** Records anew; what is on the tape stays in sight until the first new state arrives. */
  start(setting: TapeSetting): void;
  /** ∇ℓᵢ of every example at the point that was asked for last. */
  readonly gradients: Signal<Float64Array | null>;
  /** Asks for them; of many questions in a row only the newest is answered. */
  askGradients(source: Source, point: readonly number[]): void;
  /** What the model says over the plane of its two columns at the point that was asked for last. */
  readonly regions: Signal<Regions | null>;
  askRegions(source: Source, point: readonly number[]): void;
  close(): void;
}

/** One question at a time; of those that come meanwhile only the newest is asked. */
function newestOf(send: (request: Request) => void) {
  let asking = false;
  let next: Request | null = null;
  return {
    ask(request: Request): void {
      if (asking) next = request;
      else send(request);
      asking = true;
    },
    answered(): void {
      asking = next !== null;
      if (next !== null) send(next);
      next = null;
    },
  };
}

export function makeRecording(): Recording {
  const tape = signal<Tape | null>(null);
  const failure = signal<Failure | null>(null);
  const worker = new Worker(new URL("../engine/worker.ts", import.meta.url), { type: "module" });
  tellOwn(worker);
  /** The thread of surfaces, begun when one is first wanted: most tables have more than two parameters. */
  let surveyor: Worker | null = null;
  const gradients = signal<Float64Array | null>(null);
  const regions = signal<Regions | null>(null);
  /** The last one that was sent. */
  let plane: Regions["plane"] | null = null;
  let id = 0;
  let growing = new GrowingTape([]);
  let source: Source = "line";
  let complete = false;
  let drawn = 0;

  const show = (): void => {
    cancelAnimationFrame(drawn);
    drawn = requestAnimationFrame(() => {
      const now = growing.now(complete);
      if (now !== null && now.lanes.length > 0) tape.value = now;
    });
  };

  const send = (request: Request): void => worker.postMessage(request);
  const asked = { gradients: newestOf(send), regions: newestOf(send) };

  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    if (data.kind === "gradients" || data.kind === "regions") {
      if (data.kind === "gradients") gradients.value = data.gradients;
      else if (data.regions === null) regions.value = null;
      else {
        if (data.regions.plane !== "same") plane = data.regions.plane;
        regions.value = plane && { ...data.regions, plane };
      }
      asked[data.kind].answered();
      return;
    }
    // A moment that says nothing, for its data have just been left: the next one is asked.
    if (data.kind === "failed" && data.of !== "record") return asked[data.of].answered();
    if (data.id !== id) return;
    if (data.kind === "failed") {
      failure.value = data;
      return;
    }
    if (data.kind === "done") complete = true;
    else growing.append(data);
    if (data.kind === "window") survey(data.window);
    show();
  });

  const survey = (window: SurfaceWindow): void => {
    if (surveyor === null) {
      surveyor = new Worker(new URL("../surface/worker.ts", import.meta.url), { type: "module" });
      tellOwn(surveyor);
      surveyor.addEventListener("message", ({ data }: MessageEvent<Surveyed & { readonly id: number }>) => {
        if (data.id !== id) return;
        growing.append(data);
        show();
      });
    }
    surveyor.postMessage({ id, source, window } satisfies Survey);
  };

  return {
    tape,
    failure,
    gradients,
    regions,
    askGradients: (source, point) => asked.gradients.ask({ id: -1, kind: "gradients", source, point }),
    askRegions: (source, point) => asked.regions.ask({ id: -1, kind: "regions", source, point }),
    start(setting) {
      id++;
      growing = new GrowingTape(setting.lanes);
      source = setting.source;
      complete = false;
      surveyor?.postMessage({ id, source, window: null } satisfies Survey);
      failure.value = null;
      send({ id, kind: "record", setting });
    },
    close() {
      worker.terminate();
      surveyor?.terminate();
    },
  };
}
