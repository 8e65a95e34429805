/** The engine's thread: records what it is asked for, and stops as soon as it is asked for something else. */

import type { Regions } from "@nabla/report";
import { NablaError } from "nabla";
import { exampleGradients } from "./gradients.ts";
import { keepOwn, type OwnTold } from "./ownData.ts";
import { type Recorded, record, type TapeSetting } from "./recorder.ts";
import { regionsAt } from "./regions.ts";
import type { Source } from "./sourceNames.ts";

/** Answers carry the number of their request, so that late ones can be told. */
export type Request = { readonly id: number } & (
  | { readonly kind: "record"; readonly setting: TapeSetting }
  | { readonly kind: "gradients" | "regions"; readonly source: Source; readonly point: readonly number[] }
);

export type Answer = { readonly id: number } & (
  | Recorded
  | { readonly kind: "done" }
  /** ∇ℓᵢ of every example, one after the other. */
  | { readonly kind: "gradients"; readonly gradients: Float64Array }
  | { readonly kind: "regions"; readonly regions: ToldRegions | null }
  | {
      readonly kind: "failed";
      /** What was asked. */
      readonly of: Request["kind"];
      readonly code: string;
      readonly message: string;
      readonly details: Readonly<Record<string, unknown>>;
    }
);

/** A plane that was sent before is not sent again: nothing of it is drawn anew. */
export type ToldRegions = Omit<Regions, "plane"> & { readonly plane: Regions["plane"] | "same" };

let sentPlane: Regions["plane"] | null = null;

function told(regions: Regions | null): ToldRegions | null {
  if (regions === null || regions.plane !== sentPlane) {
    if (regions !== null) sentPlane = regions.plane;
    return regions;
  }
  return { ...regions, plane: "same" };
}

let current = -1;

/** Milliseconds of work between two looks at what else is asked. */
const pauseEvery = 20;

const send = (answer: Answer, transfer: Transferable[] = []): void => postMessage(answer, { transfer });

/** The arrays of a stretch are handed over, not copied. */
const transfers = (said: Recorded): Transferable[] =>
  said.kind === "stretch" ? [said.stretch.losses.buffer, said.stretch.slopes.buffer, said.stretch.points.buffer] : [];

async function recordAll(id: number, setting: TapeSetting): Promise<void> {
  let paused = performance.now();
  for await (const said of record(setting)) {
    if (performance.now() - paused > pauseEvery) {
      // A newer request may have come in while this one computed.
      await new Promise((resume) => setTimeout(resume));
      paused = performance.now();
    }
    if (id !== current) return;
    send({ id, ...said }, transfers(said));
  }
  send({ id, kind: "done" });
}

async function answer(request: Request): Promise<void> {
  const { id } = request;
  try {
    if (request.kind === "record") await recordAll(id, request.setting);
    else if (request.kind === "regions") {
      send({ id, kind: "regions", regions: told(regionsAt(request.source, request.point)) });
    } else {
      const gradients = exampleGradients(request.source, request.point);
      send({ id, kind: "gradients", gradients }, [gradients.buffer]);
    }
  } catch (error) {
    const known = error instanceof NablaError;
    const details = known ? error.details : {};
    send({
      id,
      kind: "failed",
      of: request.kind,
      code: known ? error.code : "unexpected",
      message: String(error),
      details,
    });
  }
}

addEventListener("message", ({ data }: MessageEvent<Request | OwnTold>) => {
  if (data.kind === "own") return keepOwn(data.data);
  if (data.kind === "record") current = data.id;
  void answer(data);
});
