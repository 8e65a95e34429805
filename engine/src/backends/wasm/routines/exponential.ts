/**
 * exp, expm1 and tanh in float64. Range reduction x = k·ln 2 + r, |r| ≤ ½ ln 2, with ln 2 in two parts (Cody and Waite
 * 1980), then the exponential series; leading terms are added with their rounding errors, so that hardly more than the
 * last rounding is lost.
 */
import type { Code } from "../encoder/code.ts";
import type { Pair } from "./pair.ts";
import { Formula, type Term } from "./vector.ts";

export const ln2High = 6.9314718036912382e-1;
export const ln2Low = 1.9082149292705877e-10;

/** x = k·ln 2 + (high − low) */
function reduce(f: Formula, x: Term): { k: Term; high: Term; low: Term } {
  const k = f.keep(f.nearest(f.mul(x, f.number(Math.LOG2E))));
  const high = f.keep(f.sub(x, f.mul(k, f.number(ln2High))));
  const low = f.keep(f.mul(k, f.number(ln2Low)));
  return { k, high, low };
}

/** 1/2!, 1/3!, … 1/15!: on |r| ≤ ½ ln 2 the series is exact to 2⁻⁶³. */
const inverseFactorials = Array.from({ length: 14 }, (_, i) => {
  let factorial = 1;
  for (let n = 2; n <= i + 2; n++) factorial *= n;
  return 1 / factorial;
});

/** e^x = 2ᵏ·(1 + high + small), where `high` is exact and `small` at most a tenth of 1. */
function parts(f: Formula, x: Term): { k: Term; high: Term; small: Term } {
  const { k, high, low } = reduce(f, x);
  const r = f.keep(f.sub(high, low));
  const square = f.keep(f.mul(r, r));
  const small = f.keep(f.sub(f.mul(square, f.polynomial(r, inverseFactorials)), low));
  return { k, high, small };
}

/** base + high + small for |base| ≥ |high| or base = 0, the rounding of the first sum carried along. */
function assembled(f: Formula, base: Term, { high, small }: ReturnType<typeof parts>): Pair {
  const sum = f.keep(f.add(base, high));
  const part = f.keep(f.sub(sum, base));
  const lost = f.add(f.sub(base, f.sub(sum, part)), f.sub(high, part));
  const rest = f.keep(f.add(lost, small));
  const total = f.keep(f.add(sum, rest));
  return { high: total, low: f.sub(rest, f.sub(total, sum)) };
}

/** Beyond these, results overflow to ∞ or underflow to 0 all the same; min and max keep NaN. */
const bounded = (f: Formula, x: Term): Term => f.max(f.min(x, f.number(710)), f.number(-746));

export function exp(code: Code): void {
  const f = new Formula(code);
  const x = f.keep(bounded(f, f.get(code.parameter(0))));
  const reduced = parts(f, x);
  f.scale(assembled(f, f.number(1), reduced).high, reduced.k)();
}

/** e^(high + low) = e^high·(1 + low) for a pair with |low| far below 1 wherever the result is neither 0 nor ∞. */
export function expOfPair(f: Formula, given: Pair): Term {
  const x = f.keep(bounded(f, given.high));
  const low = f.keep(f.and(given.low, f.equal(x, given.high)));
  const { k, high, small } = parts(f, x);
  const grown = f.mul(low, f.add(f.number(1), f.add(high, small)));
  return f.scale(assembled(f, f.number(1), { k, high, small: f.keep(f.add(small, grown)) }).high, k);
}

/** e^x − 1 of a kept term: 2ᵏ·((1 − 2⁻ᵏ) + high + small). */
function expm1Of(f: Formula, given: Term): Pair {
  const x = f.keep(f.max(f.min(given, f.number(710)), f.number(-60)));
  const reduced = parts(f, x);
  const inverse = f.powerOfTwo(f.max(f.neg(reduced.k), f.number(-1022)));
  const base = f.keep(f.sub(f.number(1), inverse));
  const total = assembled(f, base, reduced);
  const scaled = f.keep(f.scale(total.high, reduced.k));
  // Tiny arguments are their own result, with their sign.
  const high = f.choose(f.keep(f.less(f.abs(given), f.number(2 ** -54))), given, scaled);
  return { high, low: () => f.scale(f.keep(total.low), reduced.k)() };
}

export function expm1(code: Code): void {
  const f = new Formula(code);
  expm1Of(f, f.get(code.parameter(0))).high();
}

/** tanh x = ±(1 − 2/(e + 2)) with e = expm1(2|x|), below 1 ±(−e)/(e + 2) with e = expm1(−2|x|). */
export function tanh(code: Code): void {
  const f = new Formula(code);
  const x = f.get(code.parameter(0));
  const size = f.keep(f.min(f.abs(x), f.number(22)));
  const twice = f.keep(f.add(size, size));
  const small = f.keep(f.less(size, f.number(1)));
  const pair = expm1Of(f, f.keep(f.choose(small, f.neg(twice), twice)));
  const [e, rest] = [f.keep(pair.high), f.keep(pair.low)];
  const divisor = f.keep(f.add(e, f.number(2)));
  const quotient = f.keep(f.div(f.neg(e), divisor));
  // What e and e + 2 lost in rounding is made up for: d(−e/(e + 2)) = −(de + quotient·d(e + 2))/(e + 2).
  const lost = f.add(f.sub(e, f.sub(divisor, f.number(2))), rest);
  const near = f.sub(quotient, f.div(f.add(rest, f.mul(quotient, lost)), divisor));
  const far = f.sub(f.number(1), f.div(f.number(2), divisor));
  const positive = f.keep(f.choose(small, near, far));
  f.or(f.abs(positive), f.and(x, f.number(-0)))();
}
