import { describe, expect, it } from "vitest";
import type { Code } from "../../../src/backends/wasm/encoder/code.ts";
import { type Opcode, vectorOpcodes } from "../../../src/backends/wasm/encoder/opcodes.ts";
import { onMemory, single } from "./build.ts";

type Shape = "i8x16" | "i16x8" | "i32x4" | "i64x2" | "f32x4" | "f64x2";

const views = {
  i8x16: Int8Array,
  i16x8: Int16Array,
  i32x4: Int32Array,
  i64x2: BigInt64Array,
  f32x4: Float32Array,
  f64x2: Float64Array,
};

const bytesOf = (shape: Shape, lanes: readonly (number | bigint)[]): number[] => {
  const view =
    shape === "i64x2" ? BigInt64Array.from(lanes.map(BigInt)) : views[shape].from(lanes.map(Number) as never);
  return [...new Uint8Array(view.buffer)];
};

/** The lanes of the one vector the code pushes. */
function lanesOf(shape: Shape, body: (code: Code) => void): (number | bigint)[] {
  const memory = onMemory([], (code) => {
    code.i32(0);
    body(code);
    code.store("v128.store");
  });
  return [...new views[shape](memory.buffer.slice(0, 16))];
}

const nan = Number.NaN;
const i32a = [7, -3, 2_147_483_647, -5];
const i32b = [7, 4, 2, -5];
const i64a = [5_000_000_000n, -7n];
const i64b = [-3n, -7n];
const f32a = [1.5, -2.5, nan, 0.25];
const f32b = [1.5, 4, 1, -0.25];
const f64a = [2.5, -3.5];
const f64b = [-3.5, -3.5];
const all = -1;

/** Instruction, shape of the result, its lanes; operands are those of the shape of the operation. */
const binary: Partial<Record<Opcode, readonly (number | bigint)[]>> = {
  "i32x4.eq": [all, 0, 0, all],
  "i32x4.ne": [0, all, all, 0],
  "i32x4.lt_s": [0, all, 0, 0],
  "i32x4.lt_u": [0, 0, 0, 0],
  "i32x4.gt_s": [0, 0, all, 0],
  "i32x4.gt_u": [0, all, all, 0],
  "i32x4.le_s": [all, all, 0, all],
  "i32x4.le_u": [all, 0, 0, all],
  "i32x4.ge_s": [all, 0, all, all],
  "i32x4.ge_u": [all, all, all, all],
  "i32x4.add": [14, 1, -2_147_483_647, -10],
  "i32x4.sub": [0, -7, 2_147_483_645, 0],
  "i32x4.mul": [49, -12, -2, 25],
  "i32x4.min_s": [7, -3, 2, -5],
  "i32x4.min_u": [7, 4, 2, -5],
  "i32x4.max_s": [7, 4, 2_147_483_647, -5],
  "i32x4.max_u": [7, -3, 2_147_483_647, -5],
  "i64x2.add": [4_999_999_997n, -14n],
  "i64x2.sub": [5_000_000_003n, 0n],
  "i64x2.mul": [-15_000_000_000n, 49n],
  "i64x2.eq": [0n, -1n],
  "i64x2.ne": [-1n, 0n],
  "i64x2.lt_s": [0n, 0n],
  "i64x2.gt_s": [-1n, 0n],
  "i64x2.le_s": [0n, -1n],
  "i64x2.ge_s": [-1n, -1n],
  "f32x4.add": [3, 1.5, nan, 0],
  "f32x4.sub": [0, -6.5, nan, 0.5],
  "f32x4.mul": [2.25, -10, nan, -0.0625],
  "f32x4.div": [1, -0.625, nan, -1],
  "f32x4.min": [1.5, -2.5, nan, -0.25],
  "f32x4.max": [1.5, 4, nan, 0.25],
  // b < a ? b : a and a < b ? b : a
  "f32x4.pmin": [1.5, -2.5, nan, -0.25],
  "f32x4.pmax": [1.5, 4, nan, 0.25],
  "f64x2.add": [-1, -7],
  "f64x2.sub": [6, 0],
  "f64x2.mul": [-8.75, 12.25],
  "f64x2.div": [2.5 / -3.5, 1],
  "f64x2.min": [-3.5, -3.5],
  "f64x2.max": [2.5, -3.5],
  "f64x2.pmin": [-3.5, -3.5],
  "f64x2.pmax": [2.5, -3.5],
};

