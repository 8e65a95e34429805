/** The words of the claims; what is said about each is a file of its own. */

import type { ClaimWords } from "./claimWords.ts";
import { costsByRows } from "./costsByRows.ts";
import { descendsSteadily } from "./descendsSteadily.ts";
import { endsAtMinimum } from "./endsAtMinimum.ts";
import { endsInLocalOptimum } from "./endsInLocalOptimum.ts";
import { generalizes } from "./generalizes.ts";
import { parallelizes } from "./parallelizes.ts";
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

export type { ClaimWords, Said } from "./claimWords.ts";

/** In the order of the claims. */
export const everyClaimWords: readonly ClaimWords[] = [
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
