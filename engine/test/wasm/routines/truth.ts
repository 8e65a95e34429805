/**
 * Elementary functions to at least 200 correct bits: series in fixed point over BigInt, with other range reductions and
 * other series than the routines they judge.
 */

/** mantissa·2^(−scale), exactly. */
export interface Real {
  readonly mantissa: bigint;
  readonly scale: number;
}

/** Fraction bits of every intermediate result, before those that small arguments add. */
const precision = 320;
/** Fraction bits of π: a float64 of 1024 integer bits leaves more than `precision` of them. */
const widest = 1700;

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
const bitLength = (value: bigint): number => (value === 0n ? 0 : absolute(value).toString(2).length);
const shifted = (value: bigint, bits: number): bigint => (bits >= 0 ? value << BigInt(bits) : value >> BigInt(-bits));
const fixed = ({ mantissa, scale }: Real, bits: number): bigint => shifted(mantissa, bits - scale);

/** value/divisor to the nearest integer. */
function nearest(value: bigint, divisor: bigint): bigint {
  const doubled = 2n * value + divisor;
  const quotient = doubled / (2n * divisor);
  return doubled < 0n && quotient * 2n * divisor !== doubled ? quotient - 1n : quotient;
}

/** A finite float64 as it stands in its bits. */
export function exactly(x: number): Real {
  const bits = new BigUint64Array(Float64Array.of(x).buffer)[0];
  const field = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  const size = field === 0 ? fraction : fraction | 0x10_0000_0000_0000n;
  return { mantissa: bits >> 63n === 0n ? size : -size, scale: 1075 - Math.max(field, 1) };
}

/** Bits that keep `precision` of them significant in a result about as small as x. */
function bitsFor(x: Real): number {
  return precision + Math.max(0, x.scale - bitLength(x.mantissa));
}

/** atanh(1/n) or, with alternating signs, atan(1/n). */
function inverseTangent(n: bigint, sign: 1n | -1n, bits: number): bigint {
  let power = (1n << BigInt(bits)) / n;
  let total = power;
  for (let odd = 3n; power !== 0n; odd += 2n) {
    power = (sign * power) / (n * n);
    total += power / odd;
  }
  return total;
}

const guard = 32;
/** Machin 1706: π/2 = 8·atan(1/5) − 2·atan(1/239). */
const halfPi =
  (8n * inverseTangent(5n, -1n, widest + guard) - 2n * inverseTangent(239n, -1n, widest + guard)) >> BigInt(guard);
/** ln 2 = 18·atanh(1/26) − 2·atanh(1/4801) + 8·atanh(1/8749). */
const ln2 =
  (18n * inverseTangent(26n, 1n, widest + guard) -
    2n * inverseTangent(4801n, 1n, widest + guard) +
    8n * inverseTangent(8749n, 1n, widest + guard)) >>
  BigInt(guard);

/** e^r − 1 for |r| < 1. */
function exponentialSeries(r: bigint, bits: number): bigint {
  let term = r;
  let total = r;
  for (let n = 2n; term !== 0n && term !== -1n; n++) {
    term = ((term * r) / n) >> BigInt(bits);
    total += term;
  }
  return total;
}

/** Beyond ±4000, exponentials of every format have long overflowed or vanished. */
function exponential(x: Real, minus: 0n | 1n): Real {
  const bits = bitsFor(x);
  const limit = 4000n << BigInt(bits);
  const wide = fixed(x, bits);
  const value = wide > limit ? limit : wide < -limit ? -limit : wide;
  const unit = shifted(ln2, bits - widest);
  const k = bits > widest || absolute(value) < unit / 2n ? 0n : nearest(value, unit);
  const series = exponentialSeries(value - k * unit, bits);
  const one = 1n << BigInt(bits);
  // 2ᵏ·(1 + series) − minus, over the common scale bits − k.
  const scale = bits - Number(k);
  if (k >= 0n) return { mantissa: ((one + series) << k) - minus * one, scale: bits };
  if (minus === 0n) return { mantissa: one + series, scale };
  return { mantissa: one + series - (1n << BigInt(scale)), scale };
}

/** log((p)/(q)) = 2·atanh((p − q)/(p + q)) for p/q near 1, both fixed. */
function logarithmOfRatio(p: bigint, q: bigint, bits: number): bigint {
  const s = ((p - q) << BigInt(bits)) / (p + q);
  const square = (s * s) >> BigInt(bits);
  let power = s;
  let total = s;
  for (let odd = 3n; power !== 0n && power !== -1n; odd += 2n) {
    power = (power * square) >> BigInt(bits);
    total += power / odd;
  }
  return 2n * total;
}

