/** Numbers in [0, 1) from a seed: a linear congruential generator is random enough to time with. */
export function randomNumbers(count: number, seed: number): number[] {
  let state = seed | 1;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  });
}
