/** Every option of the command as one row: its flags, the commands that take it, and where help lists it. */

export type CommandName = "compare" | "train" | "predict" | "inspect" | "losses" | "optimizers" | "schedules" | "lab";
export type OptionGroup = "table" | "model" | "descent" | "comparison" | "output";

export interface OptionRow {
  /** As written in help: "--target <column>". */
  readonly flags: string;
  readonly group: OptionGroup;
  readonly commands: readonly CommandName[];
  /** The text that stands for what is not given. */
  readonly byDefault?: string | Readonly<Partial<Record<CommandName, string>>>;
  /** The only texts it may have. */
  readonly choices?: readonly string[] | Readonly<Partial<Record<CommandName, readonly string[]>>>;
}

/** The smaller comparison of `--quick`: other defaults, nothing else. */
export const quickDefaults: Readonly<Partial<Record<OptionName, string>>> = { seeds: "10", tuningSeeds: "3" };

const plainOrders = ["reshuffle", "shuffle-once", "with-replacement", "sequential"] as const;
/** A race gives every lane the same permutations, so it takes no order that depends on the batch or the model. */
const orders = [...plainOrders, "stratified", "importance"] as const;
const fitting = ["compare", "train", "inspect"] as const;
const running = ["compare", "train"] as const;
const training = ["train", "inspect"] as const;
const reading = ["compare", "train", "predict"] as const;
const printing = [...reading, "inspect", "losses", "optimizers", "schedules"] as const;
const all = [...printing, "lab"] as const;

export const optionTable = {
  target: { flags: "--target <column>", group: "table", commands: fitting },
  task: { flags: "--task <task>", group: "table", commands: fitting, choices: ["regression", "classification"] },
  features: { flags: "--features <columns>", group: "table", commands: fitting },
  drop: { flags: "--drop <columns>", group: "table", commands: fitting },
  missing: {
    flags: "--missing <rule>",
    group: "table",
    commands: fitting,
    choices: ["refuse", "drop", "mean"],
    byDefault: "refuse",
  },
  na: { flags: "--na <texts>", group: "table", commands: fitting },
  numeric: { flags: "--numeric <columns>", group: "table", commands: fitting },
  text: { flags: "--text <columns>", group: "table", commands: fitting },
  scale: {
    flags: "--scale <rule>",
    group: "table",
    commands: fitting,
    choices: ["standard", "none"],
    byDefault: "standard",
  },
  validation: { flags: "--validation <share>", group: "table", commands: fitting, byDefault: "0" },
  format: {
    flags: "--format <format>",
    group: "table",
    commands: [...reading, "inspect"],
    choices: ["csv", "tsv", "json", "ndjson", "parquet"],
  },
  model: { flags: "--model <model>", group: "model", commands: fitting, byDefault: "linear" },
  loss: { flags: "--loss <loss>", group: "model", commands: fitting },
  l2: { flags: "--l2 <λ>", group: "model", commands: fitting, byDefault: "0" },
  optimizer: { flags: "--optimizer <optimizer>", group: "descent", commands: fitting, byDefault: "sgd" },
  optimizers: { flags: "--optimizers <optimizers>", group: "comparison", commands: ["compare"] },
  clip: { flags: "--clip <norm>", group: "descent", commands: fitting },
  weightDecay: { flags: "--weight-decay <λ>", group: "descent", commands: fitting },
  learningRate: { flags: "--learning-rate <η>", group: "descent", commands: fitting },
  schedule: { flags: "--schedule <schedule>", group: "descent", commands: training },
  batch: {
    flags: "--batch <sizes>",
    group: "descent",
    commands: fitting,
    byDefault: { compare: "full,32,1", train: "32", inspect: "32" },
  },
  order: {
    flags: "--order <order>",
    group: "descent",
    commands: fitting,
    choices: { compare: plainOrders, train: orders, inspect: orders },
    byDefault: "reshuffle",
  },
  partial: {
    flags: "--partial <rule>",
    group: "descent",
    commands: training,
    choices: ["keep", "weight", "drop", "wrap"],
    byDefault: "keep",
  },
  epochs: {
    flags: "--epochs <count>",
    group: "descent",
    commands: running,
    byDefault: { compare: "30", train: "100" },
  },
  stopLoss: { flags: "--stop-loss <loss>", group: "descent", commands: ["train"] },
  seed: { flags: "--seed <number>", group: "descent", commands: fitting, byDefault: "0" },
  dtype: {
    flags: "--dtype <type>",
    group: "descent",
    commands: fitting,
    choices: ["float32", "float64"],
    byDefault: "float32",
  },
  threads: { flags: "--threads <count>", group: "descent", commands: ["train"], byDefault: "1" },
  exact: { flags: "--exact", group: "descent", commands: fitting },
  seeds: { flags: "--seeds <count>", group: "comparison", commands: ["compare"], byDefault: "100" },
  tuningSeeds: { flags: "--tuning-seeds <count>", group: "comparison", commands: ["compare"], byDefault: "10" },
  quick: { flags: "--quick", group: "comparison", commands: ["compare"] },
  bestRate: { flags: "--no-best-rate", group: "comparison", commands: ["compare"] },
  timing: { flags: "--no-timing", group: "comparison", commands: ["compare"] },
  map: { flags: "--map", group: "comparison", commands: ["compare"] },
  mapEpochs: { flags: "--map-epochs <count>", group: "comparison", commands: ["compare"], byDefault: "3" },
  mapSeeds: { flags: "--map-seeds <count>", group: "comparison", commands: ["compare"], byDefault: "5" },
  repeat: { flags: "--repeat <result>", group: "comparison", commands: ["compare"] },
  port: { flags: "--port <number>", group: "output", commands: ["lab"], byDefault: "7100" },
  open: { flags: "--open", group: "output", commands: ["lab"] },
  lang: { flags: "--lang <language>", group: "output", commands: all },
  out: { flags: "--out <folder>", group: "output", commands: running },
  json: { flags: "--json", group: "output", commands: printing },
  quiet: { flags: "--quiet", group: "output", commands: reading },
} as const satisfies Readonly<Record<string, OptionRow>>;

export type OptionName = keyof typeof optionTable;

/** What DESIGN promises for later: refused by name, so that nobody believes it had an effect. */
export const notBuiltYet: Readonly<Record<string, string>> = { "--backend": "wasm" };

export const optionNames = Object.keys(optionTable) as OptionName[];

export const rowOf = (name: OptionName): OptionRow => optionTable[name];

/** "--learning-rate" */
export const flagOf = (name: OptionName): string => optionTable[name].flags.split(" ")[0];

export const optionsOf = (command: CommandName): OptionName[] =>
  optionNames.filter((name) => rowOf(name).commands.includes(command));

export function choicesOf(name: OptionName, command: CommandName): readonly string[] | undefined {
  const { choices } = rowOf(name);
  return choices === undefined || isList(choices) ? choices : choices[command];
}

const isList = (choices: NonNullable<OptionRow["choices"]>): choices is readonly string[] => Array.isArray(choices);

/** The text an option has when it is not given. */
export function defaultOf(name: OptionName, command: CommandName): string | undefined {
  const { byDefault } = rowOf(name);
  return typeof byDefault === "object" ? byDefault[command] : byDefault;
}
