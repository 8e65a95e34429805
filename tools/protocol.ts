/**
 * PROTOCOL.md prints every number that a verdict depends on, with its reason. Both stand in the engine's
 * `thresholds.ts`; this writes them into the page (`npm run readme`), and a test compares.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as thresholds from "../engine/src/train/race/thresholds.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
export const protocolPath = join(root, "PROTOCOL.md");
const source = join(root, "engine/src/train/race/thresholds.ts");

/** A comment, and the constants that follow it without an empty line. */
const documented = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n(export (?:(?!\n\n)[\s\S])*)/g;
const place = /(<!-- thresholds -->\n)[\s\S]*?(?=<!-- \/thresholds -->)/;

/** The page with the table of thresholds as it should be now. */
export function withThresholds(page: string): string {
  if (!place.test(page)) throw new Error("PROTOCOL.md has no place for the thresholds.");
  return page.replace(place, (_, mark: string) => `${mark}${table()}\n`);
}

function table(): string {
  const values = new Map(Object.entries(thresholds));
  const rows = [...readFileSync(source, "utf8").matchAll(documented)].flatMap(([, comment, code]) => {
    const names = [...code.matchAll(/^export const (\w+)\b/gm)].map((match) => match[1]);
    const shown = names.map((name) => valueText(values.get(name)));
    for (const name of names) values.delete(name);
    const title = names.map((name) => `\`${name}\``).join(" · ");
    return names.length === 0 ? [] : [`| ${title} | ${shown.join(" · ")} | ${reasonOf(comment)} |`];
  });
  const silent = [...values].filter(([, value]) => typeof value !== "function").map(([name]) => name);
  if (silent.length > 0) throw new Error(`thresholds.ts gives no reason for ${silent.join(", ")}.`);
  return ["| name | value | what it is, and why |", "|---|---|---|", ...rows].join("\n");
}

/** A comment as one line of a table. */
const reasonOf = (comment: string): string =>
  comment
    .split("\n")
    .map((line) => line.replace(/^\s*\*? ?/, ""))
    .join(" ")
    .replace(/\s+/g, " ")
    .trim()
    .replaceAll("|", "\\|");

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key}: ${valueText(inner)}`)
    .join(", ");
}
