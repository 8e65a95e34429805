/** The best-rate race: every lane at the rate that was best for it, from seeds that its tuning has not seen. */
import { descentRecord, type RaceQuestion, runLanes, warmUp } from "./lanes.ts";
import type { Work } from "./progress.ts";
import { outcomeOf, type RaceOutcome } from "./run.ts";
import { tune } from "./tuning.ts";

export function* runBestRateRace(question: RaceQuestion): Work<RaceOutcome> {
  const { settings } = question;
  const tuned = yield* tune(question);
  const lanes = tuned.map(({ lane }) => lane);
  warmUp(settings, lanes);
  const runs = yield* runLanes(settings, { lanes, label: "best" });
  const descents = tuned.map(({ lane, tuning }, i) => ({ ...descentRecord(question, lane, runs[i]), tuning }));
  return yield* outcomeOf(settings, { rule: "best", descents, halvings: 0 }, lanes, runs);
}
