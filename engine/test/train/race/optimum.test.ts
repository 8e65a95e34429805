import { describe, expect, it } from "vitest";
import { race } from "../../../src/train/race/index.ts";
import { logistic, noisyLine, normals, objectiveOf, type Problem } from "../support/affine.ts";
import { lane, line, optionsFor } from "../support/races.ts";

describe("the optimum in a race", () => {
  it("is where excess is measured from", async () => {
    const { races, optimum, kappa } = await race(optionsFor(line).options);
    expect(optimum?.attained).toBe(true);
    expect(kappa).toBeGreaterThanOrEqual(1);
    const full = lane(races[0].descents, "full");
    expect(full.excess?.median).toBeCloseTo((full.finalLoss.median ?? 0) - (optimum?.loss ?? 0), 12);
    for (const run of full.seeds) expect(run.finalLoss).toBeGreaterThan((optimum?.loss ?? 0) - 1e-12);
  });

  it("is not attained for separable classes, and then there is no excess", async () => {
    const next = normals(9);
    const x = Array.from({ length: 30 }, (_, i) => [next() + (i % 2 ? 6 : -6), next()]);
    const problem: Problem = { x, y: x.map((_, i) => i % 2), loss: logistic };
    for (const separable of [true, null]) {
      const result = await race(optionsFor(problem, { separable }).options);
      expect(result.optimum?.attained).toBe(false);
      expect(result.races[0].descents.every((descent) => descent.excess === null)).toBe(true);
      expect(result.claims[1]).toMatchObject({ id: "C2", verdict: "not tested", reason: "no-minimiser" });
      expect(result.separable).toBe(separable);
    }
    const penalised = await race(optionsFor({ ...problem, l2: 0.1 }, { separable: true }).options);
    expect(penalised.optimum?.attained).toBe(true);
  });
});

describe("the picture of a race", () => {
  it("shows the two-parameter paths on a surface that holds them and the minimum", async () => {
    const problem = noisyLine(24, 1, 0.5, 3);
    const { options } = optionsFor(problem);
    const { races, surface, optimum, parameters } = await race(options);
    expect(parameters).toBe(2);
    expect(surface?.names).toEqual(["bias", "weights"]);
    expect(surface?.losses).toHaveLength(64 * 64);
    const { x = [], y = [], losses = [] } = surface ?? {};
    const objective = objectiveOf(problem);
    for (const [column, row] of [
      [0, 0],
      [63, 5],
      [20, 63],
    ]) {
      expect(losses[row * 64 + column]).toBe(objective.value(Float64Array.of(x[column], y[row])));
    }
    const inside = ([a, b]: readonly number[]) => a > x[0] && a < x[63] && b > y[0] && b < y[63];
    for (const { path = [], seeds } of races[0].descents) {
      expect(path).toHaveLength(seeds[0].curve.length);
      path.forEach((point, i) => {
        expect(inside(point)).toBe(true);
        expect(objective.value(Float64Array.from(point))).toBe(seeds[0].curve[i].loss);
      });
    }
    expect(inside(optimum?.parameters ?? [])).toBe(true);
  });

  it("has neither paths nor surface for more parameters", async () => {
    const { races, surface } = await race(optionsFor(line).options);
    expect(surface).toBeUndefined();
    expect(races[0].descents[0].path).toBeUndefined();
  });
});
