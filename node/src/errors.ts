/** What the command refuses: a stable code and the facts; the sentence is made in the reader's language. */

export type Details = Readonly<Record<string, unknown>>;

/** Wrong usage, or files that cannot be read or written. Ends the command with exit code 2. */
export class CommandError extends Error {
  readonly code: string;
  readonly details: Details;

  constructor(code: string, details: Details = {}) {
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
