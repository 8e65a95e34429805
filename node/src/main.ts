/** The command from its arguments to its exit code. */
import { errorMessage, type Language } from "@nabla/report";
import { createColors } from "picocolors";
import { readArguments } from "./arguments.ts";
import { catalog } from "./catalog.ts";
import { showsColor } from "./color.ts";
import { compare } from "./compare.ts";
import { CommandError, isExplained } from "./errors.ts";
import { inspect } from "./inspect.ts";
import { lab } from "./lab.ts";
import { environmentLanguage, languageOf } from "./language.ts";
import { compareOptions, labOptions, outputOptions, predictOptions, repeatOptions, trainOptions } from "./options.ts";
import { predict } from "./predict.ts";
import { repeat } from "./repeat.ts";
import type { Terminal } from "./terminal.ts";
import { train } from "./train.ts";
import { version } from "./version.ts";
import { wordsOf } from "./words/index.ts";

/**
 * 0 done · 1 a descent diverged (the report is written anyway), or a repeated result is not the same · 2 wrong usage or
 * bad data · 130 cancelled.
 */
export type ExitCode = 0 | 1 | 2 | 130;

/** Runs `nabla` with these arguments. Never throws: what goes wrong is explained on the terminal's messages. */
export async function main(given: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let language = environmentLanguage(terminal.environment);
  try {
    language = languageOf(given, terminal.environment);
    return await run(given, language, terminal);
  } catch (error) {
    return explain(error, language, terminal);
  }
}

async function run(given: readonly string[], language: Language, terminal: Terminal): Promise<ExitCode> {
  const call = readArguments(given, version, language, terminal);
  if (call === undefined) return 0;
  const { command, operands, options } = call;
  switch (command) {
    case "compare": {
      const again = repeatOptions(options, language);
      if (again !== undefined) return await repeat(operands[0], again, terminal);
      return await compare(operands[0], compareOptions(options, language), given, terminal);
    }
    case "train":
      return await train(operands[0], trainOptions(options, language), given, terminal);
    case "predict":
      return await predict(operands[0], operands[1], predictOptions(options, language), terminal);
    case "inspect":
      return await inspect(operands[0], trainOptions(options, language), terminal);
    case "losses":
    case "optimizers":
    case "schedules":
      return catalog(command, outputOptions(options, language), terminal);
    case "lab":
      return await lab(operands, labOptions(options, language), terminal);
    default:
      return command satisfies never;
  }
}

function explain(error: unknown, language: Language, terminal: Terminal): ExitCode {
  const words = wordsOf(language);
  const { messages } = terminal;
  if (terminal.signal.aborted) {
    messages.write(`${words.cancelled}\n`);
    return 130;
  }
  const { red } = createColors(showsColor(messages, terminal));
  const say = (text: string): void => messages.write(`${red(`${words.error}:`)} ${text}\n`);
  if (error instanceof CommandError) say(sentence(error, language));
  else if (isExplained(error)) say(errorMessage(error.code, error.details, error.message, language));
  else say(`${words.unexpected}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return 2;
}

function sentence({ code, details }: CommandError, language: Language): string {
  const { errors } = wordsOf(language);
  return errors[code](details);
}
