/**
 * Numbers as unevaluated sums of two, twice the digits: sums and products with their rounding errors after Dekker 1971
 * and Knuth (The Art of Computer Programming, vol. 2, §4.2.2).
 */
import type { Formula, Term } from "./vector.ts";

export interface Pair {
  readonly high: Term;
  readonly low: Term;
}

/** a + b and what rounding it lost. */
export function twoSum(f: Formula, a: Term, b: Term): Pair {
  const high = f.keep(f.add(a, b));
  const part = f.keep(f.sub(high, a));
  return { high, low: f.keep(f.add(f.sub(a, f.sub(high, part)), f.sub(b, part))) };
}

/** high + low, and what rounding it lost, for |high| ≥ |low| or high = 0. */
export function renormalized(f: Formula, high: Term, low: Term): Pair {
  const sum = f.keep(f.add(high, low));
  return { high: sum, low: f.sub(low, f.sub(sum, high)) };
}

/** Both halves of a product of float64, each factor cut into 26 bits and the rest. */
export function twoProduct(f: Formula, a: Term, b: Term): Pair {
  const high = f.keep(f.mul(a, b));
  const [a1, a2] = halves(f, a);
  const [b1, b2] = halves(f, b);
  const crossed = f.add(f.sub(f.mul(a1, b1), high), f.add(f.mul(a1, b2), f.mul(a2, b1)));
  return { high, low: f.keep(f.add(crossed, f.mul(a2, b2))) };
}

/** The upper 26 bits by masking, which cannot overflow, and what is left. */
function halves(f: Formula, a: Term): [Term, Term] {
  const upper = f.keep(f.and(a, f.bits(-0x0800_0000n)));
  return [upper, f.keep(f.sub(a, upper))];
}

export function times(f: Formula, a: Pair, b: Pair): Pair {
  const product = twoProduct(f, a.high, b.high);
  const low = f.add(product.low, f.add(f.mul(a.high, b.low), f.mul(a.low, b.high)));
  return renormalized(f, product.high, f.keep(low));
}

export function plus(f: Formula, a: Pair, b: Pair): Pair {
  const total = twoSum(f, a.high, b.high);
  return renormalized(f, total.high, f.keep(f.add(total.low, f.add(a.low, b.low))));
}
