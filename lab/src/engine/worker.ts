/** The engine's thread: records what it is asked for, and stops as soon as it is asked for something else. */

import { NablaError } from "nabla";
import { type Recorded, record, type TapeSetting } from "./recorder.ts";

export interface Request {
  /** Answers carry the number of their request, so that late ones can be told. */
  readonly id: number;
  readonly setting: TapeSetting;
}

export type Answer = { readonly id: number } & (
  | Recorded
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly code: string; readonly message: string; readonly details: unknown }
);

let current = -1;

const send = (answer: Answer, transfer: Transferable[] = []): void => postMessage(answer, { transfer });

/** The arrays of a stretch are handed over, not copied. */
const transfers = (said: Recorded): Transferable[] =>
  said.kind === "stretch" ? [said.stretch.losses.buffer, said.stretch.slopes.buffer, said.stretch.points.buffer] : [];

async function answer({ id, setting }: Request): Promise<void> {
  try {
    for await (const said of record(setting)) {
      // A newer request may have come in while this one computed.
      await new Promise((resume) => setTimeout(resume));
      if (id !== current) return;
      send({ id, ...said }, transfers(said));
    }
    send({ id, kind: "done" });
  } catch (error) {
    const known = error instanceof NablaError;
    const details = known ? error.details : {};
    send({ id, kind: "failed", code: known ? error.code : "unexpected", message: String(error), details });
  }
}

addEventListener("message", ({ data }: MessageEvent<Request>) => {
  current = data.id;
  void answer(data);
});
