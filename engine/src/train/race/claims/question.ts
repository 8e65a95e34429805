/** What a test of a claim may look at. */
import type { Optimum } from "../../optimum.ts";
import type { ClaimRecord } from "../../record.ts";
import type { Work } from "../progress.ts";
import type { CurvatureKnowledge } from "../rates.ts";
import type { RaceOutcome } from "../run.ts";
import type { RaceSettings } from "../settings.ts";
import type { StepTimes } from "../timing.ts";

export interface ClaimQuestion {
  readonly settings: RaceSettings;
  readonly knowledge: CurvatureKnowledge;
  readonly optimum: Optimum | null;
  /** The start of the first seed. */
  readonly start: Float64Array;
  /** The race at one common rate. */
  readonly same: RaceOutcome;
  /** The race of each lane at its best; null when it was not run. */
  readonly bestRate: RaceOutcome | null;
  /** The smallest full loss that is known: E*, or the best end of a lane. */
  readonly best: number;
  /** Seconds of one update over the batch size; null when time was not to be measured. */
  readonly times: StepTimes | null;
}

/** A test runs what it needs (its runs are its own, and depend on the settings alone), and gives the claim's record. */
export type ClaimTest = (question: ClaimQuestion) => Work<ClaimRecord>;
