/** `nabla compare --repeat`: runs a result again from its own settings, and compares every number. */
import type { Language } from "@nabla/report";
import type { Table } from "@nabla/tables";
import type { CompareRecord } from "nabla/race";
import { compareParts, type Difference } from "./differences.ts";
import { CommandError } from "./errors.ts";
import { loadTable } from "./files.ts";
import { type CompareOptions, compareOptions, type OutputOptions, type RepeatOptions } from "./options.ts";
import { readProblem } from "./problem.ts";
import { startProgress } from "./progress.ts";
import { raceRecord } from "./raceRecord.ts";
import { optionsOfResult, readResult } from "./result.ts";
import type { Terminal } from "./terminal.ts";
import { version } from "./version.ts";
import { wordsOf } from "./words/index.ts";

/** Claims about time: no two runs measure the same seconds. */
const timedClaims: readonly string[] = ["C3", "C4", "C7", "C8"];

/** Parts of a record that are times; the last is told beside claim C10 and decides nothing. */
const timedParts: readonly string[] = ["seconds", "secondsPerStep", "examplesPerSecond", "timing", "secondsToLevel"];

/** Settings that say how a result was asked for and by what, not what was computed. */
const circumstances: readonly string[] = ["command", "table", "format", "out", "chosen", "versions"];

/** More differences than this are only counted. */
const mostListed = 10;

export interface Repetition {
  readonly schema: 1;
  readonly result: string;
  readonly identical: boolean;
  /** Numbers that are the same to the last bit. */
  readonly numbers: number;
  readonly differences: number;
  /** The first of them. */
  readonly first: readonly Difference[];
  /** Times and the claims about them. */
  readonly notCompared: readonly string[];
}

/**
 * @param table where the table is now; undefined: where it was.
 * @returns the exit code: 0 when every number is the same, else 1.
 * @throws CommandError "data-changed" when the table is not what it was.
 */
export async function repeat(
  table: string | undefined,
  { result, output }: RepeatOptions,
  terminal: Terminal,
): Promise<0 | 1> {
  const then = await readResult(terminal.folder, result);
  if (!output.quiet) warnOfVersions(then, output.language, terminal);
  const options = { ...compareOptions(optionsOfResult(then, result), output.language), output };
  const name = table ?? tableOf(then, result);
  const problem = readProblem(await tableAgain(name, options, table === undefined, result, terminal), options);
  const { hash } = problem.prepared;
  if (hash !== then.data.hash)
    throw new CommandError("data-changed", { table: name, result, hash, was: then.data.hash });

  const progress = startProgress(terminal.messages, output.quiet, output.language);
  try {
    const { report: onProgress } = progress;
    const now = await raceRecord(problem, options, { table: name, given: [], onProgress, signal: terminal.signal });
    progress.end();
    const repetition = judge(result, then, now);
    present(repetition, output, terminal);
    return repetition.identical ? 0 : 1;
  } finally {
    progress.end();
  }
}

function warnOfVersions({ nabla, settings }: CompareRecord, language: Language, terminal: Terminal): void {
  const made = { nabla, node: nodeOf(settings) };
  const here = { nabla: version, node: process.versions.node };
  if (made.nabla === here.nabla && made.node === here.node) return;
  const words = wordsOf(language);
  terminal.messages.write(`${words.notice}${words.otherVersions(made, here)}\n`);
}

function nodeOf({ versions }: CompareRecord["settings"]): string {
  return typeof versions === "object" && versions !== null && "node" in versions ? String(versions.node) : "?";
}

/** Where the table was; standard input is gone. */
function tableOf({ settings }: CompareRecord, result: string): string {
  const { table } = settings;
  if (typeof table !== "string") throw new CommandError("result-damaged", { path: result, part: "settings.table" });
  if (table === "-") throw new CommandError("repeat-needs-table", { table, result });
  return table;
}

async function tableAgain(
  name: string,
  { table: { format } }: CompareOptions,
  asBefore: boolean,
  result: string,
  terminal: Terminal,
): Promise<Table> {
  try {
    return await loadTable(name, format, terminal);
  } catch (error) {
    const gone = asBefore && error instanceof CommandError && error.code === "file-not-found";
    throw gone ? new CommandError("repeat-needs-table", { table: name, result }) : error;
  }
}

function judge(result: string, then: CompareRecord, now: CompareRecord): Repetition {
  const { same, differences } = compareParts(comparable(then), comparable(now));
  return {
    schema: 1,
    result,
    identical: differences.length === 0,
    numbers: same,
    differences: differences.length,
    first: differences.slice(0, mostListed),
    notCompared: [...timedParts, ...timedClaims],
  };
}

/** What must be the same: the record as JSON has it, without times, and without where and by what it was made. */
function comparable(record: CompareRecord): unknown {
  const { nabla: _, settings, data, claims, ...rest } = record;
  const kept = {
    settings: Object.fromEntries(Object.entries(settings).filter(([key]) => !circumstances.includes(key))),
    data: { ...data, name: undefined },
    ...rest,
    claims: claims.map((claim) => (timedClaims.includes(claim.id) ? { id: claim.id } : claim)),
  };
  const text = JSON.stringify(kept, (key, value: unknown) => (timedParts.includes(key) ? undefined : value));
  return JSON.parse(text);
}

function present(repetition: Repetition, { json, language }: OutputOptions, { output }: Terminal): void {
  if (json) {
    output.write(`${JSON.stringify(repetition)}\n`);
    return;
  }
  const words = wordsOf(language).repetition;
  const { identical, numbers, differences, first } = repetition;
  const more = differences - first.length;
  const lines = identical
    ? [words.identical(numbers)]
    : [
        words.different(differences, numbers),
        ...first.map(({ path, before, after }) => `  ${path}: ${shown(before)} → ${shown(after)}`),
        ...(more > 0 ? [`  ${words.more(more)}`] : []),
      ];
  output.write(`${[...lines, words.notCompared(timedClaims)].join("\n")}\n`);
}

/** A value as JSON writes it; what one of the results lacks as a dash. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "—";
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
