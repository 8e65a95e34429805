/** Every setting of a run, folded away until somebody asks. */

import type { SettingRow } from "@nabla/report";

interface SettingsTableProps {
  readonly heading: string;
  readonly rows: readonly SettingRow[];
}

export function SettingsTable({ heading, rows }: SettingsTableProps) {
  return (
    <details>
      <summary>{heading}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow window scrolls it, so the keyboard must reach it */}
      <section class="scroll" aria-label={heading} tabIndex={0}>
        <table class="facts">
          <tbody>
            {rows.map(({ key, name, value }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
