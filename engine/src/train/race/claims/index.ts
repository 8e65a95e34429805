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

/** C1 … C16. */
const tests: readonly ClaimTest[] = [
  descendsSteadily,
  reachesOptimum,
  costsByRows,
  updatesFaster,
  swings,
  staysOnFloor,
  parallelizes,
  sharesOverhead,
  savesSteps,
  suffersFromBatchSize,
  generalizes,
  takesQuickestWay,
  endsAtMinimum,
  endsInLocalOptimum,
  representsPopulation,
  shortensSteps,
];

export function* testClaims(question: ClaimQuestion): Work<ClaimRecord[]> {
  // The lesson speaks of plain gradient descent.
  if (!question.settings.plain) return tests.map((_, i) => notTested(`C${i + 1}`, "other-optimizer"));
  const records: ClaimRecord[] = [];
  for (const test of tests) records.push(yield* test(question));
  return records;
}
