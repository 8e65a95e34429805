/** The lessons: one at a time, each with what moves; the address names the lesson and what it shows. */

import { useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentType } from "preact";
import { homeOf } from "../app/address.ts";
import { address, replaceAddress } from "../app/currentAddress.ts";
import { announce } from "./engine/useAnswer.ts";
import type { LessonProps } from "./lessonProps.ts";
import { lessons } from "./lessons.ts";
import { learnWords } from "./words/index.ts";

const lessonOf = (part: string) => lessons.find(({ id }) => id === part) ?? lessons[0];

export function LearnPage() {
  const { language, part, state } = address.value;
  const words = learnWords[language];
  const lesson = lessonOf(part);
  const loaded = useSignal<{ readonly id: string; readonly component: ComponentType<LessonProps> } | null>(null);
  const failure = useSignal<string | null>(null);
  useSignalEffect(() => {
    const { id, asks, load } = lessonOf(address.value.part);
    if (loaded.peek()?.id === id) return;
    announce(asks);
    load().then(
      (component) => {
        if (lessonOf(address.peek().part).id === id) loaded.value = { id, component };
      },
      (reason: unknown) => {
        failure.value = String(reason);
      },
    );
  });
  const Shown = loaded.value?.id === lesson.id ? loaded.value.component : null;
  const at = lessons.indexOf(lesson);
  const [before, after] = [lessons[at - 1], lessons[at + 1]];
  return (
    <>
      <nav class="lessons" aria-label={words.lessons}>
        <ol>
          {lessons.map(({ id, title }) => (
            <li key={id}>
              <a href={homeOf(language, "learn", id)} aria-current={id === lesson.id ? "page" : undefined}>
                {title[language]}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <h1>{lesson.title[language]}</h1>
      {failure.value !== null && (
        <p class="notice" role="alert">
          {words.notLoaded} {failure.value}
        </p>
      )}
      {Shown === null ? (
        <p role="status">{words.loading}</p>
      ) : (
        <Shown
          key={lesson.id}
          language={language}
          state={state}
          onState={(to) => replaceAddress({ part: lesson.id, state: to })}
        />
      )}
      <p class="row">
        {before !== undefined && <a href={homeOf(language, "learn", before.id)}>← {before.title[language]}</a>}
        {after !== undefined && <a href={homeOf(language, "learn", after.id)}>{after.title[language]} →</a>}
      </p>
    </>
  );
}
