/** The command line in its parts: the command, its arguments and its options as texts. */
import type { Language } from "@nabla/report";
import { nearestNames } from "@nabla/tables";
import { Command, CommanderError, Option } from "commander";
import { CommandError } from "./errors.ts";
import type { GivenOptions } from "./options.ts";
import {
  type CommandName,
  choicesOf,
  defaultOf,
  flagOf,
  notBuiltYet,
  type OptionGroup,
  type OptionName,
  optionsOf,
  rowOf,
} from "./optionTable.ts";
import type { Terminal } from "./terminal.ts";
import type { Words } from "./words/en.ts";
import { wordsOf } from "./words/index.ts";

export interface Call {
  readonly command: CommandName;
  readonly operands: readonly string[];
  readonly options: GivenOptions;
}

const operandsOf = {
  compare: ["table"],
  train: ["table"],
  predict: ["run", "table"],
  inspect: ["table"],
  losses: [],
  optimizers: [],
  schedules: [],
  lab: [],
} as const satisfies Readonly<Record<CommandName, readonly (keyof Words["arguments"])[]>>;

/** What may follow the operands, any number of times. */
const furtherOf: Readonly<Partial<Record<CommandName, keyof Words["arguments"]>>> = { lab: "run" };

const commandNames = Object.keys(operandsOf) as CommandName[];
const groups: readonly OptionGroup[] = ["table", "model", "descent", "comparison", "output"];

/**
 * Reads the command line. Help and version are written to the output and give undefined.
 * @throws CommandError for whatever is unknown, missing or too much.
 */
export function readArguments(
  given: readonly string[],
  version: string,
  language: Language,
  terminal: Terminal,
): Call | undefined {
  const words = wordsOf(language);
  let call: Call | undefined;
  const program = new Command("nabla").description(words.title).version(version, "-V, --version", words.version);
  dress(program, words, terminal);
  program.addHelpText("after", `\n${words.headings.examples}\n${words.examples.map((line) => `  ${line}\n`).join("")}`);
  for (const name of commandNames) {
    const command = program.command(name).description(words.commands[name]);
    dress(command, words, terminal);
    for (const operand of operandsOf[name]) command.argument(`[${operand}]`, words.arguments[operand]);
    const further = furtherOf[name];
    if (further !== undefined) command.argument(`[${further}...]`, words.arguments[further]);
    command.usage(usageOf(name));
    for (const group of groups) {
      for (const option of optionsOf(name)) {
        if (rowOf(option).group !== group) continue;
        command.addOption(describe(option, name, words).helpGroup(words.groups[group]));
      }
    }
    command.action(() => {
      call = checked(name, command.args, command.opts<GivenOptions>());
    });
  }
  program.action(() => {
    const [name] = program.args;
    if (name === undefined) program.outputHelp();
    else throw unknownCommand(name);
  });
  try {
    program.parse([...given], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return asCommandError(error);
    throw error;
  }
  return call;
}

/** Operands are optional to commander, so that a missing one is explained here; to the reader they are not. */
function usageOf(name: CommandName): string {
  const target = optionsOf(name).includes("target") ? [rowOf("target").flags] : [];
  const further = furtherOf[name] === undefined ? [] : [`[${furtherOf[name]}…]`];
  return [...operandsOf[name].map((operand) => `<${operand}>`), ...further, ...target, "[options]"].join(" ");
}

/** Help in the reader's language; errors as exceptions. What is unknown is kept among the arguments, for `checked`. */
function dress(command: Command, words: Words, terminal: Terminal): void {
  const headings: Readonly<Record<string, string>> = {
    "Usage:": words.headings.usage,
    "Arguments:": words.headings.arguments,
    "Options:": words.groups.general,
    "Commands:": words.headings.commands,
  };
  command
    .exitOverride()
    .allowUnknownOption()
    .allowExcessArguments()
    .helpOption("-h, --help", words.help)
    .helpCommand(false)
    .configureHelp({ styleTitle: (title) => headings[title] ?? title, helpWidth: terminal.output.columns })
    .configureOutput({
      writeOut: (text) => terminal.output.write(text),
      writeErr: () => {},
      outputError: () => {},
    });
}

function describe(name: OptionName, command: CommandName, words: Words): Option {
  const { flags } = rowOf(name);
  const choices = choicesOf(name, command);
  const standard = defaultOf(name, command);
  const notes = [
    ...(choices === undefined || name === "missing" ? [] : [`${words.choices}: ${choices.join(", ")}`]),
    ...(standard === undefined ? [] : [`${words.byDefault}: ${standard}`]),
  ];
  const text = name === "learningRate" && command === "compare" ? words.commonRate : words.options[name];
  return new Option(flags, notes.length === 0 ? text : `${text} [${notes.join("; ")}]`);
}

function checked(command: CommandName, operands: readonly string[], options: GivenOptions): Call {
  const expected = options.repeat === undefined ? operandsOf[command] : operandsOf[command].slice(0, operands.length);
  for (const [name, value] of Object.entries(options)) {
    if (typeof value === "string" && value.startsWith("--")) throw needsValue(flagOf(name as OptionName));
  }
  const unknown = operands.find((operand) => operand.startsWith("-") && operand !== "-");
  if (unknown !== undefined) throw unknownOption(unknown, command, operands[operands.indexOf(unknown) + 1]);
  if (operands.length < expected.length) {
    throw new CommandError("argument-missing", { command, argument: expected[operands.length] });
  }
  if (operands.length > expected.length && furtherOf[command] === undefined) {
    throw new CommandError("too-many-arguments", { command, argument: operands[expected.length] });
  }
  return { command, operands, options };
}

function unknownOption(text: string, command: CommandName, next: string | undefined): CommandError {
  const [option, value = next ?? ""] = text.split("=");
  if (Object.hasOwn(notBuiltYet, option)) {
    return new CommandError("option-not-built", { option, value, only: notBuiltYet[option] });
  }
  const known = optionsOf(command).map(flagOf);
  return new CommandError("unknown-flag", { option, command, nearest: nearestNames(option, known) });
}

function unknownCommand(name: string): CommandError {
  return new CommandError("unknown-command", { name, known: commandNames, nearest: nearestNames(name, commandNames) });
}

/** What commander stops for: help and version, which are no errors, and an option without its value. */
function asCommandError(error: CommanderError): undefined {
  if (error.code === "commander.optionMissingArgument") {
    throw needsValue(/--[a-z0-9-]+/.exec(error.message)?.[0] ?? "");
  }
  if (error.exitCode === 0) return undefined;
  throw error;
}

const needsValue = (option: string): CommandError => new CommandError("option-needs-value", { option });
