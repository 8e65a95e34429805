/** The record of a run, as the command leaves it behind: the lines of a training, or a comparison. */

import type { CompareRecord } from "nabla/race";

/** One report of a training. */
export interface RunReport {
  readonly step: number;
  readonly examples: number;
  readonly seconds: number;
  /** Infinite where it was not finite any more. */
  readonly loss: number;
  readonly parameters: Readonly<Record<string, readonly number[]>>;
}

export interface TrainingRun {
  readonly kind: "training";
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** The fingerprint of the data. */
  readonly hash: string;
  readonly reports: readonly RunReport[];
  /** Why it ended; null where the record ends before. */
  readonly stopped: string | null;
}

export interface ComparisonRun {
  readonly kind: "comparison";
  readonly name: string;
  readonly record: CompareRecord;
}

export type OpenedRun = TrainingRun | ComparisonRun;

/** Why something is no record of a run: what was wrong, and in which line where it has lines. */
export interface RunProblem {
  readonly problem: "empty" | "not-a-run" | "newer" | "line" | "no-reports" | "not-served";
  readonly name: string;
  readonly line?: number;
}

export const isProblem = (read: OpenedRun | RunProblem): read is RunProblem => "problem" in read;

/** The newest records that are understood. */
const schema = 1;
const protocol = 1;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads `compare.json` or `run.jsonl`; a last line that is still being written is left out. */
export function readRun(name: string, text: string): OpenedRun | RunProblem {
  if (text.trim() === "") return { problem: "empty", name };
  const whole = parsed(text);
  if (isObject(whole) && "races" in whole) return readComparison(name, whole);
  return readTraining(name, text);
}

function readComparison(name: string, record: Json): ComparisonRun | RunProblem {
  const isNewer = (found: unknown, known: number): boolean => typeof found === "number" && found > known;
  if (isNewer(record.schema, schema) || isNewer(record.protocol, protocol)) return { problem: "newer", name };
  const { settings, data, races, claims, diagnostics } = record;
  const isWhole =
    record.schema === schema &&
    isObject(settings) &&
    isObject(data) &&
    typeof data.rows === "number" &&
    Array.isArray(claims) &&
    isObject(diagnostics) &&
    Array.isArray(races) &&
    races.length > 0 &&
    races.every(isRace);
  return isWhole
    ? { kind: "comparison", name, record: record as unknown as CompareRecord }
    : { problem: "not-a-run", name };
}

const isRace = (race: unknown): boolean =>
  isObject(race) &&
  Array.isArray(race.descents) &&
  race.descents.length > 0 &&
  race.descents.every(
    (descent) =>
      isObject(descent) &&
      Array.isArray(descent.seeds) &&
      descent.seeds.length > 0 &&
      descent.seeds.every((seed) => isObject(seed) && Array.isArray(seed.curve) && seed.curve.length > 0),
  );

function readTraining(name: string, text: string): TrainingRun | RunProblem {
  const lines = text.split("\n");
  // What ends in a line break is written to its end; otherwise somebody may be writing the last line.
  const unfinished = lines.pop() ?? "";
  if (isObject(parsed(unfinished))) lines.push(unfinished);
  const head = parsed(lines[0] ?? "");
  if (!isObject(head) || !isObject(head.settings) || typeof head.hash !== "string")
    return { problem: "not-a-run", name };
  const reports: RunReport[] = [];
  let stopped: string | null = null;
  for (let line = 1; line < lines.length; line++) {
    if (lines[line].trim() === "") continue;
    const said = parsed(lines[line]);
    if (isObject(said) && isObject(said.stopped)) stopped = String(said.stopped.reason);
    else {
      const report = reportOf(said);
      const last = reports.at(-1);
      if (report === null || (last !== undefined && report.step < last.step))
        return { problem: "line", name, line: line + 1 };
      reports.push(report);
    }
  }
  if (reports.length === 0) return { problem: "no-reports", name };
  return { kind: "training", name, settings: head.settings, hash: head.hash, reports, stopped };
}

const isCount = (value: unknown): value is number => typeof value === "number" && value >= 0;

function reportOf(said: unknown): RunReport | null {
  if (!isObject(said)) return null;
  const { step, examples, seconds, loss, parameters = {} } = said;
  if (!isCount(step) || !isCount(examples) || !isCount(seconds)) return null;
  if (loss !== null && typeof loss !== "number") return null;
  if (!isObject(parameters) || !Object.values(parameters).every(isNumbers)) return null;
  // JSON has no infinity: a loss that was not finite is null.
  return { step, examples, seconds, loss: loss ?? Infinity, parameters: parameters as RunReport["parameters"] };
}

/** A parameter that is not finite is null. */
const isNumbers = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => each === null || typeof each === "number");
