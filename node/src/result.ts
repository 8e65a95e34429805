/** The result of a comparison as a file: its record, and the options that made it. */
import { join, resolve } from "node:path";
import type { CompareRecord } from "nabla/race";
import { CommandError } from "./errors.ts";
import { readBytes } from "./files.ts";
import { type GivenOptions, takesPartIn } from "./options.ts";
import { flagOf, type OptionName, optionsOf, rowOf } from "./optionTable.ts";

/** The file of a comparison in its run folder. */
export const resultFile = "compare.json";

/** The newest records this version can read and repeat. */
const schema = 1;
const protocol = 1;

/**
 * Reads a result, given as a file or as the folder that holds it.
 * @throws CommandError "result-not-found", "result-damaged", and "result-version" for another schema or protocol.
 */
export async function readResult(folder: string, path: string): Promise<CompareRecord> {
  const bytes = await bytesOf(resolve(folder, path));
  if (bytes === undefined) throw new CommandError("result-not-found", { path });
  const record = parse(bytes, path);
  for (const [what, known] of Object.entries({ schema, protocol })) {
    if (record[what] !== known) throw new CommandError("result-version", { path, what, found: record[what], known });
  }
  const { settings, data, races, claims } = record;
  const whole = isObject(settings) && isObject(data) && Array.isArray(races) && Array.isArray(claims);
  if (!whole) throw new CommandError("result-damaged", { path, part: "settings, data, races, claims" });
  return record as unknown as CompareRecord;
}

async function bytesOf(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readBytes(path);
  } catch (error) {
    if (error instanceof CommandError && error.code === "file-is-folder")
      return await readBytes(join(path, resultFile));
    throw error;
  }
}

function parse(bytes: Uint8Array, path: string): Readonly<Record<string, unknown>> {
  let record: unknown;
  try {
    record = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new CommandError("result-damaged", { path, part: "JSON" });
  }
  if (!isObject(record) || !("races" in record)) throw new CommandError("result-damaged", { path, part: "races" });
  return record;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The options of a result as the command line would give them, so that they are checked as if a person had: each
 * setting as its option's text, but for those that nabla chose then and chooses again.
 *
 * @throws CommandError "result-damaged" that names the setting which is absent or not of an option's form.
 */
export function optionsOfResult({ settings }: CompareRecord, path: string): GivenOptions {
  const damaged = (part: string): CommandError => new CommandError("result-damaged", { path, part });
  const chosen = listOf(settings.chosen);
  if (chosen === undefined) throw damaged("settings.chosen");
  const given: Partial<Record<OptionName, string | boolean>> = {};
  const set = (name: OptionName, value: unknown): void => {
    const text = value === undefined ? undefined : textOf(value);
    if (text === undefined) throw damaged(`settings.${name}`);
    if (text !== "") given[name] = text;
  };
  for (const name of optionsOf("compare")) {
    // A result holds none where none was given, or from before there was a choice.
    if (["optimizer", "optimizers", "clip", "weightDecay"].includes(name) && settings[name] === undefined) continue;
    if (!takesPartIn(name) || chosen.includes(flagOf(name))) continue;
    if (name === "map") setMap(settings.map);
    else if (isFlag(name)) {
      if (typeof settings[name] !== "boolean") throw damaged(`settings.${name}`);
      given[name] = settings[name];
    } else set(name, settings[name]);
  }
  return given;

  function setMap(map: unknown): void {
    if (map === null) return;
    if (!isObject(map)) throw damaged("settings.map");
    set("mapEpochs", map.epochs);
    set("mapSeeds", map.seeds);
  }
}

const isFlag = (name: OptionName): boolean => !rowOf(name).flags.includes(" ");

const listOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((each) => typeof each === "string") ? value : undefined;

/** A setting as the text of its option: lists with commas, a name that holds a comma between quotes. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "string") return String(value);
  if (!Array.isArray(value)) return undefined;
  const items = value.map((each) => (typeof each === "number" || typeof each === "string" ? String(each) : undefined));
  if (items.includes(undefined)) return undefined;
  return items.map((item) => (/[,]|^\s|\s$/.test(item ?? "") ? `"${item}"` : item)).join(",");
}
