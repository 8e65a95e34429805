/** `compare` from model, loss and table to the record. */
import { describe, expect, it } from "vitest";
import { meanSquaredError, softmaxCrossEntropy } from "../../../src/doors/losses.ts";
import { linear, mlp } from "../../../src/doors/models.ts";
import { compare } from "../../../src/doors/race.ts";
import { Draw } from "../../wasm/randomGraph.ts";

const draw = new Draw(9);
const x = Array.from({ length: 60 }, () => [draw.number() / 2, draw.number() / 2]);
const y = x.map(([a, b]) => 3 * a - b + 1 + draw.number() / 8);
const options = {
  model: linear(),
  loss: meanSquaredError,
  data: { x, y },
  batchSizes: ["full", 8, 1] as const,
  epochs: 8,
  seeds: 4,
  timing: false,
};

const withoutSeconds = (value: unknown) =>
  JSON.stringify(value, (key, item) => (/[sS]econds?/.test(key) ? undefined : item));

describe("compare", () => {
  it("gives every lane the same start and budget, and the optimum of the normal equations", async () => {
    const result = await compare(options);
    const [{ descents, rule }] = result.races;
    expect(rule).toBe("same");
    expect(descents.map((lane) => lane.batchSize)).toEqual(["full", 8, 1]);
    for (const seed of [0, 1, 2, 3]) {
      const starts = descents.map((lane) => lane.seeds[seed].curve[0].loss);
      expect(new Set(starts).size).toBe(1);
      expect(descents.map((lane) => lane.seeds[seed].examples)).toEqual([480, 480, 480]);
    }
    expect(new Set(descents.map((lane) => lane.learningRate)).size).toBe(1);
    const { parameters = [] } = result.optimum ?? {};
    // Normal equations: the residuals are orthogonal to every column. Parameters come as bias, weights.
    const residuals = x.map(([a, b], i) => parameters[0] + parameters[1] * a + parameters[2] * b - y[i]);
    for (const column of [x.map(() => 1), x.map(([a]) => a), x.map(([, b]) => b)]) {
      expect(column.reduce((sum, value, i) => sum + value * residuals[i], 0) / 60).toBeCloseTo(0, 6);
    }
    expect(result.claims.map((claim) => claim.id)).toEqual(Array.from({ length: 16 }, (_, i) => `C${i + 1}`));
  });

  it("gives the same numbers twice, but for the seconds", async () => {
    expect(withoutSeconds(await compare(options))).toBe(withoutSeconds(await compare(options)));
  });

  it("measures held-out rows with R² or accuracy", async () => {
    const held = { x: x.slice(0, 20), y: y.slice(0, 20) };
    const numbers = await compare({ ...options, validation: held, epochs: 60, seeds: 1 });
    const last = numbers.races[0].descents[1].seeds[0].curve.at(-1);
    expect(last?.validation?.r2).toBeGreaterThan(0.9);
    const ids = y.map((value) => (value > 1 ? 1 : 0));
    const data = { x, y: ids };
    const classes = await compare({
      ...options,
      data,
      loss: softmaxCrossEntropy,
      validation: data,
      seeds: 1,
      epochs: 60,
    });
    expect(classes.races[0].descents[2].seeds[0].curve.at(-1)?.validation?.accuracy).toBeGreaterThan(0.85);
  });

  it("finds that separable classes have no minimiser, and draws no excess", async () => {
    const data = { x, y: x.map(([a, b]) => (a > b ? 1 : 0)) };
    const result = await compare({ ...options, data, loss: softmaxCrossEntropy, seeds: 2 });
    expect(result.separable).toBe(true);
    expect(result.optimum?.attained).toBe(false);
    expect(result.races[0].descents.every((lane) => lane.excess === null)).toBe(true);
    expect(result.claims.find((claim) => claim.id === "C2")).toMatchObject({
      verdict: "not tested",
      reason: "no-minimiser",
    });
  });

  it("races a network without claiming that it is convex", async () => {
    const result = await compare({ ...options, model: mlp([3]), seeds: 2 });
    expect(result).toMatchObject({ convex: false, optimum: null, kappa: null });
    expect(result.races[0].descents[0].limitHow).toBe("local-curvature");
  });
});
