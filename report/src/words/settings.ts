/** The settings of a run as rows of a table a person can read. */

import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { formatNumber } from "./number.ts";

export interface SettingRow {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

export const settingName = (key: string, language: Language): string => messagesOf(language).settings.names[key] ?? key;

const entries = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, each]) => each !== undefined);

/** Any JSON value on one line: lists with semicolons, objects as "key: value". */
export function settingValue(value: unknown, language: Language): string {
  const { labels, settings } = messagesOf(language);
  if (value === null || value === undefined || value === "") return labels.none;
  if (typeof value === "boolean") return value ? labels.yes : labels.no;
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : formatNumber(value, 6);
  if (typeof value === "string") return settings.values[value] ?? value;
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return labels.none;
    const separator = value.every((each) => typeof each !== "object") ? ", " : "; ";
    return value.map((each) => settingValue(each, language)).join(separator);
  }
  const inner = entries(value).map(
    ([key, each]) => `${settingName(key, language)}${labels.colon}${settingValue(each, language)}`,
  );
  return inner.length === 0 ? labels.none : inner.join(labels.comma);
}

/** Every setting of a record, one row each; the command has a place of its own. */
export function settingRows(settings: Readonly<Record<string, unknown>>, language: Language): readonly SettingRow[] {
  return entries(settings)
    .filter(([key]) => key !== "command")
    .map(([key, value]) => ({ key, name: settingName(key, language), value: settingValue(value, language) }));
}

/** The command that repeats the run, where it was recorded. */
export const commandOf = (settings: Readonly<Record<string, unknown>>): string | null =>
  typeof settings.command === "string" && settings.command !== "" ? settings.command : null;
