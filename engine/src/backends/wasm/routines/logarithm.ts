/**
 * log and log1p: x = 2ᵏ·(1 + f) with √½ ≤ 1 + f < √2. With s = f/(2 + f), log(1 + f) = 2·atanh s = f − f²/2 +
 * s·(f²/2 + R), R = s²·p(s²), as in fdlibm (Sun Microsystems 1993, e_log.c and s_log1p.c): f is exact, all else small.
 */
import { constants as exponential } from "./exponential.ts";
import type { Formula, RoutineLanes, Term } from "./vector.ts";

interface Constants {
  /** p: fdlibm's in float64, by Remez exchange in float32; errors of 2⁻⁵⁹ and 2⁻³¹ of the logarithm. */
  readonly series: readonly number[];
  /** Bits of √½, up to where it is of use. */
  readonly sqrtHalf: bigint;
  /** A power of two that makes all subnormal numbers normal, and its exponent. */
  readonly lift: readonly [number, number];
}

const constants: Record<RoutineLanes, Constants> = {
  f64x2: {
    series: [
      6.666666666666735e-1, 3.9999999999409419e-1, 2.857142874366239e-1, 2.2222198432149784e-1, 1.818357216161805e-1,
      1.5313837699209373e-1, 1.479819860511659e-1,
    ],
    sqrtHalf: 0x3fe6_a09e_0000_0000n,
    lift: [2 ** 54, 54],
  },
  f32x4: {
    series: [0.666666627, 0.400003344, 0.285373062, 0.235822245],
    sqrtHalf: 0x3f35_04f3n,
    lift: [2 ** 25, 25],
  },
};

/** x = 2ᵏ·m with m in [√½, √2), for normal positive x. */
export function split(f: Formula, x: Term): { k: Term; m: Term } {
  const { fractionBits, bias, magic } = f.format;
  const { sqrtHalf } = constants[f.lanes];
  // Adding the distance from √½ to 1 makes the exponent field count powers of two from √½ on.
  const shifted = f.keep(f.addBits(x, f.bits((BigInt(bias) << BigInt(fractionBits)) - sqrtHalf)));
  const exponent = f.or(f.shiftRight(shifted, fractionBits), f.number(magic));
  const k = f.keep(f.sub(exponent, f.number(magic + bias)));
  const fraction = f.and(shifted, f.bits((1n << BigInt(fractionBits)) - 1n));
  return { k, m: f.keep(f.addBits(fraction, f.bits(sqrtHalf))) };
}

/** log(1 + fraction) + k·ln 2 + correction, summed from the smallest term up. */
function sum(f: Formula, fraction: Term, k: Term, correction?: Term): Term {
  const { ln2 } = exponential[f.lanes];
  const s = f.keep(f.div(fraction, f.add(f.number(2), fraction)));
  const z = f.keep(f.mul(s, s));
  const r = f.keep(f.mul(z, f.polynomial(z, constants[f.lanes].series)));
  const halfSquare = f.keep(f.mul(f.mul(f.number(0.5), fraction), fraction));
  const low = f.mul(k, f.number(ln2[1]));
  const small = f.add(f.mul(s, f.add(halfSquare, r)), correction === undefined ? low : f.add(low, correction));
  return f.sub(f.mul(k, f.number(ln2[0])), f.sub(f.sub(halfSquare, f.keep(small)), fraction));
}

/** The logarithm where it is not finite: of 0 −∞, of less NaN, of ∞ ∞. */
const limit = (f: Formula, x: Term): Term => f.sub(f.sqrt(x), f.div(f.number(1), f.abs(x)));

export function log(f: Formula): void {
  const { code } = f;
  const x = f.argument(0);
  const [normal, offset, result] = [code.local("v128"), code.local("v128"), code.local("v128")];
  const { smallestNormal } = f.format;
  const { lift } = constants[f.lanes];
  const infinity = f.number(Number.POSITIVE_INFINITY);
  const usual = f.and(f.lessEqual(f.number(smallestNormal), x), f.less(x, infinity));
  const rare = f.keep(f.not(usual));
  f.set(normal, x);
  f.whenAny(rare, () => {
    const tiny = f.keep(f.less(x, f.number(smallestNormal)));
    f.set(normal, f.choose(tiny, f.mul(x, f.number(lift[0])), x));
    f.set(offset, f.and(tiny, f.number(lift[1])));
  });
  const { k, m } = split(f, f.get(normal));
  const fraction = f.keep(f.sub(m, f.number(1)));
  f.set(result, sum(f, fraction, f.keep(f.sub(k, f.get(offset)))));
  f.whenAny(rare, () => {
    const finite = f.keep(f.and(f.less(f.number(0), x), f.less(x, infinity)));
    f.set(result, f.choose(finite, f.get(result), limit(f, x)));
  });
  f.get(result)();
}

export function log1p(f: Formula): void {
  const x = f.argument(0);
  const u = f.keep(f.add(f.number(1), x));
  const { k, m } = split(f, u);
  // What 1 + x lost in rounding, from the larger of the two.
  const large = f.keep(f.less(f.number(1), x));
  const lost = f.choose(large, f.sub(f.number(1), f.sub(u, x)), f.sub(x, f.sub(u, f.number(1))));
  const correction = f.keep(f.div(lost, u));
  // Near 0 the argument itself is the fraction: nothing was lost.
  const near = f.keep(f.and(f.less(f.number(Math.SQRT1_2 - 1), x), f.less(x, f.number(Math.SQRT2 - 1))));
  const far = f.keep(f.not(near));
  const fraction = f.keep(f.choose(near, x, f.sub(m, f.number(1))));
  const result = f.code.local("v128");
  // The sign is that of x: only a zero has not got it yet.
  f.set(result, f.or(sum(f, fraction, f.keep(f.and(k, far)), f.keep(f.and(correction, far))), f.sign(x)));
  const finite = f.keep(f.and(f.less(f.number(0), u), f.less(u, f.number(Number.POSITIVE_INFINITY))));
  f.whenAny(f.not(finite), () => f.set(result, f.choose(finite, f.get(result), limit(f, u))));
  f.get(result)();
}