/** Instruction, operands, shape and lanes of the result. */
type Case = readonly [Opcode, readonly (readonly number[])[], Shape, readonly (number | bigint)[]];
const i32 = (...lanes: number[]) => bytesOf("i32x4", lanes);
const i64 = (...lanes: bigint[]) => bytesOf("i64x2", lanes);
const f32 = (...lanes: number[]) => bytesOf("f32x4", lanes);
const f64 = (...lanes: number[]) => bytesOf("f64x2", lanes);
const halves = f32(-1.5, 1.5, 2.5, -0.25);
const cases: readonly Case[] = [
  ["f32x4.eq", [f32(...f32a), f32(...f32b)], "i32x4", [all, 0, 0, 0]],
  ["f32x4.ne", [f32(...f32a), f32(...f32b)], "i32x4", [0, all, all, all]],
  ["f32x4.lt", [f32(...f32a), f32(...f32b)], "i32x4", [0, all, 0, 0]],
  ["f32x4.gt", [f32(...f32a), f32(...f32b)], "i32x4", [0, 0, 0, all]],
  ["f32x4.le", [f32(...f32a), f32(...f32b)], "i32x4", [all, all, 0, 0]],
  ["f32x4.ge", [f32(...f32a), f32(...f32b)], "i32x4", [all, 0, 0, all]],
  ["f64x2.eq", [f64(...f64a), f64(...f64b)], "i64x2", [0n, -1n]],
  ["f64x2.ne", [f64(...f64a), f64(...f64b)], "i64x2", [-1n, 0n]],
  ["f64x2.lt", [f64(nan, -4), f64(1, -3.5)], "i64x2", [0n, -1n]],
  ["f64x2.gt", [f64(...f64a), f64(...f64b)], "i64x2", [-1n, 0n]],
  ["f64x2.le", [f64(...f64a), f64(...f64b)], "i64x2", [0n, -1n]],
  ["f64x2.ge", [f64(nan, -3.5), f64(...f64b)], "i64x2", [0n, -1n]],
  ["v128.not", [i32(0, -1, 5, -6)], "i32x4", [-1, 0, -6, 5]],
  ["v128.and", [i32(12, -1, 0, 6), i32(10, 9, -1, 3)], "i32x4", [8, 9, 0, 2]],
  ["v128.andnot", [i32(12, -1, 0, 6), i32(10, 9, -1, 3)], "i32x4", [4, -10, 0, 4]],
  ["v128.or", [i32(12, -1, 0, 6), i32(10, 9, -1, 3)], "i32x4", [14, -1, -1, 7]],
  ["v128.xor", [i32(12, -1, 0, 6), i32(10, 9, -1, 3)], "i32x4", [6, -10, -1, 5]],
  ["v128.bitselect", [i32(1, 2, 3, 4), i32(5, 6, 7, 8), i32(-1, 0, -1, 1)], "i32x4", [1, 6, 3, 8]],
  ["i8x16.swizzle", [i32(0x03020100, 0, 0, 0), i32(0x00010203, -1, -1, -1)], "i32x4", [0x00010203, 0, 0, 0]],
  ["f32x4.demote_f64x2_zero", [f64(0.1, -2)], "f32x4", [Math.fround(0.1), -2, 0, 0]],
  ["f64x2.promote_low_f32x4", [f32(0.5, -3, 9, 9)], "f64x2", [0.5, -3]],
  ["f32x4.ceil", [halves], "f32x4", [-1, 2, 3, -0]],
  ["f32x4.floor", [halves], "f32x4", [-2, 1, 2, -1]],
  ["f32x4.trunc", [halves], "f32x4", [-1, 1, 2, -0]],
  ["f32x4.nearest", [halves], "f32x4", [-2, 2, 2, -0]],
  ["f64x2.ceil", [f64(-1.5, 2.5)], "f64x2", [-1, 3]],
  ["f64x2.floor", [f64(-1.5, 2.5)], "f64x2", [-2, 2]],
  ["f64x2.trunc", [f64(-1.5, 2.5)], "f64x2", [-1, 2]],
  ["f64x2.nearest", [f64(-1.5, 2.5)], "f64x2", [-2, 2]],
  ["i32x4.abs", [i32(...i32a)], "i32x4", [7, 3, 2_147_483_647, 5]],
  ["i32x4.neg", [i32(...i32a)], "i32x4", [-7, 3, -2_147_483_647, 5]],
  ["i64x2.abs", [i64(...i64a)], "i64x2", [5_000_000_000n, 7n]],
  ["i64x2.neg", [i64(...i64a)], "i64x2", [-5_000_000_000n, 7n]],
  ["i64x2.extend_low_i32x4_s", [i32(-1, 2, 3, -4)], "i64x2", [-1n, 2n]],
  ["i64x2.extend_high_i32x4_s", [i32(-1, 2, 3, -4)], "i64x2", [3n, -4n]],
  ["i64x2.extend_low_i32x4_u", [i32(-1, 2, 3, -4)], "i64x2", [2n ** 32n - 1n, 2n]],
  ["i64x2.extend_high_i32x4_u", [i32(-1, 2, 3, -4)], "i64x2", [3n, 2n ** 32n - 4n]],
  ["i64x2.extmul_low_i32x4_s", [i32(-1, 2, 3, -4), i32(5, 6, 7, 8)], "i64x2", [-5n, 12n]],
  ["i64x2.extmul_high_i32x4_s", [i32(-1, 2, 3, -4), i32(5, 6, 7, 8)], "i64x2", [21n, -32n]],
  ["i64x2.extmul_low_i32x4_u", [i32(-1, 2, 3, -4), i32(5, 6, 7, 8)], "i64x2", [5n * (2n ** 32n - 1n), 12n]],
  ["i64x2.extmul_high_i32x4_u", [i32(-1, 2, 3, -4), i32(5, 6, 7, 8)], "i64x2", [21n, 8n * (2n ** 32n - 4n)]],
  ["f32x4.abs", [halves], "f32x4", [1.5, 1.5, 2.5, 0.25]],
  ["f32x4.neg", [halves], "f32x4", [1.5, -1.5, -2.5, 0.25]],
  ["f32x4.sqrt", [f32(4, 2, 0.25, -1)], "f32x4", [2, Math.fround(Math.SQRT2), 0.5, nan]],
  ["f64x2.abs", [f64(-1.5, 2)], "f64x2", [1.5, 2]],
  ["f64x2.neg", [f64(-1.5, 0)], "f64x2", [1.5, -0]],
  ["f64x2.sqrt", [f64(2, 0.25)], "f64x2", [Math.SQRT2, 0.5]],
  ["i32x4.trunc_sat_f32x4_s", [f32(-1.9, 3e9, nan, -3e9)], "i32x4", [-1, 2_147_483_647, 0, -2_147_483_648]],
  ["i32x4.trunc_sat_f32x4_u", [f32(-1.9, 3e9, nan, 1e10)], "i32x4", [0, 3_000_000_000 | 0, 0, -1]],
  ["f32x4.convert_i32x4_s", [i32(-1, 2, 3, 4)], "f32x4", [-1, 2, 3, 4]],
  ["f32x4.convert_i32x4_u", [i32(-1, 2, 3, 4)], "f32x4", [2 ** 32, 2, 3, 4]],
  ["i32x4.trunc_sat_f64x2_s_zero", [f64(-1.9, 3e9)], "i32x4", [-1, 2_147_483_647, 0, 0]],
  ["i32x4.trunc_sat_f64x2_u_zero", [f64(-1.9, 3e9)], "i32x4", [0, 3_000_000_000 | 0, 0, 0]],
  ["f64x2.convert_low_i32x4_s", [i32(-1, 2, 3, 4)], "f64x2", [-1, 2]],
  ["f64x2.convert_low_i32x4_u", [i32(-1, 2, 3, 4)], "f64x2", [2 ** 32 - 1, 2]],
];

