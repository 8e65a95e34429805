/** Threads change nothing but the time: the bits of a descent follow from sizes alone. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { heap, sharedHeap } from "../../src/backends/wasm/heap.ts";
import { threadPool } from "../../src/backends/wasm/threads/pool.ts";
import { hardwareThreads, type Thread } from "../../src/base/host.ts";
import { meanSquaredError, softmaxCrossEntropy } from "../../src/doors/losses.ts";
import { linear, mlp } from "../../src/doors/models.ts";
import { adam, sgd } from "../../src/doors/optimizers.ts";
import { type DescendOptions, descend, epochs } from "../../src/doors/train.ts";
import { DataInMemory } from "../../src/train/memory.ts";
import { checkProblem } from "../../src/train/problem.ts";
import { Program } from "../../src/train/program.ts";
import { Draw } from "../wasm/randomGraph.ts";

type Options = Pick<DescendOptions, "model" | "loss" | "optimizer" | "data" | "dtype" | "l2">;

const rows = 700;

function table(columns: number, classes = 0) {
  const draw = new Draw(columns);
  const x = Array.from({ length: rows }, () => Array.from({ length: columns }, () => draw.number() / 4));
  const plane = x.map((row) => row.reduce((sum, value, j) => sum + value * (j + 1), 0.5) + draw.number() / 40);
  const y = classes === 0 ? plane : plane.map((value) => Math.abs(Math.round(value)) % classes);
  const weights = Array.from({ length: rows }, () => 0.5 + Math.abs(draw.number()));
  return { x, y, weights };
}

const regression = table(5);
const classification = table(6, 3);

const works: Readonly<Record<string, Options>> = {
  "linear, float32": {
    model: linear(),
    loss: meanSquaredError,
    optimizer: sgd({ learningRate: 0.05, momentum: 0.5 }),
    data: { x: regression.x, y: regression.y },
    dtype: "float32",
  },
  "linear, float64, weights, l2": {
    model: linear(),
    loss: meanSquaredError,
    optimizer: sgd({ learningRate: 0.05 }),
    data: regression,
    dtype: "float64",
    l2: 0.1,
  },
  "mlp, float32, weights, l2, adam": {
    model: mlp([9]),
    loss: softmaxCrossEntropy,
    optimizer: adam({ learningRate: 0.01 }),
    data: classification,
    dtype: "float32",
    l2: 0.01,
  },
  "mlp, float64, adam": {
    model: mlp([4, 3]),
    loss: softmaxCrossEntropy,
    optimizer: adam({ learningRate: 0.01 }),
    data: { x: classification.x, y: classification.y },
    dtype: "float64",
  },
};

function programOf({ optimizer, ...options }: Options, memory = sharedHeap()): Program {
  const checked = checkProblem({ l2: 0, dtype: "float32", seed: 1, ...options });
  return new Program(checked, optimizer, new DataInMemory(checked.tables, memory));
}

interface Way {
  readonly threads: number;
  readonly forced: boolean;
}

/** Every bit that a descent makes: the losses of its batches and its last parameters. */
function bitsOf(program: Program, batchSize: number, way: Way, l2 = 0): string {
  const run = program.start({ seed: 2, batchSize, order: "reshuffle", l2, ...way });
  try {
    // Twice, so that helpers are called again; past the end of an epoch, so that a last smaller batch is met.
    const steps = Math.ceil(1.6 * Math.ceil(rows / batchSize));
    const losses = [...run.advance(Math.min(steps, 60)), ...run.advance(3)];
    expect(losses.every(Number.isFinite)).toBe(true);
    const numbers = Float64Array.from([...losses, ...run.parameters().flatMap((part) => [...part])]);
    return Buffer.from(numbers.buffer).toString("hex");
  } finally {
    run.close();
  }
}

describe("any number of threads makes the same bits", () => {
  describe.each(Object.entries(works))("%s", (_, options) => {
    it.each([1, 7, 64, 65, 200, 300, rows])("in batches of %i", (batchSize) => {
      const plain = programOf(options, heap());
      const shared = programOf(options);
      const pool = threadPool();
      pool.join();
      const expected = bitsOf(plain, batchSize, { threads: 1, forced: false }, options.l2);
      for (const threads of [1, 2, 3, 8]) {
        expect(bitsOf(shared, batchSize, { threads, forced: false }, options.l2)).toBe(expected);
        expect(bitsOf(shared, batchSize, { threads, forced: true }, options.l2)).toBe(expected);
      }
      pool.leave();
      shared.close();
      plain.close();
    });
  });

  it("also where helpers really take parts of each update, again and again", () => {
    const options = works["linear, float32"];
    const columns = 40;
    const draw = new Draw(3);
    const many = 20_000;
    const x = { data: Float32Array.from({ length: many * columns }, () => draw.number()), shape: [many, columns] };
    const y = Float32Array.from({ length: many }, () => draw.number());
    const program = programOf({ ...options, data: { x, y } });
    const optimizerRate = { learningRate: 1e-3 };
    const bits = [1, 2, 3].map((threads) => {
      const hyper = optimizerRate;
      const run = program.start({ seed: 1, batchSize: many, order: "sequential", threads, hyper });
      while (!run.gatherHelpers());
      const losses = run.advance(50);
      const all = Float64Array.from([...losses, ...run.parameters().flatMap((part) => [...part])]);
      run.close();
      return Buffer.from(all.buffer).toString("hex");
    });
    expect(new Set(bits).size).toBe(1);
    program.close();
  });
});

