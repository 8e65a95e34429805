/** Corners of the compiled descent: odd models, odd sizes, and what is left after the end. */
import { describe, expect, it } from "vitest";
import { heap } from "../../src/backends/wasm/heap.ts";
import type { NDArray } from "../../src/base/ndarray.ts";
import { meanSquaredError } from "../../src/doors/losses.ts";
import { linear } from "../../src/doors/models.ts";
import { sgd } from "../../src/doors/optimizers.ts";
import { type DescendOptions, descend, epochs, plateau, type StopRule, steps } from "../../src/doors/train.ts";
import type { Model } from "../../src/learn/models/model.ts";
import { stack } from "../../src/trace/shaping.ts";
import type { Tensor } from "../../src/trace/tensor.ts";

const x = Array.from({ length: 20 }, (_, i) => [(i % 5) / 4, (i % 7) / 6]);
const y = x.map(([a, b]) => a - 2 * b + 1);
const options: DescendOptions = {
  model: linear(),
  loss: meanSquaredError,
  optimizer: sgd({ learningRate: 0.1 }),
  data: { x, y },
  dtype: "float64",
  batchSize: 7,
  stop: [epochs(2)],
};
const numbers = (shape: readonly number[], data: readonly number[]): NDArray => ({
  shape,
  data: Float64Array.from(data),
});

describe("odd models", () => {
  it("descends in a penalized model that has nothing but a bias: towards the mean", async () => {
    const model: Model<{ bias: Tensor }> = {
      init: () => ({ bias: numbers([], [0]) }),
      apply: ({ bias }) => bias,
    };
    const optimizer = sgd({ learningRate: 0.5 });
    const stop = [steps(1)];
    const descent = descend({ ...options, model: model as Model, l2: 0.3, optimizer, batchSize: "full", stop });
    await descent.run();
    expect((descent.params as { bias: number }).bias).toBeCloseTo(y.reduce((a, b) => a + b) / 20, 12);
  });

  it("keeps the old momentum until every update has read it, also where shapes differ only by axes of 1", async () => {
    const model: Model<{ w: Tensor; b: Tensor }> = {
      init: () => ({ w: numbers([1, 1], [0.5]), b: numbers([1], [-0.25]) }),
      apply: ({ w, b }, row) => row.matmul(w).add(b),
    };
    const column = x.map(([a]) => [a]);
    const targets = y.map((value) => [value]);
    const optimizer = sgd({ learningRate: 0.05, momentum: 0.9 });
    const data = { x: column, y: targets };
    const order = "sequential";
    const descent = descend({ ...options, model: model as Model, data, batchSize: 1, optimizer, order });
    await descent.advance(30);
    let [w, b, momentumW, momentumB] = [0.5, -0.25, 0, 0];
    for (let step = 0; step < 30; step++) {
      const [input] = column[step % 20];
      const error = input * w + b - y[step % 20];
      momentumW = 0.9 * momentumW + 2 * error * input;
      momentumB = 0.9 * momentumB + 2 * error;
      w -= 0.05 * momentumW;
      b -= 0.05 * momentumB;
    }
    const got = descent.params as { w: number[][]; b: number[] };
    expect(got.w[0][0]).toBeCloseTo(w, 12);
    expect(got.b[0]).toBeCloseTo(b, 12);
  });

  it("writes predictions of several outputs nowhere but into their rows", async () => {
    const outputs = 9;
    const model: Model<{ w: Tensor }> = {
      init: () => ({ w: numbers([], [1]) }),
      apply: ({ w }, value) => stack(Array.from({ length: outputs }, (_, i) => value.mul(w).add(i))),
    };
    const data = { x: x.map(([a]) => a), y: x.map(() => new Array<number>(outputs).fill(0)) };
    const descent = descend({ ...options, model: model as Model, data });
    const memory = heap();
    const before = descent.predict([3]);
    // Holes of many sizes, each with a guard behind it.
    const holes: number[] = [];
    const guards: number[] = [];
    for (let size = 64; size <= 64 * 80; size += 64) {
      holes.push(memory.allocate(size));
      guards.push(memory.allocate(64));
    }
    for (const hole of holes) memory.release(hole);
    for (const guard of guards) memory.floats64(guard, 8).fill(7);
    for (let rows = 1; rows <= 65; rows++) descent.predict(Array.from({ length: rows }, (_, i) => i));
    expect(descent.predict([3])).toEqual(before);
    for (const guard of guards) expect([...memory.floats64(guard, 8)]).toEqual(new Array(8).fill(7));
    for (const guard of guards) memory.release(guard);
  });
});

