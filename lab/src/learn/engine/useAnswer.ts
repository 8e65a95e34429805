/** The page's side of the engine's thread of the lessons. */

import { useEffect, useState } from "preact/hooks";
import type { AnswerOf, QuestionKind, QuestionOf } from "./questions.ts";
import type { Announcement, Answer, Question } from "./worker.ts";

let worker: Worker | null = null;
let askers = 0;
const listeners = new Map<number, (answer: Answer) => void>();

/** Begun with the first question, and kept: what it has compiled serves the next lesson too. */
function thread(): Worker {
  if (worker === null) {
    worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => listeners.get(data.asker)?.(data));
  }
  return worker;
}

/** Loads what answers such questions while the lesson that will ask them is still on its way. */
export const announce = (soon: QuestionKind): void => thread().postMessage({ soon } satisfies Announcement);

export interface Found<Answered> {
  /** The newest answer; it stays in sight until the next is there. */
  readonly found: Answered | null;
  readonly failed: string | null;
}

/** The engine's answer to a question that may change at any time: of many in a row only the newest is answered. */
export function useAnswer<Kind extends QuestionKind>(
  kind: Kind,
  question: QuestionOf<Kind> | null,
): Found<AnswerOf<Kind>> {
  const [state, setState] = useState<Found<AnswerOf<Kind>>>({ found: null, failed: null });
  const [asker] = useState(() => makeAsker(kind, setState));
  const written = JSON.stringify(question);
  useEffect(() => {
    if (written !== "null") asker.ask(JSON.parse(written));
  }, [asker, written]);
  useEffect(() => asker.close, [asker]);
  return state;
}

function makeAsker<Kind extends QuestionKind>(kind: Kind, tell: (state: Found<AnswerOf<Kind>>) => void) {
  const asker = askers++;
  let asking = false;
  let next: Question | null = null;
  const hear = (answer: Answer): void => {
    asking = next !== null;
    if (next !== null) thread().postMessage(next);
    next = null;
    if ("failed" in answer) tell({ found: null, failed: answer.failed });
    else tell({ found: answer.found as AnswerOf<Kind>, failed: null });
  };
  return {
    ask(asked: QuestionOf<Kind>): void {
      listeners.set(asker, hear);
      const question: Question = { asker, kind, asked };
      if (asking) next = question;
      else thread().postMessage(question);
      asking = true;
    },
    close: () => void listeners.delete(asker),
  };
}
