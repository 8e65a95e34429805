import { describe, expect, it } from "vitest";
import { costOf, firstBelow, ratioOfCosts } from "../../../../src/train/race/claims/levels.ts";
import { savesSteps } from "../../../../src/train/race/claims/savesSteps.ts";
import { FAR_FEWER_STEPS } from "../../../../src/train/race/thresholds.ts";
import type { CurvePoint } from "../../../../src/train/record.ts";
import { logistic, noisyLine, type Problem } from "../../support/affine.ts";
import { questionFor, writtenRace } from "../../support/claims.ts";
import { finish } from "../../support/work.ts";

const line = noisyLine(32, 2, 0.5, 3);
const minimiserOf = () => Float64Array.from(questionFor(line).optimum?.record.parameters ?? []);

/** Excess 1 at the start; `share` of it is left after each epoch. The optimum has loss 0 here. */
const falling = (share: number, epochs = 24) => Array.from({ length: epochs + 1 }, (_, i) => share ** i);

/** A point at this distance from the minimiser. */
const away = (distance: number) => minimiserOf().map((value, i) => (i === 0 ? value + distance : value));

function claimOf(single: number[], mini: number[], ends: { single: number; mini: number }, seeds = 10) {
  const question = questionFor(line, { seeds, epochs: 8 }, (settings) => ({
    best: 0,
    bestRate: writtenRace(settings, "best", [
      { size: "full", losses: () => falling(0.9), end: () => away(0.01) },
      { size: 8, losses: () => mini, end: (i) => away(ends.mini * (1 + 0.01 * i)) },
      { size: 1, losses: () => single, end: (i) => away(ends.single * (1 + 0.02 * i)) },
      { size: 1, losses: () => falling(0.09), end: () => away(0), decay: 0.1 },
    ]),
  }));
  return finish(savesSteps(question));
}

describe("C9, a mini-batch needs far fewer steps and ends nearer", () => {
  it("holds where both are so, and tells the ratio of steps exactly", () => {
    // Both come to 1 % after 2 epochs: 2·32 steps against 2·4.
    const claim = claimOf(falling(0.09), falling(0.09), { single: 0.5, mini: 0.1 });
    expect(claim).toMatchObject({
      verdict: "holds",
      estimate: 8,
      interval95: [8, 8],
      threshold: FAR_FEWER_STEPS,
      n: 10,
    });
    expect(claim.evidence).toMatchObject({ singleSteps: [32, 64, 96], miniBatchSteps: [4, 8, 12], farFewer: "holds" });
    expect(claim.evidence.distanceRatio).toBeLessThan(0.21);
  });

  it("does not hold where single examples need as few steps", () => {
    const claim = claimOf(falling(0.01), falling(0.6), { single: 0.5, mini: 0.1 });
    expect(claim).toMatchObject({ verdict: "does not hold", evidence: { decidedBy: "steps", nearer: "holds" } });
    expect(claim.estimate).toBeLessThan(FAR_FEWER_STEPS);
  });

  it("does not hold where the mini-batch ends farther away", () => {
    const claim = claimOf(falling(0.09), falling(0.09), { single: 0.1, mini: 0.5 });
    expect(claim).toMatchObject({ verdict: "does not hold", evidence: { decidedBy: "distance", farFewer: "holds" } });
    expect(claim.estimate).toBeGreaterThan(1);
  });

  it("keeps runs that never came as a lower bound", () => {
    // On a floor of 5 %: all of 24 epochs are spent, so the ratio is at least 24·32/8.
    const floor = Array.from({ length: 25 }, (_, i) => Math.max(0.05, 0.09 ** i));
    const claim = claimOf(floor, falling(0.09), { single: 0.5, mini: 0.1 });
    expect(claim).toMatchObject({ verdict: "holds", estimate: 96, interval95: null });
    expect(claim.evidence).toMatchObject({
      stepsRatioIsBound: true,
      stepsRatioFrom: 96,
      stepsRatioTo: null,
      singleSteps: [32, null, null],
      singleReached: [10, 0, 0],
    });
  });

  it("is inconclusive where neither came down", () => {
    const claim = claimOf(falling(0.99), falling(0.99), { single: 0.5, mini: 0.1 });
    expect(claim).toMatchObject({ verdict: "inconclusive", reason: "level-not-reached" });
  });

  it("is inconclusive with too few seeds, however clear they are", () => {
    const claim = claimOf(falling(0.09), falling(0.09), { single: 0.5, mini: 0.1 }, 4);
    expect(claim).toMatchObject({ verdict: "inconclusive", reason: "too-few-seeds" });
  });

  it("follows the paths at equal steps: the larger batch stays nearer to the full batch's", () => {
    const { evidence } = claimOf(falling(0.09), falling(0.09), { single: 0.5, mini: 0.1 });
    expect(evidence.trajectorySteps).toEqual([1, 2, 4, 8]);
    const [single, mini] = [evidence.singleFromPath as number[], evidence.miniBatchFromPath as number[]];
    single.forEach((distance, i) => {
      expect(mini[i]).toBeGreaterThan(0);
      expect(mini[i]).toBeLessThan(distance);
    });
  });

  it("is not tested where no minimiser exists: there is nowhere to end nearer to", () => {
    const classes: Problem = { x: [[-2], [-1], [1], [2]], y: [0, 0, 1, 1], loss: logistic };
    const lanes = (["full", 2, 1] as const).map((size) => ({ size, losses: () => [2, 1] }));
    const question = questionFor(classes, { batchSizes: ["full", 2, 1] }, (settings) => ({
      bestRate: writtenRace(settings, "best", lanes),
    }));
    expect(finish(savesSteps(question))).toMatchObject({ verdict: "not tested", reason: "no-minimiser" });
  });

  it("is not tested without the race or one of its lanes", () => {
    expect(finish(savesSteps(questionFor(line)))).toMatchObject({ verdict: "not tested", reason: "no-best-rate-race" });
    const lanes = [{ size: "full" as const }, { size: 8 }, { size: 1 }];
    const reasons = ["no-full-batch-lane", "no-mini-batch-lane", "no-single-example-lane"];
    lanes.forEach((_, left) => {
      const kept = lanes.filter((_, i) => i !== left).map((lane) => ({ ...lane, losses: () => [2, 1] }));
      const question = questionFor(line, {}, (settings) => ({ bestRate: writtenRace(settings, "best", kept) }));
      expect(finish(savesSteps(question)).reason).toBe(reasons[left]);
    });
  });
});

