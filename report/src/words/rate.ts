/** Who set the common rate of a race: the lane that bears the least, or whoever asked for it. */

import type { CompareRecord, DescentRecord, RaceRecord } from "nabla/race";

/** The lane with the smallest limit; null where no limit is known. */
export function leastBearing({ descents }: RaceRecord): DescentRecord | null {
  return descents.reduce<DescentRecord | null>((least, each) => {
    if (each.limit === null) return least;
    return least === null || each.limit < (least.limit ?? Infinity) ? each : least;
  }, null);
}

/**
 * Whether the common rate was asked for. The command says so; a record without one is judged by its numbers: a race
 * chooses half the least limit by itself, halved again after divergences.
 */
export function rateGiven({ settings }: CompareRecord, race: RaceRecord): boolean {
  if (typeof settings.command === "string" && /\s--learning-rate[\s=]/.test(settings.command)) return true;
  const limit = leastBearing(race)?.limit ?? null;
  if (limit === null) return false;
  const chosen = limit / 2 / 2 ** race.halvings;
  return Math.abs(race.descents[0].learningRate - chosen) > 1e-9 * chosen;
}
