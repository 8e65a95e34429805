/** What the command refuses: a stable code and the facts; the sentence is made in the reader's language. */
import type { Details, ErrorCode } from "./words/sentences.ts";

/** Wrong usage, or files that cannot be read or written. Ends the command with exit code 2. */
export class CommandError extends Error {
  readonly code: ErrorCode;
  readonly details: Details;

  constructor(code: ErrorCode, details: Details = {}) {
    super(code);
    this.name = "CommandError";
    this.code = code;
    this.details = details;
  }
}

/** An error thrown on purpose, by the command, the tables or the engine: it has a code and facts. */
export const isExplained = (error: unknown): error is Error & { code: string; details: Details } =>
  error instanceof Error &&
  "code" in error &&
  typeof error.code === "string" &&
  "details" in error &&
  typeof error.details === "object" &&
  error.details !== null;

/** The code of an error of the operating system: "ENOENT". */
export const systemCode = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";
