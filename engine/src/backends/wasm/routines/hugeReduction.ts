/**
 * The remainder of huge float64 by π/2: exact multiplication with as many bits of 2/π as it takes (Payne and Hanek
 * 1983).
 */
import type { Code, Local } from "../encoder/code.ts";
import type { FunctionReference, ModuleBuilder } from "../encoder/module.ts";
import { renormalized, times } from "./pair.ts";
import { Formula } from "./vector.ts";

const halfPi = [1.5707963267948966, 6.123233995736766e-17] as const;
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
  return module.function("reduceHuge", ["f64"], ["v128", "f64"], (code) => hugeReduction(code, module, word));
}

function hugeReduction(code: Code, module: ModuleBuilder, word: FunctionReference): void {
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
  const f = new Formula(code, module, "f64x2");
  const sign = f.keep(() => code.f64(1).get(x).op("f64.copysign").op("f64x2.splat"));
  // The fraction of a turn as a pair: its upper 53 bits are exact in a float64.
  const upper = f.keep(() => code.get(high).i64(-0x800n).op("i64.and").op("f64.convert_i64_s").op("f64x2.splat"));
  const lower = f.keep(() => {
    code.get(high).i64(0x7ffn).op("i64.and").op("f64.convert_i64_u");
    code.get(low).op("f64.convert_i64_u").f64(unit).op("f64.mul").op("f64.add").op("f64x2.splat");
  });
  const fraction = renormalized(f, upper, lower);
  const turn = { high: f.number(halfPi[0] * unit), low: f.number(halfPi[1] * unit) };
  const remainder = times(f, fraction, turn);
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
