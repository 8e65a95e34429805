/** Pairs of lanes, the recommendation, and the seconds of a race: from records made by hand. */
import { describe, expect, it } from "vitest";
import { clocked, sizesToTime } from "../../../src/train/race/clocks.ts";
import { comparePairs } from "../../../src/train/race/comparisons.ts";
import { race } from "../../../src/train/race/index.ts";
import { recommend } from "../../../src/train/race/recommendation.ts";
import { checkSettings } from "../../../src/train/race/settings.ts";
import type { DescentRecord, RaceRecord } from "../../../src/train/record.ts";
import { bootstrap } from "../../../src/train/statistics/intervals.ts";
import { normals } from "../support/affine.ts";
import { line, optionsFor } from "../support/races.ts";
import { finish } from "../support/work.ts";

/** A lane that begins at 100 and is measured after 10, 30, 50 and 100 examples. */
function laneOf(losses: readonly (readonly (number | null)[])[], more: Partial<DescentRecord> = {}): DescentRecord {
  const seeds = losses.map((run, seed) => ({
    seed,
    finalLoss: run[3] ?? null,
    steps: 100,
    epochs: 10,
    examples: 100,
    seconds: 1,
    diverged: run[3] === null ? { step: 60, parameter: null } : null,
    curve: [100, ...run].map((loss, i) => ({
      step: [0, 10, 30, 50, 100][i],
      examples: [0, 10, 30, 50, 100][i],
      flops: 0,
      seconds: [0, 10, 30, 50, 100][i] / 100,
      loss,
    })),
  }));
  const finals = losses.map((run) => run[3] ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const median = finals[Math.floor(finals.length / 2)];
  return {
    batchSize: 1,
    learningRate: 0.1,
    decay: 0,
    limit: null,
    limitHow: "none",
    seeds,
    finalLoss: {
      median: Number.isFinite(median) ? median : null,
      p5: null,
      p95: finals[Math.floor(0.95 * finals.length)],
    },
    excess: null,
    examplesPerSecond: 100,
    secondsPerStep: 0.01,
    timing: null,
    ...more,
  };
}

const around = (centre: number, spread: number, seed: number, count = 40) => {
  const next = normals(seed);
  return Array.from({ length: count }, () => [1, 2, 3, 4].map(() => centre + spread * next()));
};

const raceOf = (descents: DescentRecord[]): RaceRecord => ({
  rule: "best",
  descents,
  halvings: 0,
  comparisons: finish(comparePairs(descents, "float64")),
});

describe("pairs of lanes", () => {
  it("come for every pair and budget, at the last checkpoint within it", () => {
    const descents = [
      laneOf([[9, 8, 7, 6]]),
      laneOf([
        [5, 4, 3, 2],
        [6, 5, 4, 3],
      ]),
      laneOf([
        [1, 1, 1, 1],
        [2, 2, 2, 2],
      ]),
    ];
    const comparisons = finish(comparePairs(descents, "float64"));
    expect(comparisons.map(({ lanes, examples }) => [...lanes, examples])).toEqual(
      [
        [0, 1],
        [0, 2],
        [1, 2],
      ].flatMap((lanes) => [10, 30, 100].map((examples) => [...lanes, examples])),
    );
    // The one run of the first lane meets both of the second.
    expect(comparisons.slice(0, 3).map(({ difference, pairs }) => [difference, pairs])).toEqual([
      [3.5, 2],
      [3.5, 2],
      [3.5, 2],
    ]);
  });

  it("name the lower lane where all seeds agree, and none where they are alike", () => {
    const [low, high, alike] = [around(1, 0.1, 1), around(2, 0.1, 2), around(1, 0.1, 3)].map((runs) => laneOf(runs));
    const at = (a: DescentRecord, b: DescentRecord) => finish(comparePairs([a, b], "float64"));
    expect(at(low, high).map(({ lower }) => lower)).toEqual([0, 0, 0]);
    expect(at(high, low).map(({ lower }) => lower)).toEqual([1, 1, 1]);
    expect(at(low, alike).map(({ lower }) => lower)).toEqual([null, null, null]);
    const [first] = at(high, low);
    expect(first.difference ?? 0).toBeGreaterThan(0.9);
    expect(first.interval95?.[0] ?? 0).toBeLessThan(first.difference ?? 0);
    expect(first.interval95?.[1] ?? 0).toBeGreaterThan(first.difference ?? 0);
    // Forty heads in forty throws, three looks.
    expect(first.p).toBeCloseTo(3 * 2 ** -39, 18);
  });

  it("tie where the difference is rounding or a millionth of the way", () => {
    const runs = around(1, 0.1, 4);
    const shifted = (by: number) => laneOf(runs.map((run) => run.map((loss) => loss + by)));
    expect(finish(comparePairs([laneOf(runs), shifted(9e-5)], "float64")).map(({ lower, p }) => [lower, p])).toEqual([
      [null, 1],
      [null, 1],
      [null, 1],
    ]);
    expect(finish(comparePairs([laneOf(runs), shifted(3e-4)], "float64")).map(({ lower }) => lower)).toEqual([0, 0, 0]);
  });

  it("count a lost run as higher than any other, and invent no number for it", () => {
    const fine = around(1, 0.1, 5);
    const lost = fine.map((run) => [run[0], run[1], run[2], null]);
    const [, , end] = finish(comparePairs([laneOf(fine), laneOf(lost)], "float64"));
    expect(end).toMatchObject({ difference: null, interval95: null, lower: 0, pairs: 40 });
    const [, , nothing] = finish(comparePairs([laneOf(lost), laneOf(lost)], "float64"));
    expect(nothing).toMatchObject({ difference: null, interval95: null, lower: null, pairs: 0, p: 1 });
  });

  it("differ by chance in fewer than one race of twenty", () => {
    let wrong = 0;
    for (let trial = 0; trial < 200; trial++) {
      const descents = [1, 2, 3, 4].map((i) => laneOf(around(1, 1, 100 + 10 * trial + i, 20)));
      if (finish(comparePairs(descents, "float64")).some(({ lower }) => lower !== null)) wrong++;
    }
    // The level is 5 %: 10 of 200, with three standard errors of luck.
    expect(wrong).toBeLessThanOrEqual(19);
  });
});

describe("the recommendation", () => {
  const constant = (size: number, centre: number, seed: number) =>
    laneOf(around(centre, 0.1, seed), { batchSize: size, learningRate: size / 10 });
  const falling = (size: number, centre: number, seed: number) =>
    laneOf(around(centre, 0.1, seed), { batchSize: size, learningRate: size, decay: 0.5 });

  it("is the lane that ended lowest, with those that tie", () => {
    const chosen = recommend(raceOf([constant(64, 2, 1), constant(32, 1, 2), constant(8, 1.001, 3)]));
    expect(chosen).toMatchObject({ evidence: "best-rate" });
    const sizes = [chosen?.batchSize, ...(chosen?.ties.map(({ batchSize }) => batchSize) ?? [])];
    expect([...sizes].sort()).toEqual([32, 8]);
    const alone = recommend(raceOf([constant(64, 2, 1), constant(32, 1, 2), constant(8, 3, 3)]));
    expect(alone).toEqual({ batchSize: 32, learningRate: 3.2, decay: 0, ties: [], evidence: "best-rate" });
  });

  it("prefers a constant rate to one that falls where they tie, and only there", () => {
    const tie = recommend(raceOf([constant(8, 1.001, 1), falling(8, 1, 2)]));
    expect(tie).toMatchObject({ decay: 0, ties: [{ batchSize: 8, learningRate: 8, decay: 0.5 }] });
    const clear = recommend(raceOf([constant(8, 2, 1), falling(8, 1, 2)]));
    expect(clear).toMatchObject({ decay: 0.5, ties: [] });
  });

  it("takes the steadier of two that tie", () => {
    const steady = constant(8, 1.07, 1);
    const runs = around(1, 0.1, 2).map((run, i) => (i % 10 === 0 ? run.map((loss) => loss + 50) : run));
    const unlucky = laneOf(runs, { batchSize: 32 });
    expect(unlucky.finalLoss.median ?? 0).toBeLessThan(steady.finalLoss.median ?? 0);
    for (const descents of [
      [unlucky, steady],
      [steady, unlucky],
    ]) {
      expect(recommend(raceOf(descents))).toMatchObject({ batchSize: 8, ties: [{ batchSize: 32 }] });
    }
  });

  it("is none without a choice", () => {
    const lost = laneOf(around(1, 0.1, 2).map((run) => [...run.slice(0, 3), null]));
    expect(recommend(null)).toBeNull();
    expect(recommend(raceOf([constant(8, 1, 1)]))).toBeNull();
    expect(recommend(raceOf([lost, lost]))).toBeNull();
    expect(recommend(raceOf([lost, constant(8, 1, 1)]))?.batchSize).toBe(8);
  });
});

describe("the seconds of a race", () => {
  it("are steps × the median second of one, where that was timed", () => {
    const timing = { median: 0.5, least: 0.4, most: 0.7, repeats: 5, steps: 100 };
    const record = raceOf([laneOf([[4, 3, 2, 1]]), laneOf([[4, 3, 2, 1]], { batchSize: 8 })]);
    const lanes = [1, 8].map((rows) => ({ rows, name: rows, learningRate: 0.1, decay: 0 }));
    const outcome = { record, lanes, ends: [] };
    const times = [
      { rows: 1, seconds: [0.5], timing },
      { rows: 8, seconds: [], timing: null },
    ];
    const [timed, untimed] = clocked(outcome, times).record.descents;
    expect(timed).toMatchObject({ timing, secondsPerStep: 0.5, examplesPerSecond: 2 });
    expect(timed.seeds[0].seconds).toBe(50);
    expect(timed.seeds[0].curve.map(({ seconds }) => seconds)).toEqual([0, 5, 15, 25, 50]);
    expect(untimed).toEqual(record.descents[1]);
    expect(clocked(outcome, null)).toBe(outcome);
  });

  it("are measured for the raced sizes, the powers of two, and the parts of the rows", () => {
    const settings = checkSettings(optionsFor(line, { batchSizes: ["full", 5, 1] }).options, () => 0);
    expect(sizesToTime(settings).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 8, 12, 16, 24]);
  });

  it("stay those that were seen where a clock does not run along", async () => {
    const { races } = await race(optionsFor(line, { timing: true, seeds: 2 }).options);
    for (const { timing, seeds } of races[0].descents) {
      expect(timing).toBeNull();
      expect(seeds[0].seconds).toBeGreaterThan(0);
    }
  });
});

