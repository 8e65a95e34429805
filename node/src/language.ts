/** In which language the command speaks. */
import type { Language } from "@nabla/report";
import { CommandError } from "./errors.ts";

export const languages: readonly Language[] = ["zh", "en"];

/**
 * `--lang` where it is given, else the language of the environment. It is read before anything else, so that even a
 * wrong option is explained in the right language.
 *
 * @throws CommandError "option-choice" when `--lang` names a language that is not spoken.
 */
export function languageOf(
  options: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const given = requested(options);
  if (given === undefined) return environmentLanguage(environment);
  const language = languages.find((known) => known === given);
  if (language === undefined) {
    throw new CommandError("option-choice", { option: "--lang", value: given, choices: languages, nearest: [] });
  }
  return language;
}

export function environmentLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return /^zh/i.test(locale) ? "zh" : "en";
}

function requested(options: readonly string[]): string | undefined {
  const at = options.findLastIndex((option) => option === "--lang" || option.startsWith("--lang="));
  if (at < 0) return undefined;
  return options[at].startsWith("--lang=") ? options[at].slice("--lang=".length) : options[at + 1];
}
