import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ValueType } from "../../../src/backends/wasm/encoder/code.ts";
import { type Opcode, scalarOpcodes } from "../../../src/backends/wasm/encoder/opcodes.ts";
import { single } from "./build.ts";

type Binary<Value> = (a: Value, b: Value) => Value | number;
type Unary<Value> = (a: Value) => Value | number;

const bit = (truth: boolean): number => (truth ? 1 : 0);
const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);
const nearestEven = (x: number): number => {
  const low = Math.floor(x);
  const rest = x - low;
  const rounded = rest < 0.5 || (rest === 0.5 && low % 2 === 0) ? low : low + 1;
  return rounded === 0 && (x < 0 || Object.is(x, -0)) ? -0 : rounded;
};
const copysign = (a: number, b: number): number => (b < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a));
const ones = (value: bigint, width: number): number =>
  [...BigInt.asUintN(width, value).toString(2)].filter((digit) => digit === "1").length;
const leading = (value: bigint, width: number): number =>
  value === 0n ? width : width - BigInt.asUintN(width, value).toString(2).length;
const trailing = (value: bigint, width: number): number =>
  value === 0n ? width : (/0*$/.exec(BigInt.asUintN(width, value).toString(2))?.[0].length ?? 0);

/** Integer instructions over integers of any size: meaning first, cut to the width afterwards. */
function integerMeanings(width: number): {
  binary: Record<string, Binary<bigint>>;
  unary: Record<string, Unary<bigint>>;
} {
  const u = (value: bigint) => BigInt.asUintN(width, value);
  const by = (b: bigint) => u(b) % BigInt(width);
  const turned = (a: bigint, left: bigint) => (u(a) << left) | (u(a) >> (BigInt(width) - left));
  return {
    binary: {
      eq: (a, b) => bit(a === b),
      ne: (a, b) => bit(a !== b),
      lt_s: (a, b) => bit(a < b),
      lt_u: (a, b) => bit(u(a) < u(b)),
      gt_s: (a, b) => bit(a > b),
      gt_u: (a, b) => bit(u(a) > u(b)),
      le_s: (a, b) => bit(a <= b),
      le_u: (a, b) => bit(u(a) <= u(b)),
      ge_s: (a, b) => bit(a >= b),
      ge_u: (a, b) => bit(u(a) >= u(b)),
      add: (a, b) => a + b,
      sub: (a, b) => a - b,
      mul: (a, b) => a * b,
      div_s: (a, b) => a / (b || 1n),
      div_u: (a, b) => u(a) / (u(b) || 1n),
      rem_s: (a, b) => a % (b || 1n),
      rem_u: (a, b) => u(a) % (u(b) || 1n),
      and: (a, b) => a & b,
      or: (a, b) => a | b,
      xor: (a, b) => a ^ b,
      shl: (a, b) => a << by(b),
      shr_s: (a, b) => a >> by(b),
      shr_u: (a, b) => u(a) >> by(b),
      rotl: (a, b) => turned(a, by(b)),
      rotr: (a, b) => turned(a, (BigInt(width) - by(b)) % BigInt(width)),
    },
    unary: {
      eqz: (a) => bit(a === 0n),
      clz: (a) => leading(a, width),
      ctz: (a) => trailing(a, width),
      popcnt: (a) => ones(a, width),
    },
  };
}

/** Float instructions over float64; the float32 ones round once more, which is exact for each of them. */
const floatMeanings: { binary: Record<string, Binary<number>>; unary: Record<string, Unary<number>> } = {
  binary: {
    eq: (a, b) => bit(a === b),
    ne: (a, b) => bit(a !== b),
    lt: (a, b) => bit(a < b),
    gt: (a, b) => bit(a > b),
    le: (a, b) => bit(a <= b),
    ge: (a, b) => bit(a >= b),
    add: (a, b) => a + b,
    sub: (a, b) => a - b,
    mul: (a, b) => a * b,
    div: (a, b) => a / b,
    min: Math.min,
    max: Math.max,
    copysign,
  },
  unary: {
    abs: Math.abs,
    neg: (a) => -a,
    ceil: Math.ceil,
    floor: Math.floor,
    trunc: Math.trunc,
    nearest: nearestEven,
    sqrt: Math.sqrt,
  },
};

