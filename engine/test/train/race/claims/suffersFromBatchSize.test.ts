import { describe, expect, it } from "vitest";
import { suffersFromBatchSize } from "../../../../src/train/race/claims/suffersFromBatchSize.ts";
import { TROUBLE_FACTOR } from "../../../../src/train/race/thresholds.ts";
import { noisyLine, objectiveOf, uniforms } from "../../support/affine.ts";
import { questionFor, type WrittenLane, writtenRace } from "../../support/claims.ts";
import { finish } from "../../support/work.ts";

const line = noisyLine(32, 2, 0.5, 3);

const least = questionFor(line).optimum?.record.loss ?? Number.NaN;

/** Stays an excess of 1 above the minimum and drops below every level at this epoch. */
const dropsAt = (epoch: number, epochs = 40) =>
  Array.from({ length: epochs + 1 }, (_, i) => least + (i < epoch ? 1 : 0));

const claimOf = (lanes: WrittenLane[], seeds = 20) =>
  finish(
    suffersFromBatchSize(
      questionFor(line, { seeds }, (settings) => ({ bestRate: writtenRace(settings, "best", lanes) })),
    ),
  );

describe("C10, a badly chosen batch size causes trouble", () => {
  it("holds where one size reads many times the examples", () => {
    const claim = claimOf([
      { size: "full", losses: () => dropsAt(30) },
      { size: 8, losses: () => dropsAt(3) },
      { size: 1, losses: () => dropsAt(6) },
    ]);
    expect(claim).toMatchObject({ verdict: "holds", threshold: TROUBLE_FACTOR, n: 10 });
    // Steps: 30 for the full batch, 3·4 for eights, 6·32 for single examples.
    expect(claim.evidence).toMatchObject({
      batchSizes: [1, 8, 32],
      examplesBest: 8,
      examplesWorst: 32,
      examplesRatio: 10,
      stepsBest: 8,
      stepsWorst: 1,
      stepsRatio: 16,
    });
  });

  it("does not hold where every size costs about the same under both clocks", () => {
    // 24 epochs of one step, 20 of two.
    const claim = claimOf([
      { size: "full", losses: () => dropsAt(24) },
      { size: 16, losses: () => dropsAt(20) },
    ]);
    expect(claim.verdict).toBe("does not hold");
    expect(claim.evidence).toMatchObject({ examplesRatio: 1.2, stepsRatio: 40 / 24 });
  });

  it("takes the better of a constant rate and a schedule for each size", () => {
    const claim = claimOf([
      { size: "full", losses: () => dropsAt(4) },
      { size: 1, losses: () => dropsAt(40) },
      { size: 1, losses: () => dropsAt(2), decay: 0.1 },
    ]);
    expect(claim.evidence).toMatchObject({ examplesBest: 1, examplesWorst: 32, examplesRatio: 2 });
  });

  it("knows only a lower bound where the worst never came, and decides by it", () => {
    const claim = claimOf([
      { size: "full", losses: () => dropsAt(99) },
      { size: 8, losses: () => dropsAt(4) },
    ]);
    expect(claim).toMatchObject({ verdict: "holds", interval95: null });
    expect(claim.evidence).toMatchObject({ examplesRatio: 10, examplesRatioIsBound: true, examplesRatioTo: null });
  });

  it("is inconclusive where no size came down, and with too few seeds", () => {
    const slow = ["full" as const, 8].map((size) => ({ size, losses: () => dropsAt(99) }));
    expect(claimOf(slow)).toMatchObject({ verdict: "inconclusive", reason: "level-not-reached" });
    const clear = [
      { size: "full" as const, losses: () => dropsAt(30) },
      { size: 8, losses: () => dropsAt(3) },
    ];
    expect(claimOf(clear, 8)).toMatchObject({ verdict: "inconclusive", reason: "too-few-seeds" });
  });

  it("is not fooled by choosing: equal sizes do not look like trouble", () => {
    // Six sizes with the same law; the worst of six on the choosing half is an ordinary one on the other.
    const sizes = [1, 2, 4, 8, 16, "full"] as const;
    const wrong = Array.from({ length: 20 }, (_, draw) => {
      const next = uniforms(draw + 1);
      const lanes = sizes.map((size) => {
        const stepsPerEpoch = size === "full" ? 1 : 32 / size;
        const epochs = Array.from({ length: 20 }, () => 8 + Math.floor(12 * next()));
        return { size, losses: (place: number) => dropsAt(epochs[place]), stepsPerEpoch };
      });
      return claimOf(lanes).evidence.examplesRatioFrom as number;
    }).filter((from) => from > TROUBLE_FACTOR);
    expect(wrong).toEqual([]);
  });

  it("tells the noise scale, which grows towards the optimum", () => {
    const question = questionFor(line, { seeds: 20 }, (settings) => ({
      bestRate: writtenRace(settings, "best", [
        { size: "full", losses: () => dropsAt(4) },
        { size: 1, losses: () => dropsAt(2) },
      ]),
    }));
    const { noiseScaleAtStart, noiseScaleAt10Percent, noiseScaleAt1Percent } = finish(
      suffersFromBatchSize(question),
    ).evidence;
    const objective = objectiveOf(line);
    const { gradient } = objective.gradient(question.start);
    const squared = gradient.reduce((sum, slope) => sum + slope * slope, 0);
    const scale = objective.meanSquaredGradientNorm(question.start) / squared - 1;
    expect(Number(noiseScaleAtStart) / scale).toBeCloseTo(1, 9);
    expect(Number(noiseScaleAt10Percent)).toBeGreaterThan(Number(noiseScaleAtStart));
    expect(Number(noiseScaleAt1Percent)).toBeGreaterThan(Number(noiseScaleAt10Percent));
  });

  it("is not tested without the race or with one size", () => {
    expect(finish(suffersFromBatchSize(questionFor(line))).reason).toBe("no-best-rate-race");
    expect(claimOf([{ size: 8, losses: () => dropsAt(3) }]).reason).toBe("one-batch-size");
  });
});
