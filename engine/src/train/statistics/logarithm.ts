/** The logarithm of statistics: of +, −, × and ÷ alone, so that a fitted exponent is the same bits on every host. */

/** Powers of 2 that bring every double to 1 … 2: each is the square of the next; the first twice for the smallest. */
const POWERS = powersOfTwo();

function powersOfTwo(): { power: number; factor: number }[] {
  const powers = [{ power: 1, factor: 2 }];
  while (powers[0].power < 512)
    powers.unshift({ power: 2 * powers[0].power, factor: powers[0].factor * powers[0].factor });
  return [powers[0], ...powers];
}

/**
 * log₂ x, off by a few units of rounding. x = 2ᵉ·m with √½ ≤ m < √2, and ln m = 2·artanh((m − 1)/(m + 1)) by its
 * series, of which the first term left out is below 2⁻⁵⁶ of the first.
 *
 * @returns −Infinity for 0, Infinity for Infinity, NaN for negative numbers
 * @example
 * log2(8); // 3
 */
export function log2(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0) || x === Infinity) return x > 0 ? x : Number.NaN;
  let mantissa = x;
  let exponent = 0;
  for (const { power, factor } of POWERS) {
    if (mantissa >= factor) {
      mantissa /= factor;
      exponent += power;
    } else if (mantissa * factor < 2) {
      mantissa *= factor;
      exponent -= power;
    }
  }
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const t = (mantissa - 1) / (mantissa + 1);
  const square = t * t;
  let sum = 0;
  for (let k = 21; k >= 1; k -= 2) sum = sum * square + 1 / k;
  return exponent + 2 * t * sum * Math.LOG2E;
}