/** Instruction, vector, bits, shape, lanes. */
const shifts = [
  ["i32x4.shl", i32(1, -1, 3, 1 << 30), 2, "i32x4", [4, -4, 12, 0]],
  ["i32x4.shr_s", i32(-8, 8, -1, 7), 2, "i32x4", [-2, 2, -1, 1]],
  ["i32x4.shr_u", i32(-8, 8, -1, 7), 28, "i32x4", [15, 0, 15, 0]],
  ["i64x2.shl", i64(3n, -1n), 40, "i64x2", [3n * 2n ** 40n, -(2n ** 40n)]],
  ["i64x2.shr_s", i64(-(2n ** 40n), 2n ** 40n), 39, "i64x2", [-2n, 2n]],
  ["i64x2.shr_u", i64(-1n, 2n ** 40n), 60, "i64x2", [15n, 0n]],
] as const;

/** Instruction, vector, number. */
const tests = [
  ["v128.any_true", i32(0, 0, 0, 0), 0],
  ["v128.any_true", i32(0, 0, 8, 0), 1],
  ["i32x4.all_true", i32(1, 2, 3, 0), 0],
  ["i32x4.all_true", i32(1, 2, 3, 4), 1],
  ["i32x4.bitmask", i32(-1, 1, -5, 0), 0b0101],
  ["i64x2.all_true", i64(1n, 0n), 0],
  ["i64x2.all_true", i64(1n, -1n), 1],
  ["i64x2.bitmask", i64(1n, -1n), 0b10],
] as const;

const splats = [
  ["i8x16.splat", "i8x16", (code: Code) => code.i32(-3), -3],
  ["i16x8.splat", "i16x8", (code: Code) => code.i32(-300), -300],
  ["i32x4.splat", "i32x4", (code: Code) => code.i32(-70_000), -70_000],
  ["i64x2.splat", "i64x2", (code: Code) => code.i64(-5_000_000_000n), -5_000_000_000n],
  ["f32x4.splat", "f32x4", (code: Code) => code.f32(0.1), Math.fround(0.1)],
  ["f64x2.splat", "f64x2", (code: Code) => code.f64(0.1), 0.1],
] as const;

