/** The thread of the data page: it keeps the table last read, and trains on it. */

import { builtin, isBuiltin, readTable, type Table } from "@nabla/tables";
import type { OwnData } from "../engine/ownData.ts";
import { raceableOf } from "./raceable.ts";
import type { Preview, Trained } from "./trained.ts";
import { headOf, previewOf, readFile, train } from "./training.ts";

/** What the page asks; the answer has the same number. */
export type Asked = { readonly number: number } & Question;

export type Question =
  | { readonly kind: "file"; readonly file: File }
  | { readonly kind: "text"; readonly name: string; readonly text: string }
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

async function* answers(asked: Question): AsyncGenerator<Answer> {
  if (asked.kind === "train" || asked.kind === "race") {
    if (table === null) throw new Error("No table has been read.");
    if (asked.kind === "race") yield { kind: "raceable", data: raceableOf(table, asked.target) };
    else yield { kind: "trained", trained: await train(table, asked.target, asked.seed) };
    return;
  }
  table = null;
  if (asked.kind === "file") {
    const head = await headOf(asked.file);
    if (head !== null) yield { kind: "preview", preview: previewOf(head, false) };
  }
  table = await tableOf(asked);
  yield { kind: "preview", preview: previewOf(table) };
}

async function tableOf(asked: Exclude<Question, { target: string }>): Promise<Table> {
  if (asked.kind === "file") return readFile(asked.file);
  if (asked.kind === "text") return readTable(asked);
  if (!isBuiltin(asked.name)) throw new Error(`There is no table ${asked.name}.`);
  return builtin(asked.name);
}

const failureOf = (error: unknown): Failure =>
  error instanceof Error && "code" in error && "details" in error
    ? { code: String(error.code), details: error.details as Failure["details"], message: error.message }
    : { code: "", details: {}, message: String(error) };

async function answerAll({ number, ...asked }: Asked): Promise<void> {
  const say = (answer: Answer) => postMessage({ number, ...answer } satisfies Answered);
  try {
    for await (const answer of answers(asked)) say(answer);
  } catch (error) {
    say({ kind: "failed", failure: failureOf(error) });
  }
}

addEventListener("message", ({ data }: MessageEvent<Asked>) => void answerAll(data));
