/** What the command says in English: help, progress and errors. */
import { notices } from "./enNotices.ts";
import { listed, or, quoted, textOf } from "./phrases.ts";
import type { Damage, ErrorSentences } from "./sentences.ts";

const suggest = (nearest: unknown): string => {
  const names = listed(nearest);
  return names.length === 0 ? "" : ` Did you mean ${or(names.map(quoted), "or")}?`;
};

const damages: Readonly<Record<Damage, string>> = {
  cut: "its end is missing",
  header: "its header is not that of a safetensors file",
  dtype: "it holds numbers of another type than F32 and F64",
  offsets: "its header and its numbers do not fit together",
  trailing: "something follows its last number",
  json: "it is not JSON",
  schema: "another version of nabla wrote it",
  incomplete: "a part of it is missing",
  parameters: "its numbers do not fit the model",
};

const errors: ErrorSentences = {
  "unknown-command": ({ name, nearest, known }) =>
    `There is no command ${quoted(name)}.${suggest(nearest)} The commands are ${or(listed(known), "and")}.`,
  "unknown-flag": ({ option, command, nearest }) =>
    `nabla ${textOf(command)} has no option ${textOf(option)}.${suggest(nearest)} ` +
    `See nabla ${textOf(command)} --help.`,
  "option-needs-value": ({ option }) => `The option ${textOf(option)} needs a value.`,
  "option-missing": ({ option, columns }) => {
    const names = listed(columns);
    const choice = names.length === 0 ? "" : ` The table has the columns ${names.join(", ")}.`;
    return `The option ${textOf(option)} is needed.${choice}`;
  },
  "argument-missing": ({ argument, command }) =>
    `nabla ${textOf(command)} needs <${textOf(argument)}>. See nabla ${textOf(command)} --help.`,
  "too-many-arguments": ({ argument, command }) =>
    `nabla ${textOf(command)} cannot use ${quoted(argument)}. A name with spaces is written between quotes.`,
  "option-number": ({ option, value, least, above, below, whole }) => {
    const range = [
      ...(least === undefined ? [] : [`${above ? "greater than" : "at least"} ${textOf(least)}`]),
      ...(below === undefined ? [] : [`less than ${textOf(below)}`]),
    ].join(" and ");
    const number = `${whole ? "whole " : ""}number`;
    return `${textOf(option)} is ${quoted(value)}; expected a ${number}${range === "" ? "" : `, ${range}`}.`;
  },
  "option-choice": ({ option, value, choices, nearest }) =>
    `${textOf(option)} is ${quoted(value)}; it can be ${or(listed(choices), "or")}.${suggest(nearest)}`,
  "option-list": ({ option, value }) =>
    `${textOf(option)} is ${quoted(value)}; expected names with commas between them, as in a,b. ` +
    `A name that contains a comma is written between double quotes.`,
  "option-batch": ({ option, value }) =>
    `${textOf(option)} has the batch size ${quoted(value)}; ` +
    `expected whole numbers from 1 or "full", as in full,32,1.`,
  "option-twice": ({ option, value }) => `${textOf(option)} names ${quoted(value)} twice.`,
  "option-spec": ({ option, value }) =>
    `${textOf(option)} is ${quoted(value)}; expected a name, or a name with values, ` +
    "as in mlp:32,16 or huber:delta=1.5.",
  "one-batch-size": ({ option, value }) =>
    `${textOf(option)} is ${quoted(value)}; a training has one batch size. To compare several, use nabla compare.`,
  "option-not-built": ({ option, value, only }) =>
    `${textOf(option)} ${textOf(value)} is not built yet; only ${textOf(only)} is. Leave ${textOf(option)} out.`,
  "unknown-name": ({ option, value, known, nearest }) =>
    `${textOf(option)} is ${quoted(value)}, which nabla does not know.${suggest(nearest)} ` +
    `It can be ${or(listed(known), "or")}.`,
  "unknown-parameter": ({ option, name, parameter, known, nearest }) => {
    const names = listed(known);
    const choice = names.length === 0 ? "It has none." : `It has ${or(names, "and")}.`;
    return `${textOf(option)}: ${textOf(name)} has no option ${quoted(parameter)}.${suggest(nearest)} ${choice}`;
  },
  "model-layers": ({ value }) =>
    `--model is ${quoted(value)}; mlp needs the width of each hidden layer, as in mlp:32,16.`,
  "model-width": ({ value, width }) =>
    `--model is ${quoted(value)}; the width of a hidden layer is a whole number from 1, not ${quoted(width)}.`,
  "loss-task": ({ loss, lossTask, task, fitting }) =>
    `${textOf(loss)} is a loss for ${textOf(lossTask)}, the task is ${textOf(task)}. ` +
    `Use ${or(listed(fitting), "or")}, or another --task.`,
  "loss-classes": ({ loss, classes }) =>
    `${textOf(loss)} is for two classes, the target has ${textOf(classes)}. Use softmaxCrossEntropy.`,
  "loss-output": ({ loss, fitting }) =>
    `${textOf(loss)} needs a model that gives probabilities, vectors or distances; the models of this command give ` +
    "one number, or a score for each class. " +
    `Use ${or(listed(fitting), "or")}.`,
  "file-not-found": ({ path, nearest }) =>
    `There is no file ${quoted(path)}.${suggest(nearest)} Built-in tables: penguins and cars.`,
  "file-unreadable": ({ path, reason }) => `The file ${quoted(path)} cannot be read (${textOf(reason)}).`,
  "file-is-folder": ({ path }) => `${quoted(path)} is a folder; a table is a file.`,
  "run-not-found": ({ path, nearest }) =>
    `There is no run folder ${quoted(path)}.${suggest(nearest)} nabla train makes one.`,
  "run-is-file": ({ path, nearest }) =>
    `${quoted(path)} is a file; the folder that nabla train made is needed.${suggest(nearest)}`,
  "run-without-model": ({ path }) =>
    `The folder ${quoted(path)} has no model: it is not from nabla train, or that training diverged.`,
  "run-without-record": ({ path, records }) =>
    `The folder ${quoted(path)} holds no run: it has neither ${or(listed(records), "nor")}.`,
  "port-taken": ({ port, reason }) =>
    reason === "EACCES"
      ? `This user may not listen on port ${textOf(port)}. Give another with --port, or --port 0 for any free one.`
      : `Port ${textOf(port)} is in use. Give another with --port, or --port 0 for any free one.`,
  "lab-not-built": ({ folder }) =>
    `The built lab is missing from ${quoted(folder)}. In the repository, run npm run prepare; else reinstall nabla.`,
  "file-damaged": ({ file, reason }) =>
    `The file ${quoted(file)} cannot be used: ${damages[reason as Damage] ?? reason}.`,
  "folder-taken": ({ path }) =>
    `${quoted(path)} exists and is not empty; nothing is overwritten. Give --out another name.`,
  "cannot-write": ({ path, reason }) => `${quoted(path)} cannot be written (${textOf(reason)}).`,
  "repeat-with-option": ({ option }) =>
    `--repeat takes every setting from the result; leave ${textOf(option)} out. ` +
    "With it, only a table, --lang, --json and --quiet can be given.",
  "repeat-needs-table": ({ table, result }) =>
    `${table === "-" ? "The table came from standard input" : `There is no file ${quoted(table)} any more`}. ` +
    `Say where the table is, as in nabla compare <table> --repeat ${textOf(result)}.`,
  "result-not-found": ({ path }) => `There is no result ${quoted(path)}. nabla compare writes one, compare.json.`,
  "result-damaged": ({ path, part }) =>
    `${quoted(path)} is not the result of nabla compare, or it was changed (${textOf(part)}).`,
  "result-version": ({ path, what, found, known }) =>
    `${quoted(path)} has ${textOf(what)} ${textOf(found)}; ` +
    `this version of nabla repeats ${textOf(what)} ${textOf(known)}.`,
  "data-changed": ({ table, result, hash, was }) =>
    `The data in ${quoted(table)} is not what it was when the result was made.\n` +
    `  then: ${textOf(was)}\n  now:  ${textOf(hash)}\n` +
    `If that table is elsewhere, give it: nabla compare <table> --repeat ${textOf(result)}.`,
};

