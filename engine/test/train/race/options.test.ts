import { describe, expect, it } from "vitest";
import { type Progress, type RaceOptions, race } from "../../../src/train/race/index.ts";
import { noisyLine, type Problem } from "../support/affine.ts";
import { line, optionsFor } from "../support/races.ts";

describe("the options of a race", () => {
  it("reports progress, ends when cancelled and closes what runs then", async () => {
    const seen: Progress[] = [];
    const controller = new AbortController();
    const big = noisyLine(400, 6, 0.5, 3);
    const { program, options } = optionsFor(big, {
      seeds: 50,
      signal: controller.signal,
      onProgress: (progress) => {
        seen.push(progress);
        if (seen.length === 3) controller.abort(new Error("enough"));
      },
    });
    await expect(race(options)).rejects.toThrow("enough");
    expect(seen).toHaveLength(3);
    expect(seen.every(({ done, total }) => done >= 0 && done <= total)).toBe(true);
    expect(program.traces.every((trace) => trace.closed)).toBe(true);
  });

  it.each([
    [{ batchSizes: [] }, "no-batch-sizes"],
    [{ batchSizes: [25] }, "batch-size-range"],
    [{ batchSizes: [0.5] }, "batch-size-range"],
    [{ epochs: 0 }, "epochs-range"],
    [{ seeds: 1.5 }, "seeds-range"],
    [{ tuningSeeds: 0 }, "seeds-range"],
    [{ map: { seeds: -1 } }, "seeds-range"],
    [{ map: { epochs: 0.5 } }, "epochs-range"],
    [{ learningRate: -1 }, "learning-rate-range"],
    [{ learningRate: Number.POSITIVE_INFINITY }, "learning-rate-range"],
  ] as [Partial<RaceOptions>, string][])("refuses %o", async (changes, code) => {
    await expect(race(optionsFor(line, changes).options)).rejects.toMatchObject({ code });
  });

  it("refuses a start whose loss is not finite", async () => {
    const problem: Problem = { ...line, y: line.y.map((_, i) => (i === 3 ? Number.NaN : 0)) };
    await expect(race(optionsFor(problem).options)).rejects.toMatchObject({ code: "start-loss-not-finite" });
  });

  it("races a size once, and calls all rows a full batch", async () => {
    const { races } = await race(optionsFor(line, { batchSizes: [24, "full", 8, 8] }).options);
    expect(races[0].descents.map((descent) => descent.batchSize)).toEqual(["full", 8]);
  });
});
