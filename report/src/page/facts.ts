/** The facts of a comparison that stand in tables: its optimum and its data. */

import type { CompareRecord } from "nabla/race";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { lossName, modelName } from "../words/modelNames.ts";
import { formatCount, formatNumber } from "../words/number.ts";
import type { Row } from "./parts.tsx";

export function optimumRows(
  { optimum, data, resolution, startLoss }: CompareRecord,
  language: Language,
): readonly Row[] {
  const { labels, page } = messagesOf(language);
  const names = page.optimumRow;
  const known = (name: string, value: number | null): readonly Row[] =>
    value === null ? [] : [{ name, value: formatNumber(value, 5) }];
  const ends = [...known(names.startLoss, startLoss), ...known(names.resolution, resolution)];
  if (optimum === null) return ends;
  return [
    ...(optimum.attained ? known(names.loss, optimum.loss) : []),
    { name: names.attained, value: optimum.attained ? labels.yes : page.notAttained },
    ...known(names.gap, optimum.gap),
    ...known(names.mu, optimum.mu),
    ...known(names.smoothness, optimum.smoothness),
    ...known(names.kappa, data.kappa),
    { name: names.method, value: optimum.method },
    ...(optimum.attained && optimum.parameters.length <= 64
      ? [{ name: names.parameters, value: optimum.parameters.map((each) => formatNumber(each, 5)).join(", ") }]
      : []),
    ...ends,
  ];
}

export function dataRows(record: CompareRecord, language: Language): readonly Row[] {
  const { labels, page } = messagesOf(language);
  const names = page.dataRow;
  const { data } = record;
  const answer = (value: boolean): string => (value ? labels.yes : labels.no);
  return [
    { name: names.name, value: data.name },
    { name: names.rows, value: formatCount(data.rows) },
    { name: names.features, value: data.features.join(", ") },
    { name: names.target, value: data.target },
    ...(data.classes === undefined ? [] : [{ name: names.classes, value: data.classes.join(", ") }]),
    ...(typeof data.separable === "boolean" ? [{ name: names.separable, value: answer(data.separable) }] : []),
    { name: names.hash, value: data.hash },
    { name: names.model, value: modelName(record.model, language) },
    { name: names.weights, value: formatCount(record.parameters) },
    { name: names.loss, value: lossName(record.loss, language) },
    { name: names.convex, value: answer(record.convex) },
    { name: names.dtype, value: record.dtype },
    { name: names.threads, value: formatCount(record.threads) },
  ];
}
