/** The map: the final excess over rate × batch size, with the predicted limit of stability drawn on it. */
import type { Optimum } from "../optimum.ts";
import type { MapRecord } from "../record.ts";
import { finiteOrNull, median } from "../statistics/quantiles.ts";
import { geometric, geometricIntegers } from "./geometric.ts";
import { meanSquareLimit, meanSquareOf, varianceOfMean } from "./meanSquare.ts";
import type { Work } from "./progress.ts";
import { type CurvatureKnowledge, limitOf } from "./rates.ts";
import type { MapOptions, RaceSettings } from "./settings.ts";
import { runTrials } from "./trial.ts";

export interface MapQuestion {
  readonly settings: RaceSettings;
  readonly knowledge: CurvatureKnowledge;
  readonly optimum: Optimum | null;
  /** The full loss at the start of the first seed. */
  readonly startLoss: number;
  readonly cells: Required<MapOptions>;
  /** Is given the map as it becomes finer. */
  readonly onMap?: (map: MapRecord) => void;
}

const RATES = 24;
const BATCH_SIZES = 12;
/** The smallest rate is this share of the smallest limit, the largest this many times the largest. */
const BELOW = 1 / 64;
const ABOVE = 4;

/** Every so manieth cell along each axis, from so many of the seeds; the last of them is the whole map. */
interface Pass {
  readonly stride: number;
  readonly seeds: number;
}

/** Each pass costs a few times as much as all before it. */
function passesOf(seeds: number): readonly Pass[] {
  const passes = [
    { stride: 4, seeds: 1 },
    { stride: 2, seeds: 1 },
    { stride: 1, seeds: 1 },
  ];
  for (let some = 5; some < seeds; some *= 4) passes.push({ stride: 1, seeds: some });
  return seeds === 1 ? passes : [...passes, { stride: 1, seeds }];
}

/**
 * Runs every cell from the same seeds over the same permutations for the same number of epochs, and measures the full
 * loss at the end alone. A run that stops being finite ends there and is counted as lost. Goes from coarse to fine:
 * what is known after each pass is given to `onMap`, cells that have not been run showing a neighbour's excess.
 */
export function* drawMap(question: MapQuestion): Work<MapRecord> {
  const { settings, optimum, startLoss, cells } = question;
  const batchSizes = geometricIntegers(settings.objective.rows, BATCH_SIZES);
  const { boundary, boundaryHow } = yield* boundaryOf(question, batchSizes);
  // Where nothing is known of the curvature, the rates are those around 1.
  const limits = boundary.map((limit) => limit ?? 1);
  const rates = geometric(BELOW * Math.min(...limits), ABOVE * Math.max(...limits), RATES);
  /** The final losses of each cell, seed by seed, as far as they are known. */
  const losses = batchSizes.map(() => rates.map((): (number | null)[] => []));
  const total = batchSizes.length * rates.length * cells.seeds;
  const after = ({ stride, seeds }: Pass): MapRecord => {
    const known = losses.map((row, i) => row.map((_, j) => losses[i - (i % stride)][j - (j % stride)]));
    const reference = optimum?.record.attained ? optimum.record.loss : lowest(known.flat(2), startLoss);
    return {
      epochs: cells.epochs,
      seeds,
      rates,
      batchSizes,
      excess: known.map((row) => row.map((cell) => finiteOrNull(median(cell) - reference))),
      lost: known.map((row) => row.map((cell) => cell.filter((loss) => loss === null).length)),
      reference,
      startExcess: startLoss - reference,
      boundary,
      boundaryHow,
    };
  };
  let done = 0;
  for (const pass of passesOf(cells.seeds)) {
    for (let row = 0; row < batchSizes.length; row += pass.stride) {
      for (let column = 0; column < rates.length; column += pass.stride) {
        const cell = losses[row][column];
        const lane = { rows: batchSizes[row], learningRate: rates[column], decay: 0 };
        const first = settings.seedList[0] + cell.length;
        const seeds = Array.from({ length: Math.max(0, pass.seeds - cell.length) }, (_, i) => first + i);
        const request = { lane, seeds, epochs: cells.epochs };
        const trials = yield* runTrials(settings, request, { done, total, label: "map" });
        cell.push(...trials.map(({ loss }) => loss));
        done += seeds.length;
      }
    }
    question.onMap?.(after(pass));
    yield { done, total, label: "map" };
  }
  return after({ stride: 1, seeds: cells.seeds });
}

const lowest = (losses: readonly (number | null)[], startLoss: number): number =>
  losses.reduce<number>((least, loss) => Math.min(least, loss ?? Infinity), startLoss);

type Boundary = Pick<MapRecord, "boundary" | "boundaryHow">;

/**
 * The limit of mean-square stability on least squares (where every batch were drawn by itself); else 2/𝓛(B), or 2/λmax
 * at the start, which promise less.
 */
function* boundaryOf({ settings, knowledge, optimum }: MapQuestion, batchSizes: readonly number[]): Work<Boundary> {
  const { order } = settings;
  const { rows } = settings.objective;
  const moments = yield* meanSquareOf(settings, optimum, "map");
  if (moments === null) {
    const boundary = batchSizes.map((batchSize) => limitOf(knowledge, rows, batchSize, order).limit);
    return { boundary, boundaryHow: knowledge.how };
  }
  const boundary: (number | null)[] = [];
  for (const batchSize of batchSizes) {
    boundary.push(meanSquareLimit(moments, varianceOfMean(rows, batchSize, order)));
    yield { done: 0, total: 1, label: "map" };
  }
  return { boundary, boundaryHow: "mean-square" };
}
