/** The options of `compare` and `train`, read and checked before any work begins. */
import type { Language } from "@nabla/report";
import type { Format } from "@nabla/tables";
import type { PartialBatch, RowOrder } from "nabla/train";
import { CommandError } from "./errors.ts";
import {
  type CommandName,
  choicesOf,
  defaultOf,
  flagOf,
  type OptionName,
  optionNames,
  quickDefaults,
  rowOf,
} from "./optionTable.ts";
import { batchSizesValue, choiceValue, listValue, type NumberRange, numberValue } from "./optionValues.ts";
import { parseSpec, parseSpecs, type Spec } from "./spec.ts";

/** Options as the command line has them: texts; true or false (`--no-…`) for those without a value. */
export type GivenOptions = Readonly<Partial<Record<OptionName, string | boolean>>>;

export interface TableOptions {
  /** Asked for once the table is read, so that its columns can be named. */
  readonly target?: string;
  readonly task?: "regression" | "classification";
  readonly features?: readonly string[];
  readonly drop: readonly string[];
  readonly missing: "refuse" | "drop" | "mean";
  readonly na: readonly string[];
  readonly numeric: readonly string[];
  readonly text: readonly string[];
  readonly scale: "standard" | "none";
  readonly validation: number;
  readonly format?: Format;
}

export interface FitOptions {
  readonly table: TableOptions;
  readonly model: Spec;
  readonly loss?: Spec;
  readonly l2: number;
  /** The longest gradient an optimizer is given. */
  readonly clip?: number;
  /** λ of the decay of weights apart from the gradient. */
  readonly weightDecay?: number;
  readonly learningRate?: number;
  readonly epochs: number;
  readonly seed: number;
  readonly dtype: "float32" | "float64";
  readonly output: OutputOptions;
}

export interface OutputOptions {
  readonly language: Language;
  readonly out?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

export interface CompareOptions extends FitOptions {
  readonly order: Exclude<RowOrder, "stratified" | "importance">;
  /** As usual for the number of rows, when absent. */
  readonly batchSizes?: readonly (number | "full")[];
  /** Of every lane; absent where optimizers race. */
  readonly optimizer?: Spec;
  /** Race at one batch size, instead of batch sizes with one optimizer. */
  readonly optimizers?: readonly Spec[];
  readonly seeds: number;
  readonly tuningSeeds: number;
  /** Whether every lane also races at its own best rate. */
  readonly bestRate: boolean;
  /** Whether time is measured. */
  readonly timing: boolean;
  readonly map: MapOptions | null;
}

/** How much work each cell of the map of rate × batch size is. */
export interface MapOptions {
  readonly epochs: number;
  readonly seeds: number;
}

export interface RepeatOptions {
  /** The file of the result. */
  readonly result: string;
  readonly output: OutputOptions;
}

export interface TrainOptions extends FitOptions {
  readonly batchSize: number | "full";
  readonly order: RowOrder;
  readonly partial: PartialBatch;
  readonly optimizer: Spec;
  /** Of the learning rate; nabla's own choice when absent. */
  readonly schedule?: Spec;
  readonly stopLoss?: number;
  readonly threads: number;
  readonly exact: boolean;
}

export interface PredictOptions {
  readonly format?: Format;
  readonly output: OutputOptions;
}

export interface LabOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** Whether a browser is asked to show it. */
  readonly open: boolean;
  readonly language: Language;
}

/** Reads one option after the other: its text, or its default, through a function that checks it. */
class Reader {
  private readonly given: GivenOptions;
  private readonly command: CommandName;

  constructor(given: GivenOptions, command: CommandName) {
    this.given = given;
    this.command = command;
  }

  optional<Value>(name: OptionName, read: (flag: string, text: string) => Value): Value | undefined {
    const given = this.given[name];
    const text = typeof given === "string" ? given : this.standard(name);
    return text === undefined ? undefined : read(flagOf(name), text);
  }

  private standard(name: OptionName): string | undefined {
    return (this.given.quick === true ? quickDefaults[name] : undefined) ?? defaultOf(name, this.command);
  }

  /** An option that has a default or must be given. */
  required<Value>(name: OptionName, read: (flag: string, text: string) => Value): Value {
    const value = this.optional(name, read);
    if (value === undefined) throw new CommandError("option-missing", { option: flagOf(name) });
    return value;
  }

  number = (name: OptionName, range: NumberRange): number =>
    this.required(name, (flag, text) => numberValue(flag, text, range));

  choice = <Choice extends string>(name: OptionName): Choice =>
    this.required(name, (flag, text) => choiceValue(flag, text, choicesOf(name, this.command) ?? [])) as Choice;

  list = (name: OptionName): string[] => this.optional(name, listValue) ?? [];

  spec = (name: OptionName): Spec => this.required(name, parseSpec);

  flag = (name: OptionName): boolean => this.given[name] === true;
}

/** A property that is absent, not undefined, when it has no value. */
const given = <Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } =>
  (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };

