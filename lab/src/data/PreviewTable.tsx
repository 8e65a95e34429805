/** The first rows of a table, with what each column seems to hold. */

import { formatCount } from "@nabla/report";
import type { Preview } from "./trained.ts";
import type { DataWords } from "./words/index.ts";

export function PreviewTable({ preview, words }: { readonly preview: Preview; readonly words: DataWords }) {
  const { columns, width, missing } = preview;
  const shown = columns[0]?.cells.length ?? 0;
  return (
    <>
      <p class="caption">
        {preview.whole
          ? words.size(preview.name, formatCount(preview.rows), formatCount(width), formatCount(missing))
          : words.head(preview.name, formatCount(preview.rows))}
      </p>
      {columns.length < width && <p class="caption">{words.firstColumns(formatCount(columns.length))}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wide tables scroll, so the keyboard must reach them */}
      <section class="scroll" aria-label={words.preview} tabIndex={0}>
        <table class="preview">
          <thead>
            <tr>
              {columns.map(({ name, kind }) => (
                <th key={name} scope="col" class={kind}>
                  {name}
                  <br />
                  <small>{words.kinds[kind]}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: shown }, (_, row) => (
              <tr key={row}>
                {columns.map(({ name, kind, cells }) => (
                  <td key={name} class={kind}>
                    {cells[row] === "" ? "—" : cells[row]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
