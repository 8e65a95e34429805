/** What a clock means, how it was read, and what tuning cost on it. */

import type { RaceRecord } from "nabla/race";
import type { Clock } from "../lanes/band.ts";
import { laneName } from "./lane.ts";
import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { formatAmount, formatDuration } from "./number.ts";

const formatClock = (clock: Clock, value: number): string =>
  clock === "seconds" ? formatDuration(value) : formatAmount(value);

/** How seconds were measured; empty for the other clocks, which only count. */
function measured({ descents }: RaceRecord, clock: Clock, language: Language): string {
  if (clock !== "seconds") return "";
  const { race: words } = messagesOf(language);
  const timed = descents.flatMap(({ timing, ...lane }) => (timing === null ? [] : [{ lane, timing }]));
  if (timed.length === 0) return words.timeTaken;
  const lanes = timed.map(({ lane, timing: { median, least, most } }) =>
    words.laneResult(
      laneName(lane, language),
      formatDuration(median),
      `[${formatDuration(least)}, ${formatDuration(most)}]`,
    ),
  );
  return words.timeMeasured(lanes, timed[0].timing.repeats);
}

function tuningCost({ descents }: RaceRecord, clock: Clock, language: Language): string {
  const { labels, race: words } = messagesOf(language);
  const tuned = descents.flatMap(({ tuning, ...lane }) => (tuning === undefined ? [] : [{ lane, tuning }]));
  if (tuned.length === 0) return "";
  const lanes = tuned.map(({ lane, tuning }) =>
    words.laneResult(laneName(lane, language), formatClock(clock, tuning[clock]), ""),
  );
  return words.tuningCost(labels.clock[clock], lanes);
}

/** The sentences under a picture of a race on this clock. */
export function clockWords(race: RaceRecord, clock: Clock, language: Language): readonly string[] {
  const { labels } = messagesOf(language);
  return [labels.clockMeaning[clock], measured(race, clock, language), tuningCost(race, clock, language)].filter(
    (sentence) => sentence !== "",
  );
}
