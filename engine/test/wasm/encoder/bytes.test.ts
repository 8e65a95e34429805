import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { float32, float64, name, signed, unsigned, vector } from "../../../src/backends/wasm/encoder/bytes.ts";

/** LEB128 read back by its definition: seven bits a byte, lowest first, the eighth says that more follow. */
function decode(bytes: readonly number[]): { value: bigint; bits: number } {
  let value = 0n;
  bytes.forEach((byte, i) => {
    expect(byte >= 128).toBe(i < bytes.length - 1);
    value |= BigInt(byte & 127) << BigInt(7 * i);
  });
  return { value, bits: 7 * bytes.length };
}

describe("LEB128", () => {
  it("unsigned: reads back, in the fewest bytes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(300), fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.maxSafeNat()), (value) => {
        const bytes = unsigned(value);
        expect(decode(bytes).value).toBe(BigInt(value));
        expect(bytes.length).toBe(Math.max(1, Math.ceil(value.toString(2).length / 7)));
      }),
    );
  });

  it("signed: reads back with the sign, in the fewest bytes", () => {
    const values = fc.oneof(
      fc.bigInt({ min: -300n, max: 300n }),
      fc.bigInt({ min: -(2n ** 31n), max: 2n ** 31n - 1n }),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    );
    fc.assert(
      fc.property(values, (value) => {
        const bytes = signed(value);
        const read = decode(bytes);
        expect(BigInt.asIntN(read.bits, read.value)).toBe(value);
        if (bytes.length > 1) expect(BigInt.asIntN(read.bits - 7, value)).not.toBe(value);
      }),
    );
  });

  it("agrees with the examples of the DWARF standard (version 5, §7.6)", () => {
    expect([2, 127, 128, 129, 12857].map(unsigned)).toEqual([[2], [127], [128, 1], [129, 1], [0xb9, 0x64]]);
    expect([2n, -2n, 127n, -127n, 128n, -128n, 129n, -129n].map(signed)).toEqual([
      [2],
      [0x7e],
      [0xff, 0],
      [0x81, 0x7f],
      [0x80, 1],
      [0x80, 0x7f],
      [0x81, 1],
      [0xff, 0x7e],
    ]);
  });
});

describe("floats, names, vectors", () => {
  it("floats are little-endian IEEE 754, −0 and NaN included", () => {
    fc.assert(
      fc.property(fc.double(), fc.float(), (wide, narrow) => {
        const read = (bytes: readonly number[]) => new DataView(Uint8Array.from(bytes).buffer);
        expect(read(float64(wide)).getFloat64(0, true)).toBe(wide);
        expect(read(float32(narrow)).getFloat32(0, true)).toBe(narrow);
      }),
    );
    expect(float64(1)).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
    expect(float32(-0)).toEqual([0, 0, 0, 0x80]);
  });

  it("a name counts bytes, not characters", () => {
    expect(name("aé∇")).toEqual([6, 0x61, 0xc3, 0xa9, 0xe2, 0x88, 0x87]);
  });

  it("a vector counts items, not bytes", () => {
    expect(vector([])).toEqual([0]);
    expect(vector([[7, 8], [9]])).toEqual([2, 7, 8, 9]);
  });
});
