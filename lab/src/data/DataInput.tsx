/** Three ways for a table to come in: a file dropped or chosen, text pasted, one that is built in. */

import { useState } from "preact/hooks";
import { tableNames } from "../engine/sourceNames.ts";
import { pastedText } from "./ownTable.ts";
import type { DataWords } from "./words/index.ts";
import type { Question } from "./worker.ts";

interface DataInputProps {
  readonly words: DataWords;
  readonly onAsk: (question: Question) => void;
}

export function DataInput({ words, onAsk }: DataInputProps) {
  const [over, setOver] = useState(false);
  const take = (file: File | undefined): void => {
    if (file !== undefined) onAsk({ kind: "file", file });
  };
  return (
    <form
      class={over ? "settings drop over" : "settings drop"}
      onSubmit={(event) => {
        event.preventDefault();
        onAsk({ kind: "text", name: words.pasted, text: pastedText.value });
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files[0]);
      }}
    >
      <div class="row">
        <label>
          {words.file}
          <input type="file" onChange={(event) => take(event.currentTarget.files?.[0])} />
        </label>
        {tableNames.map((name) => (
          <button key={name} type="button" onClick={() => onAsk({ kind: "builtin", name })}>
            {words.builtin(name)}
          </button>
        ))}
      </div>
      <label class="block">
        {words.paste}
        <textarea
          rows={5}
          spellcheck={false}
          placeholder={"x,y\n1,3\n2,5"}
          value={pastedText.value}
          onInput={({ currentTarget }) => {
            pastedText.value = currentTarget.value;
          }}
        />
      </label>
      <button type="submit">{words.read}</button>
    </form>
  );
}
