import type { ComparisonRecord, DescentRecord, RaceRecord, SeedRun } from "nabla/race";
import { describe, expect, it } from "vitest";
import { bandOf } from "../src/lanes/band.ts";
import { heldOutEnd, heldOutMeasures } from "../src/lanes/heldOut.ts";
import { laneKey, lanesOf } from "../src/lanes/lane.ts";
import { rank } from "../src/lanes/ranking.ts";

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
  decay: 0,
  timing: null,
  seeds,
  finalLoss: { median, p5: median, p95: median },
  excess: null,
  examplesPerSecond: 1,
  secondsPerStep: 1,
});

const race = (...descents: readonly DescentRecord[]): RaceRecord => ({
  rule: "same",
  descents,
  halvings: 0,
  comparisons: [],
});

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

  it("makes seconds of the measured median of one step, where there is one", () => {
    const timing = { median: 2, least: 1, most: 3, repeats: 5, steps: 10 };
    const descent = { ...lane(1, [run(0, [3, 2, 1])], 1), timing };
    expect(bandOf(descent, "seconds").map(({ x }) => x)).toEqual([0, 2, 4]);
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

  it("keeps the colour of a batch size where the rate falls, and tells the lane apart by its mark", () => {
    const falling = (batchSize: number) => ({ ...lane(batchSize, [], 1), decay: 0.1 });
    const lanes = lanesOf(race(lane("full", [], 1), lane(32, [], 1), lane(1, [], 1), falling(32), falling(1)));
    expect(lanes.map(({ look }) => look.colour)).toEqual([0, 2, 1, 2, 1]);
    expect(new Set(lanes.map(({ look }) => look.character)).size).toBe(5);
    expect(new Set(lanes.map(({ look }) => look.dash)).size).toBe(5);
    expect(new Set(lanes.map(({ descent }) => laneKey(descent))).size).toBe(5);
  });
});

describe("rank", () => {
  const seeds = (ends: readonly number[]): readonly SeedRun[] => ends.map((end, seed) => run(seed, [9, end]));
  const noisy = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const low = lane(32, seeds(noisy), 5.5);
  const high = lane(1, seeds(noisy.map((end) => end + 0.1)), 5.6);
  const compared = (examples: number, lower: number | null): ComparisonRecord => ({
    lanes: [0, 1],
    examples,
    difference: 0.1,
    interval95: [0, 0.2],
    p: 0.01,
    pairs: 10,
    lower,
  });

  it("takes ties from the comparison at the whole budget, not from an earlier one", () => {
    const decided = { ...race(high, low), comparisons: [compared(100, 1), compared(50, null)] };
    expect(rank(decided, 1e-6)).toMatchObject({ lowest: low, ties: [], rival: { wins: 10, seeds: 10 } });
    const open = { ...race(high, low), comparisons: [compared(50, 1), compared(100, null)] };
    expect(rank(open, 1e-6)?.ties).toEqual([high]);
  });

  it("calls a tie what was not compared, never what was lost", () => {
    expect(rank(race(high, low), 1e-6)?.ties).toEqual([high]);
    const lost = lane(1, [run(0, [1, null], 1)], null);
    expect(rank(race(lost, low), 1e-6)).toMatchObject({ lowest: low, ties: [], rival: { descent: lost } });
  });

  it("lets one run stand for every seed of a lane without chance", () => {
    const batch = lane("full", seeds([20]), 20);
    expect(rank(race(batch, low), 1e-6)?.rival).toMatchObject({ descent: batch, wins: 10, seeds: 10 });
    const lowBatch = lane("full", seeds([0.5]), 0.5);
    expect(rank(race(lowBatch, low), 1e-6)).toMatchObject({ lowest: lowBatch, rival: { wins: 10, seeds: 10 } });
  });

  it("does not count as won what differs by rounding", () => {
    const close = lane(1, seeds(noisy.map((end) => end + 1e-9)), 5.6);
    expect(rank(race(low, close), 1e-6)?.rival).toMatchObject({ wins: 0, seeds: 10 });
  });

  it("is null when every lane diverged", () => {
    expect(rank(race(lane(1, [run(0, [1, null], 1)], null)), 1e-6)).toBeNull();
  });
});

describe("heldOutEnd", () => {
  const measured = (accuracies: readonly (number | undefined)[]): DescentRecord =>
    lane(
      1,
      accuracies.map((accuracy, seed) => {
        const whole = run(seed, [2, 1]);
        const last = whole.curve[1];
        const validation = accuracy === undefined ? { loss: null } : { loss: 0.5, accuracy };
        return { ...whole, curve: [whole.curve[0], { ...last, validation }] };
      }),
      1,
    );

  it("is the median of the seeds, a lost one counted as the worst", () => {
    expect(heldOutEnd(measured([0.9, 0.8, 0.7]), "accuracy")).toBe(0.8);
    expect(heldOutEnd(measured([0.9, 0.8, undefined]), "accuracy")).toBe(0.8);
    expect(heldOutEnd(measured([0.9, undefined, undefined]), "accuracy")).toBeNull();
    expect(heldOutMeasures([measured([0.9])])).toEqual(["loss", "accuracy"]);
    expect(heldOutMeasures([lane(1, [run(0, [2, 1])], 1)])).toEqual([]);
  });
});
