/**
 * exp, expm1 and tanh in float64. Range reduction x = k·ln 2 + r, |r| ≤ ½ ln 2, with ln 2 in two parts (Cody and Waite
 * 1980), then the exponential series; leading terms are added with their rounding errors, so that hardly more than the
 * last rounding is lost.
 */
import type { Code } from "../encoder/code.ts";
import type { Pair } from "./pair.ts";
import { Formula, type Term } from "./vector.ts";

const inverseLn2 = 1.4426950408889634;
export const ln2High = 6.9314718036912382e-1;
export const ln2Low = 1.9082149292705877e-10;

/** x = k·ln 2 + (high − low) */
function reduce(f: Formula, x: Term): { k: Term; high: Term; low: Term } {
  const k = f.keep(f.nearest(f.mul(x, f.number(inverseLn2))));
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

/** 2ᵏ·(base + high + small) for |base| ≥ |high| or base = 0, the rounding of the first sum carried along. */
function assembled(f: Formula, base: Term, { k, high, small }: ReturnType<typeof parts>): Term {
  const sum = f.keep(f.add(base, high));
  const part = f.keep(f.sub(sum, base));
  const lost = f.add(f.sub(base, f.sub(sum, part)), f.sub(high, part));
  return f.scale(f.keep(f.add(sum, f.add(lost, small))), k);
}

/** Beyond these, results overflow to ∞ or underflow to 0 all the same; min and max keep NaN. */
const bounded = (f: Formula, x: Term): Term => f.max(f.min(x, f.number(710)), f.number(-746));

export function exp(code: Code): void {
  const f = new Formula(code);
  const x = f.keep(bounded(f, f.get(code.parameter(0))));
  assembled(f, f.number(1), parts(f, x))();
}

/** e^(high + low) = e^high·(1 + low) for a pair with |low| far below 1 wherever the result is neither 0 nor ∞. */
export function expOfPair(f: Formula, given: Pair): Term {
  const x = f.keep(bounded(f, given.high));
  const low = f.keep(f.and(given.low, f.equal(x, given.high)));
  const { k, high, small } = parts(f, x);
  const grown = f.mul(low, f.add(f.number(1), f.add(high, small)));
  return assembled(f, f.number(1), { k, high, small: f.keep(f.add(small, grown)) });
}

/** e^x − 1 of a kept term: 2ᵏ·((1 − 2⁻ᵏ) + high + small). */
export function expm1Of(f: Formula, given: Term): Term {
  const x = f.keep(f.max(f.min(given, f.number(710)), f.number(-60)));
  const reduced = parts(f, x);
  const inverse = f.powerOfTwo(f.max(f.neg(reduced.k), f.number(-1022)));
  const base = f.keep(f.sub(f.number(1), inverse));
  const result = f.keep(assembled(f, base, reduced));
  // Tiny arguments are their own result, with their sign.
  return f.choose(f.keep(f.less(f.abs(given), f.number(2 ** -54))), given, result);
}

export function expm1(code: Code): void {
  const f = new Formula(code);
  expm1Of(f, f.get(code.parameter(0)))();
}

/** tanh x = ±(1 − 2/(e + 2)) with e = expm1(2|x|), below 1 ±(−e)/(e + 2) with e = expm1(−2|x|). */
export function tanh(code: Code): void {
  const f = new Formula(code);
  const x = f.get(code.parameter(0));
  const size = f.keep(f.min(f.abs(x), f.number(22)));
  const twice = f.keep(f.add(size, size));
  const small = f.keep(f.less(size, f.number(1)));
  const e = f.keep(expm1Of(f, f.keep(f.choose(small, f.neg(twice), twice))));
  const divisor = f.keep(f.add(e, f.number(2)));
  // e + 2 rounds: what it lost is taken off the quotient again.
  const quotient = f.keep(f.div(f.neg(e), divisor));
  const lost = f.sub(e, f.sub(divisor, f.number(2)));
  const near = f.sub(quotient, f.mul(quotient, f.div(lost, divisor)));
  const far = f.sub(f.number(1), f.div(f.number(2), divisor));
  const positive = f.keep(f.choose(small, near, far));
  f.or(f.abs(positive), f.and(x, f.number(-0)))();
}