const stages: Readonly<Record<string, string>> = {
  optimum: "finding the optimum",
  race: "racing",
  same: "racing at one rate",
  best: "racing at the best rates",
  tuning: "tuning the rates",
  comparisons: "comparing the lanes",
  timing: "measuring time",
  theory: "working out the theory",
  map: "drawing the map",
  surface: "drawing the surface",
  diagnostics: "measuring curvature and noise",
};

const duration = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min${seconds % 60 === 0 ? "" : ` ${seconds % 60} s`}`;

/** What a result was made with. */
export interface Versions {
  readonly nabla: string;
  readonly node: string;
}

export const en = {
  title: "Gradient descent on your own table: compare batch sizes, train, predict.",
  headings: {
    usage: "Usage:",
    arguments: "Arguments:",
    options: "Options:",
    commands: "Commands:",
    examples: "Examples:",
  },
  groups: {
    table: "Table:",
    model: "Model:",
    descent: "Descent:",
    comparison: "Comparison:",
    output: "Output:",
    general: "General:",
  },
  commands: {
    compare: "race batch, mini-batch and stochastic descent on a table, fairly, and report",
    train: "fit a model by one descent and keep it in a run folder",
    predict: "print a fitted model's predictions for a table as CSV",
    inspect: "print the program that a training would be, its kernels and what they cost; nothing is trained",
    losses: "list the losses with their formulas, sources and options",
    optimizers: "list the optimizers with their formulas, sources and options",
    schedules: "list the schedules with their formulas, sources and options",
    lab: "serve the lab, a web page, on this machine only, and show runs in it",
  },
  catalog: { source: "source", knownAs: "also", optional: "may be left out", required: "must be given" },
  arguments: {
    table: "a CSV, TSV, JSON, NDJSON or Parquet file, - for standard input, or penguins or cars (built in)",
    run: "a folder made by nabla train or nabla compare",
  },
  options: {
    target: "the column to predict",
    task: "regression or classification (guessed from the target)",
    features: "the columns to predict from, a,b,c (all others that can be used)",
    drop: "columns to leave out",
    missing: "what to do with missing values: refuse, drop the row, or the column's mean",
    na: "further texts that mean a missing value",
    numeric: "columns to read as numbers whatever they look like",
    text: "columns to read as text whatever they look like",
    scale: "standard (mean 0, standard deviation 1) or none",
    validation: "share of the rows to hold out, from 0 to less than 1",
    format: "format of the table (guessed from name and content)",
    model: "linear, or mlp with the widths of its hidden layers: mlp:32,16 or mlp:32,activation=tanh",
    loss: "loss, as in huber:delta=1.5 (guessed from the task)",
    l2: "λ of the penalty ½λ‖w‖²",
    optimizer: "optimizer, as in sgd:momentum=0.9 or adam",
    optimizers: "race optimizers at one batch size instead, as in sgd,sgd:momentum=0.9,adam",
    clip: "longest gradient: a longer one is shortened to it, all parameters together",
    weightDecay: "every step shortens the weights by η·λ, apart from the gradient; biases are exempt",
    schedule: "how the rate changes, as in cosine:steps=1000 or stepDecay:steps=100",
    learningRate: "learning rate (else guessed, and falling to 0: sgd from the curvature, others 0.01)",
    batch: "batch sizes; full is batch descent, 1 is stochastic",
    order: "order in which an epoch reads the rows",
    partial: "what becomes of rows that do not fill a batch",
    epochs: "passes over the rows",
    stopLoss: "stop when the training loss is at most this",
    seed: "the first seed",
    dtype: "float32 or float64",
    threads: "threads that share the work of large batches; the result is the same for any number",
    exact: "the same bits on every host, at some cost of speed (a comparison always is)",
    seeds: "how many starts and orders each batch size runs from",
    tuningSeeds: "seeds of each trial of a rate; none of them is a seed of the result",
    quick: "a quick look: 10 seeds, 3 tuning seeds",
    bestRate: "leave out the race in which every batch size has its own best rate",
    timing: "measure no time; claims about time are not tested",
    map: "also map the final loss over learning rate × batch size",
    mapEpochs: "passes over the rows in each cell of the map",
    mapSeeds: "seeds of each cell of the map",
    repeat: "run a result (compare.json) again and check that every number is the same",
    port: "port of the page; 0 for any free one",
    open: "open the page in the browser",
    lang: "zh or en (from LANG)",
    out: "folder to write (nabla-runs/…)",
    json: "print one JSON document and nothing else",
    quiet: "no progress and no warnings",
  },
  commonRate: "rate of the race at one rate (half of what the batch size that bears least would bear)",
  choices: "one of",
  byDefault: "default",
  help: "show this help",
  version: "show the version",
  examples: [
    "nabla compare penguins --target species --missing drop",
    "nabla compare --repeat nabla-runs/penguins-species-compare/compare.json",
    "nabla train houses.csv --target price --validation 0.2",
    "nabla predict nabla-runs/houses-price new.csv > predictions.csv",
    "nabla lab --open nabla-runs/houses-price",
  ],
  notice: "Note: ",
  notices,
  training: (epoch: number, loss: string) => `epoch ${epoch}, loss ${loss}`,
  /** A stage of the comparison; a claim's id is its test, and what is a sentence already stays as it is. */
  stage: (label: string) => stages[label] ?? (/^C\d+$/.test(label) ? `testing claim ${label}` : label),
  left: (stage: string, seconds: number) => `${stage}, about ${duration(seconds)} left`,
  reportAt: (path: string) => `Report: ${path}`,
  runAt: (path: string) => `Run: ${path}`,
  labHint: "The lab is at this address, for this machine only. Ctrl-C ends it.",
  predictHint: (path: string) => `Predict with: nabla predict ${path} <table>`,
  rowsSkipped: (count: number, lines: string) =>
    `${count} ${count === 1 ? "row has a gap and gets" : "rows have gaps and get"} an empty prediction (${lines}).`,
  levelsUnknown: (count: number) =>
    `${count} ${count === 1 ? "row gets" : "rows get"} an empty prediction, for a value that no training row had:`,
  levelUnknown: (line: number, column: string, value: string, known: string) =>
    `  line ${line}, column "${column}": "${value}"; known: ${known}`,
  otherVersions: (made: Versions, here: Versions) =>
    `the result is of nabla ${made.nabla} and Node ${made.node}; this is nabla ${here.nabla} and Node ${here.node}, ` +
    "so numbers may differ.",
  repetition: {
    identical: (numbers: number) => `Repeated: ${numbers.toLocaleString("en")} numbers identical.`,
    different: (differences: number, numbers: number) =>
      `Not the same: ${differences.toLocaleString("en")} ${differences === 1 ? "value differs" : "values differ"}, ` +
      `${numbers.toLocaleString("en")} numbers are identical.`,
    more: (count: number) => `… and ${count.toLocaleString("en")} more`,
    notCompared: (claims: readonly string[]) =>
      `Times, and the claims that measure time (${claims.join(", ")}), were not compared.`,
  },
  cancelled: "Cancelled; nothing was written.",
  error: "Error",
  unexpected: "An error that nabla did not expect; please report it with the text below.",
  errors,
};

/** What every language says. */
export type Words = typeof en;
