/** `nabla losses | optimizers | schedules`: what there is, as the engine's exports describe it. */
import type { Language } from "@nabla/report";
import * as lossDoor from "nabla/losses";
import * as optimizerDoor from "nabla/optimizers";
import * as scheduleDoor from "nabla/schedules";
import type { OutputOptions } from "./options.ts";
import type { Terminal } from "./terminal.ts";
import { wordsOf } from "./words/index.ts";

export type CatalogName = "losses" | "optimizers" | "schedules";

const doors: Readonly<Record<CatalogName, object>> = {
  losses: lossDoor,
  optimizers: optimizerDoor,
  schedules: scheduleDoor,
};

type Info = (typeof scheduleDoor.constant)["info"];
type OptionInfo = Info["options"][number];

const hasInfo = (value: unknown): value is { readonly info: Info } =>
  typeof value === "function" && "info" in value && typeof value.info === "object";

/** What a door exports that describes itself, in the order of the alphabet. */
const entriesOf = (name: CatalogName): Info[] =>
  Object.values(doors[name])
    .filter(hasInfo)
    .map(({ info }) => info)
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** Prints the catalog, or with `--json` one document of it in both languages. */
export function catalog(name: CatalogName, { json, language }: OutputOptions, terminal: Terminal): 0 {
  const entries = entriesOf(name);
  const text = json
    ? JSON.stringify({ schema: 1, [name]: entries }, null, 2)
    : entries.map((info) => paragraph(info, language)).join("\n\n");
  terminal.output.write(`${text}\n`);
  return 0;
}

function paragraph({ id, knownAs, name, formula, source, options }: Info, language: Language): string {
  const words = wordsOf(language);
  return [
    `${id}  ${name[language]}`,
    `  ${formula}`,
    ...(knownAs === undefined ? [] : [`  ${words.catalog.knownAs}: ${knownAs.join(", ")}`]),
    ...(source === undefined ? [] : [`  ${words.catalog.source}: ${source}`]),
    ...options.map((option) => `    ${option.name}${stateOf(option, language)}  ${option.description[language]}`),
  ].join("\n");
}

/** "=0.9", "=at|after", or that it must be given or may be left out. */
function stateOf(option: OptionInfo, language: Language): string {
  const { catalog: words } = wordsOf(language);
  if (option.choices !== undefined) return `=${option.choices.join("|")}`;
  if (option.flag === true) return "=true|false";
  if (option.default !== undefined) return `=${option.default}`;
  return option.optional === true ? ` (${words.optional})` : ` (${words.required})`;
}
