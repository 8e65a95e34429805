/** A race in words: who ended lowest, then what was held equal, then what must be known to read it rightly. */

import type { CompareRecord, DescentRecord, RaceRecord } from "nabla/race";
import { divergedSeeds } from "../lanes/lane.ts";
import { rank } from "../lanes/ranking.ts";
import { divergence } from "./divergence.ts";
import { laneName } from "./lane.ts";
import type { Language } from "./language.ts";
import { messagesOf } from "./messages.ts";
import { lossName, modelName } from "./modelNames.ts";
import { formatAmount, formatCount, formatDuration, formatNumber } from "./number.ts";
import { leastBearing, rateGiven } from "./rate.ts";

export interface RaceSummary {
  /** Who won, or that nobody did: one sentence. */
  readonly headline: string;
  /** Lanes that did not stay finite. */
  readonly divergences: readonly string[];
  /** What was held equal. */
  readonly equal: string;
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
  const name = (descent: DescentRecord): string => laneName(descent, language);
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

/** How long an update takes, and how long a row does; nothing where that was not measured for two lanes. */
export function speedWords({ races }: CompareRecord, language: Language): readonly string[] {
  const race = races[0];
  if (race === undefined) return [];
  const timed = race.descents.filter((descent) => descent.secondsPerStep > 0 && descent.examplesPerSecond > 0);
  if (timed.length < 2) return [];
  const byStep = [...timed].sort((left, right) => left.secondsPerStep - right.secondsPerStep);
  const byRow = [...timed].sort((left, right) => right.examplesPerSecond - left.examplesPerSecond);
  const [fastest, slowest] = [byStep[0], byStep[byStep.length - 1]];
  return [
    messagesOf(language).race.speed({
      fastest: laneName(fastest, language),
      slowest: laneName(slowest, language),
      perStep: formatDuration(fastest.secondsPerStep),
      perStepSlow: formatDuration(slowest.secondsPerStep),
      widest: laneName(byRow[0], language),
      rate: formatAmount(byRow[0].examplesPerSecond),
      rateSlow: formatAmount(byRow[byRow.length - 1].examplesPerSecond),
    }),
  ];
}

/** What was held equal, and how often it was repeated. */
function equal(race: RaceRecord, language: Language): string {
  const { race: words, labels } = messagesOf(language);
  const facts = {
    epochs: words.epochs(epochsOf(race)),
    examples: formatCount(examplesOf(race)),
    seeds: words.seeds(seedsOf(race)),
  };
  const held =
    race.rule === "same"
      ? words.equal({ ...facts, rate: formatNumber(race.descents[0]?.learningRate ?? null) })
      : words.equalBest(facts);
  return runs(race).every((run) => run.diverged !== null) ? held + labels.gap + words.endedEarly : held;
}

/** Who set the common rate, and how far each lane could have gone on its own. */
function rateCaution(record: CompareRecord, race: RaceRecord, language: Language): readonly string[] {
  const { race: words } = messagesOf(language);
  if (race.rule !== "same" || race.descents.length < 2) return [];
  const least = leastBearing(race);
  const given = rateGiven(record, race) ? words.givenRate(formatNumber(race.descents[0].learningRate)) : null;
  if (least === null) return given === null ? [] : [given];
  if (race.descents.some((descent) => descent.limitHow === "local-curvature")) return [given ?? words.localLimits];
  const lanes = race.descents
    .filter(({ limit }) => limit !== null)
    .map((lane) => words.rateAndLane(formatNumber(lane.limit), laneName(lane, language)));
  return [given ?? words.rateSetBy(laneName(least, language)), words.ownLimits(lanes)];
}

/** Lanes of the best-rate race whose best rate may lie beyond the rates tried. */
function tuningCaution(race: RaceRecord, language: Language): readonly string[] {
  const atEdge = race.descents.filter(({ tuning }) => tuning?.atEdge);
  if (atEdge.length === 0) return [];
  return [messagesOf(language).race.tuningEdge(atEdge.map((lane) => laneName(lane, language)))];
}

function objectiveCaution(record: CompareRecord, language: Language): readonly string[] {
  const { race: words } = messagesOf(language);
  if (!record.convex) return [words.notConvex];
  if (record.optimum === null || record.optimum.attained) return [];
  return [record.data.separable ? words.separable : words.noMinimiser];
}

export interface ProblemWords {
  /** The table and the model. */
  readonly problem: string;
  /** What falls. */
  readonly objective: string;
  /** What its shape forbids to say. */
  readonly cautions: readonly string[];
}

/** What is the same in every race of a record. */
export function problemWords(record: CompareRecord, language: Language): ProblemWords {
  const { race: words } = messagesOf(language);
  const penalty = typeof record.settings.l2 === "number" ? formatNumber(record.settings.l2) : "0";
  return {
    problem: words.problem({
      rows: record.data.rows,
      features: record.data.features.length,
      target: record.data.target,
      classes: record.data.classes?.length ?? 0,
      model: modelName(record.model, language),
      weights: record.parameters,
    }),
    objective: words.objective(lossName(record.loss, language), penalty),
    cautions: objectiveCaution(record, language),
  };
}

/** Everything the summary of a race says, in reading order. */
export function raceSummary(record: CompareRecord, race: RaceRecord, language: Language): RaceSummary {
  const { race: words } = messagesOf(language);
  return {
    headline: headline(record, race, language),
    divergences: race.descents
      .filter((descent) => divergedSeeds(descent) > 0)
      .map((descent) => divergence(descent, language)),
    equal: equal(race, language),
    cautions: [
      ...(race.halvings > 0 ? [words.halved(race.halvings)] : []),
      ...rateCaution(record, race, language),
      ...tuningCaution(race, language),
    ],
  };
}
