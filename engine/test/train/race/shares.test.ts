import { describe, expect, it } from "vitest";
import { shareOfRises } from "../../../src/train/race/claims/shares.ts";
import { below } from "../../../src/train/race/claims/verdict.ts";
import { RISING_SHARE } from "../../../src/train/race/thresholds.ts";
import { uniforms } from "../support/affine.ts";

describe("the share of rising steps", () => {
  it("is no surer than independent steps, and no surer than the runs agree", () => {
    const agreeing = shareOfRises(Array.from({ length: 20 }, () => ({ rises: 5, steps: 50 })));
    const split = shareOfRises(Array.from({ length: 20 }, (_, i) => ({ rises: i < 2 ? 50 : 0, steps: 50 })));
    expect(agreeing.share).toBeCloseTo(0.1, 12);
    expect(split.share).toBeCloseTo(0.1, 12);
    expect(agreeing.interval95[0]).toBeGreaterThan(0.08);
    expect(agreeing.interval95[1]).toBeLessThan(0.125);
    expect(split.interval95[0]).toBeLessThan(0.02);
    expect(split.interval95[1]).toBeGreaterThan(0.2);
  });

  it("decides wrongly at most once in twenty, when the truth lies just beyond the threshold", () => {
    const next = uniforms(4);
    let wrong = 0;
    for (let draw = 0; draw < 200; draw++) {
      // Runs differ in their own share: half at 0, half at 0.12, so that the truth is 0.06 > 0.05.
      const counts = Array.from({ length: 20 }, () => {
        const share = next() < 0.5 ? 0.12 : 0;
        const rises = Array.from({ length: 25 }, () => next()).filter((value) => value < share).length;
        return { rises, steps: 25 };
      });
      if (below(shareOfRises(counts).interval95, RISING_SHARE) === "holds") wrong++;
    }
    expect(wrong).toBeLessThanOrEqual(10);
  });
});
