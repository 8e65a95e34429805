import { describe, expect, it } from "vitest";
import { above, below } from "../../../../src/train/race/claims/verdict.ts";
import { race } from "../../../../src/train/race/index.ts";
import { logistic, noisyLine, type Problem, squared } from "../../support/affine.ts";
import { optionsFor } from "../../support/races.ts";

describe("the verdicts", () => {
  it("are decided only by a whole interval", () => {
    expect(below([0, 0.04], 0.05)).toBe("holds");
    expect(below([0.04, 0.06], 0.05)).toBe("inconclusive");
    expect(below([0.06, 0.2], 0.05)).toBe("does not hold");
    expect(above([0.06, 0.2], 0.05)).toBe("holds");
    expect(above([0.04, 0.06], 0.05)).toBe("inconclusive");
    expect(above([0, 0.04], 0.05)).toBe("does not hold");
    expect(above([Number.NaN, Number.NaN], 0.05)).toBe("inconclusive");
  });

  it("come for all sixteen claims, in their order, each with its reason where there is none", async () => {
    const result = await race(optionsFor(noisyLine(20, 2, 0.5, 1)).options);
    expect(result.claims.map((claim) => claim.id)).toEqual(Array.from({ length: 16 }, (_, i) => `C${i + 1}`));
    for (const { verdict, reason, interval95, threshold, estimate } of result.claims) {
      if (verdict === "not tested") expect(estimate).toBeNull();
      else expect(threshold).not.toBeNull();
      if (verdict === "not tested" || verdict === "inconclusive") expect(reason).toMatch(/^[a-z-]+$/);
      for (const bound of interval95 ?? []) expect(Number.isFinite(bound)).toBe(true);
    }
  });

  it.each([
    ["all rows equal", { x: [[2], [2], [2], [2]], y: [1, 1, 1, 1], loss: squared }],
    ["one row", { x: [[2]], y: [3], loss: squared }],
    ["features of zeros", { x: [[0], [0], [0]], y: [1, 2, 3], loss: squared, bias: false }],
    ["more weights than rows", noisyLine(3, 6, 1, 4)],
    ["one example of each class", { x: [[-1], [1]], y: [0, 1], loss: logistic }],
    ["numbers near the largest", { x: [[1e150], [-2e150]], y: [1e150, 3e150], loss: squared }],
  ] as [string, Problem][])("come without a crash for %s", async (_, problem) => {
    const { options } = optionsFor(problem, { batchSizes: ["full", 1], tuningSeeds: 2 });
    const { claims } = await race(options);
    for (const claim of claims) {
      expect(claim.verdict === "not tested" || claim.threshold !== null).toBe(true);
      expect(JSON.stringify(claim)).toBe(JSON.stringify(JSON.parse(JSON.stringify(claim))));
      for (const [name, values] of Object.entries(claim.evidence)) {
        const numbers = [values].flat().filter((value) => typeof value === "number");
        expect([claim.id, name, numbers.every(Number.isFinite)]).toEqual([claim.id, name, true]);
      }
    }
  });

  it("come for races in which every lane diverges", async () => {
    const { options } = optionsFor(noisyLine(20, 2, 0.5, 1), { learningRate: 1e6, tuningSeeds: 2 });
    const { claims } = await race(options);
    expect(claims).toHaveLength(16);
  });
});
