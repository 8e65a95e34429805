/** Formulas on vectors, written as formulas for either format: every term pushes one v128, `keep` computes it once. */
import { float32, float64 } from "../encoder/bytes.ts";
import type { Code, Local } from "../encoder/code.ts";
import type { FunctionReference, ModuleBuilder } from "../encoder/module.ts";
import type { Opcode } from "../encoder/opcodes.ts";

export type RoutineLanes = "f32x4" | "f64x2";

export type RoutineName = "exp" | "expm1" | "log" | "log1p" | "tanh" | "sin" | "cos" | "pow";

/** Where a routine finds those it calls. */
export interface Routines {
  get(name: RoutineName, lanes: RoutineLanes): FunctionReference;
  /** Of huge arguments by π/2: see hugeReduction.ts. */
  hugeReduction(): FunctionReference;
}

/** Pushes one vector. */
export type Term = () => void;

interface Format {
  readonly integers: "i32x4" | "i64x2";
  readonly lanes: number;
  readonly bytes: (value: number) => number[];
  /** Bits of the fraction field. */
  readonly fractionBits: number;
  /** What the exponent field of 1 holds. */
  readonly bias: number;
  readonly smallestNormal: number;
  /** 1.5·2ᵖ, p the bits of the fraction: the sum with an integer has that integer in its low bits. */
  readonly magic: number;
}

const formats: Record<RoutineLanes, Format> = {
  f32x4: {
    integers: "i32x4",
    lanes: 4,
    bytes: float32,
    fractionBits: 23,
    bias: 127,
    smallestNormal: 2 ** -126,
    magic: 1.5 * 2 ** 23,
  },
  f64x2: {
    integers: "i64x2",
    lanes: 2,
    bytes: float64,
    fractionBits: 52,
    bias: 1023,
    smallestNormal: 2 ** -1022,
    magic: 1.5 * 2 ** 52,
  },
};

export class Formula {
  readonly code: Code;
  readonly module: ModuleBuilder;
  readonly lanes: RoutineLanes;
  readonly format: Format;

  constructor(code: Code, module: ModuleBuilder, lanes: RoutineLanes) {
    this.code = code;
    this.module = module;
    this.lanes = lanes;
    this.format = formats[lanes];
  }

  readonly argument = (i: number): Term => this.get(this.code.parameter(i));
  readonly get =
    (local: Local): Term =>
    () =>
      void this.code.get(local);
  readonly number = (value: number): Term => this.constant(formats[this.lanes].bytes(value));

  readonly add = (a: Term, b: Term): Term => this.push(a, b, `${this.lanes}.add`);
  readonly sub = (a: Term, b: Term): Term => this.push(a, b, `${this.lanes}.sub`);
  readonly mul = (a: Term, b: Term): Term => this.push(a, b, `${this.lanes}.mul`);
  readonly div = (a: Term, b: Term): Term => this.push(a, b, `${this.lanes}.div`);
  /** The smaller; a where either is NaN. */
  readonly min = (a: Term, b: Term): Term => this.push(a, b, `${this.lanes}.pmin`);
  /** The larger; a where either is NaN. */
  readonly max = (a: Term, b: Term): Term => this.push(a, b, `${this.lanes}.pmax`);
  readonly abs = (a: Term): Term => this.push(a, `${this.lanes}.abs`);
  readonly neg = (a: Term): Term => this.push(a, `${this.lanes}.neg`);
  readonly sqrt = (a: Term): Term => this.push(a, `${this.lanes}.sqrt`);
  readonly nearest = (a: Term): Term => this.push(a, `${this.lanes}.nearest`);

  /** Comparisons give all ones where they hold, else zeros. */
  readonly less = (a: Term, b: Term): Term => this.push(a, b, `${this.lanes}.lt`);
  readonly lessEqual = (a: Term, b: Term): Term => this.push(a, b, `${this.lanes}.le`);
  readonly equal = (a: Term, b: Term): Term => this.push(a, b, `${this.lanes}.eq`);
  readonly notEqual = (a: Term, b: Term): Term => this.push(a, b, `${this.lanes}.ne`);
  readonly and = (a: Term, b: Term): Term => this.push(a, b, "v128.and");
  readonly or = (a: Term, b: Term): Term => this.push(a, b, "v128.or");
  readonly xor = (a: Term, b: Term): Term => this.push(a, b, "v128.xor");
  readonly not = (a: Term): Term => this.push(a, "v128.not");
  /** a where the mask is ones, else b. */
  readonly choose = (mask: Term, a: Term, b: Term): Term => this.push(a, b, mask, "v128.bitselect");

  /** Lanes as integers of the same width. */
  readonly addBits = (a: Term, b: Term): Term => this.push(a, b, `${formats[this.lanes].integers}.add`);
  readonly subBits = (a: Term, b: Term): Term => this.push(a, b, `${formats[this.lanes].integers}.sub`);

  bits(value: bigint): Term {
    const bytes = Array.from({ length: 16 / this.format.lanes }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
    return this.constant(bytes);
  }

  shiftLeft(a: Term, bits: number): Term {
    return this.push(a, () => this.code.i32(bits), `${this.format.integers}.shl`);
  }

  shiftRight(a: Term, bits: number): Term {
    return this.push(a, () => this.code.i32(bits), `${this.format.integers}.shr_u`);
  }

  /** Computes a term now and gives the way to push it again. */
  keep(term: Term): Term {
    const local = this.code.local("v128");
    this.set(local, term);
    return this.get(local);
  }

  set(local: Local, term: Term): void {
    term();
    this.code.set(local);
  }

  /** Does what only a few arguments need, when a lane of the mask has ones. Other lanes must come out unchanged. */
  whenAny(mask: Term, body: () => void): void {
    mask();
    this.code.op("v128.any_true").if(body);
  }

  /** The sign bit of a, else zeros. */
  sign(a: Term): Term {
    return this.and(a, this.number(-0));
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

  /** 2ⁿ for integers n that leave it a normal number, by writing the exponent bits. */
  powerOfTwo(n: Term): Term {
    const { bias, fractionBits, magic } = this.format;
    return this.shiftLeft(this.add(n, this.number(magic + bias)), fractionBits);
  }

  /** x·2ⁿ with one rounding, n to twice the range of exponents: in two steps, for subnormal results and overflow. */
  scale(x: Term, n: Term): Term {
    const half = this.keep(this.nearest(this.mul(n, this.number(0.5))));
    const rest = this.keep(this.sub(n, half));
    return this.mul(this.mul(x, this.powerOfTwo(half)), this.powerOfTwo(rest));
  }

  private constant(lane: readonly number[]): Term {
    const reference = this.module.constant(Array.from({ length: 16 }, (_, i) => lane[i % lane.length]));
    return () => void this.code.constant(reference);
  }

  /** Operands, then what is done with them. */
  private push(...steps: readonly (Term | Opcode)[]): Term {
    return () => {
      for (const step of steps) {
        if (typeof step === "string") this.code.op(step);
        else step();
      }
    };
  }
}
