/** Parts that both pages use: the answer on top, tables of names and values, the command, a figure in two widths. */

import type { ComponentChildren, VNode } from "preact";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { commandOf, settingRows } from "../words/settings.ts";

export interface Row {
  readonly name: string;
  readonly value: string;
}

export function Answer({
  language,
  headline,
  children,
}: {
  language: Language;
  headline: string;
  children: ComponentChildren;
}) {
  return (
    <section class="answer" id="answer">
      <h2>{messagesOf(language).page.answer}</h2>
      <p class="headline">{headline}</p>
      {children}
    </section>
  );
}

export function Rows({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <table class="rows">
      <tbody>
        {rows.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Settings({ settings, language }: { settings: Readonly<Record<string, unknown>>; language: Language }) {
  return (
    <section>
      <h2>{messagesOf(language).page.settings}</h2>
      <Rows rows={settingRows(settings, language)} />
    </section>
  );
}

interface RepeatProps {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly version: string;
  readonly language: Language;
}

export function Repeat({ settings, version, language }: RepeatProps) {
  const { page } = messagesOf(language);
  const command = commandOf(settings);
  return (
    <section>
      <h2>{page.repeat}</h2>
      {command === null ? <p>{page.noCommand}</p> : <pre>{command}</pre>}
      <p class="quiet small">{page.repeatNote(version)}</p>
    </section>
  );
}

interface TwoWidthsProps {
  readonly draw: (size: { readonly width: number; readonly height: number; readonly id: string }) => VNode;
  readonly id: string;
  readonly wide: readonly [number, number];
  readonly narrow: readonly [number, number];
  readonly caption: string;
}

/** A figure drawn once for a wide and once for a narrow screen: shrunk text could not be read. */
export function TwoWidths({ draw, id, wide, narrow, caption }: TwoWidthsProps) {
  return (
    <figure>
      <div class="wide">{draw({ width: wide[0], height: wide[1], id })}</div>
      <div class="narrow">{draw({ width: narrow[0], height: narrow[1], id: `${id}-narrow` })}</div>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
