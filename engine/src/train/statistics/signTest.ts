/** Whether pairs lean to one side: a test that needs nothing of how the differences are distributed. */

/**
 * The two-sided p-value of the sign test: of `total` untied pairs `count` lean one way, which by chance alone happens
 * as often as that or more one-sidedly with p = min(1, 2·P(X ≤ min(count, total − count))), X ~ Binomial(total, ½)
 * (Arbuthnot 1710; exact, no normal approximation). Without pairs there is no evidence: 1.
 *
 * @example
 * signTest(0, 10); // 0.001953125
 */
export function signTest(count: number, total: number): number {
  const fewer = Math.min(count, total - count);
  if (2 * fewer >= total) return 1;
  // Binomial coefficients relative to the middle one: no number of pairs overflows, and what underflows is nothing.
  const middle = Math.floor(total / 2);
  let lower = 0;
  let tail = 0;
  let term = 1;
  for (let i = middle; i >= 0; i--) {
    lower += term;
    if (i <= fewer) tail += term;
    term *= i / (total - i + 1);
  }
  // The coefficients are symmetric: all of them sum to twice the lower half, whose middle term is shared if total is
  // even.
  const all = 2 * lower - (total % 2 === 0 ? 1 : 0);
  return Math.min(1, (2 * tail) / all);
}

/** How often positive and negative differences are seen among pairs; those within `resolution` are ties, left out. */
export function signsOf(differences: readonly number[], resolution: number): { positive: number; negative: number } {
  let positive = 0;
  let negative = 0;
  for (const difference of differences) {
    if (difference > resolution) positive++;
    else if (difference < -resolution) negative++;
  }
  return { positive, negative };
}
