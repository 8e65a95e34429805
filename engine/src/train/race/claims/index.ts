/** The claims of the lesson in their order; each test is a file of its own. */
import type { ClaimRecord } from "../../record.ts";
import type { Work } from "../progress.ts";
import { descendsSteadily } from "./descendsSteadily.ts";
import type { ClaimQuestion, ClaimTest } from "./question.ts";
import { reachesOptimum } from "./reachesOptimum.ts";
import { swings } from "./swings.ts";
import { notTested } from "./verdict.ts";

const tests: Readonly<Record<string, ClaimTest>> = {
  C1: descendsSteadily,
  C2: reachesOptimum,
  C5: swings,
};

const ids = Array.from({ length: 16 }, (_, i) => `C${i + 1}`);

export function* testClaims(question: ClaimQuestion): Work<ClaimRecord[]> {
  const records: ClaimRecord[] = [];
  for (const id of ids) {
    const test = tests[id];
    records.push(test === undefined ? notTested(id, "not-built-yet") : yield* test(question));
  }
  return records;
}
