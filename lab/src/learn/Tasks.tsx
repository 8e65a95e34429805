/** The question at the end of a lesson, answered by doing: each task says by itself when it is done. */

import type { Language } from "@nabla/report";
import { useState } from "preact/hooks";

export interface Task {
  readonly id: string;
  readonly text: string;
  /** The figure shows it now. */
  readonly done: boolean;
}

const words = {
  en: { heading: "Try it", done: "done", open: "still open", all: "All done: on to the next lesson." },
  zh: { heading: "动手试试", done: "已完成", open: "还没有", all: "全部完成，可以学下一课了。" },
} as const satisfies Record<Language, unknown>;

/** What was done once stays done as long as the lesson is open. */
export function Tasks({ tasks, language }: { readonly tasks: readonly Task[]; readonly language: Language }) {
  const [before, setBefore] = useState<readonly string[]>([]);
  const done = tasks.filter((task) => task.done || before.includes(task.id)).map(({ id }) => id);
  if (done.length > before.length) setBefore(done);
  const { heading, ...says } = words[language];
  return (
    <section class="tasks" aria-labelledby="tasks-title">
      <h2 id="tasks-title">{heading}</h2>
      <div role="status">
        <ul>
          {tasks.map(({ id, text }) => {
            const isDone = done.includes(id);
            return (
              <li key={id} class={isDone ? "done" : ""}>
                <span aria-hidden="true">{isDone ? "✓" : "○"}</span> {text} <b>{isDone ? says.done : says.open}</b>
              </li>
            );
          })}
        </ul>
        {done.length === tasks.length && <p>{says.all}</p>}
      </div>
    </section>
  );
}
