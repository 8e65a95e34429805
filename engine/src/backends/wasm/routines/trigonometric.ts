/**
 * sin and cos. Up to 2²⁰·π/2 the argument is reduced by π/2 in parts (Cody and Waite 1980), always in float64, because
 * near multiples of π/2 all digits of a float32 cancel. Beyond, lane by lane, by Payne and Hanek's method.
 */
import type { Code, Local } from "../encoder/code.ts";
import type { FunctionReference } from "../encoder/module.ts";
import { renormalized, twoSum } from "./pair.ts";
import { demoted, inDoublePrecision, promoted } from "./precision.ts";
import type { Formula, RoutineLanes, RoutineName, Routines, Term } from "./vector.ts";

/**
 * On |y| ≤ π/4: sin y = y + y³·(sine of y²) and cos y = 1 − y²/2 + y⁴·(cosine of y²). Those of float64 from fdlibm (Sun
 * Microsystems 1993, k_sin.c and k_cos.c), of float32 by Remez exchange: errors below 2⁻⁵⁷ and 2⁻²⁷.
 */
const series: Record<RoutineLanes, { readonly sine: readonly number[]; readonly cosine: readonly number[] }> = {
  f64x2: {
    sine: [
      -1.6666666666666632e-1, 8.333333333322489e-3, -1.984126982985795e-4, 2.7557313707070068e-6,
      -2.5050760253406863e-8, 1.58969099521155e-10,
    ],
    cosine: [
      4.16666666666666e-2, -1.388888888887411e-3, 2.480158728947673e-5, -2.7557314351390663e-7, 2.087572321298175e-9,
      -1.1359647557788195e-11,
    ],
  },
  f32x4: {
    sine: [-0.166666552, 0.008332178, -0.000195172353],
    cosine: [0.0416666456, -0.00138873153, 2.44330822e-5],
  },
};

/** π/2 in three parts of 33 bits, whose products with numbers below 2²⁰ are exact, and the rest. */
const parts = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32];
/** The second part and all that follows. */
const secondPart = 6.077100506506192e-11;
const twoOverPi = 0.6366197723675814;
const largest = 1_647_099;

/** x = quarters·π/2 + y + rest, quarters in the low bits of an integer. */
interface Reduced {
  readonly quarters: Term;
  readonly y: Term;
  readonly rest?: Term;
}

export const sin = (f: Formula, set: Routines): void => trigonometric(f, "sin", set);
export const cos = (f: Formula, set: Routines): void => trigonometric(f, "cos", set);

function trigonometric(f: Formula, name: RoutineName, set: Routines): void {
  const x = f.argument(0);
  const huge = f.keep(f.less(f.number(largest), f.abs(x)));
  if (f.lanes === "f64x2") {
    const reduced = reducedInPairs(f, x, huge, set);
    ofQuarter(f, name, x, reduced)();
    return;
  }
  const result = f.code.local("v128");
  f.set(result, ofQuarter(f, name, x, reducedInDoublePrecision(f, x)));
  f.whenAny(huge, () => {
    const [lower, upper] = promoted(f, x).map((half) => () => {
      half();
      f.code.call(set.get(name, "f64x2"));
    });
    f.set(result, f.choose(huge, demoted(f, [lower, upper]), f.get(result)));
  });
  f.get(result)();
}

/** sin or cos, cos being sin a quarter ahead: odd quarters swap the two series, the upper two change the sign. */
function ofQuarter(f: Formula, name: RoutineName, x: Term, { quarters, y, rest }: Reduced): Term {
  const bits = 8 * (16 / f.format.lanes);
  const z = f.keep(f.mul(y, y));
  const quarter = name === "sin" ? quarters : f.keep(f.addBits(quarters, f.bits(1n)));
  const odd = f.subBits(f.bits(0n), f.and(quarter, f.bits(1n)));
  const sign = f.shiftLeft(f.and(quarter, f.bits(2n)), bits - 2);
  const value = f.xor(f.choose(odd, cosine(f, z, y, rest), sine(f, z, y, rest)), sign);
  // The sign of a zero is lost in the reduction.
  return name === "sin" ? f.or(value, f.and(x, f.equal(x, f.number(0)))) : value;
}

