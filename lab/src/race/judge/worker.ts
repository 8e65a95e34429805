/** The second thread of the race page: one question, answered bit by bit; it is ended when nobody waits any more. */

import { NablaError } from "nabla";
import { compare, compareMap, type MapRecord, type Progress, type RaceResult } from "nabla/race";
import { keepOwn, type OwnTold } from "../../engine/ownData.ts";
import type { TapeSetting } from "../../engine/recorder.ts";
import { fitOf } from "../../engine/sources.ts";
import { claimsOptions, mapOptions } from "./question.ts";

export interface Question {
  readonly kind: "claims" | "map";
  readonly setting: TapeSetting;
}

export type Answer =
  | { readonly kind: "progress"; readonly share: number; readonly label: string }
  | { readonly kind: "map"; readonly map: MapRecord; readonly resolution: number }
  | { readonly kind: "claims"; readonly result: RaceResult }
  | { readonly kind: "done" }
  | {
      readonly kind: "failed";
      readonly code: string;
      readonly message: string;
      readonly details: Readonly<Record<string, unknown>>;
    };

const send = (answer: Answer): void => postMessage(answer);

async function answer({ kind, setting }: Question): Promise<void> {
  const fit = fitOf(setting.source);
  if (kind === "map") {
    const onProgress = ({ done, total, label }: Progress): void => {
      send({ kind: "progress", share: done / Math.max(1, total), label });
    };
    await compareMap({ ...fit, ...mapOptions(setting), onProgress }, (map) => {
      send({ kind: "map", map, resolution: resolutionOf(map) });
    });
  } else {
    const onProgress = ({ share, label }: Progress): void => send({ kind: "progress", share, label });
    send({ kind: "claims", result: await compare({ ...fit, ...claimsOptions(setting), onProgress }) });
  }
}

/** Differences of losses below are rounding: 32·ε·|E|. */
const resolutionOf = ({ reference }: MapRecord): number => 32 * Number.EPSILON * Math.abs(reference);

addEventListener("message", ({ data }: MessageEvent<Question | OwnTold>) => {
  if (data.kind === "own") return keepOwn(data.data);
  answer(data).then(
    () => send({ kind: "done" }),
    (error: unknown) => {
      const known = error instanceof NablaError;
      const [code, details] = known ? [error.code, error.details] : ["unexpected", {}];
      send({ kind: "failed", code, message: String(error), details });
    },
  );
});
