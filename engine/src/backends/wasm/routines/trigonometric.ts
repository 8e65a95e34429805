/**
 * sin and cos in float64. Up to 2²⁰·π/2 the argument is reduced by π/2 in four parts (Cody and Waite 1980), beyond it
 * lane by lane, by exact multiplication with as many bits of 2/π as it takes (Payne and Hanek 1983). Polynomials on
 * [−π/4, π/4] from fdlibm (Sun Microsystems 1993, k_sin.c and k_cos.c).
 */
import type { Code, Local } from "../encoder/code.ts";
import type { FunctionReference, ModuleBuilder } from "../encoder/module.ts";
import { renormalized, times, twoSum } from "./pair.ts";
import { Formula, type Term } from "./vector.ts";

const sinCoefficients = [
  -1.6666666666666632e-1, 8.333333333322489e-3, -1.984126982985795e-4, 2.7557313707070068e-6, -2.5050760253406863e-8,
  1.58969099521155e-10,
];
const cosCoefficients = [
  4.16666666666666e-2, -1.388888888887411e-3, 2.480158728947673e-5, -2.7557314351390663e-7, 2.087572321298175e-9,
  -1.1359647557788195e-11,
];

/** π/2 in three parts of 33 bits, whose products with numbers below 2²⁰ are exact, and the rest. */
const parts = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32];
const halfPiHigh = 1.5707963267948966;
const halfPiLow = 6.123233995736766e-17;
const largest = 1_647_099;
/** Of the last of 64 bits after the point. */
const unit = 2 ** -64;

/** 64 zeros, then 1344 bits of 2/π. */
const twoOverPi = [
  0x0000000000000000n,
  0xa2f9836e4e441529n,
  0xfc2757d1f534ddc0n,
  0xdb6295993c439041n,
  0xfe5163abdebbc561n,
  0xb7246e3a424dd2e0n,
  0x06492eea09d1921cn,
  0xfe1deb1cb129a73en,
  0xe88235f52ebb4484n,
  0xe99c7026b45f7e41n,
  0x3991d639835339f4n,
  0x9c845f8bbdf9283bn,
  0x1ff897ffde05980fn,
  0xef2f118b5a0a6d1fn,
  0x6d367ecf27cb09b7n,
  0x4f463f669e5fea2dn,
  0x7527bac7ebe5f17bn,
  0x3d0739f78a5292ean,
  0x6bfb5fb11f8d5d08n,
  0x56033046fc7b6babn,
  0xf0cfbc209af4361dn,
  0xa9e391615ee61b08n,
];

/** sin, or cos as sin a quarter turn ahead. */
export function trigonometric(code: Code, quarter: 0 | 1, huge: FunctionReference): void {
  const f = new Formula(code);
  const x = f.get(code.parameter(0));
  const turns = code.local("v128");
  const high = code.local("v128");
  const low = code.local("v128");
  const n = f.keep(f.nearest(f.mul(x, f.number(0.6366197723675814))));
  const [first, second, third, rest] = parts.map((part) => f.mul(n, f.number(part)));
  const once = twoSum(f, f.keep(f.sub(x, first)), f.keep(f.neg(second)));
  const twice = twoSum(f, once.high, f.keep(f.neg(third)));
  const tail = f.keep(f.sub(f.add(once.low, twice.low), rest));
  const near = renormalized(f, twice.high, tail);
  near.high();
  code.set(high);
  near.low();
  code.set(low);
  n();
  code.set(turns);
  f.less(f.number(largest), f.abs(x))();
  code.op("v128.any_true").if(() => {
    for (const lane of [0, 1]) hugeLane(code, lane, huge, { turns, high, low });
  });

  const y = f.get(high);
  const z = f.keep(f.mul(y, y));
  const sine = sinOf(f, y, f.get(low), z);
  const cosine = cosOf(f, y, f.get(low), z);
  // Quadrant: odd ones swap sine and cosine, the upper two change the sign.
  const magic = 6_755_399_441_055_744;
  const quadrant = f.keep(f.addInt(f.add(f.get(turns), f.number(magic)), f.int(BigInt(quarter))));
  const odd = f.keep(f.subInt(f.int(0n), f.and(quadrant, f.int(1n))));
  const sign = f.shift("i64x2.shl", f.and(quadrant, f.int(2n)), 62);
  const value = f.keep(f.xor(f.choose(odd, f.keep(cosine), f.keep(sine)), sign));
  // Tiny arguments are their own sine, sign of zero included; ∞ has none.
  const tiny = quarter === 0 ? f.choose(f.keep(f.less(f.abs(x), f.number(2 ** -27))), x, value) : value;
  const finite = f.keep(f.less(f.abs(x), f.number(Number.POSITIVE_INFINITY)));
  f.choose(finite, f.keep(tiny), f.number(Number.NaN))();
}

