/** A text for another program, with a button that copies it. */

import { useState } from "preact/hooks";
import type { Words } from "../words/index.ts";

interface CodeProps {
  readonly name: string;
  readonly text: string;
  readonly words: Words["exports"];
}

export function Code({ name, text, words }: CodeProps) {
  const [said, setSaid] = useState("");
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setSaid(words.copied),
      () => setSaid(words.notCopied),
    );
  };
  return (
    <div class="code">
      <div class="row">
        <strong>{name}</strong>
        <button type="button" onClick={copy} aria-label={`${words.copy}: ${name}`}>
          {words.copy}
        </button>
        <span role="status">{said}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, so the keyboard must reach them */}
      <section class="scroll" aria-label={name} tabIndex={0}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
    </div>
  );
}
