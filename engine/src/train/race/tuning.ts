/** Each lane's best rate: one grid, the same number of trials, the same seeds for all of them (PROTOCOL §4.2). */
import type { FloatDType } from "../../base/dtype.ts";
import type { TuningRecord } from "../record.ts";
import { finiteOrNull, median } from "../statistics/quantiles.ts";
import { stepsPerEpoch } from "./checkpoints.ts";
import { isDeterministic, type RaceQuestion, startsAreEqual } from "./lanes.ts";
import type { Stage, Work } from "./progress.ts";
import { type CurvatureKnowledge, expectedSmoothness } from "./rates.ts";
import { tieOf } from "./resolution.ts";
import type { Lane, LaneSize, RaceSettings } from "./settings.ts";
import { DECAY_OVER_BUDGET, GRID_ABOVE, GRID_BELOW, GRID_EXTENSION, MOST_EXTENSIONS } from "./thresholds.ts";
import { runTrials, type Trial } from "./trial.ts";

/** A lane before it has a rate. */
export type Contender = LaneSize & Pick<Lane, "decay">;

export interface TunedLane {
  readonly lane: Lane;
  readonly tuning: TuningRecord;
}

/** Every batch size at a constant rate, and below the full batch also at a rate that falls. */
export function contendersOf({ lanes, objective: { rows }, epochs }: RaceSettings): Contender[] {
  const falling = lanes
    .filter((size) => size.rows < rows)
    .map((size) => ({ ...size, decay: DECAY_OVER_BUDGET / (epochs * stepsPerEpoch(rows, size.rows)) }));
  return [...lanes.map((size) => ({ ...size, decay: 0 })), ...falling];
}

