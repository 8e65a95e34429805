/**
 * exp, expm1 and tanh. Range reduction x = k·ln 2 + r, |r| ≤ ½ ln 2, with ln 2 in two parts (Cody and Waite 1980), and
 * e^r = 1 + r + r²·q(r). Leading terms are added with their rounding errors, so that hardly more than the last rounding
 * is lost.
 */
import { type Pair, renormalized } from "./pair.ts";
import type { Formula, RoutineLanes, Term } from "./vector.ts";

interface Constants {
  /** ln 2 in a part whose products with exponents are exact, and the rest. */
  readonly ln2: readonly [number, number];
  /** q by Remez exchange, weighted by r²/e^r: rounded as here, they leave errors of 2⁻⁶⁰ and 2⁻²⁸ of e^r. */
  readonly series: readonly number[];
  /** From here on, e^x is ∞, or 0 though it is rounded up. */
  readonly range: readonly [number, number];
  /** From here on, e^x − 1 = −1 and tanh x = 1. */
  readonly settled: readonly [number, number];
}

export const constants: Record<RoutineLanes, Constants> = {
  f64x2: {
    ln2: [6.9314718036912382e-1, 1.9082149292705877e-10],
    series: [
      0.5, 0.16666666666666682, 0.041666666666666095, 0.008333333333316982, 0.0013888888889116355,
      0.00019841269896515694, 2.480158692574116e-5, 2.7557234727135416e-6, 2.755758225634485e-7, 2.5112084766874643e-8,
      2.0826591759557188e-9,
    ],
    range: [-746, 710],
    settled: [-60, 22],
  },
  f32x4: {
    ln2: [6.93138122558594e-1, 9.05800061445916e-6],
    series: [0.49999994, 0.166665211, 0.041668389, 0.00836874545, 0.00138145802],
    range: [-104, 89],
    settled: [-30, 10],
  },
};

/** e^x = 2ᵏ·(1 + high + small), where `high` is exact and `small` at most a tenth of 1. */
interface Reduced {
  readonly k: Term;
  readonly high: Term;
  readonly small: Term;
}

function reduced(f: Formula, x: Term): Reduced {
  const { ln2, series } = constants[f.lanes];
  const k = f.keep(f.nearest(f.mul(x, f.number(Math.LOG2E))));
  const high = f.keep(f.sub(x, f.mul(k, f.number(ln2[0]))));
  const low = f.keep(f.mul(k, f.number(ln2[1])));
  const r = f.keep(f.sub(high, low));
  const square = f.keep(f.mul(r, r));
  const small = f.keep(f.sub(f.mul(square, f.polynomial(r, series)), low));
  return { k, high, small };
}

/** base + high + small, where |base| ≥ |high| or base = 0. */
function total(f: Formula, base: Term, { high, small }: Reduced): Pair {
  const sum = renormalized(f, base, high);
  return renormalized(f, sum.high, f.keep(f.add(sum.low, small)));
}

/** Keeps exponents small where results overflow to ∞ or underflow to 0 all the same. */
const bounded = (f: Formula, x: Term, [low, high]: readonly [number, number]): Term =>
  f.keep(f.max(f.min(x, f.number(high)), f.number(low)));

export function exp(f: Formula): void {
  const parts = reduced(f, bounded(f, f.argument(0), constants[f.lanes].range));
  f.scale(total(f, f.number(1), parts).high, parts.k)();
}

/** e^(high + low) = e^high·(1 + low) for a pair with |low| far below 1 wherever the result is neither 0 nor ∞. */
export function expOfPair(f: Formula, given: Pair): Term {
  const x = bounded(f, given.high, constants[f.lanes].range);
  const low = f.keep(f.and(given.low, f.equal(x, given.high)));
  const parts = reduced(f, x);
  const grown = f.mul(low, f.add(f.number(1), f.add(parts.high, parts.small)));
  const small = f.keep(f.add(parts.small, grown));
  return f.scale(total(f, f.number(1), { ...parts, small }).high, parts.k);
}

/** e^x − 1 = 2ᵏ·((1 − 2⁻ᵏ) + high + small) */
export function expm1(f: Formula): void {
  const { range, settled } = constants[f.lanes];
  const x = f.argument(0);
  const parts = reduced(f, bounded(f, x, [settled[0], range[1]]));
  const inverse = f.powerOfTwo(f.max(f.neg(parts.k), f.number(1 - f.format.bias)));
  const base = f.keep(f.sub(f.number(1), inverse));
  // The sign is that of x: only a zero has not got it yet.
  f.or(f.scale(total(f, base, parts).high, parts.k), f.sign(x))();
}

/**
 * With e^(−2|x|) = 2ᵏ·e^r and s = 2⁻ᵏ, tanh |x| = (s − e^r)/(s + e^r). What rounding took from numerator and
 * denominator is made up for: d(n/d) = (dn − n/d·dd)/d.
 */
export function tanh(f: Formula): void {
  const x = f.argument(0);
  const size = f.keep(f.min(f.abs(x), f.number(constants[f.lanes].settled[1])));
  const { k, high, small } = reduced(f, f.keep(f.neg(f.add(size, size))));
  const s = f.keep(f.powerOfTwo(f.neg(k)));
  const [minusHigh, minusSmall] = [f.keep(f.neg(high)), f.keep(f.neg(small))];
  const n = total(f, f.keep(f.sub(s, f.number(1))), { k, high: minusHigh, small: minusSmall });
  const d = total(f, f.keep(f.add(s, f.number(1))), { k, high, small });
  const quotient = f.keep(f.div(n.high, d.high));
  const lost = f.div(f.sub(n.low, f.mul(quotient, d.low)), d.high);
  f.or(f.add(quotient, lost), f.sign(x))();
}