describe("vector instructions", () => {
  const operands: Record<string, readonly [readonly number[], readonly number[]]> = {
    i32x4: [i32(...i32a), i32(...i32b)],
    i64x2: [i64(...i64a), i64(...i64b)],
    f32x4: [f32(...f32a), f32(...f32b)],
    f64x2: [f64(...f64a), f64(...f64b)],
  };

  it.each(Object.entries(binary))("%s of two vectors", (name, expected) => {
    const shape = name.slice(0, 5) as Shape;
    const [a, b] = operands[shape];
    expect(
      lanesOf(shape, (code) =>
        code
          .v128(a)
          .v128(b)
          .op(name as Opcode),
      ),
    ).toEqual(expected);
  });

  it.each(cases)("%s", (name, given, shape, expected) => {
    const body = (code: Code) => {
      for (const operand of given) code.v128(operand);
      code.op(name);
    };
    expect(lanesOf(shape, body)).toEqual(expected);
  });

  it.each(shifts)("%s", (name, given, bits, shape, expected) => {
    expect(lanesOf(shape, (code) => code.v128(given).i32(bits).op(name))).toEqual(expected);
  });

  it.each(tests)("%s", (name, given, expected) => {
    expect(single([], ["i32"], (code) => code.v128(given).op(name))()).toBe(expected);
  });

  it.each(splats)("%s", (name, shape, push, expected) => {
    expect(new Set(lanesOf(shape, (code) => push(code).op(name)))).toEqual(new Set([expected]));
  });

  it("every vector instruction of the table is tested here", () => {
    const tested = new Set([...Object.keys(binary), ...[cases, shifts, tests, splats].flat().map(([name]) => name)]);
    expect([...tested].sort()).toEqual(Object.keys(vectorOpcodes).sort());
  });
});

describe("lanes", () => {
  it("constants fill every lane", () => {
    expect(lanesOf("f32x4", (code) => code.f32x4(0.1))).toEqual(Array(4).fill(Math.fround(0.1)));
    expect(lanesOf("f64x2", (code) => code.f64x2(0.1))).toEqual([0.1, 0.1]);
    expect(lanesOf("i32x4", (code) => code.i32x4(-9))).toEqual([-9, -9, -9, -9]);
    expect(lanesOf("i64x2", (code) => code.i64x2(-9n))).toEqual([-9n, -9n]);
  });

  it("are taken out and put in one by one", () => {
    for (const lane of [0, 1, 2, 3]) {
      const put = (lanes: number[]) => lanes.map((value, i) => (i === lane ? 9 : value));
      const whole = i32(10, 20, 30, 40);
      const narrow = f32(0.5, 1.5, 2.5, 3.5);
      const take = (body: (code: Code) => void, type: "i32" | "f32") => single([], [type], body)();
      expect(take((code) => code.v128(whole).extractLane("i32x4.extract_lane", lane), "i32")).toBe(10 * (lane + 1));
      expect(take((code) => code.v128(narrow).extractLane("f32x4.extract_lane", lane), "f32")).toBe(lane + 0.5);
      expect(lanesOf("i32x4", (code) => code.v128(whole).i32(9).replaceLane("i32x4.replace_lane", lane))).toEqual(
        put([10, 20, 30, 40]),
      );
      expect(lanesOf("f32x4", (code) => code.v128(narrow).f32(9).replaceLane("f32x4.replace_lane", lane))).toEqual(
        put([0.5, 1.5, 2.5, 3.5]),
      );
    }
    const [large, wide] = [i64(5n, 2n ** 40n), f64(0.1, -7)];
    expect(single([], ["i64"], (code) => code.v128(large).extractLane("i64x2.extract_lane", 1))()).toBe(2n ** 40n);
    expect(single([], ["f64"], (code) => code.v128(wide).extractLane("f64x2.extract_lane", 1))()).toBe(-7);
    expect(lanesOf("i64x2", (code) => code.v128(large).i64(9n).replaceLane("i64x2.replace_lane", 0))).toEqual([
      9n,
      2n ** 40n,
    ]);
    expect(lanesOf("f64x2", (code) => code.v128(wide).f64(9).replaceLane("f64x2.replace_lane", 1))).toEqual([0.1, 9]);
  });

  it("shuffle picks bytes from both vectors", () => {
    const [first, second] = [Array.from({ length: 16 }, (_, i) => i), Array.from({ length: 16 }, (_, i) => 100 + i)];
    const order = [31, 0, 16, 15, 1, 17, 2, 18, 30, 14, 29, 13, 3, 19, 3, 19];
    const picked = order.map((i) => [...first, ...second][i]);
    expect(lanesOf("i8x16", (code) => code.v128(first).v128(second).shuffle(order))).toEqual(picked);
  });
});
