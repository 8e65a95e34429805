/** The claims of the lesson in their order; each test is a file of its own. */
import type { ClaimRecord } from "../../record.ts";
import type { Work } from "../progress.ts";
import { costsByRows } from "./costsByRows.ts";
import { descendsSteadily } from "./descendsSteadily.ts";
import { endsAtMinimum } from "./endsAtMinimum.ts";
import { endsInLocalOptimum } from "./endsInLocalOptimum.ts";
import { generalizes } from "./generalizes.ts";
import { parallelizes } from "./parallelizes.ts";
import type { ClaimQuestion, ClaimTest } from "./question.ts";
import { reachesOptimum } from "./reachesOptimum.ts";
import { representsPopulation } from "./representsPopulation.ts";
import { savesSteps } from "./savesSteps.ts";
import { sharesOverhead } from "./sharesOverhead.ts";
import { shortensSteps } from "./shortensSteps.ts";
import { staysOnFloor } from "./staysOnFloor.ts";
import { suffersFromBatchSize } from "./suffersFromBatchSize.ts";
import { swings } from "./swings.ts";
import { takesQuickestWay } from "./takesQuickestWay.ts";
import { updatesFaster } from "./updatesFaster.ts";
import { notTested } from "./verdict.ts";

const tests: Readonly<Record<string, ClaimTest>> = {
  C1: descendsSteadily,
  C2: reachesOptimum,
  C3: costsByRows,
  C4: updatesFaster,
  C5: swings,
  C6: staysOnFloor,
  C7: parallelizes,
  C8: sharesOverhead,
  C9: savesSteps,
  C10: suffersFromBatchSize,
  C11: generalizes,
  C12: takesQuickestWay,
  C13: endsAtMinimum,
  C14: endsInLocalOptimum,
  C15: representsPopulation,
  C16: shortensSteps,
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