const comparisons = new Set(["eq", "ne", "lt", "gt", "le", "ge", "eqz"]);
const result = (type: ValueType, name: string): ValueType => (comparisons.has(name.split("_")[0]) ? "i32" : type);

describe.each([
  ["i32", 32],
  ["i64", 64],
] as const)("%s", (type, width) => {
  const { binary, unary } = integerMeanings(width);
  const edge = 2n ** BigInt(width - 1);
  const integers = fc.oneof(
    fc.bigInt({ min: -40n, max: 40n }),
    fc.bigInt({ min: -edge, max: edge - 1n }),
    fc.constantFrom(-edge, edge - 1n),
  );
  const given = (value: bigint) => (width === 32 ? Number(value) : value);
  const read = (value: number | bigint | undefined) => BigInt.asIntN(width, BigInt(value ?? 0));

  it.each(Object.entries(binary))("%s", (name, meaning) => {
    const run = single([type, type], [result(type, name)], (code) => {
      code
        .get(code.parameter(0))
        .get(code.parameter(1))
        .op(`${type}.${name}` as Opcode);
    });
    const divides = name.startsWith("div") || name.startsWith("rem");
    fc.assert(
      fc.property(integers, integers, (a, b) => {
        fc.pre(!divides || (b !== 0n && !(a === -edge && b === -1n)));
        expect(read(run(given(a), given(b)))).toBe(BigInt.asIntN(width, BigInt(meaning(a, b))));
      }),
    );
  });

  it.each(Object.entries(unary))("%s", (name, meaning) => {
    const run = single([type], [result(type, name)], (code) => {
      code.get(code.parameter(0)).op(`${type}.${name}` as Opcode);
    });
    fc.assert(
      fc.property(integers, (a) => {
        expect(read(run(given(a)))).toBe(BigInt(meaning(a)));
      }),
    );
  });
});

describe.each([
  ["f32", Math.fround],
  ["f64", (x: number) => x],
] as const)("%s", (type, round) => {
  const floats = fc
    .oneof(
      fc.double(),
      fc.double({ min: -10, max: 10 }),
      fc.integer({ min: -9, max: 9 }).map((n) => n / 2),
    )
    .map(round);

  it.each(Object.entries(floatMeanings.binary))("%s", (name, meaning) => {
    const run = single([type, type], [result(type, name)], (code) => {
      code
        .get(code.parameter(0))
        .get(code.parameter(1))
        .op(`${type}.${name}` as Opcode);
    });
    fc.assert(
      fc.property(floats, floats, (a, b) => {
        expect(run(a, b)).toBe(round(Number(meaning(a, b))));
      }),
    );
  });

  it.each(Object.entries(floatMeanings.unary))("%s", (name, meaning) => {
    const run = single([type], [type], (code) => {
      code.get(code.parameter(0)).op(`${type}.${name}` as Opcode);
    });
    fc.assert(
      fc.property(floats, (a) => {
        expect(run(a)).toBe(round(Number(meaning(a))));
      }),
    );
  });
});

