/** A race in words: its answer first, then what was held equal, then what must be known to read it rightly. */

import type { CompareRecord, DescentRecord, RaceRecord } from "nabla/race";
import { divergedSeeds } from "../lanes/lane.ts";
import { rank } from "../lanes/ranking.ts";
import { divergence } from "./divergence.ts";
import { laneName } from "./lane.ts";
import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { lossName, modelName } from "./modelNames.ts";
import { formatAmount, formatCount, formatDuration, formatNumber } from "./number.ts";
import { excessText, type SpreadText, spreadText } from "./spread.ts";

export interface RaceSummary {
  /** Who won, or that nobody did: one sentence. */
  readonly headline: string;
  /** How the lanes ended and how fast they were. */
  readonly results: readonly string[];
  /** What was compared, and what was held equal. */
  readonly conditions: readonly string[];
  /** What must not be read into it. */
  readonly cautions: readonly string[];
}

function headline(record: CompareRecord, race: RaceRecord, language: Language): string {
  const { race: words } = messagesOf(language);
  const rule = words.rule[race.rule];
  const epochs = words.epochs(epochsOf(race));
  const ranking = rank(race, record.resolution);
  if (ranking === null) return words.headline.nobody;
  if ((ranking.lowest.finalLoss.median ?? Infinity) >= (record.startLoss ?? Infinity)) {
    return words.headline.noneFell(epochs);
  }
  const name = (descent: DescentRecord): string => laneName(descent.batchSize, language);
  if (race.descents.length === 1) return words.headline.alone(name(ranking.lowest), epochs);
  if (ranking.ties.length > 0) {
    return words.headline.tie(rule, [ranking.lowest, ...ranking.ties].map(name), epochs, seedsOf(race));
  }
  const { rival } = ranking;
  const against = rival === null ? "" : words.headline.rival(name(rival.descent), rival.wins, rival.seeds);
  return words.headline.winner(rule, name(ranking.lowest), epochs, against);
}

const runs = (race: RaceRecord) => race.descents.flatMap((descent) => descent.seeds);
const most = (values: readonly number[]): number => values.reduce((high, each) => Math.max(high, each), 0);
const epochsOf = (race: RaceRecord): number => most(runs(race).map((run) => run.epochs));
const examplesOf = (race: RaceRecord): number => most(runs(race).map((run) => run.examples));
const seedsOf = (race: RaceRecord): number => most(race.descents.map((descent) => descent.seeds.length));

function ends(record: CompareRecord, race: RaceRecord, language: Language): string {
  const { race: words } = messagesOf(language);
  const ended = (descent: DescentRecord, { median, range }: SpreadText): string =>
    words.laneResult(laneName(descent.batchSize, language), median, range);
  if (!record.optimum?.attained) {
    return words.finalLoss(race.descents.map((descent) => ended(descent, spreadText(descent.finalLoss))));
  }
  const lanes = race.descents.map((descent) =>
    ended(descent, excessText(descent.excess ?? descent.finalLoss, record.resolution)),
  );
  return words.finalExcess(formatNumber(record.optimum.loss, 5), lanes);
}

function speed(race: RaceRecord, language: Language): readonly string[] {
  const timed = race.descents.filter((descent) => descent.secondsPerStep > 0 && descent.examplesPerSecond > 0);
  if (timed.length < 2) return [];
  const byStep = [...timed].sort((left, right) => left.secondsPerStep - right.secondsPerStep);
  const byRow = [...timed].sort((left, right) => right.examplesPerSecond - left.examplesPerSecond);
  const [fastest, slowest] = [byStep[0], byStep[byStep.length - 1]];
  return [
    messagesOf(language).race.speed({
      fastest: laneName(fastest.batchSize, language),
      slowest: laneName(slowest.batchSize, language),
      perStep: formatDuration(fastest.secondsPerStep),
      perStepSlow: formatDuration(slowest.secondsPerStep),
      widest: laneName(byRow[0].batchSize, language),
      rate: formatAmount(byRow[0].examplesPerSecond),
      rateSlow: formatAmount(byRow[byRow.length - 1].examplesPerSecond),
    }),
  ];
}

function conditions(record: CompareRecord, race: RaceRecord, language: Language): readonly string[] {
  const { race: words } = messagesOf(language);
  const equal = {
    epochs: words.epochs(epochsOf(race)),
    examples: formatCount(examplesOf(race)),
    seeds: words.seeds(seedsOf(race)),
  };
  const penalty = typeof record.settings.l2 === "number" ? formatNumber(record.settings.l2) : "0";
  return [
    words.problem({
      rows: record.data.rows,
      features: record.data.features.length,
      target: record.data.target,
      classes: record.data.classes?.length ?? 0,
      model: modelName(record.model, language),
      weights: record.parameters,
    }),
    words.objective(lossName(record.loss, language), penalty),
    race.rule === "same"
      ? words.equal({ ...equal, rate: formatNumber(race.descents[0]?.learningRate ?? null) })
      : words.equalBest(equal),
    ...(runs(race).every((run) => run.diverged !== null) ? [words.endedEarly] : []),
  ];
}

/** Whether a rate is not the one a race chooses by itself: half the least limit, halved again after divergences. */
function rateGiven({ descents, halvings }: RaceRecord, leastLimit: number): boolean {
  const chosen = leastLimit / 2 / 2 ** halvings;
  return Math.abs(descents[0].learningRate - chosen) > 1e-9 * chosen;
}

/** Who set the common rate, and how far each lane could have gone on its own. */
function rateCaution(race: RaceRecord, language: Language): readonly string[] {
  const { race: words } = messagesOf(language);
  if (race.rule !== "same" || race.descents.length < 2) return [];
  const limited = race.descents.flatMap(({ batchSize, limit }) => (limit === null ? [] : [{ batchSize, limit }]));
  const least = limited.reduce<(typeof limited)[number] | null>(
    (low, each) => (low === null || each.limit < low.limit ? each : low),
    null,
  );
  if (least === null) return [];
  const given = rateGiven(race, least.limit) ? words.givenRate(formatNumber(race.descents[0].learningRate)) : null;
  if (race.descents.some((descent) => descent.limitHow === "local-curvature")) return [given ?? words.localLimits];
  const lanes = limited.map(({ batchSize, limit }) =>
    words.rateAndLane(formatNumber(limit), laneName(batchSize, language)),
  );
  return [given ?? words.notAVerdict(laneName(least.batchSize, language)), words.ownLimits(lanes)];
}

function objectiveCaution(record: CompareRecord, language: Language): readonly string[] {
  const { race: words } = messagesOf(language);
  if (!record.convex) return [words.notConvex];
  if (record.optimum === null || record.optimum.attained) return [];
  return [record.data.separable ? words.separable : words.noMinimiser];
}

/** Everything the summary of a race says, in reading order. */
export function raceSummary(record: CompareRecord, race: RaceRecord, language: Language): RaceSummary {
  const { race: words } = messagesOf(language);
  const divergences = race.descents
    .filter((descent) => divergedSeeds(descent) > 0)
    .map((descent) => divergence(descent, language));
  return {
    headline: headline(record, race, language),
    results: [...divergences, ends(record, race, language), ...speed(race, language)],
    conditions: conditions(record, race, language),
    cautions: [
      ...(race.halvings > 0 ? [words.halved(race.halvings)] : []),
      ...rateCaution(race, language),
      ...objectiveCaution(record, language),
    ],
  };
}
