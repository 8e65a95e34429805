/** The expected excess of stochastic gradient descent after any number of steps, from the map of one step. */
import { dot } from "../vector.ts";
import { type MeanSquare, pairs, place, scaleOf, varianceOfMean } from "./meanSquare.ts";
import type { Work } from "./progress.ts";

/** A square matrix, row after row. */
type Matrix = readonly Float64Array[];

/** Above this many elements of U, 23 parameters, the product of two of its maps takes too long. */
export const MOST_ELEMENTS = 300;

export interface ExpectedDescent {
  readonly batchSize: number;
  readonly learningRate: number;
  /** The mean of uuᵀ over the starts: see `startMoment`. */
  readonly start: Float64Array;
  /** After how many updates; ascending. */
  readonly steps: readonly number[];
  readonly label: string;
}

/**
 * 𝔼[E(w_t)] − E* = ½ tr(H·𝔼[(w_t − w*)(w_t − w*)ᵀ]) after each of these numbers of updates, with rows drawn with
 * replacement. An epoch is n draws cut at B; its last batch may be smaller, and uses its own mean. Exact but for
 * rounding; not finite where the descent diverges in mean square far enough.
 */
export function* expectedExcess(meanSquare: MeanSquare, descent: ExpectedDescent): Work<number[]> {
  const { rows } = meanSquare;
  const { batchSize, learningRate, start, steps, label } = descent;
  const wholeSteps = Math.floor(rows / batchSize);
  const left = rows - wholeSteps * batchSize;
  const perEpoch = wholeSteps + (left === 0 ? 0 : 1);
  const doublings = [stepMap(meanSquare, batchSize, learningRate)];
  const lastStep = left === 0 ? null : stepMap(meanSquare, left, learningRate);
  const excess: number[] = [];
  let epoch = 0;
  let moment = start;
  for (const step of steps) {
    for (; epoch < Math.floor(step / perEpoch); epoch++) {
      moment = yield* repeated(doublings, wholeSteps, moment, label);
      if (lastStep !== null) moment = applied(lastStep, moment);
    }
    excess.push(excessOf(meanSquare, yield* repeated(doublings, step - epoch * perEpoch, moment, label)));
  }
  return excess;
}

/** The mean of uuᵀ, u = (w − w*, 1) in the eigenvectors, over the starts. */
export function startMoment(
  { dimension, vectors }: MeanSquare,
  starts: readonly Float64Array[],
  minimiser: Float64Array,
): Float64Array {
  const moment = new Float64Array(pairs(dimension + 1));
  for (const start of starts) {
    const away = start.map((value, i) => value - minimiser[i]);
    const u = Float64Array.of(...vectors.map((vector) => dot(vector, away)), 1);
    for (let b = 0; b <= dimension; b++) {
      for (let a = 0; a <= b; a++) moment[place(a, b)] += (u[a] * u[b] * scaleOf(a, b)) / starts.length;
    }
  }
  return moment;
}

/** U ↦ (I − ηĀ)U(I − ηĀ)ᵀ + (η²/B)·C(U) as a matrix; the first part is diagonal. */
function stepMap({ rows, dimension, curvatures, spread }: MeanSquare, batchSize: number, rate: number): Matrix {
  const [height, width] = [pairs(dimension), pairs(dimension + 1)];
  const variance = rate * rate * varianceOfMean(rows, batchSize, "with-replacement");
  const kept = Float64Array.of(...curvatures.map((curvature) => 1 - rate * curvature), 1);
  const map = Array.from({ length: width }, (_, p) =>
    p < height ? spread.slice(p * width, (p + 1) * width).map((value) => variance * value) : new Float64Array(width),
  );
  for (let b = 0; b <= dimension; b++) {
    for (let a = 0; a <= b; a++) map[place(a, b)][place(a, b)] += kept[a] * kept[b];
  }
  return map;
}

/** The map applied `times` times: `doublings[k]` is its power 2ᵏ, made when it is first needed. */
function* repeated(doublings: Matrix[], times: number, vector: Float64Array, label: string): Work<Float64Array> {
  let result = vector;
  for (let power = 0, rest = times; rest > 0; power++, rest = Math.floor(rest / 2)) {
    if (power === doublings.length) {
      yield { done: power, total: power + 1, label };
      doublings.push(squared(doublings[power - 1]));
    }
    if (rest % 2 === 1) result = applied(doublings[power], result);
  }
  return result;
}

const applied = (matrix: Matrix, vector: Float64Array): Float64Array =>
  Float64Array.from(matrix, (row) => dot(row, vector));

function squared(matrix: Matrix): Matrix {
  return matrix.map((row) => {
    const result = new Float64Array(row.length);
    for (let k = 0; k < row.length; k++) {
      const factor = row[k];
      if (factor === 0) continue;
      const other = matrix[k];
      for (let j = 0; j < row.length; j++) result[j] += factor * other[j];
    }
    return result;
  });
}

function excessOf({ curvatures }: MeanSquare, moment: Float64Array): number {
  let sum = 0;
  for (let a = 0; a < curvatures.length; a++) sum += 0.5 * curvatures[a] * moment[place(a, a)];
  return sum;
}