describe("steps to a level", () => {
  const curve = (losses: (number | null)[]): CurvePoint[] =>
    losses.map((loss, i) => ({ step: i, examples: 8 * i, flops: 0, seconds: 0, loss }));

  it("are not those of a lucky dip", () => {
    expect(firstBelow(curve([9, 8, 1, 8, 8, 8, 8, 1, 1, 1, 1]), 2)?.step).toBe(7);
    expect(firstBelow(curve([9, 1, 8, 1, 8, 1, 1, 8]), 2)?.step).toBe(1);
    expect(firstBelow(curve([9, 8, null]), 2)).toBeNull();
  });

  it("are never counted at the start itself", () => {
    expect(firstBelow(curve([1, 1, 1]), 2)?.step).toBe(1);
  });

  it("are at least the budget where it was not reached, and without end where the run was lost", () => {
    const run = (losses: (number | null)[]) => ({
      seed: 0,
      finalLoss: losses[losses.length - 1],
      steps: 1,
      epochs: 1,
      examples: 1,
      seconds: 0,
      diverged: null,
      curve: curve(losses),
    });
    expect(costOf(run([4, 3, 2]), "examples", 0.01, 0)).toEqual({ least: 16, most: Infinity });
    expect(costOf(run([4, 3, null]), "step", 0.01, 0)).toEqual({ least: Infinity, most: Infinity });
    expect(costOf(run([4, 1, 1]), "step", 0.5, 0)).toEqual({ least: 1, most: 1 });
  });

  it("decide nothing where both are unknown", () => {
    const never = Array.from({ length: 8 }, () => ({ least: 10, most: Infinity }));
    expect(ratioOfCosts(never, never).interval95).toEqual([0, Infinity]);
    const lost = never.map(() => ({ least: Infinity, most: Infinity }));
    expect(ratioOfCosts(lost, lost).interval95).toEqual([0, Infinity]);
    const came = never.map(() => ({ least: 5, most: 5 }));
    expect(ratioOfCosts(never, came)).toEqual({ estimate: 2, bound: true, interval95: [2, Infinity] });
    expect(ratioOfCosts(came, never)).toMatchObject({ interval95: [0, 0.5] });
  });
});
