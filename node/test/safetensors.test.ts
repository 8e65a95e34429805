import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NamedTensor, readSafetensors, writeSafetensors } from "../src/safetensors.ts";

const tensor = fc.record({
  shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
  double: fc.boolean(),
  seed: fc.infiniteStream(fc.double({ noNaN: false })),
});

describe("safetensors", () => {
  it("gives back the names, shapes and bits it was given", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 5 }),
        fc.infiniteStream(tensor),
        (names, stream) => {
          const tensors = names
            .filter((name) => name !== "__metadata__" && name !== "__proto__")
            .map((name) => {
              const { shape, double, seed } = stream.next().value;
              const length = shape.reduce((product: number, size: number) => product * size, 1);
              const numbers = Array.from({ length }, () => seed.next().value);
              return { name, shape, data: double ? Float64Array.from(numbers) : Float32Array.from(numbers) };
            });
          // JSON.parse puts names that look like numbers first, so empty tensors may come in another order.
          const byName = (list: readonly NamedTensor[]) => new Map(list.map((each) => [each.name, each]));
          expect(byName(readSafetensors(writeSafetensors(tensors, { format: "nabla" }), "file"))).toEqual(
            byName(tensors),
          );
        },
      ),
    );
  });

  it("writes the published layout, byte for byte", () => {
    const bytes = writeSafetensors([{ name: "w", shape: [2], data: Float32Array.of(1, -2) }]);
    const header = '{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}';
    const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
    const expected = [padded.length, 0, 0, 0, 0, 0, 0, 0, ...new TextEncoder().encode(padded)];
    expect([...bytes]).toEqual([...expected, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
  });

  it("refuses every file that was cut", () => {
    const whole = writeSafetensors([
      { name: "weights", shape: [3], data: Float64Array.of(1, 2, 3) },
      { name: "bias", shape: [], data: Float32Array.of(4) },
    ]);
    for (let length = 0; length < whole.length; length++) {
      expect(() => readSafetensors(whole.subarray(0, length), "cut")).toThrowError(
        expect.objectContaining({ code: "file-damaged" }),
      );
    }
  });

  it.each([
    ["another dtype", { w: { dtype: "F16", shape: [2], data_offsets: [0, 4] } }],
    ["a gap", { w: { dtype: "F32", shape: [1], data_offsets: [4, 8] } }],
    ["a wrong size", { w: { dtype: "F32", shape: [3], data_offsets: [0, 8] } }],
    ["negative offsets", { w: { dtype: "F32", shape: [1], data_offsets: [-4, 0] } }],
    ["no shape", { w: { dtype: "F32", data_offsets: [0, 8] } }],
    ["no object", { w: 3 }],
    ["trailing bytes", { w: { dtype: "F32", shape: [1], data_offsets: [0, 4] } }],
  ])("refuses a header with %s", (_, header) => {
    const text = new TextEncoder().encode(JSON.stringify(header));
    const bytes = new Uint8Array(8 + text.length + 8);
    bytes[0] = text.length;
    bytes.set(text, 8);
    expect(() => readSafetensors(bytes, "file")).toThrowError(expect.objectContaining({ code: "file-damaged" }));
  });
});
