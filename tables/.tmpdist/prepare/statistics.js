/** Mean and standard deviation with the same bits on every host and in every order of magnitude. */
/** A sum that keeps what rounding loses (Neumaier 1974). */
export function compensatedSum(count, term) {
  let sum = 0;
  let lost = 0;
  for (let index = 0; index < count; index++) {
    const value = term(index);
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
/**
 * Two passes: the mean, then the deviations from it. Deviations are divided by the largest before they are squared, so
 * that no square over- or underflows.
 */
export function moments(count, value) {
  // Adding 0 turns −0 into 0, which JSON keeps.
  const mean = compensatedSum(count, value) / count + 0;
  let largest = 0;
  for (let index = 0; index < count; index++) largest = Math.max(largest, Math.abs(value(index) - mean));
  if (largest === 0 || !Number.isFinite(largest)) return { mean, sd: largest };
  const square = (index) => {
    const deviation = (value(index) - mean) / largest;
    return deviation * deviation;
  };
  return { mean, sd: largest * Math.sqrt(compensatedSum(count, square) / count) };
}
