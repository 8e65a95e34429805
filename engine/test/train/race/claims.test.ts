import { describe, expect, it } from "vitest";
import { epochsPredicted, stepsToShrink } from "../../../src/train/race/claims/reachesOptimum.ts";
import { above, below } from "../../../src/train/race/claims/verdict.ts";
import { type RaceOptions, race } from "../../../src/train/race/index.ts";
import { REACHED_EXCESS, RISING_SHARE } from "../../../src/train/race/thresholds.ts";
import type { ClaimRecord } from "../../../src/train/record.ts";
import { logistic, noisyLine, objectiveOf, type Problem, programOf } from "../support/affine.ts";

async function claimsOf(problem: Problem, changes: Partial<RaceOptions> = {}) {
  const result = await race({
    program: programOf(problem),
    objective: objectiveOf(problem),
    affine: true,
    convex: true,
    curvature: problem.loss.curvature,
    batchSizes: ["full", 1],
    epochs: 20,
    seeds: 20,
    dtype: "float64",
    ...changes,
  });
  const claim = (id: string): ClaimRecord => {
    const found = result.claims.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no claim ${id}`);
    return found;
  };
  return { result, claim };
}

const orthogonal: Problem = {
  // Columns of a Hadamard matrix: perfectly conditioned, and full-batch descent at 1/L arrives in one step.
  x: [
    [1, 1, 1],
    [-1, 1, -1],
    [1, -1, -1],
    [-1, -1, 1],
  ],
  y: [4, 1, -2, 0.5],
  loss: noisyLine(1, 1, 0, 0).loss,
};

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

  it("come for all sixteen claims; what is not built says so", async () => {
    const { result } = await claimsOf(noisyLine(20, 2, 0.5, 1));
    expect(result.claims.map((claim) => claim.id)).toEqual(Array.from({ length: 16 }, (_, i) => `C${i + 1}`));
    for (const claim of result.claims.filter(({ id }) => !["C1", "C2", "C5"].includes(id))) {
      expect(claim).toMatchObject({ verdict: "not tested", reason: "not-built-yet" });
    }
  });
});

describe("C1, batch gradient descent descends steadily", () => {
  it.each([
    ["least squares", noisyLine(40, 3, 1, 2)],
    [
      "logistic",
      { ...noisyLine(40, 2, 1, 3), y: noisyLine(40, 2, 1, 3).y.map((y) => (y > 3 ? 1 : 0)), loss: logistic },
    ],
  ] as [string, Problem][])("holds for %s, where theory proves it below 2/L", async (_, problem) => {
    const { claim } = await claimsOf(problem);
    expect(claim("C1")).toMatchObject({ verdict: "holds", estimate: 0, threshold: RISING_SHARE, n: 2 * 10 * 20 });
  });

  it("does not hold where the curvature at the start is a small part of what comes", async () => {
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
    const { claim } = await claimsOf(problem, {
      program: programOf(problem, { start }),
      affine: false,
      convex: false,
      curvature: null,
      batchSizes: ["full"],
    });
    expect(claim("C1").verdict).toBe("does not hold");
    expect(claim("C1").interval95?.[0]).toBeGreaterThan(RISING_SHARE);
    expect(claim("C1").evidence.smoothnessHow).toBe("local-curvature");
  });

  it("is inconclusive after too few steps", async () => {
    const { claim } = await claimsOf(noisyLine(40, 3, 1, 2), { epochs: 2, seeds: 2 });
    expect(claim("C1")).toMatchObject({ verdict: "inconclusive", reason: "too-few-steps", estimate: 0 });
  });

  it("is not tested without a curvature", async () => {
    const problem = noisyLine(20, 2, 0.5, 1);
    const flat = { ...objectiveOf(problem), hessianProduct: () => new Float64Array(3) };
    const { claim } = await claimsOf(problem, { objective: flat, affine: false, convex: false, learningRate: 0.01 });
    expect(claim("C1")).toMatchObject({ verdict: "not tested", reason: "no-curvature" });
  });
});

describe("C2, batch gradient descent reaches the global optimum", () => {
  it("holds on a well-conditioned problem, with a certificate", async () => {
    const { claim } = await claimsOf(orthogonal, { batchSizes: ["full"] });
    const { verdict, estimate, evidence } = claim("C2");
    expect(verdict).toBe("holds");
    expect(estimate).toBeLessThan(1e-12);
    expect(evidence.certificate).toBeLessThan(1e-12);
    expect(evidence.epochsPredicted).toBe(1);
  });

  it("is inconclusive on a short budget, and the predicted epochs are enough", async () => {
    const base = noisyLine(30, 2, 0.5, 4);
    const problem: Problem = { ...base, x: base.x.map(([a, b]) => [a, 5 * b]) };
    const short = await claimsOf(problem, { batchSizes: ["full"], epochs: 3 });
    expect(short.claim("C2")).toMatchObject({ verdict: "inconclusive", reason: "budget-too-short" });
    const { epochsPredicted: predicted, certificate, optimumGap } = short.claim("C2").evidence;
    expect(predicted).toBeGreaterThan(3);
    expect(certificate).toBeGreaterThan(Number(optimumGap));
    const long = await claimsOf(problem, { batchSizes: ["full"], epochs: Number(predicted) });
    expect(long.claim("C2").verdict).toBe("holds");
  });

  it("is not tested without a full-batch lane, or without convexity", async () => {
    const problem = noisyLine(20, 2, 0.5, 1);
    expect((await claimsOf(problem, { batchSizes: [4, 1] })).claim("C2").reason).toBe("no-full-batch-lane");
    expect((await claimsOf(problem, { convex: false })).claim("C2").reason).toBe("not-convex");
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

describe("C5, stochastic gradient descent swings and its accuracy suffers", () => {
  it("does not swing where every example pulls to the same place", async () => {
    // Interpolation with one feature: every single-example step shrinks the distance to the common optimum.
    const x = [[1], [0.5], [0.8], [1.2], [0.9], [0.7]];
    const problem: Problem = { x, y: x.map(([a]) => 2 * a), loss: noisyLine(1, 1, 0, 0).loss, bias: false };
    const { claim } = await claimsOf(problem, { epochs: 60 });
    expect(claim("C5")).toMatchObject({
      verdict: "does not hold",
      evidence: { decidedBy: "swing", swings: "does not hold" },
    });
    expect(claim("C5").evidence.earlyShare).toBe(0);
    expect(claim("C5").evidence.lateShare).toBe(0);
  });

  it("holds where noise keeps single examples from the optimum that full batches reach", async () => {
    // A fair coin: each example pulls to its own side, the mean is in the middle.
    const y = Array.from({ length: 40 }, (_, i) => (i % 2 ? 3 : -3));
    const problem: Problem = { x: y.map(() => [0]), y, loss: noisyLine(1, 1, 0, 0).loss };
    const start = () => Float64Array.of(6, 0);
    const { claim, result } = await claimsOf(problem, {
      program: programOf(problem, { start: (seed) => start().map((v) => v + 0.01 * seed) }),
      learningRate: 0.25,
      epochs: 40,
    });
    const { verdict, evidence, estimate, interval95 } = claim("C5");
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
    expect(result.optimum?.loss).toBeCloseTo(9, 9);
  });

  it("swings but does not suffer where full batches have had too few steps", async () => {
    const base = noisyLine(60, 2, 0.3, 4);
    const problem: Problem = { ...base, x: base.x.map(([a, b]) => [a, 4 * b]) };
    const { claim } = await claimsOf(problem, { epochs: 6 });
    const { verdict, evidence, estimate } = claim("C5");
    expect(verdict).toBe("does not hold");
    expect(evidence).toMatchObject({ swings: "holds", suffers: "does not hold", decidedBy: "accuracy" });
    expect(estimate).toBe(evidence.sufferedDifference);
    expect(evidence.earlyShare).toBeLessThan(Number(evidence.lateShare));
  });

  it("compares held-out scores where they are measured", async () => {
    const problem = noisyLine(30, 2, 1, 6);
    const held = objectiveOf(noisyLine(30, 2, 1, 7));
    const validation = (w: Float64Array) => ({ loss: held.value(w), r2: 1 - held.value(w) / 14 });
    const { claim } = await claimsOf(problem, { validation, epochs: 60 });
    expect(claim("C5").evidence).toMatchObject({ sufferedMeasure: "r2", sufferedThreshold: 0.01, pairs: 20 });
  });

  it("is not tested without both lanes", async () => {
    const problem = noisyLine(20, 2, 0.5, 1);
    expect((await claimsOf(problem, { batchSizes: ["full", 4] })).claim("C5").reason).toBe("no-single-example-lane");
    expect((await claimsOf(problem, { batchSizes: [1, 4] })).claim("C5").reason).toBe("no-full-batch-lane");
  });
});
