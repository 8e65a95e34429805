import fc from "fast-check";
import { inspectDescent } from "nabla/inspect";
import { meanSquaredError, softmaxCrossEntropy } from "nabla/losses";
import { linear, mlp } from "nabla/models";
import { adam, sgd } from "nabla/optimizers";
import { descend } from "nabla/train";
import { describe, expect, it } from "vitest";
import { heap } from "../../src/backends/wasm/heap.ts";

const numbers = (count: number) => Float32Array.from({ length: count }, (_, i) => Math.sin(i));
const regression = (rows: number, columns: number, batchSize: number | "full") => ({
  model: linear(),
  loss: meanSquaredError,
  optimizer: sgd({ learningRate: 0.1 }),
  data: { x: numbers(rows * columns), y: numbers(rows) },
  batchSize,
});

describe("inspectDescent", () => {
  it("counts the products of a linear model: 2 flops a weight and row forward, 2 backward, a few a row besides", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 300 }), fc.integer({ min: 2, max: 40 }), (rows, columns) => {
        const { flopsPerUpdate } = inspectDescent(regression(rows, columns, "full")).cost;
        const products = 4 * rows * columns;
        // Sums of tiles with their rounding errors: at most so much a weight and tile, and so much a row.
        const besides = 40 * (columns + 2) * (1 + Math.ceil(rows / 64)) + 20 * rows;
        expect(flopsPerUpdate).toBeGreaterThanOrEqual(products);
        expect(flopsPerUpdate).toBeLessThanOrEqual(products + besides);
      }),
      { numRuns: 40 },
    );
  });

  it("says what the data and the descent take of the memory, and takes none itself", () => {
    const options = regression(500, 8, 32);
    const before = heap().used;
    const { cost } = inspectDescent(options);
    expect(heap().used).toBe(before);
    expect(cost.dataBytes).toBe(500 * 9 * 4);
    const descent = descend(options);
    // The order of the rows and the losses of a chunk come on top.
    expect(heap().used - before).toBeGreaterThanOrEqual(cost.dataBytes + cost.memoryBytes);
    descent.close();
  });

  it("lists every function, and names what it reads by the parameters' own names", () => {
    const { text } = inspectDescent({
      model: mlp([4]),
      loss: softmaxCrossEntropy,
      optimizer: adam(),
      data: { x: numbers(90), y: Int32Array.from({ length: 30 }, (_, i) => i % 3) },
    });
    for (const name of ["single", "step", "tile", "fold", "update"])
      expect(text).toMatch(new RegExp(`^${name}: `, "m"));
    expect(text).toContain("x[rows, 3] · layers.0.weights[3, 4]");
    expect(text).toContain("layers.1.bias ← ");
    expect(text).not.toMatch(/undefined|NaN flops|input \d/);
  });

  it("reads like what it is", () => {
    const { text } = inspectDescent(regression(3, 2, 1));
    expect(text.split("\n\n")[1]).toMatchInlineSnapshot(`
      "single: 4 kernels · 29 flops · 100 B moved
         0 contract t1[] = Σₖ x[2] · weights[2], loops 1 × 1 × 2   (4 flops, 20 B)
         1 map      over []   (9 flops, 28 B)
             a = sub(add(t1, bias), y)
             b = mul(div(1, divisor), a)
             t2 ← sub(bias, mul(add(b, b), learningRate))
             loss ← div(mul(a, a), divisor)
           the loss is finite: from here on parameters are overwritten
         2 map      over [2]   (16 flops, 44 B)
             a = mul(div(1, divisor), sub(add(t1, bias), y))
             weights ← sub(weights, mul(mul(add(a, a), x), learningRate))
         3 map      over []   (0 flops, 8 B)
             bias ← t2
           a batch of one row, read where it lies"
    `);
  });
});
