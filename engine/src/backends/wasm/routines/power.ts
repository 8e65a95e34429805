/**
 * pow in float64: x^y = exp(y·log|x|) with the logarithm as a pair of float64 (about 100 bits), because the last bit of
 * an exponent near 700 weighs as much as the last ten of the result.
 */
import type { Code } from "../encoder/code.ts";
import { expOfPair } from "./exponential.ts";
import { split } from "./logarithm.ts";
import { type Pair, plus, times, twoProduct, twoSum } from "./pair.ts";
import { Formula, type Term } from "./vector.ts";

/** 2/5, 2/7, … of the series 2·atanh(s) = 2s + 2s³/3 + 2s⁵/5 + … */
const series = [5, 7, 9, 11, 13, 15, 17, 19, 21, 23].map((odd) => 2 / odd);
const twoThirds = [0.6666666666666666, 3.700743415417188e-17] as const;
const ln2 = [Math.LN2, 2.3190468138462996e-17] as const;

/** Beyond ±2⁶⁴, even the neighbours of 1 have powers that overflow or vanish. */
const largestExponent = 2 ** 64;

export function pow(code: Code): void {
  const f = new Formula(code);
  const [x, y] = [f.get(code.parameter(0)), f.get(code.parameter(1))];
  const infinity = f.number(Number.POSITIVE_INFINITY);
  const base = f.keep(f.abs(x));
  const positive = f.and(f.less(f.number(0), base), f.less(base, infinity));
  const ordinary = f.keep(f.and(positive, f.less(f.abs(y), infinity)));
  const bounded = f.keep(f.max(f.min(y, f.number(largestExponent)), f.number(-largestExponent)));
  const power = f.keep(expOfPair(f, scaledLog(f, base, bounded)));
  const size = f.keep(f.choose(ordinary, power, atTheEdges(f, base, y)));
  withSign(f, x, y, base, size)();
}

/** y·log(base) as a pair, for ordinary numbers. */
function scaledLog(f: Formula, base: Term, y: Term): Pair {
  const tiny = f.keep(f.less(base, f.number(2.2250738585072014e-308)));
  const normal = f.keep(f.choose(tiny, f.mul(base, f.number(18_014_398_509_481_984)), base));
  const { k, m } = split(f, normal);
  const exponent = f.keep(f.sub(k, f.and(tiny, f.number(54))));
  // s = (m − 1)/(m + 1) as a pair: m − 1 is exact, m + 1 may round.
  const above = f.keep(f.sub(m, f.number(1)));
  const below = twoSum(f, m, f.number(1));
  const high = f.keep(f.div(above, below.high));
  const back = twoProduct(f, high, below.high);
  const rest = f.sub(f.sub(f.sub(above, back.high), back.low), f.mul(high, below.low));
  const s: Pair = { high, low: f.keep(f.div(rest, below.high)) };
  const square = times(f, s, s);
  const cube = times(f, square, s);
  const third = times(f, cube, { high: f.number(twoThirds[0]), low: f.number(twoThirds[1]) });
  const fifth = f.keep(f.mul(f.mul(cube.high, square.high), f.polynomial(square.high, series)));
  const twice: Pair = { high: f.keep(f.add(s.high, s.high)), low: f.keep(f.add(s.low, s.low)) };
  const fraction = plus(f, twice, plus(f, third, { high: fifth, low: f.number(0) }));
  const whole = times(f, { high: exponent, low: f.number(0) }, { high: f.number(ln2[0]), low: f.number(ln2[1]) });
  return times(f, plus(f, whole, fraction), { high: y, low: f.number(0) });
}

/** |x|^y where x is 0 or ∞ or y is infinite, or one of them NaN. */
function atTheEdges(f: Formula, base: Term, y: Term): Term {
  const grows = f.keep(f.less(f.number(1), base));
  const zero = f.keep(f.equal(y, f.number(0)));
  const one = f.keep(f.or(zero, f.and(f.equal(base, f.number(1)), f.equal(y, y))));
  const up = f.keep(f.xor(f.less(y, f.number(0)), grows));
  const unknown = f.keep(f.or(f.notEqual(base, base), f.notEqual(y, y)));
  const limit = f.choose(up, f.number(Number.POSITIVE_INFINITY), f.number(0));
  const known = f.choose(unknown, f.number(Number.NaN), f.keep(limit));
  return f.keep(f.choose(one, f.number(1), f.keep(known)));
}

/** A negative base: odd integers keep its sign, even ones drop it, anything else has no power. */
function withSign(f: Formula, x: Term, y: Term, base: Term, size: Term): Term {
  const half = f.keep(f.mul(y, f.number(0.5)));
  const integer = f.keep(f.equal(f.nearest(y), y));
  const even = f.keep(f.equal(f.nearest(half), half));
  const odd = f.keep(f.and(integer, f.xor(even, f.int(-1n))));
  const sign = f.and(f.and(x, f.number(-0)), odd);
  const signed = f.keep(f.xor(size, sign));
  const powerless = f.keep(
    f.and(
      f.and(f.less(x, f.number(0)), f.xor(integer, f.int(-1n))),
      f.and(f.less(base, f.number(Number.POSITIVE_INFINITY)), f.less(f.abs(y), f.number(Number.POSITIVE_INFINITY))),
    ),
  );
  const result = f.keep(f.choose(powerless, f.number(Number.NaN), signed));
  const one = f.keep(f.or(f.equal(y, f.number(0)), f.equal(x, f.number(1))));
  return f.choose(one, f.number(1), result);
}
