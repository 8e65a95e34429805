/** What the loss is like where the race began and where it could end. */

import type { CompareRecord, DiagnosticsRecord } from "nabla/race";
import { laneName } from "../words/lane.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { formatNumber } from "../words/number.ts";
import { type Row, Rows } from "./parts.tsx";

interface DiagnosticsProps {
  readonly record: CompareRecord;
  readonly language: Language;
}

const columns = ["loss", "gradientNorm", "variance", "noiseScale", "largestCurvature", "smallestCurvature"] as const;

const constants = ["smoothness", "exampleSmoothness", "mu", "kappa", "optimumNoise"] as const;

function constantRows(diagnostics: DiagnosticsRecord, language: Language): readonly Row[] {
  const { labels, page } = messagesOf(language);
  const names = page.diagnostics;
  const known = constants.flatMap((key) => {
    const value = diagnostics[key];
    if (value === null) return [];
    const how = key === "smoothness" ? labels.parenthesised(labels.limitHow[diagnostics.smoothnessHow]) : "";
    return [{ name: names.row[key], value: formatNumber(value, 4) + how }];
  });
  const expected = diagnostics.expectedSmoothness.map(({ batchSize, value }) => ({
    name: names.expectedSmoothness(laneName({ batchSize, decay: 0 }, language)),
    value: formatNumber(value, 4),
  }));
  return [...known, ...expected];
}

function PointTable({ record, language }: DiagnosticsProps) {
  const { labels, page } = messagesOf(language);
  const words = page.diagnostics;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section class="scroll" aria-label={words.title} tabIndex={0}>
      <table class="points">
        <thead>
          <tr>
            <th scope="col">{words.column.where}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {words.column[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {record.diagnostics.points.map((point) => (
            <tr key={point.where}>
              <th scope="row">{words.where[point.where]}</th>
              {columns.map((column) => {
                const value = point[column];
                return <td key={column}>{value === null ? labels.none : formatNumber(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Nothing where nothing was measured. */
export function Diagnostics({ record, language }: DiagnosticsProps) {
  const { page } = messagesOf(language);
  const { points, optimumNoise } = record.diagnostics;
  const rows = constantRows(record.diagnostics, language);
  if (points.length === 0 && rows.length === 0) return null;
  return (
    <section>
      <h2>{page.diagnostics.title}</h2>
      {points.length > 0 && <p class="quiet small">{page.diagnostics.intro}</p>}
      {points.length > 0 && <PointTable record={record} language={language} />}
      {rows.length > 0 && <Rows rows={rows} />}
      {optimumNoise === 0 && <p class="quiet small">{page.diagnostics.interpolation}</p>}
    </section>
  );
}