/** log of a positive real, `bits` after the point. */
function logarithm({ mantissa, scale }: Real, bits: number): Real {
  // mantissa = 2ᵏ·m with m in [½, 1), or [1, 2) where that is nearer to 1.
  const length = bitLength(mantissa);
  const k = 3n * mantissa > 1n << BigInt(length + 1) ? length : length - 1;
  const ratio = logarithmOfRatio(mantissa, 1n << BigInt(k), bits);
  const exponent = k - scale;
  return { mantissa: exponent === 0 ? ratio : ratio + BigInt(exponent) * shifted(ln2, bits - widest), scale: bits };
}

/** 1 + x */
function plusOne({ mantissa, scale }: Real): Real {
  const whole = Math.max(scale, 0);
  return { mantissa: shifted(mantissa, whole - scale) + (1n << BigInt(whole)), scale: whole };
}

/** sin (0) or cos (1): a quarter turn ahead. */
function sine(x: Real, ahead: 0n | 1n): Real {
  const large = bitLength(x.mantissa) - x.scale >= 0;
  const bits = large ? precision : bitsFor(x);
  const wide = large ? fixed(x, widest) : 0n;
  const turns = large ? nearest(wide, halfPi) : 0n;
  const r = large ? shifted(wide - turns * halfPi, bits - widest) : fixed(x, bits);
  const quadrant = (((turns + ahead) % 4n) + 4n) % 4n;
  const square = (r * r) >> BigInt(bits);
  const odd = quadrant % 2n;
  let term = odd === 1n ? 1n << BigInt(bits) : r;
  let total = term;
  for (let n = odd === 1n ? 1n : 2n; term !== 0n && term !== -1n; n += 2n) {
    term = ((-term * square) / (n * (n + 1n))) >> BigInt(bits);
    total += term;
  }
  return { mantissa: quadrant >= 2n ? -total : total, scale: bits };
}

function hyperbolicTangent(x: Real): Real {
  // (e^2x − 1)/((e^2x − 1) + 2)
  const e = exponential({ mantissa: 2n * x.mantissa, scale: x.scale }, 1n);
  const bits = bitsFor(x);
  return { mantissa: (e.mantissa << BigInt(bits)) / (e.mantissa + shifted(2n, e.scale)), scale: bits };
}

/** x^y = e^(y·log x) for x > 0. */
function power(x: Real, y: Real): Real {
  const log = logarithm(x, 2 * precision);
  return exponential({ mantissa: y.mantissa * log.mantissa, scale: y.scale + log.scale }, 0n);
}

/** The true value at finite arguments where it is finite. */
export const truth = {
  exp: (x) => exponential(exactly(x), 0n),
  expm1: (x) => exponential(exactly(x), 1n),
  log: (x) => logarithm(exactly(x), precision + 64),
  log1p: (x) => logarithm(plusOne(exactly(x)), bitsFor(exactly(x))),
  tanh: (x) => hyperbolicTangent(exactly(x)),
  sin: (x) => sine(exactly(x), 0n),
  cos: (x) => sine(exactly(x), 1n),
  pow: (x, y) => power(exactly(x), exactly(y)),
} satisfies Record<string, (x: number, y: number) => Real>;

export const formats = {
  float64: { digits: 53, smallest: -1022, largest: 1024 },
  float32: { digits: 24, smallest: -126, largest: 128 },
};

/**
 * How far a result lies from the truth in units of the last place of the truth. ∞ counts as the power of two it stands
 * for, and so does a truth beyond it; NaN is infinitely far.
 */
export function ulps(result: number, real: Real, format: keyof typeof formats): number {
  if (Number.isNaN(result)) return Number.POSITIVE_INFINITY;
  const { digits, smallest, largest } = formats[format];
  const overflow: Real = { mantissa: 1n, scale: -largest };
  const infinite = bitLength(real.mantissa) - real.scale > largest;
  const expected = infinite ? { ...overflow, mantissa: real.mantissa < 0n ? -1n : 1n } : real;
  const finite = Number.isFinite(result);
  const given = finite ? exactly(result) : { ...overflow, mantissa: result < 0 ? -1n : 1n };
  const magnitude = bitLength(expected.mantissa) - 1 - expected.scale;
  const lastPlace = Math.min(Math.max(magnitude, smallest), largest - 1) - (digits - 1);
  const scale = Math.max(given.scale, expected.scale, 32 - lastPlace);
  const distance = absolute(fixed(given, scale) - fixed(expected, scale));
  return Number(shifted(distance, 32 - lastPlace - scale)) / 2 ** 32;
}
