/** Formulas on f64x2 vectors, written as formulas: every term pushes one v128, `keep` computes it once. */
import type { Code, Local } from "../encoder/code.ts";
import type { Opcode } from "../encoder/opcodes.ts";

/** Pushes one vector. */
export type Term = () => void;

export class Formula {
  readonly code: Code;

  constructor(code: Code) {
    this.code = code;
  }

  private binary(op: Opcode) {
    return (a: Term, b: Term): Term =>
      () => {
        a();
        b();
        this.code.op(op);
      };
  }

  private unary(op: Opcode) {
    return (a: Term): Term =>
      () => {
        a();
        this.code.op(op);
      };
  }

  readonly add = this.binary("f64x2.add");
  readonly sub = this.binary("f64x2.sub");
  readonly mul = this.binary("f64x2.mul");
  readonly div = this.binary("f64x2.div");
  readonly min = this.binary("f64x2.min");
  readonly max = this.binary("f64x2.max");
  readonly less = this.binary("f64x2.lt");
  readonly lessEqual = this.binary("f64x2.le");
  readonly equal = this.binary("f64x2.eq");
  readonly notEqual = this.binary("f64x2.ne");
  readonly and = this.binary("v128.and");
  readonly or = this.binary("v128.or");
  readonly xor = this.binary("v128.xor");
  readonly addInt = this.binary("i64x2.add");
  readonly subInt = this.binary("i64x2.sub");
  readonly abs = this.unary("f64x2.abs");
  readonly neg = this.unary("f64x2.neg");
  readonly nearest = this.unary("f64x2.nearest");

  number =
    (value: number): Term =>
    () =>
      void this.code.f64x2(value);
  int =
    (value: bigint): Term =>
    () =>
      void this.code.i64x2(value);
  get =
    (local: Local): Term =>
    () =>
      void this.code.get(local);

  shift(op: "i64x2.shl" | "i64x2.shr_s" | "i64x2.shr_u", a: Term, bits: number): Term {
    return () => {
      a();
      this.code.i32(bits).op(op);
    };
  }

  /** Computes a term now and gives the way to push it again. */
  keep(term: Term): Term {
    const local = this.code.local("v128");
    term();
    this.code.set(local);
    return this.get(local);
  }

  /** a where the mask is ones, else b. */
  choose(mask: Term, a: Term, b: Term): Term {
    return () => {
      a();
      b();
      mask();
      this.code.op("v128.bitselect");
    };
  }

  /** coefficients[0] + coefficients[1]·x + …, in pairs (Estrin): half as many steps wait for one another. */
  polynomial(x: Term, coefficients: readonly number[]): Term {
    let power = x;
    let terms = coefficients.map((coefficient) => this.number(coefficient));
    while (terms.length > 1) {
      const pairs: Term[] = [];
      for (let i = 0; i < terms.length; i += 2) {
        const odd = terms[i + 1];
        pairs.push(odd === undefined ? terms[i] : this.add(terms[i], this.mul(odd, power)));
      }
      terms = pairs;
      if (terms.length > 1) power = this.keep(this.mul(power, power));
    }
    return terms[0];
  }

  /** 2ⁿ for integers n (as float64) in −1022 … 1023, by writing the exponent bits. */
  powerOfTwo(n: Term): Term {
    const magic = 6_755_399_441_055_744; // 1.5·2⁵²: adding it leaves n in the low bits
    const integer = this.subInt(() => this.add(n, this.number(magic))(), this.number(magic));
    return this.shift("i64x2.shl", this.addInt(integer, this.int(1023n)), 52);
  }

  /** x·2ⁿ with one rounding, n in −2044 … 2046: in two steps, so that subnormal results and overflow come out right. */
  scale(x: Term, n: Term): Term {
    const half = this.keep(this.nearest(this.mul(n, this.number(0.5))));
    const rest = this.keep(this.sub(n, half));
    return this.mul(this.mul(x, this.powerOfTwo(half)), this.powerOfTwo(rest));
  }
}
