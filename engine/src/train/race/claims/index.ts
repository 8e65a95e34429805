/** The claims of the lesson that a race decides, in their order; those whose tests are still to come say so. */
import type { Optimum } from "../../optimum.ts";
import type { ClaimRecord } from "../../record.ts";
import type { Work } from "../progress.ts";
import type { CurvatureKnowledge } from "../rates.ts";
import type { RaceOutcome } from "../run.ts";
import type { RaceSettings } from "../settings.ts";
import { descendsSteadily } from "./descendsSteadily.ts";
import { reachesOptimum } from "./reachesOptimum.ts";
import { swings } from "./swings.ts";
import { notTested } from "./verdict.ts";

const CLAIMS = 16;

export interface ClaimQuestion {
  readonly settings: RaceSettings;
  readonly knowledge: CurvatureKnowledge;
  readonly optimum: Optimum | null;
  readonly outcome: RaceOutcome;
  /** The smallest full loss that is known: E*, or the best end of a lane. */
  readonly best: number;
}

export function* testClaims({ settings, knowledge, optimum, outcome, best }: ClaimQuestion): Work<ClaimRecord[]> {
  const tested = [
    yield* descendsSteadily(settings, knowledge),
    reachesOptimum(settings, outcome, optimum),
    yield* swings(settings, outcome.record, best),
  ];
  return Array.from({ length: CLAIMS }, (_, i) => {
    const id = `C${i + 1}`;
    return tested.find((claim) => claim.id === id) ?? notTested(id, "not-built-yet");
  });
}
