/**
 * pow: x^y = e^(y·log|x|), with the logarithm to more digits than the result has, because the last bit of an exponent
 * near 700 weighs as much as the last ten of the result: float64 takes it as a pair, float32 in float64.
 */
import { expOfPair } from "./exponential.ts";
import { split } from "./logarithm.ts";
import { type Pair, plus, times, twoProduct, twoSum } from "./pair.ts";
import { demoted, inDoublePrecision, promoted } from "./precision.ts";
import type { Formula, Routines, Term } from "./vector.ts";

/** 2/5, 2/7, … of the series 2·atanh(s) = 2s + 2s³/3 + 2s⁵/5 + … */
const series = [5, 7, 9, 11, 13, 15, 17, 19, 21, 23].map((odd) => 2 / odd);
const twoThirds = [0.6666666666666666, 3.700743415417188e-17] as const;
const ln2 = [Math.LN2, 2.3190468138462996e-17] as const;

/** Beyond ±2⁶⁴, even the neighbours of 1 have powers that overflow or vanish. */
const largestExponent = 2 ** 64;

export function pow(f: Formula, set: Routines): void {
  const [x, y] = [f.argument(0), f.argument(1)];
  const base = f.keep(f.abs(x));
  const result = f.code.local("v128");
  f.set(result, f.lanes === "f64x2" ? powerInPairs(f, base, y) : powerInDoublePrecision(f, base, y, set));
  const infinity = f.number(Number.POSITIVE_INFINITY);
  const finite = f.and(f.less(base, infinity), f.less(f.abs(y), infinity));
  const usual = f.keep(f.and(f.less(f.number(0), x), finite));
  f.whenAny(f.not(usual), () => {
    const ordinary = f.keep(f.and(f.less(f.number(0), base), finite));
    const size = f.keep(f.choose(ordinary, f.get(result), limit(f, base, y)));
    f.set(result, withSign(f, x, y, base, size));
  });
  f.get(result)();
}

/** base^y for four ordinary float32: the error of a float64 logarithm is far below the last place of a float32. */
function powerInDoublePrecision(f: Formula, base: Term, y: Term, set: Routines): Term {
  const wide = inDoublePrecision(f);
  const [log, exp] = [set.get("log", "f64x2"), set.get("exp", "f64x2")];
  const exponents = promoted(f, y);
  const powers = promoted(f, base).map((half, i) => {
    const logarithm = () => {
      half();
      f.code.call(log);
    };
    return wide.keep(() => {
      wide.mul(exponents[i], logarithm)();
      f.code.call(exp);
    });
  });
  return demoted(f, [powers[0], powers[1]]);
}

/** base^y for ordinary float64. */
function powerInPairs(f: Formula, base: Term, given: Term): Term {
  const y = f.keep(f.max(f.min(given, f.number(largestExponent)), f.number(-largestExponent)));
  return expOfPair(f, times(f, logarithm(f, base), { high: y, low: f.number(0) }));
}

/** log(base) as a pair, from s = (m − 1)/(m + 1) and the series of 2·atanh s. */
function logarithm(f: Formula, base: Term): Pair {
  const tiny = f.keep(f.less(base, f.number(f.format.smallestNormal)));
  const normal = f.keep(f.choose(tiny, f.mul(base, f.number(2 ** 54)), base));
  const { k, m } = split(f, normal);
  const exponent = f.keep(f.sub(k, f.and(tiny, f.number(54))));
  // m − 1 is exact, m + 1 may round.
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
  return plus(f, whole, fraction);
}

/** |x|^y where x is 0 or ∞ or y is infinite, or one of them NaN. */
function limit(f: Formula, base: Term, y: Term): Term {
  const grows = f.less(f.number(1), base);
  const one = f.or(f.equal(y, f.number(0)), f.and(f.equal(base, f.number(1)), f.equal(y, y)));
  const up = f.xor(f.less(y, f.number(0)), grows);
  const unknown = f.or(f.notEqual(base, base), f.notEqual(y, y));
  const zeroOrInfinity = f.choose(up, f.number(Number.POSITIVE_INFINITY), f.number(0));
  return f.choose(one, f.number(1), f.choose(unknown, f.number(Number.NaN), zeroOrInfinity));
}

/** A negative base: odd integers keep its sign, even ones drop it, anything else has no power. */
function withSign(f: Formula, x: Term, y: Term, base: Term, size: Term): Term {
  const half = f.keep(f.mul(y, f.number(0.5)));
  const integer = f.keep(f.equal(f.nearest(y), y));
  const odd = f.and(integer, f.notEqual(f.nearest(half), half));
  const signed = f.xor(size, f.and(f.sign(x), odd));
  const infinity = f.number(Number.POSITIVE_INFINITY);
  const finite = f.and(f.less(base, infinity), f.less(f.abs(y), infinity));
  const powerless = f.and(f.and(f.less(x, f.number(0)), f.not(integer)), finite);
  const one = f.or(f.equal(y, f.number(0)), f.equal(x, f.number(1)));
  return f.choose(one, f.number(1), f.choose(powerless, f.number(Number.NaN), signed));
}
