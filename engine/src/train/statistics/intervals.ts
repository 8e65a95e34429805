/** Intervals of 95 %: for a share, and for the typical difference of pairs. */
import { fold, integers } from "../../base/random.ts";
import { ascending, between, sortedQuantile } from "./quantiles.ts";
import { signTest } from "./signTest.ts";

export type Interval = readonly [number, number];

/** The 97.5 % point of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * Wilson's score interval for a share of which `count` of `total` trials were seen (Wilson 1927): unlike the textbook
 * interval it stays inside 0…1 and keeps its coverage for shares near 0 and 1.
 *
 * @example
 * wilsonInterval(0, 10); // [0, 0.2775…]
 */
export function wilsonInterval(count: number, total: number): Interval {
  if (total === 0) return [0, 1];
  const share = count / total;
  const spread = (Z * Z) / total;
  const centre = (share + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((share * (1 - share)) / total + spread / (4 * total));
  // At the ends the exact bound is 0 or 1; the formula would miss it by rounding.
  return [count === 0 ? 0 : centre - half, count === total ? 1 : centre + half];
}

export interface BootstrapOptions {
  readonly resamples?: number;
  readonly seed?: number;
  /** What is estimated from a sample; default: the median. */
  readonly statistic?: (sample: readonly (number | null)[]) => number;
}

export interface BootstrapEstimate {
  readonly estimate: number;
  readonly interval95: Interval;
}

/**
 * A statistic of a sample with its 95 % percentile interval from resampling with replacement (Efron 1979), seeded and
 * the same on every host. null counts as +∞; without values there is no estimate (NaN).
 */
export function bootstrap(values: readonly (number | null)[], options: BootstrapOptions = {}): BootstrapEstimate {
  const { resamples = 2000, seed = 0, statistic } = options;
  const size = values.length;
  if (size === 0) return { estimate: Number.NaN, interval95: [Number.NaN, Number.NaN] };
  if (statistic === undefined) return bootstrapOfMedian(ascending(values), resamples, seed);
  const estimates = new Array<number>(resamples);
  const sample = new Array<number | null>(size);
  for (let i = 0; i < resamples; i++) {
    const picks = integers(fold(seed, "bootstrap", i), size, size);
    for (let j = 0; j < size; j++) sample[j] = values[picks[j]];
    estimates[i] = statistic(sample);
  }
  const sorted = ascending(estimates);
  return {
    estimate: statistic(values),
    interval95: [sortedQuantile(sorted, 0.025), sortedQuantile(sorted, 0.975)],
  };
}

/**
 * The same for the median, of values in ascending order: a resample is counted, not sorted. The places drawn depend on
 * nothing but sizes and seed, so that intervals of one race draw them once.
 */
function bootstrapOfMedian(sorted: Float64Array, resamples: number, seed: number): BootstrapEstimate {
  const size = sorted.length;
  const counts = new Uint32Array(size);
  const medians = new Float64Array(resamples);
  const [lower, upper] = [Math.floor((size - 1) / 2), Math.floor(size / 2)];
  for (let i = 0; i < resamples; i++) {
    counts.fill(0);
    for (const pick of picksOf(seed, i, size)) counts[pick]++;
    let place = 0;
    let seen = counts[0];
    while (seen <= lower) seen += counts[++place];
    const below = sorted[place];
    while (seen <= upper) seen += counts[++place];
    medians[i] = between(below, sorted[place], 0.5);
  }
  medians.sort();
  return {
    estimate: sortedQuantile(sorted, 0.5),
    interval95: [sortedQuantile(medians, 0.025), sortedQuantile(medians, 0.975)],
  };
}

/** The places of the last seed and size for which they were drawn. */
let drawn: { seed: number; size: number; picks: Uint32Array[] } = { seed: 0, size: 0, picks: [] };
/** Above 16 MiB of them they are drawn anew each time. */
const MOST_PICKS = 2 ** 22;

function picksOf(seed: number, resample: number, size: number): Uint32Array {
  if ((resample + 1) * size > MOST_PICKS) return integers(fold(seed, "bootstrap", resample), size, size);
  if (drawn.seed !== seed || drawn.size !== size) drawn = { seed, size, picks: [] };
  drawn.picks[resample] ??= integers(fold(seed, "bootstrap", resample), size, size);
  return drawn.picks[resample];
}

/**
 * The median with the interval between two of the values themselves that holds it with at least 95 %, whatever their
 * distribution: those k from either end, with the largest k for which 2·P(X < k) ≤ 5 %, X ~ Binomial(n, ½) (the
 * interval of the sign test; Thompson 1936). Of fewer than six values the smallest and the largest, which hold it with
 * 1 − 2¹⁻ⁿ. Made for few measurements, for which a bootstrap is too sure of itself.
 *
 * @example
 * medianInterval([3, 1, 2, 5, 4, 6, 7]); // { estimate: 4, interval95: [1, 7] }
 */
export function medianInterval(values: readonly (number | null)[]): BootstrapEstimate {
  const sorted = ascending(values);
  const size = sorted.length;
  if (size === 0) return { estimate: Number.NaN, interval95: [Number.NaN, Number.NaN] };
  let place = 0;
  while (2 * (place + 1) < size && signTest(place + 1, size) <= 0.05) place++;
  return { estimate: sortedQuantile(sorted, 0.5), interval95: [sorted[place], sorted[size - 1 - place]] };
}

/** a[i] − b[i] for pairs that share a seed: +∞ where only a was lost, −∞ where only b was; left out where both were. */
export function pairedDifferences(a: readonly (number | null)[], b: readonly (number | null)[]): number[] {
  return a
    .map((value, i) => (value ?? Infinity) - (b[i] ?? Infinity))
    .filter((difference) => !Number.isNaN(difference));
}