describe("new rows", () => {
  const descent = descend(options);
  it.each([[[]], [new Float64Array(0)]])("none: no predictions", (none) => {
    expect([...(descent.predict(none) as number[])]).toEqual([]);
  });

  it("one after the other in a flat array", () => {
    const nested = descent.predict(x) as number[];
    expect(descent.predict(x.flat())).toEqual(nested);
    expect([...(descent.predict(Float64Array.from(x.flat())) as Float64Array)]).toEqual(nested);
  });

  it("of another length: refused", () => {
    expect(() => descent.predict([[1, 2, 3]])).toThrow(/shape \[3\]/);
    expect(() => descent.predict([1, 2, 3])).toThrow(/fitted on \[2\]/);
  });
});

describe("after close", () => {
  it("params and predict stay, the rest says that it was closed", async () => {
    const descent = descend(options);
    await descent.advance(3);
    const { params } = descent;
    const predicted = descent.predict(x);
    descent.close();
    const others = [descend({ ...options, seed: 4 }), descend({ ...options, seed: 5 })];
    expect(descent.params).toEqual(params);
    expect(descent.predict(x)).toEqual(predicted);
    expect(() => descent.loss).toThrow(/closed/);
    expect(() => descent.set({ learningRate: 1 })).toThrow(/closed/);
    for (const other of others) other.close();
  });

  it("closing twice takes nobody else's memory", () => {
    const first = descend(options);
    first.close();
    const second = descend(options);
    const { loss } = second;
    first.close();
    const third = descend({ ...options, data: { x: x.map(() => [5, 5]), y } });
    expect(second.loss).toBe(loss);
    for (const descent of [second, third]) descent.close();
  });

  it("leaves the heap as it was", async () => {
    const once = async () => {
      const descent = descend({ ...options, batchSize: 3 });
      await descent.advance(3);
      descent.predict(x);
      descent.close();
    };
    const next = () => {
      const address = heap().allocate(1 << 20);
      heap().release(address);
      return address;
    };
    await once();
    const before = next();
    for (let i = 0; i < 20; i++) await once();
    expect(next()).toBe(before);
  });
});

describe("tests between whole numbers of updates", () => {
  const everyHalf: StopRule = { name: "own", cadence: () => 0.5, begin: () => () => null };
  it.each([[plateau({ every: 2.5 })], [everyHalf]])("%j", async (rule) => {
    const descent = descend({ ...options, stop: [rule, steps(20)] });
    await descent.run();
    expect(descent.step).toBeLessThanOrEqual(20);
    expect(descent.stopped?.reason).not.toBe("not-finite");
  });

  it("makes as few updates as `steps` allows", async () => {
    const descent = descend({ ...options, stop: [steps(2.5)] });
    expect((await descent.run()).step).toBe(3);
  });
});

it("stops at a loss that is not finite even where an update changes nothing", async () => {
  const frozen = { hyper: {}, init: () => ({}), update: ({ params }: { params: unknown }) => ({ params, state: {} }) };
  const loss = (prediction: Tensor) => prediction.mul(0).add(Number.POSITIVE_INFINITY);
  for (const batchSize of [1, 7, "full"] as const) {
    const optimizer = frozen as unknown as DescendOptions["optimizer"];
    const descent = descend({ ...options, loss, optimizer, batchSize });
    expect((await descent.run()).reason).toBe("not-finite");
  }
});