export function compareOptions(options: GivenOptions, language: Language): CompareOptions {
  const reader = new Reader(options, "compare");
  return {
    ...fitOptions(reader, options, language),
    order: reader.choice("order"),
    ...(options.batch === undefined ? {} : { batchSizes: reader.required("batch", batchSizesValue) }),
    ...(options.optimizer === undefined && options.optimizers !== undefined
      ? {}
      : { optimizer: reader.spec("optimizer") }),
    ...given("optimizers", reader.optional("optimizers", parseSpecs)),
    seeds: reader.number("seeds", { least: 1, whole: true }),
    tuningSeeds: reader.number("tuningSeeds", { least: 1, whole: true }),
    bestRate: options.bestRate !== false,
    timing: options.timing !== false,
    map: mapOptions(reader, options),
  };
}

/** The map is drawn when it is asked for, or when its size is. */
function mapOptions(reader: Reader, { map, mapEpochs, mapSeeds }: GivenOptions): MapOptions | null {
  const whole = { least: 1, whole: true } as const;
  const size = { epochs: reader.number("mapEpochs", whole), seeds: reader.number("mapSeeds", whole) };
  return map === true || mapEpochs !== undefined || mapSeeds !== undefined ? size : null;
}

/** Whether an option decides what is computed, and is not only about how it is shown or asked for. */
export const takesPartIn = (name: OptionName): boolean =>
  rowOf(name).group !== "output" && !["repeat", "quick", "mapEpochs", "mapSeeds"].includes(name);

/** Options of how a repetition is shown; all others are in the result that is repeated. */
const shownBy: readonly OptionName[] = ["repeat", "lang", "json", "quiet"];

/** @throws CommandError "repeat-with-option" when it is given an option that the result holds already. */
export function repeatOptions(options: GivenOptions, language: Language): RepeatOptions | undefined {
  const { repeat: result } = options;
  if (typeof result !== "string") return undefined;
  const other = optionNames.find((name) => !shownBy.includes(name) && isGiven(options, name));
  if (other !== undefined) throw new CommandError("repeat-with-option", { option: flagOf(other) });
  return { result, output: outputOptions(options, language) };
}

/** An option of the form `--no-…` stands as true where it is not given. */
function isGiven(options: GivenOptions, name: OptionName): boolean {
  return flagOf(name).startsWith("--no-") ? options[name] === false : options[name] !== undefined;
}

export function trainOptions(options: GivenOptions, language: Language): TrainOptions {
  const reader = new Reader(options, "train");
  return {
    ...fitOptions(reader, options, language),
    batchSize: reader.required("batch", oneBatchSize),
    order: reader.choice("order"),
    partial: reader.choice("partial"),
    optimizer: reader.spec("optimizer"),
    ...given("schedule", reader.optional("schedule", parseSpec)),
    ...given(
      "stopLoss",
      reader.optional("stopLoss", (flag, text) => numberValue(flag, text, {})),
    ),
    threads: reader.number("threads", { least: 1, whole: true }),
    exact: reader.flag("exact"),
  };
}

export function predictOptions(options: GivenOptions, language: Language): PredictOptions {
  const reader = new Reader(options, "predict");
  return { ...formatOption(reader, options), output: outputOptions(options, language) };
}

export function labOptions(options: GivenOptions, language: Language): LabOptions {
  const reader = new Reader(options, "lab");
  return {
    port: reader.number("port", { least: 0, below: 65536, whole: true }),
    open: reader.flag("open"),
    language,
  };
}

export function outputOptions(options: GivenOptions, language: Language): OutputOptions {
  return {
    language,
    json: options.json === true,
    quiet: options.quiet === true,
    ...given("out", typeof options.out === "string" ? options.out : undefined),
  };
}

function fitOptions(reader: Reader, options: GivenOptions, language: Language): FitOptions {
  return {
    table: tableOptions(reader, options),
    model: reader.spec("model"),
    ...given("loss", reader.optional("loss", parseSpec)),
    l2: reader.number("l2", { least: 0 }),
    ...given(
      "clip",
      reader.optional("clip", (flag, text) => numberValue(flag, text, { least: 0, above: true })),
    ),
    ...given(
      "weightDecay",
      reader.optional("weightDecay", (flag, text) => numberValue(flag, text, { least: 0 })),
    ),
    ...given(
      "learningRate",
      reader.optional("learningRate", (flag, text) => numberValue(flag, text, { least: 0, above: true })),
    ),
    epochs: reader.number("epochs", { least: 1, whole: true }),
    seed: reader.number("seed", { least: 0, whole: true }),
    dtype: reader.choice("dtype"),
    output: outputOptions(options, language),
  };
}

function tableOptions(reader: Reader, options: GivenOptions): TableOptions {
  return {
    ...given(
      "target",
      reader.optional("target", (_, text) => text),
    ),
    ...(options.task === undefined ? {} : { task: reader.choice<"regression" | "classification">("task") }),
    ...given("features", reader.optional("features", listValue)),
    drop: reader.list("drop"),
    missing: reader.choice("missing"),
    na: reader.list("na"),
    numeric: reader.list("numeric"),
    text: reader.list("text"),
    scale: reader.choice("scale"),
    validation: reader.number("validation", { least: 0, below: 1 }),
    ...formatOption(reader, options),
  };
}

const formatOption = (reader: Reader, { format }: GivenOptions): { readonly format?: Format } =>
  format === undefined ? {} : { format: reader.choice<Format>("format") };

function oneBatchSize(flag: string, text: string): number | "full" {
  const sizes = batchSizesValue(flag, text);
  if (sizes.length > 1) throw new CommandError("one-batch-size", { option: flag, value: text });
  return sizes[0];
}
