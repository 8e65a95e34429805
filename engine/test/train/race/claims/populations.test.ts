/** C7, C11 and C15 on constructed runs, times and rows whose law is known. */
import { describe, expect, it } from "vitest";
import { generalizes } from "../../../../src/train/race/claims/generalizes.ts";
import { parallelizes } from "../../../../src/train/race/claims/parallelizes.ts";
import type { ClaimTest } from "../../../../src/train/race/claims/question.ts";
import { representsPopulation } from "../../../../src/train/race/claims/representsPopulation.ts";
import type { CurvePoint } from "../../../../src/train/record.ts";
import { rankCorrelation } from "../../../../src/train/statistics/concordance.ts";
import { normals } from "../../support/affine.ts";

function run(test: ClaimTest, question: object) {
  const work = test(question as unknown as Parameters<ClaimTest>[0]);
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

describe("rank correlation", () => {
  it("is 1 for any rising function, −1 for any falling one, and counts no ties", () => {
    const x = [3, 1, 4, 1.5, 9, 2.6];
    expect(rankCorrelation(x, x.map(Math.exp))).toBe(1);
    expect(
      rankCorrelation(
        x,
        x.map((value) => -(value ** 3)),
      ),
    ).toBe(-1);
    expect(rankCorrelation([1, 2, 3], [10, 30, 20])).toBeCloseTo(1 / 3, 12);
    expect(rankCorrelation([1, 1, 2], [1, 2, 3])).toBe(1);
    expect(rankCorrelation([1, 1], [1, 2])).toBeNaN();
    expect(rankCorrelation([0, 1, 2], [0, 0.05, 1], [0, 0.1])).toBe(1);
  });
});

describe("C11, held-out rows", () => {
  const training = Array.from({ length: 20 }, (_, k) => 2 ** -k);
  const test = (heldOf: (k: number, noise: number) => number, seeds = 20, lanes = 1) => {
    const next = normals(7);
    const seedRun = () => ({
      curve: training.map((loss, k): CurvePoint => {
        const validation = { loss: heldOf(k, next()), accuracy: 1 - heldOf(k, 0) / 10 };
        return { step: k, examples: 100 * k, flops: 0, seconds: 0, loss, validation };
      }),
    });
    const descents = Array.from({ length: lanes }, () => ({ decay: 0, seeds: Array.from({ length: seeds }, seedRun) }));
    return run(generalizes, {
      settings: { validation: () => {}, objective: { rows: 100 }, dtype: "float32", seedList: Array(seeds).fill(0) },
      same: { record: { rule: "same", descents } },
      bestRate: null,
    });
  };

  it("holds where the held-out loss falls along", () => {
    expect(test((k) => 1 + 2 ** -k)).toMatchObject({ verdict: "holds", estimate: 1, evidence: { partedRuns: 0 } });
  });

  it("does not hold where it rises again from the middle on, and says when they part", () => {
    const claim = test((k) => 1 + 0.01 * (k - 8) ** 2, 20, 2);
    expect(claim).toMatchObject({ verdict: "does not hold", evidence: { partedRuns: 40, partedEpoch: 8 } });
    // Pairs (j < k) disagree when j + k > 16: counted here, not computed.
    let discordant = 0;
    let ties = 0;
    for (let k = 0; k < 20; k++) {
      for (let j = 0; j < k; j++) {
        if (j + k > 16) discordant++;
        if (j + k === 16) ties++;
      }
    }
    const pairs = 190 - ties;
    expect(claim.estimate).toBeCloseTo((pairs - 2 * discordant) / pairs, 12);
  });

  it("is open with few seeds, and not tested without held-out rows or movement", () => {
    expect(test((k) => 2 ** -k, 3)).toMatchObject({ verdict: "inconclusive", reason: "too-few-seeds" });
    expect(test(() => 1)).toMatchObject({ verdict: "not tested", reason: "too-few-checkpoints" });
    expect(run(generalizes, { settings: {} })).toMatchObject({ reason: "no-validation" });
  });
});

describe("C15, directions", () => {
  const test = (gradientOf: (next: () => number) => number[], rows = 200, seed = 3) => {
    const next = normals(seed);
    const all = Array.from({ length: rows }, () => gradientOf(next));
    const exampleGradients = () => Float64Array.from(all.flat());
    const objective = { rows, dimension: all[0]?.length ?? 1, exampleGradients };
    return run(representsPopulation, { settings: { objective, seedList: [0] }, start: new Float64Array(2) });
  };

  it("holds where rows scatter around a common direction, with the cosine that theory gives", () => {
    const { verdict, evidence } = test((next) => [1 + next(), next()], 2000);
    expect(verdict).toBe("holds");
    const cosines = evidence.cosines as number[];
    expect(cosines[cosines.length - 1]).toBeGreaterThan(0.99);
    // 𝔼 cos of N((1, 0), I) with its mean: √(π/8)·e^(−1/4)·(I₀(1/4) + I₁(1/4)) = 0.557
    expect(cosines[0]).toBeCloseTo(0.557, 1);
    expect(cosines).toEqual([...cosines].sort((a, b) => a - b));
  });

  it("does not hold where all rows say the same", () => {
    expect(test(() => [1, 2])).toMatchObject({ verdict: "does not hold", estimate: expect.closeTo(0, 9) });
  });

  it("decides nothing where the direction is lost in the noise, or is none", () => {
    expect(test((next) => [next(), next(), next()])).toMatchObject({ reason: "direction-lost-in-noise" });
    expect(test(() => [0, 0])).toMatchObject({ verdict: "inconclusive" });
    expect(test((next) => [next()], 12)).toMatchObject({ reason: "too-few-rows" });
  });
});

describe("C7, two threads", () => {
  const parallel = (full: number, single: number, { fullSeconds = 1, free = 2 } = {}) => ({
    criticalPath: (batch: number) => 10 + Math.log2(batch),
    *measure(batchSize: number) {
      const next = normals(batchSize);
      const oneThread = Array.from({ length: 7 }, () => fullSeconds * (1 + 0.02 * Math.abs(next())));
      const speedup = batchSize === 1 ? single : full;
      yield { done: 0, total: 1, label: "C7" };
      const threaded = oneThread.map((seconds) => (seconds * (1 + 0.02 * Math.abs(next()))) / speedup);
      return { oneThread, threaded, apart: oneThread.map((seconds) => (2 * seconds) / free) };
    },
  });
  const settings = { objective: { rows: 1024 }, flopsPerExample: 30, flopsPerUpdate: 20 };
  const verdictOf = (full: number, single: number) =>
    run(parallelizes, { settings: { ...settings, parallel: parallel(full, single) }, times: [] });

  it("holds where only full batches gain, with both speed-ups", () => {
    const { verdict, evidence } = verdictOf(1.9, 0.1);
    expect(verdict).toBe("holds");
    expect(evidence.speedupFull).toBeCloseTo(1.9, 0);
    expect(evidence.parallelismFull).toBeCloseTo((1024 * 30 + 20) / 20, 9);
  });

  it("does not hold where both gain, or neither", () => {
    expect(verdictOf(1.9, 1.9).verdict).toBe("does not hold");
    expect(verdictOf(1, 0.5).verdict).toBe("does not hold");
  });

  it("is not tested where a core is busy, or an update is over at once", () => {
    const reasonOf = (options: { fullSeconds?: number; free?: number }) =>
      run(parallelizes, { settings: { ...settings, parallel: parallel(1.9, 0.1, options) }, times: [] }).reason;
    expect(reasonOf({ free: 1.1 })).toBe("cores-busy");
    expect(reasonOf({ fullSeconds: 1e-6 })).toBe("too-small-to-share");
  });

  it("is open at the threshold, and not tested on one thread or without time", () => {
    expect(verdictOf(1.9, 1.22).verdict).toBe("inconclusive");
    const { criticalPath } = parallel(1, 1);
    expect(run(parallelizes, { settings: { ...settings, parallel: { criticalPath } }, times: [] })).toMatchObject({
      verdict: "not tested",
      reason: "one-thread-only",
      evidence: { parallelismSingle: 5 },
    });
    expect(run(parallelizes, { settings, times: null })).toMatchObject({ reason: "time-not-measured" });
  });
});