describe("conversions", () => {
  const buffer = new DataView(new ArrayBuffer(8));
  const [small, large] = [2 ** 31, 2 ** 63];
  /** Name, parameter, result, given, expected. */
  const cases: readonly (readonly [Opcode, ValueType, ValueType, number | bigint, number | bigint])[] = [
    ["i32.wrap_i64", "i64", "i32", 0x1_8000_0001n, -(small - 1)],
    ["i32.trunc_f32_s", "f32", "i32", -7.75, -7],
    ["i32.trunc_f32_u", "f32", "i32", small, -small],
    ["i32.trunc_f64_s", "f64", "i32", -7.75, -7],
    ["i32.trunc_f64_u", "f64", "i32", 4_294_967_295.5, -1],
    ["i64.extend_i32_s", "i32", "i64", -5, -5n],
    ["i64.extend_i32_u", "i32", "i64", -5, 2n ** 32n - 5n],
    ["i64.trunc_f32_s", "f32", "i64", -(2 ** 40), -(2n ** 40n)],
    ["i64.trunc_f32_u", "f32", "i64", large, wrap(2n ** 63n)],
    ["i64.trunc_f64_s", "f64", "i64", -(2 ** 52) - 0.5, -(2n ** 52n)],
    ["i64.trunc_f64_u", "f64", "i64", large + 2048, wrap(2n ** 63n + 2048n)],
    ["f32.convert_i32_s", "i32", "f32", -16_777_217, -16_777_216],
    ["f32.convert_i32_u", "i32", "f32", -1, 2 ** 32],
    ["f32.convert_i64_s", "i64", "f32", -1n, -1],
    ["f32.convert_i64_u", "i64", "f32", -1n, 2 ** 64],
    ["f32.demote_f64", "f64", "f32", 0.1, Math.fround(0.1)],
    ["f64.convert_i32_s", "i32", "f64", -1, -1],
    ["f64.convert_i32_u", "i32", "f64", -1, 2 ** 32 - 1],
    ["f64.convert_i64_s", "i64", "f64", -(2n ** 53n) - 1n, -(2 ** 53)],
    ["f64.convert_i64_u", "i64", "f64", -1n, 2 ** 64],
    ["f64.promote_f32", "f32", "f64", Math.fround(0.1), Math.fround(0.1)],
    ["i32.reinterpret_f32", "f32", "i32", -1.5, bitsOf32(-1.5)],
    ["i64.reinterpret_f64", "f64", "i64", -1.5, bitsOf64(-1.5)],
    ["f32.reinterpret_i32", "i32", "f32", bitsOf32(2.75), 2.75],
    ["f64.reinterpret_i64", "i64", "f64", bitsOf64(2.75), 2.75],
  ];

  function bitsOf32(value: number): number {
    buffer.setFloat32(0, value);
    return buffer.getInt32(0);
  }
  function bitsOf64(value: number): bigint {
    buffer.setFloat64(0, value);
    return buffer.getBigInt64(0);
  }

  it.each(cases)("%s", (name, from, to, given, expected) => {
    const run = single([from], [to], (code) => {
      code.get(code.parameter(0)).op(name);
    });
    expect(run(given)).toBe(expected);
  });

  it("every scalar instruction of the table is tested here", () => {
    const families = (type: string, { binary, unary }: { binary: object; unary: object }) =>
      [...Object.keys(binary), ...Object.keys(unary)].map((name) => `${type}.${name}`);
    const tested = [
      ...families("i32", integerMeanings(32)),
      ...families("i64", integerMeanings(64)),
      ...families("f32", floatMeanings),
      ...families("f64", floatMeanings),
      ...cases.map(([name]) => name),
    ];
    expect(tested.sort()).toEqual(Object.keys(scalarOpcodes).sort());
  });
});

describe("constants", () => {
  it("are pushed as they are", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        fc.double(),
        (small, large, x) => {
          expect(single([], ["i32"], (code) => code.i32(small))()).toBe(small);
          expect(single([], ["i64"], (code) => code.i64(large))()).toBe(large);
          expect(single([], ["f64"], (code) => code.f64(x))()).toBe(x);
          expect(single([], ["f32"], (code) => code.f32(x))()).toBe(Math.fround(x));
        },
      ),
      { numRuns: 50 },
    );
    expect(single([], ["i64"], (code) => code.i64(2n ** 64n - 1n))()).toBe(-1n);
  });

  it("an unknown instruction is refused", () => {
    expect(() => single([], [], (code) => code.op("i32.invented" as Opcode))).toThrow(RangeError);
  });
});
