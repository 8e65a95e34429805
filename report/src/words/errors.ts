/** Errors in the reader's language, made from their stable code and their details. */

import type { ErrorDetails } from "./details.ts";
import type { Language } from "./language.ts";
import { tableErrors } from "./zh/errors/tables.ts";
import { tracingErrors } from "./zh/errors/tracing.ts";
import { trainingErrors } from "./zh/errors/training.ts";

const chinese: Readonly<Record<string, (details: ErrorDetails) => string>> = {
  ...tableErrors,
  ...trainingErrors,
  ...tracingErrors,
};

/** Every code that has a sentence of its own in Chinese. */
export const explainedCodes: readonly string[] = Object.keys(chinese);

/**
 * The sentence for an error. An error's own message is its English sentence, made from the same details; Chinese has
 * one for every code, and falls back to the message for a code it does not know.
 * @example errorMessage(error.code, error.details, error.message, "zh")
 */
export function errorMessage(code: string, details: ErrorDetails, fallback: string, language: Language): string {
  const sentence = language === "zh" && Object.hasOwn(chinese, code) ? chinese[code] : undefined;
  return sentence === undefined ? fallback : sentence(details);
}
