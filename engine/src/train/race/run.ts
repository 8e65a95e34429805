/** The same-rate race: every lane from every seed at one rate, the lesson's picture (PROTOCOL §4.1). */
import type { RaceRecord } from "../record.ts";
import { comparePairs } from "./comparisons.ts";
import type { LaneRun } from "./lane.ts";
import { descentRecord, endsOf, type RaceQuestion, runLanes, warmUp } from "./lanes.ts";
import type { Work } from "./progress.ts";
import { commonRate } from "./rates.ts";
import { resolutionOf } from "./resolution.ts";
import type { Lane, RaceSettings } from "./settings.ts";
import { MOST_HALVINGS } from "./thresholds.ts";

export interface RaceOutcome {
  readonly record: RaceRecord;
  /** The lanes as they were run, in the order of the record's descents. */
  readonly lanes: readonly Lane[];
  /** Where each lane ended, seed by seed: as many of the first seeds as memory allows (see MOST_ENDS). */
  readonly ends: readonly (readonly Float64Array[])[];
}

/**
 * Runs the race. Where the rate is neither given nor known to be stable everywhere, it is halved for *all* lanes and
 * the race begins anew whenever a run is lost: not finite, or ending above its start.
 */
export function* runRace(question: RaceQuestion): Work<RaceOutcome> {
  const { settings, knowledge } = question;
  const { rows } = settings.objective;
  const sizes = settings.lanes.map((lane) => lane.rows);
  let rate = settings.learningRate ?? commonRate(knowledge, rows, sizes, settings.order);
  const mayHalve = settings.learningRate === undefined && (knowledge.how !== "expected-smoothness" || !settings.plain);
  const lanesAt = (learningRate: number) => settings.lanes.map((size) => ({ ...size, learningRate, decay: 0 }));
  warmUp(settings, lanesAt(rate));
  for (let halvings = 0; ; halvings++) {
    const lanes = lanesAt(rate);
    let lost = false;
    const givesUp = (run: LaneRun): boolean => {
      lost = mayHalve && halvings < MOST_HALVINGS && isLost(settings, run);
      return lost;
    };
    const runs = yield* runLanes(settings, { lanes, label: "same", givesUp });
    if (lost) {
      rate /= 2;
      continue;
    }
    const descents = lanes.map((lane, i) => descentRecord(question, lane, runs[i]));
    return yield* outcomeOf(settings, { rule: "same", descents, halvings }, lanes, runs);
  }
}

/** The lanes of a race that have run, compared. */
export function* outcomeOf(
  { dtype }: RaceSettings,
  race: Omit<RaceRecord, "comparisons">,
  lanes: readonly Lane[],
  runs: readonly (readonly LaneRun[])[],
): Work<RaceOutcome> {
  const comparisons = yield* comparePairs(race.descents, dtype);
  return { record: { ...race, comparisons }, lanes, ends: endsOf(runs) };
}

function isLost({ dtype }: RaceSettings, { record: { curve, finalLoss } }: LaneRun): boolean {
  const [{ loss: first }] = curve;
  if (finalLoss === null || first === null) return true;
  return finalLoss > first + resolutionOf(first, dtype);
}
