/** Numbers evenly spaced in logarithm, without a logarithm: the same bits on every host. */

/** `count` ≥ 2 numbers from `low` to `high` > 0, each the same multiple of the last. */
export function geometric(low: number, high: number, count: number): number[] {
  const ratio = root(high / low, count - 1);
  const numbers = [low];
  while (numbers.length < count - 1) numbers.push(numbers[numbers.length - 1] * ratio);
  return [...numbers, high];
}

/** `count` different whole numbers from 1 to `most`, as evenly spaced in logarithm as they can be; all, if fewer. */
export function geometricIntegers(most: number, count: number): number[] {
  if (most <= count) return Array.from({ length: most }, (_, i) => i + 1);
  const numbers = [1];
  for (let left = count - 1; left > 0; left--) {
    const last = numbers[numbers.length - 1];
    numbers.push(left === 1 ? most : Math.max(last + 1, Math.round(last * root(most / last, left))));
  }
  return numbers;
}

/** x^(1/degree) for x ≥ 1, by halving. */
function root(x: number, degree: number): number {
  let [low, high] = [1, x];
  while (true) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return low;
    let power = 1;
    for (let k = 0; k < degree; k++) power *= middle;
    if (power <= x) low = middle;
    else high = middle;
  }
}