function sine(f: Formula, z: Term, y: Term, rest?: Term): Term {
  const [first, ...others] = series[f.lanes].sine;
  const v = f.keep(f.mul(z, y));
  if (rest === undefined) return f.add(y, f.mul(v, f.polynomial(z, [first, ...others])));
  const inner = f.sub(f.mul(z, f.sub(f.mul(f.number(0.5), rest), f.mul(v, f.polynomial(z, others)))), rest);
  return f.sub(y, f.sub(inner, f.mul(v, f.number(first))));
}

function cosine(f: Formula, z: Term, y: Term, rest?: Term): Term {
  const half = f.keep(f.mul(f.number(0.5), z));
  const w = f.keep(f.sub(f.number(1), half));
  const fourth = f.mul(z, f.mul(z, f.polynomial(z, series[f.lanes].cosine)));
  const small = rest === undefined ? fourth : f.sub(fourth, f.mul(y, rest));
  return f.add(w, f.add(f.sub(f.sub(f.number(1), w), half), small));
}

/** Two parts of π/2 in float64 suffice: 86 bits against 24 of the argument, 20 of the quotient and 24 of the result. */
function reducedInDoublePrecision(f: Formula, x: Term): Reduced {
  const wide = inDoublePrecision(f);
  const halves = promoted(f, x).map((half) => {
    const quarters = wide.keep(wide.add(wide.mul(half, wide.number(twoOverPi)), wide.number(wide.format.magic)));
    const n = wide.keep(wide.sub(quarters, wide.number(wide.format.magic)));
    const first = wide.sub(half, wide.mul(n, wide.number(parts[0])));
    return { quarters, y: wide.sub(first, wide.mul(n, wide.number(secondPart))) };
  });
  const y = f.keep(demoted(f, [halves[0].y, halves[1].y]));
  const quarters = f.keep(() => {
    halves[0].quarters();
    halves[1].quarters();
    f.code.shuffle([0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]);
  });
  return { quarters, y };
}

function reducedInPairs(f: Formula, x: Term, huge: Term, set: Routines): Reduced {
  const [quarters, y, rest] = [f.code.local("v128"), f.code.local("v128"), f.code.local("v128")];
  const n = f.keep(f.nearest(f.mul(x, f.number(twoOverPi))));
  const [first, second, third, last] = parts.map((part) => f.mul(n, f.number(part)));
  const once = twoSum(f, f.keep(f.sub(x, first)), f.keep(f.neg(second)));
  const twice = twoSum(f, once.high, f.keep(f.neg(third)));
  const near = renormalized(f, twice.high, f.keep(f.sub(f.add(once.low, twice.low), last)));
  f.set(y, near.high);
  f.set(rest, near.low);
  f.set(quarters, f.add(n, f.number(f.format.magic)));
  f.whenAny(huge, () => {
    for (const lane of [0, 1]) reduceHugeLane(f.code, lane, set.hugeReduction(), { quarters, y, rest });
    // ∞ has no remainder; ∞ − ∞ and 0 of the others say so.
    f.set(y, f.add(f.get(y), f.sub(x, x)));
  });
  return { quarters: f.get(quarters), y: f.get(y), rest: f.get(rest) };
}

/** Replaces the reduction of one lane when its argument is huge. */
function reduceHugeLane(
  code: Code,
  lane: number,
  reduce: FunctionReference,
  { quarters, y, rest }: Record<"quarters" | "y" | "rest", Local>,
): void {
  const x = code.parameter(0);
  const remainder = code.local("v128");
  const turns = code.local("f64");
  const put = (target: Local, push: () => void) => {
    code.get(target);
    push();
    code.replaceLane("f64x2.replace_lane", lane).set(target);
  };
  code.get(x).extractLane("f64x2.extract_lane", lane).op("f64.abs").f64(largest).op("f64.gt");
  code.if(() => {
    code.get(x).extractLane("f64x2.extract_lane", lane).call(reduce).set(turns).set(remainder);
    put(y, () => code.get(remainder).extractLane("f64x2.extract_lane", 0));
    put(rest, () => code.get(remainder).extractLane("f64x2.extract_lane", 1));
    put(quarters, () =>
      code
        .get(turns)
        .f64(1.5 * 2 ** 52)
        .op("f64.add"),
    );
  });
}
