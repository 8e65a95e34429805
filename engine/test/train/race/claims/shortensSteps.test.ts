import { describe, expect, it } from "vitest";
import { shortensSteps } from "../../../../src/train/race/claims/shortensSteps.ts";
import type { RaceOptions } from "../../../../src/train/race/index.ts";
import { KEPT_STEP, SHORTENED_STEP } from "../../../../src/train/race/thresholds.ts";
import { noisyLine, type OutputLoss, objectiveOf, type Problem, programOf } from "../../support/affine.ts";
import { questionFor } from "../../support/claims.ts";
import { finish } from "../../support/work.ts";

const absolute: OutputLoss = {
  outputs: 1,
  curvature: 0,
  at: ([z], y) => ({ value: Math.abs(z - y), gradient: [Math.sign(z - y)], hessian: [[0]] }),
};

function underLosses(problem: Problem, start?: (seed: number) => Float64Array): Partial<RaceOptions> {
  const underLoss = (loss: "squared" | "absolute") => {
    const under = loss === "squared" ? problem : { ...problem, loss: absolute };
    return { program: programOf(under, start === undefined ? {} : { start }), objective: objectiveOf(under) };
  };
  return { underLoss, batchSizes: ["full", 1], seeds: 10 };
}

const claimOn = (problem: Problem, start?: (seed: number) => Float64Array) =>
  finish(shortensSteps(questionFor(problem, underLosses(problem, start))));

describe("C16, near the lowest point the square shortens the step by itself", () => {
  it("holds where all examples say the same: the absolute error keeps its step to the end", () => {
    const problem: Problem = { ...noisyLine(6, 1, 0, 3), x: Array.from({ length: 6 }, () => [1]), bias: false };
    const claim = claimOn({ ...problem, y: problem.x.map(() => 3.3) });
    expect(claim).toMatchObject({ verdict: "holds", threshold: KEPT_STEP, estimate: 1, interval95: [1, 1] });
    expect(claim.evidence).toMatchObject({ squaredThreshold: SHORTENED_STEP, squaredShortens: "holds" });
    expect(claim.evidence.squaredShare).toBeLessThan(SHORTENED_STEP);
  });

  it.each([1, 2, 3])("holds for data without noise (draw %i)", (draw) => {
    expect(claimOn(noisyLine(25, 2, 0, draw)).verdict).toBe("holds");
  });

  it("has step ÷ rate equal to the gradient norm, which is 1 for one weight under the absolute error", () => {
    const problem: Problem = { x: [[1]], y: [20.3], loss: noisyLine(1, 1, 0, 0).loss, bias: false };
    const { evidence } = claimOn(problem);
    for (const length of evidence.absoluteLengths as number[]) expect(length).toBeCloseTo(1, 9);
  });

  it("does not hold with much noise: the signs of many examples cancel, and both losses shorten the step", () => {
    const claim = claimOn(noisyLine(150, 1, 20, 4), (seed) => Float64Array.of(40 + seed, 1));
    expect(claim).toMatchObject({ verdict: "does not hold" });
    expect(claim.evidence).toMatchObject({ decidedBy: "absolute", squaredShortens: "holds" });
  });

  it("is not tested for classes, nor for models that are not affine", () => {
    const problem = noisyLine(20, 1, 1, 1);
    expect(finish(shortensSteps(questionFor(problem))).reason).toBe("target-not-a-number");
    const question = questionFor(problem, { ...underLosses(problem), affine: false });
    expect(finish(shortensSteps(question)).reason).toBe("not-affine");
  });

  it("is inconclusive where rows are too many for the steps it takes", () => {
    const claim = claimOn({ x: [[0], [0]], y: [1e9, 1e9], loss: noisyLine(1, 1, 0, 0).loss });
    expect(claim).toMatchObject({ verdict: "inconclusive", reason: "budget-too-short" });
  });
});
