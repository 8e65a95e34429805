import { describe, expect, it } from "vitest";
import type { Code } from "../../../src/backends/wasm/encoder/code.ts";
import type { LoadOpcode, StoreOpcode } from "../../../src/backends/wasm/encoder/opcodes.ts";
import { onMemory } from "./build.ts";

/** Bytes 0x80, 0x81, …: every one negative when signed. */
const bytes = Array.from({ length: 64 }, (_, i) => 0x80 + i);
const source = new DataView(Uint8Array.from(bytes).buffer);
const target = 1024;

/** What the code stores at `target`. */
const stored = (body: (code: Code) => void, store: StoreOpcode) =>
  onMemory(bytes, (code) => {
    code.i32(target - 300);
    body(code);
    code.store(store, 300);
  });

describe("loads and stores", () => {
  const integers: readonly (readonly [LoadOpcode, number])[] = [
    ["i32.load", source.getInt32(5, true)],
    ["i32.load8_s", source.getInt8(5)],
    ["i32.load8_u", source.getUint8(5)],
    ["i32.load16_s", source.getInt16(5, true)],
    ["i32.load16_u", source.getUint16(5, true)],
  ];

  it.each(integers)("%s reads at address + offset, aligned or not", (name, expected) => {
    const memory = stored((code) => code.i32(3).load(name, 2), "i32.store");
    expect(memory.getInt32(target, true)).toBe(expected);
  });

  it("64-bit integers and floats", () => {
    const large = stored((code) => code.i32(3).load("i64.load", 2), "i64.store");
    expect(large.getBigInt64(target, true)).toBe(source.getBigInt64(5, true));
    const narrow = stored((code) => code.i32(3).load("f32.load", 2), "f32.store");
    expect(narrow.getFloat32(target, true)).toBe(source.getFloat32(5, true));
    const wide = stored((code) => code.i32(3).load("f64.load", 2), "f64.store");
    expect(wide.getFloat64(target, true)).toBe(source.getFloat64(5, true));
  });

  it("narrow stores write nothing else", () => {
    const one = stored((code) => code.i32(-2), "i32.store8");
    expect([0, 1].map((i) => one.getUint8(target + i))).toEqual([254, 0]);
    const two = stored((code) => code.i32(-2), "i32.store16");
    expect([0, 1, 2].map((i) => two.getUint8(target + i))).toEqual([254, 255, 0]);
  });
});

describe("vector loads and stores", () => {
  const at = (start: number, count: number) => bytes.slice(start, start + count);
  const zeros = (count: number) => Array<number>(count).fill(0);
  const read = (memory: DataView, count = 16) => Array.from({ length: count }, (_, i) => memory.getUint8(target + i));

  const loads: readonly (readonly [LoadOpcode, readonly number[]])[] = [
    ["v128.load", at(7, 16)],
    ["v128.load32_splat", [...at(7, 4), ...at(7, 4), ...at(7, 4), ...at(7, 4)]],
    ["v128.load64_splat", [...at(7, 8), ...at(7, 8)]],
    ["v128.load32_zero", [...at(7, 4), ...zeros(12)]],
    ["v128.load64_zero", [...at(7, 8), ...zeros(8)]],
  ];

  it.each(loads)("%s", (name, expected) => {
    expect(read(stored((code) => code.i32(3).load(name, 4), "v128.store"))).toEqual(expected);
  });

  it("loads into one lane keep the others", () => {
    const kept = zeros(16).map((_, i) => i);
    for (const lane of [0, 1, 2, 3]) {
      const memory = stored((code) => code.i32(3).v128(kept).loadLane("v128.load32_lane", lane, 4), "v128.store");
      expect(read(memory)).toEqual(kept.toSpliced(4 * lane, 4, ...at(7, 4)));
    }
    for (const lane of [0, 1]) {
      const memory = stored((code) => code.i32(3).v128(kept).loadLane("v128.load64_lane", lane, 4), "v128.store");
      expect(read(memory)).toEqual(kept.toSpliced(8 * lane, 8, ...at(7, 8)));
    }
  });

  it("stores of one lane write nothing else", () => {
    for (const lane of [0, 1, 2, 3]) {
      const memory = onMemory(bytes, (code) => {
        code
          .i32(target - 9)
          .i32(0)
          .load("v128.load")
          .storeLane("v128.store32_lane", lane, 9);
      });
      expect(read(memory)).toEqual([...at(4 * lane, 4), ...zeros(12)]);
    }
    for (const lane of [0, 1]) {
      const memory = onMemory(bytes, (code) => {
        code
          .i32(target - 9)
          .i32(0)
          .load("v128.load")
          .storeLane("v128.store64_lane", lane, 9);
      });
      expect(read(memory)).toEqual([...at(8 * lane, 8), ...zeros(8)]);
    }
  });
});

describe("bulk memory", () => {
  const read = (memory: DataView, start: number, count: number) =>
    Array.from({ length: count }, (_, i) => memory.getUint8(start + i));

  it("memory.copy moves overlapping bytes as if all were read first", () => {
    const memory = onMemory(bytes, (code) => code.i32(4).i32(0).i32(16).op("memory.copy"));
    expect(read(memory, 0, 24)).toEqual([...bytes.slice(0, 4), ...bytes.slice(0, 16), ...bytes.slice(20, 24)]);
  });

  it("memory.fill writes one byte over a range", () => {
    const memory = onMemory(bytes, (code) => code.i32(2).i32(0x1ab).i32(5).op("memory.fill"));
    expect(read(memory, 0, 9)).toEqual([0x80, 0x81, 0xab, 0xab, 0xab, 0xab, 0xab, 0x87, 0x88]);
  });
});
