/** A lesson: its few sentences on one side, what moves on the other. */

import type { Language } from "@nabla/report";
import type { ComponentChildren } from "preact";
import { learnWords } from "./words/index.ts";

interface LessonBodyProps {
  readonly text: readonly string[];
  /** Parts of the address that are not understood. */
  readonly ignored: readonly string[];
  readonly language: Language;
  readonly children: ComponentChildren;
}

export function LessonBody({ text, ignored, language, children }: LessonBodyProps) {
  return (
    <div class="lesson">
      <div class="lesson-text">
        {text.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <div class="lesson-live">
        {ignored.length > 0 && (
          <p class="notice" role="status">
            {learnWords[language].ignored(ignored.join(", "))}
          </p>
        )}
        {children}
      </div>
    </div>
  );
}
