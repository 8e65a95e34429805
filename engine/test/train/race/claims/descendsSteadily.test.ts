import { describe, expect, it } from "vitest";
import { descendsSteadily } from "../../../../src/train/race/claims/descendsSteadily.ts";
import type { RaceOptions } from "../../../../src/train/race/index.ts";
import { RISING_SHARE } from "../../../../src/train/race/thresholds.ts";
import { logistic, noisyLine, objectiveOf, type Problem, programOf } from "../../support/affine.ts";
import { orthogonal, racedQuestion } from "../../support/claims.ts";
import { finish } from "../../support/work.ts";

const claimOf = (problem: Problem, changes: Partial<RaceOptions> = {}) =>
  finish(descendsSteadily(racedQuestion(problem, changes)));

describe("C1, batch gradient descent descends steadily", () => {
  it.each([
    ["least squares", noisyLine(40, 3, 1, 2)],
    [
      "logistic",
      { ...noisyLine(40, 2, 1, 3), y: noisyLine(40, 2, 1, 3).y.map((y) => (y > 3 ? 1 : 0)), loss: logistic },
    ],
  ] as [string, Problem][])("holds for %s, where theory proves it below 2/L", (_, problem) => {
    const claim = claimOf(problem);
    expect(claim).toMatchObject({ verdict: "holds", estimate: 0, threshold: RISING_SHARE, n: 2 * 10 * 20 });
  });

  it("does not hold where the curvature at the start is a small part of what comes", () => {
    // A ravine that gets narrower along the way: −cos has its largest curvature at its minimum, not at the start.
    const problem: Problem = {
      ...orthogonal,
      loss: {
        outputs: 1,
        curvature: Number.NaN,
        at: ([z]) => ({ value: -Math.cos(z), gradient: [Math.sin(z)], hessian: [[Math.cos(z)]] }),
      },
      x: [[1]],
      y: [0],
      bias: false,
    };
    const start = (seed: number) => Float64Array.of(1.55 - 0.001 * seed);
    const claim = claimOf(problem, {
      program: programOf(problem, { start }),
      affine: false,
      convex: false,
      curvature: null,
      batchSizes: ["full"],
    });
    expect(claim.verdict).toBe("does not hold");
    expect(claim.interval95?.[0]).toBeGreaterThan(RISING_SHARE);
    expect(claim.evidence.smoothnessHow).toBe("local-curvature");
  });

  it("is inconclusive after too few steps", () => {
    const claim = claimOf(noisyLine(40, 3, 1, 2), { epochs: 2, seeds: 2 });
    expect(claim).toMatchObject({ verdict: "inconclusive", reason: "too-few-steps", estimate: 0 });
  });

  it("is not tested without a curvature", () => {
    const problem = noisyLine(20, 2, 0.5, 1);
    const flat = { ...objectiveOf(problem), hessianProduct: () => new Float64Array(3) };
    const claim = claimOf(problem, { objective: flat, affine: false, convex: false, learningRate: 0.01 });
    expect(claim).toMatchObject({ verdict: "not tested", reason: "no-curvature" });
  });

  it("counts a start that all seeds share once", () => {
    const program = programOf(orthogonal, { start: () => Float64Array.of(1, 2, 3, 4) });
    expect(claimOf(orthogonal, { program, seeds: 8, epochs: 30 })).toMatchObject({ n: 2 * 30, evidence: { runs: 1 } });
  });
});
