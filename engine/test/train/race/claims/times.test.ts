/** The claims about time, on times whose law is known. */
import { describe, expect, it } from "vitest";
import { costsByRows } from "../../../../src/train/race/claims/costsByRows.ts";
import type { ClaimTest } from "../../../../src/train/race/claims/question.ts";
import { sharesOverhead } from "../../../../src/train/race/claims/sharesOverhead.ts";
import { updatesFaster } from "../../../../src/train/race/claims/updatesFaster.ts";
import type { StepTimes } from "../../../../src/train/race/timing.ts";
import { normals } from "../../support/affine.ts";

const rows = 1024;
const sizes = [1, 2, 4, 8, 16, 32, 128, 256, 512, 1024];

/** t(B) = fixed + each·B, and repeats that differ by chance. */
function timed(fixed: number, each: number, { noise = 0.02, seed = 1, of = sizes } = {}): StepTimes {
  const next = normals(seed);
  return of.map((size) => {
    const seconds = Array.from({ length: 7 }, () => (fixed + each * size) * (1 + noise * Math.abs(next())));
    return {
      rows: size,
      seconds,
      timing: { median: seconds[3], least: seconds[0], most: seconds[6], repeats: 7, steps: 9 },
    };
  });
}

function verdictOf(test: ClaimTest, times: StepTimes | null, all = rows, lanes = [rows, 32, 1]) {
  const settings = { objective: { rows: all }, lanes: lanes.map((size) => ({ rows: size, name: size })) };
  const work = test({ settings, times } as unknown as Parameters<ClaimTest>[0]);
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

describe("C3, the price of a full-batch step", () => {
  it("holds where every row costs the same, and finds the line", () => {
    const { verdict, estimate, evidence } = verdictOf(costsByRows, timed(1e-7, 1e-8, { noise: 0 }));
    expect(verdict).toBe("holds");
    expect(estimate).toBeLessThan(1);
    expect((evidence.secondsPerRow as number) / 1e-8).toBeCloseTo(1, 9);
    expect((evidence.fixedSeconds as number) / 1e-7).toBeCloseTo(1, 6);
  });

  it("has the exponent of the power law that was timed", () => {
    const power = sizes.map((size) => ({
      ...timed(0, 1)[0],
      rows: size,
      seconds: Array(6).fill(1e-6 * Math.sqrt(size) ** 1.6),
    }));
    expect(verdictOf(costsByRows, power).estimate).toBeCloseTo(0.8, 9);
  });

  it("does not hold where the fixed cost is all, and is open between", () => {
    expect(verdictOf(costsByRows, timed(1e-3, 1e-8)).verdict).toBe("does not hold");
    expect(verdictOf(costsByRows, timed(4.15e-6, 1e-8, { noise: 0.4 })).verdict).toBe("inconclusive");
  });

  it("is not tested without times, with few rows, or where a size was too short", () => {
    expect(verdictOf(costsByRows, null)).toMatchObject({ verdict: "not tested", reason: "time-not-measured" });
    expect(verdictOf(costsByRows, timed(1, 1), 12)).toMatchObject({ reason: "too-few-rows" });
    const short = timed(1e-7, 1e-8).map((each) => (each.rows === 256 ? { ...each, timing: null } : each));
    expect(verdictOf(costsByRows, short)).toMatchObject({ verdict: "not tested", reason: "too-short-to-time" });
  });
});

describe("C4, the price of a single update", () => {
  it("holds where rows cost, and says that an example costs more", () => {
    const { verdict, estimate, evidence } = verdictOf(updatesFaster, timed(3e-8, 1e-8, { noise: 0 }));
    expect(verdict).toBe("holds");
    expect(estimate).toBeCloseTo((3 + 1024) / 4, 6);
    expect(evidence.examplesCheaper).toBeCloseTo(4 / (1 + 3 / 1024), 6);
  });

  it("does not hold where the fixed cost is all", () => {
    expect(verdictOf(updatesFaster, timed(1e-4, 1e-8)).verdict).toBe("does not hold");
    expect(verdictOf(updatesFaster, timed(1, 1), 1)).toMatchObject({ reason: "too-few-rows" });
    expect(verdictOf(updatesFaster, timed(1, 1, { of: [1, 2] }))).toMatchObject({ reason: "too-short-to-time" });
  });
});

describe("C8, the price of a mini-batch", () => {
  it("holds where an update is overhead, with the break-even batch", () => {
    const { verdict, evidence } = verdictOf(sharesOverhead, timed(1e-4, 1e-7, { noise: 0 }));
    expect(verdict).toBe("holds");
    expect((evidence.breakEven as number) / 1000).toBeCloseTo(1, 6);
  });

  it("does not hold where every row costs the same", () => {
    const { verdict, estimate } = verdictOf(sharesOverhead, timed(0, 1e-7, { noise: 0 }));
    expect(verdict).toBe("does not hold");
    expect(estimate).toBeCloseTo(32, 9);
  });

  it("is not tested without a mini-batch", () => {
    expect(verdictOf(sharesOverhead, timed(1, 1), rows, [rows, 1])).toMatchObject({ reason: "no-mini-batch-lane" });
  });
});

it("decide wrongly at most once in twenty, with noise and outliers", () => {
  let wrong = 0;
  const draws = 100;
  for (let seed = 0; seed < draws; seed++) {
    // Just beyond each threshold: t(n)/t(1) = 10.6, t(32)/t(1) = 1.94.
    const noise = { noise: 0.1, seed: seed + 1 };
    if (verdictOf(updatesFaster, timed(1, 9.7 / 1023, noise)).verdict === "does not hold") wrong++;
    if (verdictOf(sharesOverhead, timed(1, 0.95 / 31, noise)).verdict === "does not hold") wrong++;
    if (verdictOf(updatesFaster, timed(1, 8.4 / 1023, noise)).verdict === "holds") wrong++;
    if (verdictOf(sharesOverhead, timed(1, 1.15 / 31, noise)).verdict === "holds") wrong++;
  }
  expect(wrong / (4 * draws)).toBeLessThanOrEqual(0.05);
});
