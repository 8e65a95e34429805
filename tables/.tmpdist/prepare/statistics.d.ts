/** Mean and standard deviation with the same bits on every host and in every order of magnitude. */
/** A sum that keeps what rounding loses (Neumaier 1974). */
export declare function compensatedSum(count: number, term: (index: number) => number): number;
export interface Moments {
  readonly mean: number;
  /** √(Σ(x − mean)²/n): divided by n, not n − 1, so that the scaled column has variance 1 in the mean over rows. */
  readonly sd: number;
}
/**
 * Two passes: the mean, then the deviations from it. Deviations are divided by the largest before they are squared, so
 * that no square over- or underflows.
 */
export declare function moments(count: number, value: (index: number) => number): Moments;
