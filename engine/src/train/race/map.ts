/** The map: the final excess over rate × batch size, with the predicted limit of stability drawn on it. */
import type { Optimum } from "../optimum.ts";
import type { MapRecord } from "../record.ts";
import { finiteOrNull, median } from "../statistics/quantiles.ts";
import { stepsPerEpoch } from "./checkpoints.ts";
import { geometric, geometricIntegers } from "./geometric.ts";
import { meanSquareLimit, meanSquareOf, varianceOfMean } from "./meanSquare.ts";
import type { Stage, Work } from "./progress.ts";
import { type CurvatureKnowledge, limitOf } from "./rates.ts";
import type { MapOptions, RaceSettings } from "./settings.ts";

export interface MapQuestion {
  readonly settings: RaceSettings;
  readonly knowledge: CurvatureKnowledge;
  readonly optimum: Optimum | null;
  /** The full loss at the start of the first seed. */
  readonly startLoss: number;
  readonly cells: Required<MapOptions>;
}

const RATES = 24;
const BATCH_SIZES = 12;
/** The smallest rate is this share of the smallest limit, the largest this many times the largest. */
const BELOW = 1 / 64;
const ABOVE = 4;
/** Examples read between two pauses. */
const EXAMPLES_BETWEEN_PAUSES = 2 ** 14;

/**
 * Runs every cell from the same seeds over the same permutations for the same number of epochs, and measures the full
 * loss at the end alone. A run that stops being finite ends there and is counted as lost.
 */
export function* drawMap(question: MapQuestion): Work<MapRecord> {
  const { settings, optimum, startLoss, cells } = question;
  const batchSizes = geometricIntegers(settings.objective.rows, BATCH_SIZES);
  const { boundary, boundaryHow } = yield* boundaryOf(question, batchSizes);
  // Where nothing is known of the curvature, the rates are those around 1.
  const limits = boundary.map((limit) => limit ?? 1);
  const rates = geometric(BELOW * Math.min(...limits), ABOVE * Math.max(...limits), RATES);
  const seeds = Array.from({ length: cells.seeds }, (_, i) => settings.seedList[0] + i);
  const total = batchSizes.length * rates.length;
  const losses: (number | null)[][][] = [];
  for (const batchSize of batchSizes) {
    const row: (number | null)[][] = [];
    for (const learningRate of rates) {
      const progress = { done: losses.length * rates.length + row.length, total, label: "map" };
      const cell: (number | null)[] = [];
      for (const seed of seeds) {
        cell.push(yield* finalLoss(settings, { batchSize, learningRate, seed, epochs: cells.epochs }, progress));
      }
      row.push(cell);
    }
    losses.push(row);
  }
  const reference = optimum?.record.attained ? optimum.record.loss : lowest(losses.flat(2), startLoss);
  return {
    epochs: cells.epochs,
    seeds: seeds.length,
    rates,
    batchSizes,
    excess: losses.map((row) => row.map((cell) => finiteOrNull(median(cell) - reference))),
    lost: losses.map((row) => row.map((cell) => cell.filter((loss) => loss === null).length)),
    reference,
    startExcess: startLoss - reference,
    boundary,
    boundaryHow,
  };
}

interface Cell {
  readonly batchSize: number;
  readonly learningRate: number;
  readonly seed: number;
  readonly epochs: number;
}

function* finalLoss(
  { program, objective, order }: RaceSettings,
  { batchSize, learningRate, seed, epochs }: Cell,
  progress: Stage,
): Work<number | null> {
  const steps = epochs * stepsPerEpoch(objective.rows, batchSize);
  const stepsBetweenPauses = Math.ceil(EXAMPLES_BETWEEN_PAUSES / batchSize);
  const run = program.start({ seed, batchSize, learningRate, order });
  try {
    while (run.step < steps && run.diverged === null) {
      run.advance(Math.min(steps - run.step, stepsBetweenPauses));
      yield progress;
    }
    return run.diverged === null ? finiteOrNull(objective.value(run.parameters())) : null;
  } finally {
    run.close();
  }
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
