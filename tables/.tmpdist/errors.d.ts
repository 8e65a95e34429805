/** One class for every error this package throws on purpose: a stable code, the facts, an English sentence. */
export type TableErrorDetails = Readonly<Record<string, unknown>>;
/**
 * What is wrong with a table or with what is asked of it: for a person (`message`) and for a program (`code`,
 * `details`). Other languages make their own sentence from `code` and `details`.
 */
export declare class TableError extends Error {
  readonly code: string;
  readonly details: TableErrorDetails;
  constructor(code: string, message: string, details?: TableErrorDetails);
}
/** At most `most` of the names in a sentence, the rest as a number. */
export declare function listed(names: readonly string[], most?: number): string;
/** `1 row`, `2 rows`. */
export declare const counted: (count: number, noun: string) => string;
