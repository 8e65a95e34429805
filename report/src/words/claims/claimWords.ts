/** What is said about one claim of the lesson, in both languages side by side. */
import type { ClaimRecord } from "nabla/race";
import type { Language } from "../language.ts";

/** The same in every language; one that is missing does not compile. */
export type Said = Readonly<Record<Language, string>>;

export interface ClaimWords {
  /** C1 … C16. */
  readonly id: string;
  /** The claim as the lesson makes it, short. */
  readonly title: Said;
  /**
   * What was found, in one or two plain sentences with the numbers that decided, without the verdict itself; for
   * claims that hold, do not hold or are inconclusive.
   */
  readonly sentence: Readonly<Record<Language, (claim: ClaimRecord) => string>>;
  /** How it was tested, in one line. */
  readonly test: Said;
  /** Names of the pieces of evidence that are this claim's own. */
  readonly evidence: Readonly<Record<string, Said>>;
  /** Words for pieces of evidence that are codes. */
  readonly values?: Readonly<Record<string, Said>>;
  /** Reasons for "not tested" and "inconclusive" that are this claim's own. */
  readonly reasons?: Readonly<Record<string, Said>>;
}
