import { describe, expect, it } from "vitest";
import { epochsPredicted, reachesOptimum, stepsToShrink } from "../../../../src/train/race/claims/reachesOptimum.ts";
import type { RaceOptions } from "../../../../src/train/race/index.ts";
import { REACHED_EXCESS } from "../../../../src/train/race/thresholds.ts";
import { noisyLine, type Problem } from "../../support/affine.ts";
import { orthogonal, racedQuestion } from "../../support/claims.ts";
import { finish } from "../../support/work.ts";

const claimOf = (problem: Problem, changes: Partial<RaceOptions> = {}) =>
  finish(reachesOptimum(racedQuestion(problem, changes)));

describe("C2, batch gradient descent reaches the global optimum", () => {
  it("holds on a well-conditioned problem, with a certificate", () => {
    const claim = claimOf(orthogonal, { batchSizes: ["full"] });
    const { verdict, estimate, evidence } = claim;
    expect(verdict).toBe("holds");
    expect(estimate).toBeLessThan(1e-12);
    expect(evidence.certificate).toBeLessThan(1e-12);
    expect(evidence.epochsPredicted).toBe(1);
  });

  it("is inconclusive on a short budget, and the predicted epochs are enough", () => {
    const base = noisyLine(30, 2, 0.5, 4);
    const problem: Problem = { ...base, x: base.x.map(([a, b]) => [a, 5 * b]) };
    const short = claimOf(problem, { batchSizes: ["full"], epochs: 3 });
    expect(short).toMatchObject({ verdict: "inconclusive", reason: "budget-too-short" });
    const { epochsPredicted: predicted, certificate, optimumGap } = short.evidence;
    expect(predicted).toBeGreaterThan(3);
    expect(certificate).toBeGreaterThan(Number(optimumGap));
    const long = claimOf(problem, { batchSizes: ["full"], epochs: Number(predicted) });
    expect(long.verdict).toBe("holds");
  });

  it("is not tested without a full-batch lane, or without convexity", () => {
    const problem = noisyLine(20, 2, 0.5, 1);
    expect(claimOf(problem, { batchSizes: [4, 1] }).reason).toBe("no-full-batch-lane");
    expect(claimOf(problem, { convex: false }).reason).toBe("not-convex");
  });

  it("predicts what the worst direction of a quadratic takes", () => {
    // Excess of the slowest direction at η = 1/L falls by (1 − μ/L)² a step; the promise is 1 − μ/L.
    const predicted = epochsPredicted(1 / 50, 1, 50) ?? 0;
    expect((1 - 1 / 50) ** predicted).toBeLessThanOrEqual(REACHED_EXCESS);
    expect((1 - 1 / 50) ** (predicted - 1)).toBeGreaterThan(REACHED_EXCESS);
    expect(epochsPredicted(2 / 50, 1, 50)).toBeNull();
    expect(epochsPredicted(0.1, null, 50)).toBeNull();
  });

  it.each([
    [0.5, 1e-3],
    [0.999, 1e-3],
    [0.9999999, 0.5],
    [0, 0.1],
    [0.1, 0.1],
  ])("finds the least k with %fᵏ ≤ %f", (factor, share) => {
    const steps = stepsToShrink(factor, share) ?? 0;
    const exact = factor === 0 ? 1 : Math.ceil(Math.log(share) / Math.log(factor) - 1e-6);
    expect(steps).toBe(exact);
    expect(stepsToShrink(1 - 2 ** -53, 1e-3)).toBeNull();
  });
});