function sinOf(f: Formula, y: Term, low: Term, z: Term): Term {
  const v = f.keep(f.mul(z, y));
  const [first, ...rest] = sinCoefficients;
  const r = f.polynomial(z, rest);
  const inner = f.sub(f.mul(z, f.sub(f.mul(f.number(0.5), low), f.mul(v, r))), low);
  return f.sub(y, f.sub(inner, f.mul(v, f.number(first))));
}

function cosOf(f: Formula, y: Term, low: Term, z: Term): Term {
  const r = f.mul(z, f.polynomial(z, cosCoefficients));
  const half = f.keep(f.mul(f.number(0.5), z));
  const w = f.keep(f.sub(f.number(1), half));
  return f.add(w, f.add(f.sub(f.sub(f.number(1), w), half), f.sub(f.mul(z, r), f.mul(y, low))));
}

/** Replaces one lane's reduction when its argument is huge. */
function hugeLane(
  code: Code,
  lane: number,
  huge: FunctionReference,
  { turns, high, low }: Record<"turns" | "high" | "low", Local>,
): void {
  const x = code.parameter(0);
  const remainder = code.local("v128");
  const quarters = code.local("f64");
  const put = (target: Local, push: () => void) => {
    code.get(target);
    push();
    code.replaceLane("f64x2.replace_lane", lane).set(target);
  };
  code.get(x).extractLane("f64x2.extract_lane", lane).op("f64.abs").f64(largest).op("f64.gt");
  code.if(() => {
    code.get(x).extractLane("f64x2.extract_lane", lane).call(huge).set(quarters).set(remainder);
    put(high, () => code.get(remainder).extractLane("f64x2.extract_lane", 0));
    put(low, () => code.get(remainder).extractLane("f64x2.extract_lane", 1));
    put(turns, () => code.get(quarters));
  });
}

/** (f64) -> (v128, f64): x mod π/2 in [−π/4, π/4] as a pair, and how many quarter turns were taken off (mod 4). */
export function addHugeReduction(module: ModuleBuilder): FunctionReference {
  const word = module.function("twoOverPi", ["i32"], ["i64"], (code) => {
    const index = code.parameter(0);
    const result = code.local("i64");
    twoOverPi.forEach((bits, i) => {
      code
        .get(index)
        .i32(i)
        .op("i32.eq")
        .if(() => {
          code.i64(bits).set(result);
        });
    });
    code.get(result);
  });
  return module.function("reduceHuge", ["f64"], ["v128", "f64"], (code) => hugeReduction(code, word));
}