describe("the sum of many parts", () => {
  it("is as exact as one: the mean of 2²⁰ squares in float32", () => {
    const count = 2 ** 20;
    const draw = new Draw(5);
    const x = { data: new Float32Array(count), shape: [count, 1] };
    const y = Float32Array.from({ length: count }, () => draw.number());
    const program = programOf({ ...works["linear, float32"], data: { x, y } }, heap());
    const run = program.start({
      seed: 0,
      batchSize: count,
      order: "sequential",
      hyper: { learningRate: 0, momentum: 0 },
      parameters: program.problem.parameters.leaves.map(({ shape }) => new Float64Array(shape[0] ?? 1)),
    });
    const [loss] = run.advance(1);
    const mean = y.reduce((sum, value) => sum + Math.fround(value * value), 0) / count;
    // One rounding of the sum and one of the division; errors of single tiles cancel. Plain sums are off by 10⁻⁶.
    expect(Math.abs(loss - mean) / mean).toBeLessThan(1.2e-7);
    run.close();
    program.close();
  });
});

describe("a thread that ends", () => {
  const started = () => {
    const program = programOf(works["linear, float32"]);
    const run = program.start({ seed: 0, batchSize: rows, order: "sequential", threads: 2, forced: true });
    run.advance(2);
    const [{ thread }] = (threadPool() as unknown as { helpers: { thread: Thread }[] }).helpers;
    return { program, run, thread };
  };
  const lost = expect.objectContaining({ code: "thread-lost", details: { threads: 2 } });

  it("is noticed before the next update", async () => {
    const { program, run, thread } = started();
    await thread.stop();
    expect(() => run.advance(1)).toThrowError(lost);
    run.close();
    const next = program.start({ seed: 0, batchSize: rows, order: "sequential", threads: 2, forced: true });
    expect(next.advance(2)).toHaveLength(2);
    next.close();
    program.close();
  });

  it("in the middle gives an error, not a hang, and nothing half done is applied", () => {
    const { program, run, thread } = started();
    const before = run.parameters();
    void thread.stop();
    expect(() => run.advance(1e7)).toThrowError(lost);
    expect(() => run.advance(1)).toThrowError(lost);
    expect(
      run
        .parameters()
        .flatMap((part) => [...part])
        .every(Number.isFinite),
    ).toBe(true);
    expect(run.parameters()).toHaveLength(before.length);
    run.close();
    program.close();
  });
});

describe("descend on threads", () => {
  // Enough work for threads to be called.
  const many = 8192;
  const draw = new Draw(9);
  const x = { data: Float32Array.from({ length: 32 * many }, () => draw.number()), shape: [many, 32] };
  const y = Float32Array.from({ length: many }, () => draw.number());
  const options: DescendOptions = {
    model: linear(),
    loss: meanSquaredError,
    optimizer: sgd({ learningRate: 1e-3 }),
    data: { x, y },
    batchSize: "full",
    stop: [epochs(20)],
  };

  it.each([0, 1.5, -1, Number.NaN, hardwareThreads() + 1])("refuses %d of them", (threads) => {
    expect(() => descend({ ...options, threads })).toThrowError(
      expect.objectContaining({ code: "threads-range", details: { threads, most: hardwareThreads() } }),
    );
  });

  it.runIf(hardwareThreads() > 1)("is the descent on one, its evaluation and predictions too", async () => {
    const alone = descend(options);
    const together = descend({ ...options, threads: 2 });
    await alone.run();
    await together.run();
    expect(together.params).toEqual(alone.params);
    expect(together.loss).toBe(alone.loss);
    expect(together.predict(x)).toEqual(alone.predict(x));
    alone.close();
    together.close();
  });

  it.runIf(hardwareThreads() > 1)("gives its memory back, however often", () => {
    const memory = sharedHeap();
    descend({ ...options, threads: 2 }).close();
    const before = memory.memory.buffer.byteLength;
    const where = memory.allocate(64);
    memory.release(where);
    for (let i = 0; i < 300; i++) descend({ ...options, threads: 2 }).close();
    const after = memory.allocate(64);
    memory.release(after);
    expect(after).toBe(where);
    expect(memory.memory.buffer.byteLength).toBe(before);
  });

  it.runIf(hardwareThreads() > 1).each(["", "await descent.advance(5);", "await descent.advance(5); descent.close();"])(
    "lets its process end after: %s",
    (then) => {
      const door = (name: string) => new URL(`../../src/doors/${name}.ts`, import.meta.url).href;
      const source = `
import { meanSquaredError } from "${door("losses")}";
import { linear } from "${door("models")}";
import { sgd } from "${door("optimizers")}";
import { descend } from "${door("train")}";
const rows = 50_000;
const x = { data: Float32Array.from({ length: 32 * rows }, (_, i) => (i % 17) / 17), shape: [rows, 32] };
const y = Float32Array.from({ length: rows }, (_, i) => i % 3);
const optimizer = sgd({ learningRate: 0.01 });
const options = { model: linear(), loss: meanSquaredError, optimizer, data: { x, y } };
const descent = descend({ ...options, batchSize: "full", threads: 2 });
${then}
console.log("end of script");`;
      const root = fileURLToPath(new URL("../../..", import.meta.url));
      const arguments_ = ["--conditions=nabla-source", "--import", "tsx", "--input-type=module", "--eval", source];
      const { status, signal, stdout } = spawnSync(process.execPath, arguments_, {
        cwd: root,
        encoding: "utf8",
        timeout: 50_000,
      });
      expect({ status, signal, stdout }).toEqual({ status: 0, signal: null, stdout: "end of script\n" });
    },
  );
});
