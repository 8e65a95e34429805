/** The records of the runs that the lab is asked to show. */
import { stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { CommandError } from "./errors.ts";

export interface Run {
  /** As the page names it. */
  readonly name: string;
  /** The file that the page reads. */
  readonly record: string;
}

/** What the commands write into a folder: a comparison, or the lines of a training. */
const records = ["compare.json", "run.jsonl"];

/**
 * Each name is a run folder, or the record itself.
 * @throws CommandError "run-not-found", or "run-without-record" for a folder that no run left behind.
 */
export const findRuns = (names: readonly string[], folder: string): Promise<Run[]> =>
  Promise.all(names.map((name) => findRun(name, resolve(folder, name))));

async function findRun(name: string, path: string): Promise<Run> {
  const kind = await kindOf(path);
  if (kind === "file") return { name: basename(path), record: path };
  if (kind === null) throw new CommandError("run-not-found", { path: name, nearest: [] });
  for (const record of records) {
    if ((await kindOf(join(path, record))) === "file") return { name: basename(path), record: join(path, record) };
  }
  throw new CommandError("run-without-record", { path: name, records });
}

async function kindOf(path: string): Promise<"file" | "folder" | null> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch {
    return null;
  }
}
