/** The answer of a comparison: what to use on this table, what that rests on, and how the two races differ. */

import type { CompareRecord, DescentRecord, RaceRecord } from "nabla/race";
import { type LaneKind, laneKey } from "../lanes/lane.ts";
import { leaders, type Ranking, rank } from "../lanes/ranking.ts";
import { laneInFull, laneName } from "./lane.ts";
import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { formatAmount, formatCount, formatDuration, formatNumber } from "./number.ts";
import { leastBearing, rateGiven } from "./rate.ts";

export interface AnswerWords {
  /** One sentence a first-year student understands. */
  readonly headline: string;
  /** What it rests on, and what it cost. */
  readonly basis: readonly string[];
  /** Where the two races rank differently, why; where they agree, that. */
  readonly contrast: readonly string[];
}

const raceOf = (record: CompareRecord, rule: RaceRecord["rule"]): RaceRecord | undefined =>
  record.races.find((race) => race.rule === rule);

type RatedLane = LaneKind & Pick<DescentRecord, "learningRate">;

function tuningCost({ tuning, seeds }: DescentRecord, language: Language): string {
  const { answer, race } = messagesOf(language);
  const run = seeds.reduce((most, { examples }) => Math.max(most, examples), 0);
  if (tuning === undefined || run === 0) return "";
  return answer.tuned(
    answer.tuningCost({
      examples: formatAmount(tuning.examples),
      times: formatCount(tuning.examples / run),
      seconds: formatDuration(tuning.seconds),
      rates: formatCount(tuning.grid.length),
      seeds: race.seeds(tuning.seeds.length),
    }),
  );
}

function recommended(record: CompareRecord, best: RaceRecord, language: Language): Omit<AnswerWords, "contrast"> {
  const { answer, race: words } = messagesOf(language);
  const { recommendation: advice } = record;
  if (advice === null) {
    return { headline: best.descents.length < 2 ? answer.oneLane : answer.noneFinite, basis: [] };
  }
  const lane = best.descents.find((descent) => laneKey(descent) === laneKey(advice));
  const epochs = lane?.seeds.reduce((most, run) => Math.max(most, run.epochs), 0) ?? 0;
  const tied = advice.ties.length > 0;
  return {
    headline: answer.recommended(
      answer.rate(laneInFull(advice, record.data.rows, language), formatNumber(advice.learningRate), advice.decay > 0),
      advice.ties.map((tie) =>
        answer.tie(laneName({ ...tie, decay: 0 }, language), formatNumber(tie.learningRate), tie.decay > 0),
      ),
    ),
    basis: [
      answer.basis(words.epochs(epochs), tied),
      tied ? answer.tieRule : "",
      lane === undefined ? "" : tuningCost(lane, language),
    ].filter((sentence) => sentence !== ""),
  };
}

/** How a lane's tuned rate differs from the common one, and what that does. */
function tunedRate(lane: RatedLane, common: number, language: Language): string {
  const { answer } = messagesOf(language);
  const name = laneName(lane, language);
  const rate = formatNumber(lane.learningRate);
  const ratio = lane.learningRate / common;
  if (lane.decay > 0) return answer.falls(name, rate);
  if (ratio > 1.1) return answer.larger(name, rate, formatNumber(ratio, 2));
  if (ratio < 0.9) return answer.smaller(name, rate, `${formatNumber(ratio * 100, 2)}%`);
  return answer.alike(name, rate);
}

/** What leads a race, whatever becomes of its rate: of the lowest lane and of those level with it. */
const leadingNames = (ranking: Ranking, language: Language): readonly string[] => [
  ...new Set(leaders(ranking).map((lane) => laneName({ ...lane, decay: 0 }, language))),
];

/** The recommended lane, where it is one of those that lead; else the lowest. */
function leaderOf(record: CompareRecord, ranking: Ranking): DescentRecord {
  const { recommendation: advice } = record;
  const isAdvised = (lane: DescentRecord): boolean => advice !== null && laneKey(lane) === laneKey(advice);
  return leaders(ranking).find(isAdvised) ?? ranking.lowest;
}

function contrast(record: CompareRecord, language: Language): readonly string[] {
  const { answer } = messagesOf(language);
  const [same, best] = [raceOf(record, "same"), raceOf(record, "best")];
  if (same === undefined || best === undefined || best.descents.length < 2) return [];
  const [sameRanking, bestRanking] = [rank(same, record.resolution), rank(best, record.resolution)];
  if (sameRanking === null || bestRanking === null) return [];
  const [sameNames, bestNames] = [leadingNames(sameRanking, language), leadingNames(bestRanking, language)];
  const both = sameNames.filter((name) => bestNames.includes(name));
  if (both.length > 0) {
    return [sameNames.length + bestNames.length === 2 ? answer.agree(both[0]) : answer.overlap(both)];
  }
  const common = sameRanking.lowest.learningRate;
  const leader = leaderOf(record, bestRanking);
  const least = rateGiven(record, same) ? null : leastBearing(same);
  const tuned = best.descents.find((lane) => laneKey(lane) === laneKey({ ...sameRanking.lowest, decay: 0 }));
  return [
    answer.differ({
      rate: formatNumber(common),
      least: least === null ? "" : laneName(least, language),
      same: laneName(sameRanking.lowest, language),
      best: laneName(leader, language),
    }),
    answer.tunedRates(
      [leader, ...(tuned === undefined ? [] : [tuned])].map((lane) => tunedRate(lane, common, language)),
    ),
  ];
}

/** The answer, or why there is none. */
export function answerWords(record: CompareRecord, language: Language): AnswerWords {
  const best = raceOf(record, "best");
  const said =
    best === undefined
      ? { headline: messagesOf(language).answer.notRun, basis: [] }
      : recommended(record, best, language);
  return { ...said, contrast: contrast(record, language) };
}
