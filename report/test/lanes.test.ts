import type { DescentRecord, RaceRecord, SeedRun } from "nabla/race";
import { describe, expect, it } from "vitest";
import { bandOf } from "../src/lanes/band.ts";
import { lanesOf } from "../src/lanes/lane.ts";
import { rank, wilsonLower } from "../src/lanes/ranking.ts";

const run = (seed: number, losses: readonly (number | null)[], divergedAt: number | null = null): SeedRun => ({
  seed,
  finalLoss: losses.at(-1) ?? null,
  steps: losses.length - 1,
  epochs: 1,
  examples: losses.length - 1,
  seconds: 0,
  diverged: divergedAt === null ? null : { step: divergedAt, parameter: "w" },
  curve: losses.map((loss, step) => ({ step, examples: step * 2, flops: step * 3, seconds: step * 0.5, loss })),
});

const lane = (batchSize: number | "full", seeds: readonly SeedRun[], median: number | null): DescentRecord => ({
  batchSize,
  learningRate: 0.1,
  limit: null,
  limitHow: "none",
  seeds,
  finalLoss: { median, p5: median, p95: median },
  excess: null,
  examplesPerSecond: 1,
  secondsPerStep: 1,
});

const race = (...descents: readonly DescentRecord[]): RaceRecord => ({ rule: "same", descents, halvings: 0 });

describe("bandOf", () => {
  it("takes quantiles over the seeds at every checkpoint", () => {
    const seeds = Array.from({ length: 21 }, (_, seed) => run(seed, [8, seed]));
    expect(bandOf(lane(1, seeds, 10), "examples")).toEqual([
      { x: 0, low: 8, median: 8, high: 8 },
      { x: 2, low: 1, median: 10, high: 19 },
    ]);
  });

  it("reads the clock it is asked for", () => {
    const descent = lane(1, [run(0, [3, 2, 1])], 1);
    expect(bandOf(descent, "steps").map(({ x }) => x)).toEqual([0, 1, 2]);
    expect(bandOf(descent, "examples").map(({ x }) => x)).toEqual([0, 2, 4]);
    expect(bandOf(descent, "seconds").map(({ x }) => x)).toEqual([0, 0.5, 1]);
    expect(bandOf(descent, "flops").map(({ x }) => x)).toEqual([0, 3, 6]);
  });

  it("counts a diverged seed as infinite from there on, also where its curve ends", () => {
    const seeds = [run(0, [4, null], 1), run(1, [4, null], 1), run(2, [4, 2, 1])];
    expect(bandOf(lane(1, seeds, null), "steps").map(({ median }) => median)).toEqual([4, null, null]);
    const luckier = [run(0, [4, null], 1), run(1, [4, 3, 2]), run(2, [4, 2, 1])];
    expect(bandOf(lane(1, luckier, 2), "steps").map(({ median, high }) => [median, high])).toEqual([
      [4, 4],
      [3, null],
      [2, null],
    ]);
  });
});

describe("lanesOf", () => {
  it("gives every lane a look of its own, and the same one to the same batch size", () => {
    const lanes = lanesOf(race(lane("full", [], 1), lane(64, [], 1), lane(8, [], 1), lane(1, [], 1)));
    expect(new Set(lanes.map(({ look }) => look.colour)).size).toBe(4);
    expect(new Set(lanes.map(({ look }) => look.character)).size).toBe(4);
    expect(new Set(lanes.map(({ look }) => look.dash)).size).toBe(4);
    const [stochastic] = lanesOf(race(lane(1, [], 1)));
    expect(stochastic.look).toBe(lanes[3].look);
  });
});

describe("rank", () => {
  const seeds = (ends: readonly number[]): readonly SeedRun[] => ends.map((end, seed) => run(seed, [9, end]));
  const noisy = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

  it("pairs by seed: overlapping ranges do not make a tie when one lane is lower in every seed", () => {
    const low = lane(32, seeds(noisy), 5.5);
    const high = lane(1, seeds(noisy.map((end) => end + 0.1)), 5.6);
    expect(rank(race(high, low), 1e-6)).toMatchObject({ ties: [], rival: { wins: 10, seeds: 10 } });
  });

  it("calls a tie what is lower half of the time, below the resolution, or seen with one seed only", () => {
    const low = lane(32, seeds(noisy), 5.5);
    const mixed = lane(1, seeds(noisy.map((end) => end + (end % 2 === 0 ? 1 : -1))), 5.6);
    expect(rank(race(low, mixed), 1e-6)?.ties).toEqual([mixed]);
    const close = lane(1, seeds(noisy.map((end) => end + 1e-9)), 5.6);
    expect(rank(race(low, close), 1e-6)?.ties).toEqual([close]);
    expect(rank(race(lane("full", seeds([1]), 1), lane(1, seeds([2]), 2)), 1e-6)?.ties).toHaveLength(1);
  });

  it("lets one run stand for every seed of a lane without chance", () => {
    const batch = lane("full", seeds([20]), 20);
    const low = lane(32, seeds(noisy), 5.5);
    expect(rank(race(batch, low), 1e-6)?.rival).toMatchObject({ descent: batch, wins: 10, seeds: 10 });
    const lowBatch = lane("full", seeds([0.5]), 0.5);
    expect(rank(race(lowBatch, low), 1e-6)).toMatchObject({ lowest: lowBatch, rival: { wins: 10, seeds: 10 } });
  });

  it("is null when every lane diverged", () => {
    expect(rank(race(lane(1, [run(0, [1, null], 1)], null)), 1e-6)).toBeNull();
  });

  it("uses Wilson's interval: 2 of 3 decide nothing, 9 of 10 do", () => {
    expect(wilsonLower(2, 3)).toBeLessThan(0.5);
    expect(wilsonLower(9, 10)).toBeGreaterThan(0.5);
    // p solves |share − p| = z·√(p(1 − p)/n), the definition of the score interval.
    const p = wilsonLower(7, 10);
    expect(0.7 - p).toBeCloseTo(1.959964 * Math.sqrt((p * (1 - p)) / 10), 6);
  });
});