/** The rates unit·√2ᵏ with low ≤ k ≤ high. */
export interface Grid {
  readonly unit: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The first grid, in powers of √2 from 1/L, the rate of a full batch: from well below 1/𝓛(1), at which single examples
 * are safe, to above 2/L, beyond which a full batch leaves a quadratic bowl.
 */
export function firstGrid(knowledge: CurvatureKnowledge, { objective: { rows }, order }: RaceSettings): Grid {
  if (knowledge.how === "none") return { unit: 1, low: -GRID_BELOW, high: GRID_ABOVE };
  const unit = 1 / knowledge.smoothness;
  const single = knowledge.how === "expected-smoothness" ? 1 / expectedSmoothness(knowledge, rows, 1, order) : unit;
  let low = 0;
  while (rateAt(unit, low) > single) low--;
  return { unit, low: low - GRID_BELOW, high: GRID_ABOVE };
}

/** unit·√2ᵏ by doubling and halving, which are exact: a rate does not depend on where its grid began. */
export function rateAt(unit: number, k: number): number {
  let rate = k % 2 === 0 ? unit : unit * Math.SQRT2;
  for (let doublings = Math.floor(k / 2); doublings > 0; doublings--) rate *= 2;
  for (let halvings = -Math.floor(k / 2); halvings > 0; halvings--) rate /= 2;
  return rate;
}

const ratesOf = ({ unit, low, high }: Grid): number[] =>
  Array.from({ length: high - low + 1 }, (_, i) => rateAt(unit, low + i));

/** The trials of one lane: rate -> one for each tuning seed. */
type Trials = ReadonlyMap<number, readonly Trial[]>;

/**
 * Tries every rate of the grid with every lane. Where the best rate of a lane is the smallest or the largest, the grid
 * grows there for *all* lanes, a bounded number of times; a lane of which every rate is lost asks for smaller ones.
 */
export function* tune({ settings, knowledge, startLoss }: RaceQuestion): Work<TunedLane[]> {
  const contenders = contendersOf(settings);
  const trials = contenders.map(() => new Map<number, Trial[]>());
  let grid = firstGrid(knowledge, settings);
  let [extendedBelow, extendedAbove] = [0, 0];
  while (true) {
    yield* tryAll(settings, contenders, ratesOf(grid), trials);
    const chosen = trials.map((tried) => bestRate(settings.dtype, startLoss, ratesOf(grid), tried));
    const rates = ratesOf(grid);
    const growBelow = chosen.some((rate) => rate === rates[0]) && extendedBelow < MOST_EXTENSIONS;
    const growAbove = chosen.some((rate) => rate === rates[rates.length - 1]) && extendedAbove < MOST_EXTENSIONS;
    if (!growBelow && !growAbove) {
      return contenders.map((lane, i) => ({
        lane: { ...lane, learningRate: chosen[i] },
        tuning: tuningRecord(settings, { rates, chosen: chosen[i], tried: trials[i], lane }),
      }));
    }
    grid = {
      unit: grid.unit,
      low: grid.low - (growBelow ? GRID_EXTENSION : 0),
      high: grid.high + (growAbove ? GRID_EXTENSION : 0),
    };
    extendedBelow += growBelow ? 1 : 0;
    extendedAbove += growAbove ? 1 : 0;
  }
}

/** Rates that a grid usually comes to: where classes are separable a larger one is always better, and it grows. */
export const foreseenRates = ({ separable, l2 }: RaceSettings): number => (separable === true && l2 === 0 ? 44 : 20);

/** Runs what has not been tried yet. */
function* tryAll(
  settings: RaceSettings,
  contenders: readonly Contender[],
  rates: readonly number[],
  trials: readonly Map<number, Trial[]>[],
): Work<void> {
  const sameStart = startsAreEqual(settings);
  const total = Math.max(rates.length, foreseenRates(settings)) * contenders.length;
  for (const [place, learningRate] of rates.entries()) {
    for (const [i, lane] of contenders.entries()) {
      if (trials[i].has(learningRate)) continue;
      const progress: Stage = { done: place * contenders.length + i, total, label: "tuning" };
      const seeds = seedsOf(settings, lane, sameStart);
      const request = { lane: { ...lane, learningRate }, seeds, epochs: settings.epochs };
      trials[i].set(learningRate, yield* runTrials(settings, request, progress));
    }
  }
}

/** A lane that runs the same from every seed is tried once, and pays for one run. */
const seedsOf = (settings: RaceSettings, lane: Contender, sameStart: boolean): readonly number[] =>
  sameStart && isDeterministic(settings, lane) ? settings.tuningSeedList.slice(0, 1) : settings.tuningSeedList;

const scoreOf = (trials: readonly Trial[]): number => median(trials.map(({ loss }) => loss));

/** The rate of the lowest median loss, the smallest of those that tie with it; the smallest of all if all are lost. */
function bestRate(dtype: FloatDType, startLoss: number, rates: readonly number[], tried: Trials): number {
  const scores = rates.map((rate) => scoreOf(tried.get(rate) ?? []));
  const least = scores.reduce((a, b) => Math.min(a, b), Infinity);
  const tie = least < Infinity ? tieOf(least, startLoss, dtype) : 0;
  return rates[
    Math.max(
      0,
      scores.findIndex((score) => score <= least + tie),
    )
  ];
}

interface Tuned {
  readonly rates: readonly number[];
  readonly chosen: number;
  readonly tried: Trials;
  readonly lane: Contender;
}

function tuningRecord(settings: RaceSettings, { rates, chosen, tried, lane }: Tuned): TuningRecord {
  const all = rates.map((rate) => tried.get(rate) ?? []);
  const total = (count: (trial: Trial) => number) => all.flat().reduce((sum, trial) => sum + count(trial), 0);
  const [steps, examples] = [total((trial) => trial.steps), total((trial) => trial.examples)];
  return {
    grid: rates,
    losses: all.map((trials) => finiteOrNull(scoreOf(trials))),
    lost: all.map((trials) => trials.filter(({ loss }) => loss === null).length),
    seeds: seedsOf(settings, lane, startsAreEqual(settings)),
    steps,
    examples,
    flops: examples * settings.flopsPerExample + steps * settings.flopsPerUpdate,
    seconds: total((trial) => trial.seconds),
    atEdge: chosen === rates[0] || chosen === rates[rates.length - 1],
  };
}
