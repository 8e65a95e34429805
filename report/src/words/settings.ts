/** The settings of a run as rows of a table a person can read. */

import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { lossName, modelName } from "./modelNames.ts";
import { formatNumber } from "./number.ts";

export interface SettingRow {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

export const settingName = (key: string, language: Language): string => messagesOf(language).settings.names[key] ?? key;

const entries = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, each]) => each !== undefined);

/** Settings whose values are words of ours; every other text is the user's own and stays as it is. */
const coded: ReadonlySet<string> = new Set([
  "missing",
  "scale",
  "order",
  "partial",
  "task",
  "batch",
  "batchSize",
  "reason",
  "schedule",
]);

function settingText(key: string, text: string, language: Language): string {
  if (key === "loss") return lossName(text, language);
  if (key === "model") return modelName(text, language);
  if (!coded.has(key)) return text;
  const { values } = messagesOf(language).settings;
  return values[`${key}.${text}`] ?? values[text] ?? text;
}

/** Any JSON value of the setting `key` on one line. */
export function settingValue(key: string, value: unknown, language: Language): string {
  const { labels } = messagesOf(language);
  if (value === null || value === undefined || value === "") return labels.none;
  if (typeof value === "boolean") return value ? labels.yes : labels.no;
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : formatNumber(value, 6);
  if (typeof value === "string") return settingText(key, value, language);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return labels.none;
    const flat = value.every((each) => typeof each !== "object");
    return value.map((each) => settingValue(key, each, language)).join(flat ? ", " : " · ");
  }
  const scaled = scaling(value, language);
  if (scaled !== null) return scaled;
  // The parts of the encoding are named by the table's columns, all other parts by us.
  const nameOf = (part: string): string => (key === "encoding" ? part : settingName(part, language));
  const parts = entries(value).map(
    ([part, each]) => `${nameOf(part)}${labels.colon}${settingValue(part, each, language)}`,
  );
  return parts.length === 0 ? labels.none : parts.join(labels.semicolon);
}

/** "(value − 5.47) ÷ 1.7": what was done to a feature before training; null for anything else. */
function scaling(value: unknown, language: Language): string | null {
  if (typeof value !== "object" || value === null || !("mean" in value) || !("scale" in value)) return null;
  const { mean, scale } = value;
  if (typeof mean !== "number" || typeof scale !== "number") return null;
  return messagesOf(language).settings.scaled(formatNumber(mean, 5), formatNumber(scale, 5));
}

/** Every setting of a record, one row each; the command has a place of its own. */
export function settingRows(settings: Readonly<Record<string, unknown>>, language: Language): readonly SettingRow[] {
  return entries(settings)
    .filter(([key]) => key !== "command")
    .map(([key, value]) => ({ key, name: settingName(key, language), value: settingValue(key, value, language) }));
}

/** The command that repeats the run, where it was recorded. */
export const commandOf = (settings: Readonly<Record<string, unknown>>): string | null =>
  typeof settings.command === "string" && settings.command !== "" ? settings.command : null;
