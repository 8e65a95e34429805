import { describe, expect, it } from "vitest";
import { takesQuickestWay } from "../../../../src/train/race/claims/takesQuickestWay.ts";
import { QUICKEST } from "../../../../src/train/race/thresholds.ts";
import { logistic, noisyLine, type Problem, programOf } from "../../support/affine.ts";
import { questionFor } from "../../support/claims.ts";
import { finish } from "../../support/work.ts";

/** Columns of a Hadamard matrix, scaled: the curvatures are 2·scale². */
const scaled = (scales: readonly number[]): Problem => ({
  x: [
    [1, 1, 1, 1],
    [1, -1, 1, -1],
    [1, 1, -1, -1],
    [1, -1, -1, 1],
  ].map((row) => row.map((value, i) => value * scales[i])),
  y: [4, 1, -2, 0.5],
  loss: noisyLine(1, 1, 0, 0).loss,
  bias: false,
});
const small = { batchSizes: ["full", 1] as const, seeds: 10 };

describe("C12, the negative gradient is the quickest way", () => {
  it("holds where every direction has the same curvature: one step leads straight to the minimum", () => {
    const claim = finish(takesQuickestWay(questionFor(scaled([1, 1, 1, 1]), small)));
    expect(claim).toMatchObject({ verdict: "holds", estimate: 1, interval95: [1, 1], threshold: QUICKEST });
    expect(claim.evidence).toMatchObject({ gradientSteps: 1, conjugateSteps: 1, newtonSteps: 1, starts: 10 });
    expect(claim.evidence.cosineAtStart).toBeCloseTo(1, 9);
  });

  it("does not hold in a long valley, where conjugate gradients need a step for each curvature at most", () => {
    const problem = scaled([1, 3, 10, 30]);
    const start = (seed: number) => Float64Array.of(30 + seed, 10, 3, 1).map((v, i) => v * (i % 2 ? 1 : -1));
    const program = programOf(problem, { start });
    const claim = finish(takesQuickestWay(questionFor(problem, { ...small, program })));
    expect(claim).toMatchObject({ verdict: "does not hold" });
    expect(claim.evidence.conjugateSteps).toBeLessThanOrEqual(4);
    expect(claim.evidence.newtonSteps).toBe(1);
    expect(claim.evidence.kappa).toBeCloseTo(900, 6);
    expect(claim.estimate).toBeGreaterThan(QUICKEST);
    // −∇E points across the valley.
    expect(claim.evidence.cosineMedian).toBeLessThan(0.5);
  });

  it("tells the cosine at the start as the formula gives it", () => {
    // E = Σ aᵢ²(wᵢ − w*ᵢ)² + …: with the way e to the minimum, cos = Σ aᵢ²eᵢ² / (‖a²e‖·‖e‖).
    const scales = [1, 2, 3, 4];
    const problem = scaled(scales);
    const question = questionFor(problem, small);
    const way = question.start.map((value, i) => (question.optimum?.record.parameters[i] ?? 0) - value);
    const slope = way.map((value, i) => scales[i] ** 2 * value);
    const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
    const cosine = dot(slope, way) / Math.sqrt(dot(slope, slope) * dot(way, way));
    expect(finish(takesQuickestWay(question)).evidence.cosineAtStart).toBeCloseTo(cosine, 9);
  });

  it("counts one start once where every seed begins there", () => {
    const problem = scaled([1, 1.5, 2, 3]);
    const program = programOf(problem, { start: () => Float64Array.of(30, -10, 8, 1) });
    const claim = finish(takesQuickestWay(questionFor(problem, { ...small, program })));
    expect(claim).toMatchObject({ n: 1, interval95: [claim.estimate, claim.estimate] });
  });

  it("is inconclusive with two or three starts, and not tested where there is nothing to test", () => {
    const problem = noisyLine(20, 2, 1, 3);
    expect(finish(takesQuickestWay(questionFor(problem, { ...small, seeds: 3 })))).toMatchObject({
      verdict: "inconclusive",
      reason: "too-few-seeds",
    });
    expect(finish(takesQuickestWay(questionFor(problem, { ...small, convex: false }))).reason).toBe("not-convex");
    const separable: Problem = { x: [[-2], [-1], [1], [2]], y: [0, 0, 1, 1], loss: logistic };
    expect(finish(takesQuickestWay(questionFor(separable, small))).reason).toBe("no-minimiser");
    const there = questionFor(problem, small);
    const minimiser = Float64Array.from(there.optimum?.record.parameters ?? []);
    const program = programOf(problem, { start: () => minimiser.slice() });
    expect(finish(takesQuickestWay(questionFor(problem, { ...small, program }))).reason).toBe("start-too-near");
  });

  it("looks along the way to the nearest minimiser where there are many", () => {
    // Two equal columns: what separates them never changes, and is no part of the way.
    const x = noisyLine(20, 1, 1, 4).x.map(([a]) => [a, a]);
    const { y, loss } = noisyLine(20, 1, 1, 4);
    const problem: Problem = { x, y, loss, bias: false };
    const program = programOf(problem, { start: () => Float64Array.of(50, -50) });
    const claim = finish(takesQuickestWay(questionFor(problem, { ...small, program })));
    expect(claim).toMatchObject({ verdict: "holds", estimate: 1 });
    expect(claim.evidence.cosineAtStart).toBeCloseTo(1, 6);
  });
});
