import { describe, expect, it } from "vitest";
import { staysOnFloor } from "../../../../src/train/race/claims/staysOnFloor.ts";
import { FLOOR_EXPONENT, LINEAR_LEFT } from "../../../../src/train/race/thresholds.ts";
import { logistic, noisyLine, objectiveOf, type Problem, programOf } from "../../support/affine.ts";
import { questionFor } from "../../support/claims.ts";
import { leastSquares } from "../../support/normalEquations.ts";
import { finish } from "../../support/work.ts";

const noisy = noisyLine(30, 2, 1, 5);
const small = { batchSizes: ["full", 1] } as const;
const fitted = noisyLine(30, 2, 0, 5);

describe("C6, at a constant rate stochastic descent does not converge linearly", () => {
  it.each([11, 12, 13])("holds where noise is left at the optimum (draw %i)", (draw) => {
    const claim = finish(staysOnFloor(questionFor(noisyLine(24, 2, 1, draw))));
    expect(claim).toMatchObject({ id: "C6", verdict: "holds", threshold: FLOOR_EXPONENT });
    // For small rates the floor is proportional to the rate; at 1/Lmax it rises somewhat faster.
    expect(claim.estimate).toBeGreaterThan(0.8);
    expect(claim.estimate).toBeLessThan(1.8);
  });

  it("finds the floor of one weight that theory gives in closed form", () => {
    // w ← w − 2η(w − y), y = ±3 alike: the variance v of w solves v = (1 − 2η)²v + 4η²·9, so v = 9η/(1 − η).
    const y = Array.from({ length: 20 }, (_, i) => (i % 2 ? 3 : -3));
    const coin: Problem = { x: y.map(() => [1]), y, loss: noisy.loss, bias: false };
    const { evidence } = finish(staysOnFloor(questionFor(coin)));
    const rates = evidence.rates as number[];
    const floors = evidence.floors as number[];
    expect(rates[0]).toBeCloseTo(0.5, 12);
    rates.forEach((rate, i) => {
      expect(floors[i] / ((9 * rate) / (1 - rate))).toBeGreaterThan(0.75);
      expect(floors[i] / ((9 * rate) / (1 - rate))).toBeLessThan(1.3);
    });
  });

  it("prints σ*² as the mean squared gradient of the examples at the least-squares solution", () => {
    const objective = objectiveOf(noisy);
    const w = Float64Array.from(leastSquares(noisy));
    const squares = noisy.y.map((_, i) => objective.example(i, w).gradient.reduce((sum, slope) => sum + slope ** 2, 0));
    const expected = squares.reduce((sum, each) => sum + each, 0) / squares.length;
    const { evidence } = finish(staysOnFloor(questionFor(noisy)));
    expect(Number(evidence.optimumNoise) / expected).toBeCloseTo(1, 9);
  });

  it("does not hold where every example is fitted: then it does converge linearly", () => {
    const claim = finish(staysOnFloor(questionFor(fitted)));
    expect(claim).toMatchObject({ verdict: "does not hold", threshold: LINEAR_LEFT.share });
    expect(claim.evidence.startsAtOptimum).toBe(false);
    expect(claim.estimate).toBeLessThan(1e-2);
    expect(Number(claim.evidence.optimumNoise)).toBeLessThan(1e-18);
  });

  it("does not hold for more weights than rows either", () => {
    const wide = noisyLine(4, 6, 1, 8);
    const claim = finish(staysOnFloor(questionFor(wide, small)));
    expect(["does not hold", "inconclusive"]).toContain(claim.verdict);
    expect(claim.reason ?? "floor-too-far").toBe("floor-too-far");
  });

  it("is inconclusive, with the passes one run would need, where the floor is too far", () => {
    const steep: Problem = { ...noisy, x: noisy.x.map(([a, b]) => [a, 1e-3 * b]) };
    const claim = finish(staysOnFloor(questionFor(steep)));
    expect(claim).toMatchObject({ verdict: "inconclusive", reason: "floor-too-far", estimate: null });
    expect(claim.evidence.epochsNeeded).toBeGreaterThan(1e4);
  });

  it.each([1e-4, 4e-5, 2e-5, 1e-5, 1e-6])("denies nothing where rounding hides a floor (noise %f)", (noise) => {
    const quiet = noisyLine(30, 2, noise, 5);
    // Parameters of about 1e3 in float32 step by 6e-5: they come to rest wherever the updates are smaller.
    const shifted: Problem = { ...quiet, y: quiet.y.map((y) => y + 1e3) };
    const program = programOf(shifted, { single: true, start: () => Float64Array.of(1002, 0, 0) });
    const claim = finish(staysOnFloor(questionFor(shifted, { program, dtype: "float32" })));
    expect(Number(claim.evidence.optimumNoise)).toBeGreaterThan(0);
    expect(["holds", "inconclusive"]).toContain(claim.verdict);
  });

  it("is not tested where there is nothing to test", () => {
    expect(finish(staysOnFloor(questionFor(noisy, { convex: false })))).toMatchObject({ reason: "not-convex" });
    const separable: Problem = { x: [[-2], [-1], [1], [2]], y: [0, 0, 1, 1], loss: logistic };
    expect(finish(staysOnFloor(questionFor(separable, small)))).toMatchObject({ reason: "no-minimiser" });
    expect(finish(staysOnFloor(questionFor(noisy, { affine: false })))).toMatchObject({ reason: "no-curvature" });
  });

  it("closes every run it starts", () => {
    const question = questionFor(noisy);
    finish(staysOnFloor(question));
    const { traces } = question.settings.program as unknown as { traces: { closed: boolean }[] };
    expect(traces.every(({ closed }) => closed)).toBe(true);
  });
});
