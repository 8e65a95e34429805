/** The thread of the data page: it keeps the table last read, and trains on it. */

import { builtin, isBuiltin, type Table, type TableInput } from "@nabla/tables";
import type { OwnData } from "../engine/ownData.ts";
import { raceableOf } from "./raceable.ts";
import type { Preview, Trained } from "./trained.ts";
import { previewOf, read, train } from "./training.ts";

/** What the page asks; the answer has the same number. */
export type Asked = { readonly number: number } & Question;

export type Question =
  | { readonly kind: "read"; readonly input: TableInput }
  | { readonly kind: "builtin"; readonly name: string }
  | { readonly kind: "train"; readonly target: string; readonly seed: number }
  | { readonly kind: "race"; readonly target: string };

export interface Failure {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly message: string;
}

export type Answered = { readonly number: number } & Answer;

type Answer =
  | { readonly kind: "preview"; readonly preview: Preview }
  | { readonly kind: "trained"; readonly trained: Trained }
  | { readonly kind: "raceable"; readonly data: OwnData }
  | { readonly kind: "failed"; readonly failure: Failure };

let table: Table | null = null;

async function answer(asked: Question): Promise<Answer> {
  if (asked.kind === "train" || asked.kind === "race") {
    if (table === null) throw new Error("No table has been read.");
    if (asked.kind === "race") return { kind: "raceable", data: raceableOf(table, asked.target) };
    return { kind: "trained", trained: await train(table, asked.target, asked.seed) };
  }
  table = asked.kind === "builtin" && isBuiltin(asked.name) ? builtin(asked.name) : null;
  if (asked.kind === "read") table = await read(asked.input);
  if (table === null) throw new Error("There is no such table.");
  return { kind: "preview", preview: previewOf(table) };
}

const failureOf = (error: unknown): Failure =>
  error instanceof Error && "code" in error && "details" in error
    ? { code: String(error.code), details: error.details as Failure["details"], message: error.message }
    : { code: "", details: {}, message: String(error) };

addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  const say = (answered: Answer) => postMessage({ number: data.number, ...answered } satisfies Answered);
  answer(data).then(say, (error: unknown) => say({ kind: "failed", failure: failureOf(error) }));
});
