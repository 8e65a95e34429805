import { describe, expect, it } from "vitest";
import { swings } from "../../../../src/train/race/claims/swings.ts";
import type { RaceOptions } from "../../../../src/train/race/index.ts";
import { RISING_SHARE, SUFFERED_EXCESS } from "../../../../src/train/race/thresholds.ts";
import { noisyLine, objectiveOf, type Problem, programOf } from "../../support/affine.ts";
import { racedQuestion, writtenRace } from "../../support/claims.ts";
import { finish } from "../../support/work.ts";

const claimOf = (problem: Problem, changes: Partial<RaceOptions> = {}) =>
  finish(swings(racedQuestion(problem, changes)));

describe("C5, stochastic gradient descent swings and its accuracy suffers", () => {
  it("does not swing where every example pulls to the same place", () => {
    // Interpolation with one feature: every single-example step shrinks the distance to the common optimum.
    const x = [[1], [0.5], [0.8], [1.2], [0.9], [0.7]];
    const problem: Problem = { x, y: x.map(([a]) => 2 * a), loss: noisyLine(1, 1, 0, 0).loss, bias: false };
    const claim = claimOf(problem, { epochs: 60 });
    expect(claim).toMatchObject({
      verdict: "does not hold",
      evidence: { decidedBy: "swing", swings: "does not hold" },
    });
    expect(claim.evidence.earlyShare).toBe(0);
    expect(claim.evidence.lateShare).toBe(0);
  });

  it("holds where noise keeps single examples from the optimum that full batches reach", () => {
    // A fair coin: each example pulls to its own side, the mean is in the middle.
    const y = Array.from({ length: 40 }, (_, i) => (i % 2 ? 3 : -3));
    const problem: Problem = { x: y.map(() => [0]), y, loss: noisyLine(1, 1, 0, 0).loss };
    const start = () => Float64Array.of(6, 0);
    const claim = claimOf(problem, {
      program: programOf(problem, { start: (seed) => start().map((v) => v + 0.01 * seed) }),
      learningRate: 0.25,
      epochs: 40,
    });
    const { verdict, evidence, estimate, interval95 } = claim;
    expect(verdict).toBe("holds");
    expect(evidence).toMatchObject({
      swings: "holds",
      suffers: "holds",
      sufferedMeasure: "loss",
      earlySteps: 500,
      lateSteps: 500,
    });
    expect(estimate).toBe(evidence.lateShare);
    // Around the optimum a step of this size overshoots about every other time.
    expect(estimate).toBeGreaterThan(0.3);
    expect(interval95?.[0]).toBeGreaterThan(RISING_SHARE);
  });

  it("swings but does not suffer where full batches have had too few steps", () => {
    const base = noisyLine(60, 2, 0.3, 4);
    const problem: Problem = { ...base, x: base.x.map(([a, b]) => [a, 4 * b]) };
    const claim = claimOf(problem, { epochs: 6 });
    const { verdict, evidence, estimate } = claim;
    expect(verdict).toBe("does not hold");
    expect(evidence).toMatchObject({ swings: "holds", suffers: "does not hold", decidedBy: "accuracy" });
    expect(estimate).toBe(evidence.sufferedDifference);
    expect(evidence.earlyShare).toBeLessThan(Number(evidence.lateShare));
  });

  it("compares held-out scores where they are measured", () => {
    const problem = noisyLine(30, 2, 1, 6);
    const held = objectiveOf(noisyLine(30, 2, 1, 7));
    const validation = (w: Float64Array) => ({ loss: held.value(w), r2: 1 - held.value(w) / 14 });
    const claim = claimOf(problem, { validation, epochs: 60 });
    expect(claim.evidence).toMatchObject({ sufferedMeasure: "r2", sufferedThreshold: 0.01, pairs: 20 });
  });

  it("is not tested without both lanes", () => {
    const problem = noisyLine(20, 2, 0.5, 1);
    expect(claimOf(problem, { batchSizes: ["full", 4] }).reason).toBe("no-single-example-lane");
    expect(claimOf(problem, { batchSizes: [1, 4] }).reason).toBe("no-full-batch-lane");
  });

  it("tells the difference at best rates beside the lesson's, and is not decided by it", () => {
    const problem = noisyLine(20, 2, 0.5, 1);
    const question = racedQuestion(problem);
    const alone = finish(swings(question));
    const bestRate = writtenRace(question.settings, "best", [
      { size: "full", losses: () => [question.best + 4, question.best + 1] },
      { size: 1, rate: 0.03, losses: () => [question.best + 4, question.best + 3] },
      { size: 1, rate: 0.5, decay: 1, losses: () => [question.best + 4, question.best] },
    ]);
    const claim = finish(swings({ ...question, bestRate }));
    expect(claim.evidence.bestRateDifference).toBeCloseTo(0.5, 9);
    expect(claim.evidence.bestRate).toBe(0.03);
    expect({ ...claim, evidence: null }).toEqual({ ...alone, evidence: null });
  });

  it("prints the threshold of every question", () => {
    const { evidence } = claimOf(noisyLine(20, 2, 0.5, 1));
    expect(evidence).toMatchObject({ swingThreshold: RISING_SHARE, sufferedThreshold: SUFFERED_EXCESS });
  });
});
