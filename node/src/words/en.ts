/** What the command says in English: help, progress and errors. */
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
      `${above ? "greater than" : "at least"} ${textOf(least)}`,
      ...(below === undefined ? [] : [`less than ${textOf(below)}`]),
    ].join(" and ");
    return `${textOf(option)} is ${quoted(value)}; expected a ${whole ? "whole " : ""}number, ${range}.`;
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
  "loss-task": ({ loss, lossTask, task, fitting }) =>
    `${textOf(loss)} is a loss for ${textOf(lossTask)}, the task is ${textOf(task)}. ` +
    `Use ${or(listed(fitting), "or")}, or another --task.`,
  "loss-classes": ({ loss, classes }) =>
    `${textOf(loss)} is for two classes, the target has ${textOf(classes)}. Use softmaxCrossEntropy.`,
  "loss-probabilities": ({ loss, fitting }) =>
    `${textOf(loss)} needs a model that gives probabilities; the models of this command give logits. ` +
    `Use ${or(listed(fitting), "or")}.`,
  "file-not-found": ({ path, nearest }) =>
    `There is no file ${quoted(path)}.${suggest(nearest)} Built-in tables: penguins and cars.`,
  "file-unreadable": ({ path, reason }) => `The file ${quoted(path)} cannot be read (${textOf(reason)}).`,
  "file-is-folder": ({ path }) => `${quoted(path)} is a folder; a table is a file.`,
  "run-not-found": ({ path, nearest }) =>
    `There is no run folder ${quoted(path)}.${suggest(nearest)} nabla train makes one.`,
  "run-without-model": ({ path }) =>
    `The folder ${quoted(path)} has no model: it is not from nabla train, or that training diverged.`,
  "file-damaged": ({ file, reason }) =>
    `The file ${quoted(file)} cannot be used: ${damages[reason as Damage] ?? reason}.`,
  "folder-taken": ({ path }) =>
    `${quoted(path)} exists and is not empty; nothing is overwritten. Give --out another name.`,
  "cannot-write": ({ path, reason }) => `${quoted(path)} cannot be written (${textOf(reason)}).`,
};

const stages: Readonly<Record<string, string>> = {
  optimum: "finding the optimum",
  race: "racing",
  surface: "drawing the surface",
};

export const en = {
  title: "Gradient descent on your own table: compare batch sizes, train, predict.",
  headings: {
    usage: "Usage:",
    arguments: "Arguments:",
    options: "Options:",
    commands: "Commands:",
    examples: "Examples:",
  },
  groups: { table: "Table:", model: "Model:", descent: "Descent:", output: "Output:", general: "General:" },
  commands: {
    compare: "race batch, mini-batch and stochastic descent on a table, fairly, and report",
    train: "fit a model by one descent and keep it in a run folder",
    predict: "print a fitted model's predictions for a table as CSV",
  },
  arguments: {
    table: "a CSV, TSV, JSON, NDJSON or Parquet file, - for standard input, or penguins or cars (built in)",
    run: "a folder made by nabla train",
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
    learningRate: "learning rate (else guessed, and falling to 0: sgd from the curvature, others 0.01)",
    batch: "batch sizes; full is batch descent, 1 is stochastic",
    order: "order in which an epoch reads the rows",
    epochs: "passes over the rows",
    stopLoss: "stop when the training loss is at most this",
    seeds: "how many starts and orders each batch size runs from",
    seed: "the first seed",
    dtype: "float32 or float64",
    exact: "the same bits on every host (it is so already)",
    lang: "zh or en (from LANG)",
    out: "folder to write (nabla-runs/…)",
    json: "print one JSON document and nothing else",
    quiet: "no progress and no warnings",
  },
  choices: "one of",
  byDefault: "default",
  help: "show this help",
  version: "show the version",
  examples: [
    "nabla compare penguins --target species --missing drop",
    "nabla train houses.csv --target price --validation 0.2",
    "nabla predict nabla-runs/houses-price new.csv > predictions.csv",
  ],
  progress: (percent: number, label: string) => `${percent}%  ${label}`,
  preparing: "preparing",
  training: (epoch: number, loss: string) => `epoch ${epoch}, loss ${loss}`,
  racing: (stage: string) => stages[stage] ?? `testing ${stage}`,
  reportAt: (path: string) => `Report: ${path}`,
  runAt: (path: string) => `Run: ${path}`,
  predictHint: (path: string) => `Predict with: nabla predict ${path} <table>`,
  rowsSkipped: (count: number, lines: string) =>
    `${count} ${count === 1 ? "row has a gap and gets" : "rows have gaps and get"} an empty prediction (${lines}).`,
  cancelled: "Cancelled; nothing was written.",
  error: "Error",
  unexpected: "An error that nabla did not expect; please report it with the text below.",
  errors,
};

/** What every language says. */
export type Words = typeof en;
