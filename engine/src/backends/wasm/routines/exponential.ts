/**
 * exp and expm1 in float64. Range reduction x = k·ln 2 + r, |r| ≤ ½ ln 2, with ln 2 in two parts; then the rational
 * approximations of fdlibm (Sun Microsystems 1993, e_exp.c and s_expm1.c), whose coefficients these are.
 */
import type { Code } from "../encoder/code.ts";
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

/** r·(e^r + 1)/(e^r − 1) − 2 = r²·P(r²) */
const expCoefficients = [
  1.6666666666666602e-1, -2.7777777777015593e-3, 6.6137563214379344e-5, -1.6533902205465252e-6, 4.1381367970572385e-8,
];

export function exp(code: Code): void {
  const f = new Formula(code);
  const given = f.get(code.parameter(0));
  // Beyond these, results overflow to ∞ or underflow to 0 all the same; min and max keep NaN.
  const x = f.keep(f.max(f.min(given, f.number(710)), f.number(-746)));
  const { k, high, low } = reduce(f, x);
  const r = f.keep(f.sub(high, low));
  const square = f.keep(f.mul(r, r));
  const c = f.keep(f.sub(r, f.mul(square, f.polynomial(square, expCoefficients))));
  const quotient = f.div(f.mul(r, c), f.sub(f.number(2), c));
  const y = f.sub(f.number(1), f.sub(f.sub(low, quotient), high));
  f.scale(f.keep(y), k)();
}

/** Coefficients of fdlibm's approximation of r/2·(e^r + 1)/(e^r − 1) in r²/2. */
const expm1Coefficients = [
  1, -3.3333333333333132e-2, 1.5873015872548146e-3, -7.9365075786748794e-5, 4.0082178273293624e-6,
  -2.0109921818362437e-7,
];

/** e^x − 1 of a kept term. */
export function expm1Of(f: Formula, given: Term): Term {
  const x = f.keep(f.max(f.min(given, f.number(710)), f.number(-60)));
  const { k, high, low } = reduce(f, x);
  const r = f.keep(f.sub(high, low));
  // What rounding r lost.
  const lost = f.keep(f.sub(f.sub(high, r), low));
  const half = f.keep(f.mul(r, f.number(0.5)));
  const halfSquare = f.keep(f.mul(r, half));
  const r1 = f.keep(f.polynomial(halfSquare, expm1Coefficients));
  const t = f.keep(f.sub(f.number(3), f.mul(r1, half)));
  const e = f.keep(f.mul(halfSquare, f.div(f.sub(r1, t), f.sub(f.number(6), f.mul(r, t)))));
  // k = 0: r − (r·e − r²/2); elsewhere 2ᵏ·((r − e′) + (1 − 2⁻ᵏ)).
  const plain = f.sub(r, f.sub(f.mul(r, e), halfSquare));
  const corrected = f.keep(f.sub(f.sub(f.mul(r, f.sub(e, lost)), lost), halfSquare));
  const inverse = f.keep(f.powerOfTwo(f.max(f.neg(k), f.number(-1022))));
  const sum = f.keep(f.add(f.sub(r, corrected), f.sub(f.number(1), inverse)));
  const scaled = f.keep(f.scale(sum, k));
  const result = f.keep(f.choose(f.equal(k, f.number(0)), plain, scaled));
  // Tiny arguments are their own result, with their sign.
  return f.choose(f.less(f.abs(given), f.number(2 ** -54)), given, result);
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
  const near = f.div(f.neg(e), divisor);
  const far = f.sub(f.number(1), f.div(f.number(2), divisor));
  const positive = f.keep(f.choose(small, near, far));
  f.or(f.abs(positive), f.and(x, f.number(-0)))();
}
