import { square, type Tensor, tanh } from "nabla";
import { meanSquaredError } from "nabla/losses";
import { linear } from "nabla/models";
import { saga, sgd } from "nabla/optimizers";
import type { Schedule } from "nabla/schedules";
import { dataset, descend, epochs, untilGap } from "nabla/train";
import { describe, expect, it } from "vitest";
import { Heap, heap } from "../../src/backends/wasm/heap.ts";

const rows = 300;
const columns = 5;
const x = Float64Array.from({ length: rows * columns }, (_, i) => Math.fround(Math.sin(i)));
const y = Float64Array.from({ length: rows }, (_, i) => Math.fround(Math.cos(i)));
const fill = (arrays: { x: Float32Array | Float64Array; y: Float32Array | Float64Array }) => {
  arrays.x.set(x);
  arrays.y.set(y);
};

async function trained(data: Parameters<typeof descend>[0]["data"], more: object = {}): Promise<number[]> {
  const descent = descend({
    model: linear(),
    loss: meanSquaredError,
    optimizer: sgd({ learningRate: 0.05 }),
    data,
    batchSize: "full",
    stop: [epochs(3)],
    ...more,
  });
  await descent.run();
  return descent.namedParameters.flatMap(({ value }) => Array.from(value.data));
}

describe("dataset", () => {
  it.each(["float32", "float64"] as const)(
    "trains to the same bits as the caller's own arrays, in %s",
    async (dtype) => {
      const data = dataset({ rows, columns, dtype, fill });
      expect(await trained(data, { dtype })).toEqual(await trained({ x, y }, { dtype }));
    },
  );

  it("serves descents of the other dtype and on several threads by a copy", async () => {
    const data = dataset({ rows, columns, fill });
    expect(await trained(data, { dtype: "float64" })).toEqual(await trained({ x, y }, { dtype: "float64" }));
    expect(await trained(data, { threads: 2 })).toEqual(await trained({ x, y }));
    expect(await trained(dataset({ rows, columns, threads: 2, fill }), { threads: 2 })).toEqual(
      await trained({ x, y }),
    );
  });

  it("is read where it lies: a descent on it needs no room for the rows", () => {
    const many = 200_000;
    const data = dataset({ rows: many, columns: 8, fill: () => {} });
    const before = heap().used;
    const descent = descend({ model: linear(), loss: meanSquaredError, optimizer: sgd({ learningRate: 0.1 }), data });
    // An order of the rows, not the rows.
    expect(heap().used - before).toBeLessThan(data.x.data.byteLength / 3);
    descent.close();
    expect(heap().used).toBeLessThanOrEqual(before);
    // The rows outlive the descent: another one reads them.
    expect(data.x.data.length).toBe(many * 8);
  });

  it("holds what was written after the memory has grown", async () => {
    const data = dataset({ rows, columns, fill });
    heap().release(heap().allocate(heap().memory.buffer.byteLength + 1));
    expect(Array.from(data.x.data)).toEqual(Array.from(x));
    expect(await trained(data)).toEqual(await trained({ x, y }));
  });

  it.each([
    ["rows", { rows: 0, columns }],
    ["columns", { rows, columns: 1.5 }],
  ])("refuses %s that are no whole number ≥ 1", (name, sizes) => {
    expect(() => dataset({ ...sizes, fill })).toThrow(`dataset: ${name} is`);
  });

  it("refuses values that are not finite, by their place", () => {
    const data = dataset({ rows, columns, fill: (arrays) => arrays.x.fill(Number.NaN, 7, 8) });
    expect(() =>
      descend({ model: linear(), loss: meanSquaredError, optimizer: sgd({ learningRate: 1 }), data }),
    ).toThrow("x[1][2] is NaN");
  });
});

const nothing: Schedule = {
  info: { id: "nothing", name: { en: "nothing", zh: "无" }, formula: "", options: [] },
  hyper: {},
  value: (step) => step.mul(0).log().mul(-1),
};

describe("the memory of descents", () => {
  it("is as it was after a thousand were created, run and closed", async () => {
    const one = async () => {
      const descent = descend({
        model: linear(),
        loss: meanSquaredError,
        optimizer: sgd({ learningRate: 0.05 }),
        data: { x, y },
        stop: [epochs(1)],
      });
      await descent.run();
      descent.predict(x);
      descent.close();
    };
    await one();
    const before = { used: heap().used, size: heap().memory.buffer.byteLength };
    for (let i = 0; i < 1000; i++) await one();
    // Less, where a dataset of another test has been given back meanwhile.
    expect(heap().used).toBeLessThanOrEqual(before.used);
    expect(heap().memory.buffer.byteLength).toBe(before.size);
  });

  it.each<[string, Partial<Parameters<typeof descend>[0]>]>([
    ["batches too large for the optimizer", { optimizer: saga({ learningRate: 1 }), batchSize: 2 }],
    [
      "an order that is not the optimizer's",
      { optimizer: saga({ learningRate: 1 }), batchSize: 1, order: "importance" },
    ],
    ["a schedule without a value", { optimizer: sgd({ learningRate: nothing }) }],
    ["a goal without a bound", { stop: [untilGap(1e-6)], loss: (p: Tensor, t: Tensor) => square(tanh(p).sub(t)) }],
  ])("is as it was after a descent was refused for %s", (_, refused) => {
    const attempt = () =>
      descend({
        model: linear(),
        loss: meanSquaredError,
        optimizer: sgd({ learningRate: 1 }),
        data: { x, y },
        ...refused,
      });
    expect(attempt).toThrow();
    const before = heap().used;
    expect(attempt).toThrow();
    expect(heap().used).toBeLessThanOrEqual(before);
  });

  it("is given back when the data does not fit", () => {
    const place = new Heap();
    expect(() => place.allocate(2 ** 32)).toThrow("3.9 GiB");
    expect(place.allocate(64)).toBe(new Heap().allocate(64));
  });
});
