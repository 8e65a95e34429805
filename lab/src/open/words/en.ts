/** The page of opened runs in English. */

import type { OpenedRun, RunProblem } from "../readRun.ts";

type Problem = (name: string, line: string) => string;

const problems: Record<RunProblem["problem"], Problem> = {
  empty: (name) => `${name} is empty: expected run.jsonl or compare.json of a run folder.`,
  "not-a-run": (name) =>
    `${name} is no record of a run, or is damaged: expected run.jsonl or compare.json of a run folder.`,
  newer: (name) => `${name} was written by a later version of nabla than this page: open it with its own lab.`,
  line: (name, line) => `${name}, line ${line} is no report of a training that follows on the line before it.`,
  "no-reports": (name) => `${name} has no report yet: the training had hardly begun. Open it again later.`,
  "not-served": () => "No runs are served beside this page: start it with nabla lab and the folders of your runs.",
};

export const en = {
  lead:
    "What nabla train and nabla compare leave in their folders: drop run.jsonl or compare.json here, several of them " +
    "if you like. They are read in this browser, and played like a race.",
  file: "run.jsonl or compare.json",
  shown: "Shown",
  close: "Close this run",
  kinds: { training: "training", comparison: "comparison" } satisfies Record<OpenedRun["kind"], string>,
  race: "Race",
  ofComparison: (rows: string, seeds: string, first: string) =>
    `${rows} rows. Thick lines: the median of ${seeds} seeds; bands: the middle 90 in a hundred; thin lines: ` +
    `seed ${first}. Every loss is that of all rows, at the moments that the command has recorded.`,
  ofTraining: (reports: string) =>
    `The record of the chosen run has ${reports} moments; the loss is that of all rows trained on.`,
  unfinished: "It does not say how the training ended: it was still going on, or was broken off.",
  otherData: "These runs were trained on different data: their losses cannot be compared.",
  parameters: (name: string) => `Parameters of ${name} at this moment`,
  note: (name: string, hash: string) => `${name}, data ${hash.slice(0, 8)}`,
  problems,
};

/** Everything the page of opened runs says; a language that lacks something does not compile. */
export type OpenWords = typeof en;