function hugeReduction(code: Code, word: FunctionReference): void {
  const x = code.parameter(0);
  const i64 = () => code.local("i64");
  const [bits, mantissa, a, b, c, r0, r1, r2, low, high] = Array.from({ length: 10 }, i64);
  const [start, shift, index] = [code.local("i32"), code.local("i32"), code.local("i32")];
  code.get(x).op("i64.reinterpret_f64").set(bits);
  code.get(bits).i64(0x000f_ffff_ffff_ffffn).op("i64.and").i64(0x0010_0000_0000_0000n).op("i64.or").set(mantissa);
  // x = mantissa · 2^E; bits of 2/π that weigh a multiple of 4 are left out: the window begins at bit E − 2, after
  // the 64 zeros.
  code.get(bits).i64(52n).op("i64.shr_u").i64(0x7ffn).op("i64.and").op("i32.wrap_i64");
  code
    .i32(1075 + 2 - 64)
    .op("i32.sub")
    .set(start);
  code.get(start).i32(63).op("i32.and").set(shift);
  code.get(start).i32(6).op("i32.shr_u").set(index);
  const window = (offset: number) => {
    const at = (more: number) =>
      code
        .get(index)
        .i32(offset + more)
        .op("i32.add")
        .call(word);
    at(0).get(shift).op("i64.extend_i32_u").op("i64.shl");
    // Twice, because a shift by 64 would be a shift by 0.
    at(1).i64(1n).op("i64.shr_u").i64(63n).get(shift).op("i64.extend_i32_u").op("i64.sub").op("i64.shr_u").op("i64.or");
  };
  window(0);
  code.set(a);
  window(1);
  code.set(b);
  window(2);
  code.set(c);
  // mantissa · (a, b, c), the low 192 bits: r2 r1 r0.
  code.get(mantissa).get(c).op("i64.mul").set(r0);
  highProduct(code, mantissa, c, r1);
  code.get(mantissa).get(b).op("i64.mul").set(low);
  highProduct(code, mantissa, b, r2);
  code.get(r1).get(low).op("i64.add").set(r1);
  code.get(r2).get(r1).get(low).op("i64.lt_u").op("i64.extend_i32_u").op("i64.add").set(r2);
  code.get(r2).get(mantissa).get(a).op("i64.mul").op("i64.add").set(r2);
  // Two bits of quarter turns, then a signed fraction of one: rounding to the nearest turn is its sign.
  code.get(r2).i64(2n).op("i64.shl").get(r1).i64(62n).op("i64.shr_u").op("i64.or").set(high);
  code.get(r1).i64(2n).op("i64.shl").get(r0).i64(62n).op("i64.shr_u").op("i64.or").set(low);
  const f = new Formula(code);
  const sign = f.keep(() => code.f64(1).get(x).op("f64.copysign").op("f64x2.splat"));
  // The fraction of a turn as a pair: its upper 53 bits are exact in a float64.
  const upper = f.keep(() => code.get(high).i64(-0x800n).op("i64.and").op("f64.convert_i64_s").op("f64x2.splat"));
  const lower = f.keep(() => {
    code.get(high).i64(0x7ffn).op("i64.and").op("f64.convert_i64_u");
    code.get(low).op("f64.convert_i64_u").f64(unit).op("f64.mul").op("f64.add").op("f64x2.splat");
  });
  const fraction = renormalized(f, upper, lower);
  const halfPi = { high: f.number(halfPiHigh * unit), low: f.number(halfPiLow * unit) };
  const remainder = times(f, fraction, halfPi);
  f.mul(remainder.high, sign)();
  f.mul(remainder.low, sign)();
  code.shuffle([0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]);
  code.get(r2).i64(62n).op("i64.shr_u").get(high).i64(63n).op("i64.shr_u").op("i64.add").op("f64.convert_i64_u");
  code.f64(1).get(x).op("f64.copysign").op("f64.mul");
}

/** The high 64 bits of an unsigned product. */
function highProduct(code: Code, x: Local, y: Local, result: Local): void {
  const [x0, x1, y0, y1, low, mid] = Array.from({ length: 6 }, () => code.local("i64"));
  const halves = (of: Local, bottom: Local, top: Local) => {
    code.get(of).i64(0xffff_ffffn).op("i64.and").set(bottom).get(of).i64(32n).op("i64.shr_u").set(top);
  };
  halves(x, x0, x1);
  halves(y, y0, y1);
  code.get(x0).get(y0).op("i64.mul").i64(32n).op("i64.shr_u").set(low);
  code.get(x1).get(y0).op("i64.mul").get(low).op("i64.add").set(mid);
  code.get(mid).i64(0xffff_ffffn).op("i64.and").get(x0).get(y1).op("i64.mul").op("i64.add").set(low);
  code.get(x1).get(y1).op("i64.mul").get(mid).i64(32n).op("i64.shr_u").op("i64.add");
  code.get(low).i64(32n).op("i64.shr_u").op("i64.add").set(result);
}
