/** Whether two measurements put things into the same order. */

/**
 * Goodman and Kruskal's γ (1954), Kendall's rank correlation over the pairs that are not tied: (concordant −
 * discordant)/(concordant + discordant), between −1 and 1. Differences of at most `tolerance` are ties.
 *
 * @returns NaN where every pair is tied
 * @example
 * rankCorrelation([1, 2, 3], [10, 30, 20]); // 1/3: two pairs agree, one does not
 */
export function rankCorrelation(
  a: readonly number[],
  b: readonly number[],
  tolerance: readonly [number, number] = [0, 0],
): number {
  let concordant = 0;
  let discordant = 0;
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const [first, second] = [a[i] - a[j], b[i] - b[j]];
      if (Math.abs(first) <= tolerance[0] || Math.abs(second) <= tolerance[1]) continue;
      if (first > 0 === second > 0) concordant++;
      else discordant++;
    }
  }
  return (concordant - discordant) / (concordant + discordant);
}
