/** The answer of a comparison: what to use on this table, what that rests on, and how the two races differ. */

import type { CompareRecord, DescentRecord, RaceRecord } from "nabla/race";
import type { LaneKind } from "../lanes/lane.ts";
import { leaders, type Ranking, rank } from "../lanes/ranking.ts";
import { laneDescription, laneName } from "./lane.ts";
import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { formatAmount, formatCount, formatDuration, formatNumber } from "./number.ts";
import { leastBearing, rateGiven } from "./rate.ts";

export interface AnswerWords {
  /** One sentence a first-year student understands. */
  readonly headline: string;
  /** What the words in it mean, and what it rests on. */
  readonly basis: readonly string[];
  /** Where the two races rank differently, why; where they agree, that. */
  readonly contrast: readonly string[];
}

const raceOf = (record: CompareRecord, rule: RaceRecord["rule"]): RaceRecord | undefined =>
  record.races.find((race) => race.rule === rule);

type RatedLane = LaneKind & Pick<DescentRecord, "learningRate">;

const atRate = (lane: RatedLane, language: Language): string =>
  messagesOf(language).answer.rate(laneName(lane, language), formatNumber(lane.learningRate));

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
  if (advice === null) return { headline: answer.noneFinite, basis: [] };
  const lane = best.descents.find(
    ({ batchSize, decay }) => batchSize === advice.batchSize && decay > 0 === advice.decay > 0,
  );
  const epochs = lane?.seeds.reduce((most, run) => Math.max(most, run.epochs), 0) ?? 0;
  const falling = [advice, ...advice.ties].some(({ decay }) => decay > 0);
  return {
    headline: answer.recommended(
      atRate(advice, language),
      advice.ties.map((tie) => atRate(tie, language)),
    ),
    basis: [
      answer.meaning(laneDescription(advice.batchSize, record.data.rows, language)),
      falling ? answer.falling : "",
      answer.basis(words.epochs(epochs), advice.ties.length > 0),
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

/** Whether the lane that is lowest in one race is lowest, or level with the lowest, in the other too. */
function agree(same: Ranking, best: Ranking): boolean {
  const leads = (ranking: Ranking, { batchSize }: DescentRecord): boolean =>
    leaders(ranking).some((leader) => leader.batchSize === batchSize);
  return leads(best, same.lowest) && leads(same, best.lowest);
}

function contrast(record: CompareRecord, language: Language): readonly string[] {
  const { answer } = messagesOf(language);
  const [same, best] = [raceOf(record, "same"), raceOf(record, "best")];
  if (same === undefined || best === undefined) return [];
  const [sameRanking, bestRanking] = [rank(same, record.resolution), rank(best, record.resolution)];
  if (sameRanking === null || bestRanking === null) return [];
  if (agree(sameRanking, bestRanking)) {
    return [answer.agree(laneName({ batchSize: bestRanking.lowest.batchSize, decay: 0 }, language))];
  }
  const common = sameRanking.lowest.learningRate;
  const least = rateGiven(record, same) ? null : leastBearing(same);
  const tuned = best.descents.find(({ batchSize, decay }) => batchSize === sameRanking.lowest.batchSize && decay === 0);
  return [
    answer.differ({
      rate: formatNumber(common),
      least: least === null ? "" : laneName(least, language),
      same: laneName(sameRanking.lowest, language),
      best: laneName(bestRanking.lowest, language),
    }),
    answer.tunedRates(
      [bestRanking.lowest, ...(tuned === undefined ? [] : [tuned])].map((lane) => tunedRate(lane, common, language)),
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
