/** From the text of an option to its value, or an error that says what was expected. */
import { nearestNames } from "@nabla/tables";
import { CommandError } from "./errors.ts";

export interface NumberRange {
  /** Any finite number, when absent. */
  readonly least?: number;
  /** The value must be greater than `least`. */
  readonly above?: true;
  readonly below?: number;
  readonly whole?: true;
}

/** @throws CommandError "option-number" for a text that is not a number of the range. */
export function numberValue(option: string, text: string, range: NumberRange): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
  const { least = -Number.MAX_VALUE, above, below, whole } = range;
  const fits =
    Number.isFinite(value) &&
    (above ? value > least : value >= least) &&
    (below === undefined || value < below) &&
    (!whole || Number.isSafeInteger(value));
  if (!fits) throw new CommandError("option-number", { option, value: text, ...range });
  return value;
}

/** @throws CommandError "option-choice" with the nearest choices. */
export function choiceValue<Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new CommandError("option-choice", { option, value: text, choices, nearest: nearestNames(text, choices) });
}

/** "a, b" -> ["a", "b"]. A name that contains a comma is written between double quotes. */
export function listValue(option: string, text: string): string[] {
  const parts = [...text.matchAll(/\s*(?:"([^"]*)"|([^,]*?))\s*(?:,|$)/g)]
    .filter((match) => match[0] !== "")
    .map((match) => match[1] ?? match[2]);
  const items = text.trimEnd().endsWith(",") ? [...parts, ""] : parts;
  if (items.length === 0 || items.includes("")) throw new CommandError("option-list", { option, value: text });
  return items;
}

/** "full, 32, 1" -> ["full", 32, 1]. */
export function batchSizesValue(option: string, text: string): (number | "full")[] {
  const sizes = listValue(option, text).map((item) => {
    if (item === "full") return item;
    if (!/^\d+$/.test(item) || Number(item) < 1) throw new CommandError("option-batch", { option, value: item });
    return Number(item);
  });
  const twice = sizes.find((size, index) => sizes.indexOf(size) !== index);
  if (twice !== undefined) throw new CommandError("option-twice", { option, value: String(twice) });
  return sizes;
}
