/** C15: the direction of the full data represents the population better. */
import { fold, permutation } from "../../../base/random.ts";
import type { ClaimRecord } from "../../record.ts";
import { finiteOrNull, median, quantile } from "../../statistics/quantiles.ts";
import { dot } from "../../vector.ts";
import { geometricIntegers } from "../geometric.ts";
import type { Work } from "../progress.ts";
import { BETTER_COSINE, DIRECTION_SIGNAL, LEAST_ROWS_SPLIT, SPLITS } from "../thresholds.ts";
import type { ClaimQuestion } from "./question.ts";
import { above, notTested } from "./verdict.ts";

/** Numbers that the gradients of all examples may take together. */
const MOST_NUMBERS = 4e6;
/** Batch sizes at which the cosine is told. */
const SIZES = 8;

/**
 * At the start, the rows are split at random into two halves, again and again: one half trains, the other stands for
 * the population. How well does the gradient of batches of B rows of the first point along the gradient of the second?
 * The claim is about the gain from single examples to all of them, which must be positive in nearly every split.
 *
 * The halves of one table are not independent: where the mean gradient is lost in the noise, they point apart by
 * construction. Then nothing is decided.
 */
export function* representsPopulation({ settings, start }: ClaimQuestion): Work<ClaimRecord> {
  const { objective, seedList } = settings;
  const { rows, dimension } = objective;
  if (objective.exampleGradients === undefined) return notTested("C15", "no-example-gradients");
  if (rows < LEAST_ROWS_SPLIT) return notTested("C15", "too-few-rows", { rows, leastRows: LEAST_ROWS_SPLIT });
  if (rows * dimension > MOST_NUMBERS) return notTested("C15", "too-costly", { rows, parameters: dimension });
  yield { done: 0, total: SPLITS, label: "C15" };
  const gradients = objective.exampleGradients(start);
  const half = Math.floor(rows / 2);
  const sizes = geometricIntegers(half, SIZES);
  const cosines: number[][] = sizes.map(() => []);
  for (let split = 0; split < SPLITS; split++) {
    const order = permutation(fold(seedList[0], "halves", split), rows);
    const population = meanOf(gradients, dimension, order.subarray(half));
    for (const [place, size] of sizes.entries()) {
      cosines[place].push(cosineOfBatches(gradients, dimension, order.subarray(0, half), size, population));
    }
    yield { done: split, total: SPLITS, label: "C15" };
  }
  const gains = cosines[cosines.length - 1].map((cosine, split) => cosine - cosines[0][split]);
  const signal = signalOf(gradients, rows, dimension);
  const interval95 = [quantile(gains, 0.025), quantile(gains, 0.975)] as const;
  const clear = signal > DIRECTION_SIGNAL && interval95.every(Number.isFinite);
  const verdict = clear ? above(interval95, BETTER_COSINE) : "inconclusive";
  return {
    id: "C15",
    verdict,
    ...(verdict === "inconclusive" ? { reason: clear ? "interval-spans-threshold" : "direction-lost-in-noise" } : {}),
    estimate: finiteOrNull(median(gains)),
    interval95: interval95.every(Number.isFinite) ? interval95 : null,
    threshold: BETTER_COSINE,
    n: SPLITS,
    test: "gain of the cosine to the other half's gradient, from one example to all; 2.5–97.5 % of the splits",
    evidence: {
      sizes,
      cosines: cosines.map((each) => finiteOrNull(median(each))),
      signal: finiteOrNull(signal),
      signalThreshold: DIRECTION_SIGNAL,
      splits: SPLITS,
    },
  };
}

/** Mean gradient of some rows. */
function meanOf(gradients: Float64Array, dimension: number, rows: Uint32Array): Float64Array {
  const mean = new Float64Array(dimension);
  for (const row of rows) {
    for (let p = 0; p < dimension; p++) mean[p] += gradients[row * dimension + p];
  }
  return mean.map((sum) => sum / rows.length);
}

/** The mean cosine over disjoint batches; what is left over is no batch. A gradient of zero points nowhere: 0. */
function cosineOfBatches(
  gradients: Float64Array,
  dimension: number,
  rows: Uint32Array,
  size: number,
  population: Float64Array,
): number {
  const batches = Math.floor(rows.length / size);
  let sum = 0;
  for (let batch = 0; batch < batches; batch++) {
    sum += cosine(meanOf(gradients, dimension, rows.subarray(batch * size, (batch + 1) * size)), population);
  }
  return sum / batches;
}

function cosine(a: Float64Array, b: Float64Array): number {
  const lengths = Math.sqrt(dot(a, a) * dot(b, b));
  return lengths > 0 ? dot(a, b) / lengths : 0;
}

/** ‖∇E‖² over what chance alone would give it, tr Σ/n. */
function signalOf(gradients: Float64Array, rows: number, dimension: number): number {
  const mean = meanOf(
    gradients,
    dimension,
    Uint32Array.from({ length: rows }, (_, i) => i),
  );
  const squared = dot(mean, mean);
  const variance = Math.max(0, dot(gradients, gradients) / rows - squared);
  return squared > 0 ? squared / (variance / rows) : 0;
}
