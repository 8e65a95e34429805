/** The engine's thread of the lessons: one question, one answer. */

import { type QuestionKind, questions } from "./questions.ts";

export interface Question {
  /** Who asks: the answer goes back there. */
  readonly asker: number;
  readonly kind: QuestionKind;
  readonly asked: unknown;
}

/** What will be asked soon: it is loaded meanwhile. */
export interface Announcement {
  readonly soon: QuestionKind;
}

export type Answer = { readonly asker: number } & ({ readonly found: unknown } | { readonly failed: string });

async function answer({ asker, kind, asked }: Question): Promise<void> {
  try {
    const found = await (questions[kind] as (asked: unknown) => unknown)(asked);
    postMessage({ asker, found } satisfies Answer);
  } catch (error) {
    postMessage({ asker, failed: String(error) } satisfies Answer);
  }
}

addEventListener("message", ({ data }: MessageEvent<Question | Announcement>) => {
  if ("soon" in data) questions[data.soon].load().catch(() => {});
  else void answer(data);
});
