/**
 * log and log1p in float64: x = 2ᵏ·(1 + f) with √½ ≤ 1 + f < √2, and log(1 + f) from s = f/(2 + f) by the polynomial of
 * fdlibm (Sun Microsystems 1993, e_log.c and s_log1p.c), whose coefficients these are.
 */
import type { Code } from "../encoder/code.ts";
import { ln2High, ln2Low } from "./exponential.ts";
import { Formula, type Term } from "./vector.ts";

/** (log((1 + s)/(1 − s)) − 2s)/s in s² */
const coefficients = [
  6.666666666666735e-1, 3.9999999999409419e-1, 2.857142874366239e-1, 2.2222198432149784e-1, 1.818357216161805e-1,
  1.5313837699209373e-1, 1.479819860511659e-1,
];

/** Bits of √½: adding the distance to 1 makes the exponent field count powers of two from √½ on. */
const shiftToHalf = 0x3ff0_0000_0000_0000n - 0x3fe6_a09e_0000_0000n;

/** x = 2ᵏ·m with m in [√½, √2): k as a float64, for normal positive x. */
export function split(f: Formula, x: Term): { k: Term; m: Term } {
  const bits = f.keep(f.addInt(x, f.int(shiftToHalf)));
  const exponent = f.keep(f.subInt(f.shift("i64x2.shr_u", bits, 52), f.int(1023n)));
  // The integer as a float64, through the low bits of 1.5·2⁵².
  const magic = 6_755_399_441_055_744;
  const k = f.keep(f.sub(f.addInt(exponent, f.number(magic)), f.number(magic)));
  const fraction = f.and(bits, f.int(0x000f_ffff_ffff_ffffn));
  const m = f.keep(f.addInt(fraction, f.int(0x3fe6_a09e_0000_0000n)));
  return { k, m };
}

/** log(1 + fraction) + k·ln 2 + correction, summed from the smallest term up. */
function assemble(f: Formula, fraction: Term, k: Term, correction: Term): Term {
  const s = f.keep(f.div(fraction, f.add(f.number(2), fraction)));
  const z = f.keep(f.mul(s, s));
  const r = f.keep(f.mul(z, f.polynomial(z, coefficients)));
  const halfSquare = f.keep(f.mul(f.mul(f.number(0.5), fraction), fraction));
  const small = f.add(f.mul(s, f.add(halfSquare, r)), f.add(f.mul(k, f.number(ln2Low)), correction));
  return f.sub(f.mul(k, f.number(ln2High)), f.sub(f.sub(halfSquare, f.keep(small)), fraction));
}

/** Where the argument has no finite logarithm: 0 → −∞, negative → NaN, ∞ and NaN → themselves. */
function special(f: Formula, argument: Term, given: Term, result: Term): Term {
  const zero = f.equal(argument, f.number(0));
  const negative = f.less(argument, f.number(0));
  const finite = f.less(argument, f.number(Number.POSITIVE_INFINITY));
  const positive = f.choose(f.keep(finite), result, given);
  const belowZero = f.choose(f.keep(negative), f.number(Number.NaN), f.keep(positive));
  return f.choose(f.keep(zero), f.number(Number.NEGATIVE_INFINITY), f.keep(belowZero));
}

export function log(code: Code): void {
  const f = new Formula(code);
  const given = f.get(code.parameter(0));
  const tiny = f.keep(f.less(given, f.number(2.2250738585072014e-308)));
  const normal = f.keep(f.choose(tiny, f.mul(given, f.number(18_014_398_509_481_984)), given));
  const { k, m } = split(f, normal);
  const exponent = f.keep(f.sub(k, f.and(tiny, f.number(54))));
  const fraction = f.keep(f.sub(m, f.number(1)));
  const result = f.keep(assemble(f, fraction, exponent, f.number(0)));
  special(f, given, given, result)();
}

export function log1p(code: Code): void {
  const f = new Formula(code);
  const x = f.get(code.parameter(0));
  const u = f.keep(f.add(f.number(1), x));
  const { k, m } = split(f, u);
  // What 1 + x lost in rounding, from the larger of the two.
  const large = f.keep(f.less(f.number(1), x));
  const lost = f.choose(large, f.sub(f.number(1), f.sub(u, x)), f.sub(x, f.sub(u, f.number(1))));
  const correction = f.div(f.keep(lost), u);
  // Near 0 the argument itself is the fraction: nothing was lost.
  const near = f.keep(f.and(f.less(f.number(-0.2928932188134524), x), f.less(x, f.number(0.41421356237309503))));
  const fraction = f.keep(f.choose(near, x, f.keep(f.sub(m, f.number(1)))));
  const exponent = f.keep(f.choose(near, f.number(0), k));
  const rest = f.keep(f.choose(near, f.number(0), f.keep(correction)));
  const result = f.keep(assemble(f, fraction, exponent, rest));
  const finite = f.keep(special(f, u, x, result));
  f.choose(f.keep(f.less(f.abs(x), f.number(2 ** -54))), x, finite)();
}
