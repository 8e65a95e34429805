/** Which column is predicted, and what is to be done with it. */

import { tableNames, targets } from "../engine/sourceNames.ts";
import { chosenTarget } from "./ownTable.ts";
import type { Preview } from "./trained.ts";
import type { DataWords } from "./words/index.ts";
import type { Question } from "./worker.ts";

const seed = 0;

interface TargetFormProps {
  readonly preview: Preview;
  readonly words: DataWords;
  readonly onAsk: (question: Question) => void;
}

/** What was chosen for the table before, what a built-in one is asked about, or else its last column. */
function targetOf({ name, names, lastName }: Preview): string {
  const chosen = chosenTarget.value;
  if (chosen !== null && (names === null || names.includes(chosen))) return chosen;
  const builtin = tableNames.find((each) => each === name);
  return builtin === undefined ? lastName : targets[builtin].column;
}

export function TargetForm({ preview, words, onAsk }: TargetFormProps) {
  const target = targetOf(preview);
  const choose = ({ currentTarget }: { readonly currentTarget: { readonly value: string } }): void => {
    chosenTarget.value = currentTarget.value;
  };
  return (
    <form
      class="settings"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk({ kind: "train", target, seed });
      }}
    >
      <div class="row">
        <label htmlFor="target">
          {words.target}
          {preview.names === null ? (
            <input id="target" type="text" value={target} spellcheck={false} onInput={choose} />
          ) : (
            <select id="target" value={target} onChange={choose}>
              {preview.names.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </label>
        <button type="submit">{words.train}</button>
        <button type="button" onClick={() => onAsk({ kind: "race", target })}>
          {words.race}
        </button>
      </div>
    </form>
  );
}
