import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareOfBatch, spreadOfPairs } from "../src/figures/GradientsFigure.tsx";
import { GradientsFigure, renderSvg } from "../src/figures/index.ts";
import { batchLook, stochasticLook } from "../src/lanes/lane.ts";

/** All ways to choose `size` of the numbers 0 … count − 1. */
const choices = (count: number, size: number, from = 0): number[][] =>
  size === 0
    ? [[]]
    : Array.from({ length: count - from }, (_, i) => from + i).flatMap((first) =>
        choices(count, size - 1, first + 1).map((rest) => [first, ...rest]),
      );

const pair = fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true }));

describe("the spread of a batch's gradient", () => {
  it("is that of all batches that can be drawn, written out", () => {
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2, maxLength: 7 }), fc.nat(), (pairs, size) => {
        const rows = 1 + (size % pairs.length);
        const { mean, covariance, count } = spreadOfPairs(Float64Array.from(pairs.flat()));
        const means = choices(pairs.length, rows).map((batch) =>
          [0, 1].map((axis) => batch.reduce((sum, i) => sum + pairs[i][axis], 0) / rows),
        );
        const share = shareOfBatch(rows, count);
        const moment = (a: 0 | 1, b: 0 | 1): number =>
          means.reduce((sum, each) => sum + (each[a] - mean[a]) * (each[b] - mean[b]), 0) / means.length;
        expect(moment(0, 0)).toBeCloseTo(covariance.xx * share, 8);
        expect(moment(0, 1)).toBeCloseTo(covariance.xy * share, 8);
        expect(moment(1, 1)).toBeCloseTo(covariance.yy * share, 8);
      }),
    );
  });

  it.each(["en", "zh"] as const)("is drawn as it was (%s)", async (language) => {
    const gradients = Float64Array.from({ length: 40 }, (_, i) => Math.sin(7 * i) * (1 + (i % 5)) + (i % 2));
    const svg = renderSvg(GradientsFigure, {
      gradients,
      names: ["bias", "weights"],
      batches: [
        { name: "full", look: batchLook, rows: 20 },
        { name: "one", look: stochasticLook, rows: 1 },
      ],
      language,
    });
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    await expect(`${svg}\n`).toMatchFileSnapshot(`__snapshots__/gradients-${language}.svg`);
  });
});
