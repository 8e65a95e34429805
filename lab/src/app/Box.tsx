/** A text box for one value, wherever a page asks for a number. */

import { useState } from "preact/hooks";

interface BoxProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly write: (value: Value) => string;
  /** Null for what is no such value. */
  readonly read: (text: string) => Value | null;
  readonly wrong: string;
  readonly onChange: (value: Value) => void;
  readonly list?: string;
}

/** What cannot be read stays in the box, marked, until it can. */
export function Box<Value>({ label, value, write, read, wrong, onChange, list }: BoxProps<Value>) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? write(value);
  const isWrong = read(shown) === null;
  return (
    <label>
      {label}
      <input
        type="text"
        inputMode="decimal"
        list={list}
        value={shown}
        aria-invalid={isWrong}
        onInput={(event) => {
          const text = event.currentTarget.value;
          const understood = read(text);
          setTyped(text);
          if (understood !== null) onChange(understood);
        }}
        onBlur={() => {
          if (!isWrong) setTyped(null);
        }}
      />
      {isWrong && (
        <span class="wrong" role="alert">
          {wrong}
        </span>
      )}
    </label>
  );
}
