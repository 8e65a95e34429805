/** A lesson: its few sentences on one side, what moves on the other. */

import type { ComponentChildren } from "preact";

interface LessonBodyProps {
  readonly text: readonly string[];
  readonly children: ComponentChildren;
}

export function LessonBody({ text, children }: LessonBodyProps) {
  return (
    <div class="lesson">
      <div class="lesson-text">
        {text.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <div class="lesson-live">{children}</div>
    </div>
  );
}
