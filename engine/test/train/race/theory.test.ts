import { describe, expect, it } from "vitest";
import { expectedExcess, startMoment } from "../../../src/train/race/secondMoment.ts";
import { theoryLines } from "../../../src/train/race/theory.ts";
import { logistic, noisyLine, programOf } from "../support/affine.ts";
import { cars } from "../support/cars.ts";
import { compiledLeastSquares } from "../support/compiled.ts";
import { leastSquares } from "../support/normalEquations.ts";
import { knownMeanSquare, optimumOf, settingsFor } from "../support/theory.ts";
import { finish } from "../support/work.ts";

describe("the theory line", () => {
  const problem = noisyLine(30, 2, 1, 5);
  const lanes = (rate: number, decay = 0) =>
    [30, 8, 1].map((rows) => ({ rows, name: rows === 30 ? ("full" as const) : rows, learningRate: rate, decay }));

  it("runs through what is measured: |z| ≤ 4 at nine checkpoints, in float32 too", () => {
    for (const single of [false, true]) {
      const settings = settingsFor(problem, {
        program: programOf(problem, { single }),
        seeds: 300,
        epochs: 5,
        dtype: single ? "float32" : "float64",
      });
      const records = finish(theoryLines({ settings, optimum: optimumOf(settings), same: { lanes: lanes(0.05) } }));
      expect(records.map((record) => record.batchSize)).toEqual([8, 1]);
      for (const record of records) {
        const z = record.z.filter((value) => value !== null);
        expect(z).toHaveLength(9);
        for (const value of z) expect(Math.abs(value)).toBeLessThanOrEqual(4);
        expect(record.steps[0]).toBe(0);
        expect(record.examples.at(-1)).toBe(150);
        expect(record.expected[0]).toBeCloseTo(record.mean[0] ?? 0, 9);
        expect(record.limit).toBeGreaterThan(0.05);
      }
    }
  });

  it("runs through the compiled descents of cars in float32; the limits are those of the protocol", () => {
    const { settings, close } = compiledLeastSquares(cars(), { batchSizes: ["full", 32, 8, 1], seeds: 300, epochs: 6 });
    const race = settings.lanes.map((lane) => ({ ...lane, learningRate: 0.0165, decay: 0 }));
    const records = finish(theoryLines({ settings, optimum: optimumOf(settings), same: { lanes: race } }));
    close();
    expect(records.map(({ batchSize }) => batchSize)).toEqual([32, 8, 1]);
    const z = records.flatMap((record) => record.z.filter((value) => value !== null));
    expect(z).toHaveLength(27);
    for (const value of z) expect(Math.abs(value)).toBeLessThanOrEqual(4);
    [0.197, 0.1761, 0.07456].forEach((limit, i) => {
      expect((records[i].limit ?? 0) / limit).toBeCloseTo(1, 3);
    });
  });

  it("would be told from that of another rate or batch size", () => {
    const settings = settingsFor(problem, { seeds: 300, epochs: 5 });
    const [{ steps, mean, p5, p95 }] = finish(
      theoryLines({ settings, optimum: optimumOf(settings), same: { lanes: lanes(0.05).slice(2) } }),
    );
    const meanSquare = knownMeanSquare(settings);
    const starts = settings.seedList.map((seed) =>
      settings.program.start({ seed, batchSize: 1, learningRate: 1, order: "sequential" }).parameters(),
    );
    const start = startMoment(meanSquare, starts, Float64Array.from(leastSquares(problem)));
    for (const [batchSize, learningRate] of [
      [1, 0.055],
      [2, 0.05],
    ]) {
      const wrong = finish(expectedExcess(meanSquare, { batchSize, learningRate, start, steps, label: "test" }));
      // The 5–95 % band is 3.3 standard deviations wide for normal numbers.
      const off = wrong.map((value, k) => {
        const error = ((p95[k] ?? 0) - (p5[k] ?? 0)) / 3.3 / Math.sqrt(300);
        return error > 0 ? Math.abs(((mean[k] ?? 0) - value) / error) : 0;
      });
      expect(Math.max(...off)).toBeGreaterThan(5);
    }
  });

  it("compares neither where float32 decides nor where a few runs carry the mean: without noise both come", () => {
    const fitted = { ...problem, y: problem.x.map(([a, b]) => 3 * a - b + 1) };
    const settings = settingsFor(fitted, {
      program: programOf(fitted, { single: true }),
      seeds: 200,
      epochs: 20,
      dtype: "float32",
    });
    const race = { lanes: lanes(0.05).slice(2) };
    const [{ z, expected, mean }] = finish(theoryLines({ settings, optimum: optimumOf(settings), same: race }));
    const compared = z.filter((value) => value !== null);
    for (const value of compared) expect(Math.abs(value)).toBeLessThanOrEqual(4);
    expect(compared.length).toBeGreaterThanOrEqual(4);
    // At the end the descents stand still in float32, where the recursion goes on.
    expect(z.at(-1)).toBeNull();
    expect(expected.at(-1) ?? 1).toBeLessThan((mean.at(-1) ?? 0) / 10);
  });

  it("gives each lane its own record, whatever the order of the lanes", () => {
    const settings = settingsFor(problem, { seeds: 5 });
    const optimum = optimumOf(settings);
    const [mini, single] = finish(theoryLines({ settings, optimum, same: { lanes: lanes(0.05) } }));
    const turned = finish(theoryLines({ settings, optimum, same: { lanes: lanes(0.05).toReversed() } }));
    expect(turned).toEqual([single, mini]);
  });

  it("says nothing of lanes that fall, of other losses, without a minimiser", () => {
    const settings = settingsFor(problem, { seeds: 2 });
    const optimum = optimumOf(settings);
    expect(finish(theoryLines({ settings, optimum, same: { lanes: lanes(0.05, 0.1) } }))).toEqual([]);
    expect(finish(theoryLines({ settings, optimum: null, same: { lanes: lanes(0.05) } }))).toEqual([]);
    const classes = settingsFor({ ...problem, y: problem.y.map((_, i) => i % 2), loss: logistic, l2: 1 });
    expect(
      finish(theoryLines({ settings: classes, optimum: optimumOf(classes), same: { lanes: lanes(0.05) } })),
    ).toEqual([]);
  });

  it("says nothing of other rules than plain gradient descent", () => {
    const program = programOf(problem);
    // A rule that moves on its second update by more than the gradient says.
    const hasty: typeof program.start = (asked) => {
      const run = program.start(asked);
      return {
        ...run,
        parameters: run.parameters,
        close: run.close,
        advance: (steps) => run.advance(steps === 2 ? 3 : steps),
      };
    };
    const settings = settingsFor(problem, { program: { ...program, start: hasty }, seeds: 2 });
    expect(finish(theoryLines({ settings, optimum: optimumOf(settings), same: { lanes: lanes(0.05) } }))).toEqual([]);
  });

  it("closes its runs, and has null where runs are lost", () => {
    const program = programOf(problem);
    const settings = settingsFor(problem, { program, seeds: 3, epochs: 400 });
    const [, record] = finish(theoryLines({ settings, optimum: optimumOf(settings), same: { lanes: lanes(10) } }));
    expect(program.traces.every((trace) => trace.closed)).toBe(true);
    expect([record.mean.at(-1), record.median.at(-1), record.z.at(-1)]).toEqual([null, null, null]);
    expect(record.expected.every((value) => value === null || Number.isFinite(value))).toBe(true);
  });
});