describe("the bootstrap of a median", () => {
  const byResampling = (values: readonly (number | null)[]) =>
    bootstrap(values, {
      statistic: (sample) => {
        const all = sample.map((value) => value ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
        const [low, high] = [all[Math.floor((all.length - 1) / 2)], all[Math.floor(all.length / 2)]];
        return low === high ? low : (low + high) / 2;
      },
    });

  it("counts what resampling sorts", () => {
    for (const size of [1, 2, 7, 20, 101]) {
      const values = Array.from({ length: size }, normals(size)).sort((a, b) => a - b);
      const counted = bootstrap(values);
      const resampled = byResampling(values);
      expect(counted.estimate).toBeCloseTo(resampled.estimate, 14);
      expect(counted.interval95[0]).toBeCloseTo(resampled.interval95[0], 14);
      expect(counted.interval95[1]).toBeCloseTo(resampled.interval95[1], 14);
    }
  });

  it("takes a lost run as +∞ and does not mind the order of the values", () => {
    const values = [...Array.from({ length: 12 }, normals(3)), null];
    expect(bootstrap(values)).toEqual(bootstrap([...values].reverse()));
    expect(bootstrap([1, null, null, null]).interval95[1]).toBe(Number.POSITIVE_INFINITY);
    expect(bootstrap([Number.NEGATIVE_INFINITY, 1]).estimate).toBe(Number.NEGATIVE_INFINITY);
    expect(bootstrap([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]).estimate).toBeNaN();
  });
});
