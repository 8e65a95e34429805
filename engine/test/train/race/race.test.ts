import { describe, expect, it } from "vitest";
import { type RaceOptions, race } from "../../../src/train/race/index.ts";
import { noisyLine, objectiveOf, type Problem, programOf } from "../support/affine.ts";
import { lane, line, optionsFor } from "../support/races.ts";

describe("the race", () => {
  it("gives all lanes the same starts and the same permutations", async () => {
    const { program, options } = optionsFor(line);
    await race(options);
    const raced = (batchSize: number, seed: number) => {
      const traces = program.traces.filter(
        (trace) => trace.settings.batchSize === batchSize && trace.settings.seed === seed,
      );
      return traces.filter((trace) => trace.rows.length === 6 * 24)[0];
    };
    for (let seed = 0; seed < 5; seed++) {
      const [single, mini, full] = [1, 8, 24].map((batchSize) => raced(batchSize, seed));
      expect(mini.rows).toEqual(single.rows);
      expect(full.rows).toEqual(single.rows);
      expect(mini.start).toEqual(single.start);
      expect(full.start).toEqual(single.start);
      expect(new Set(single.rows.slice(0, 24)).size).toBe(24);
    }
    expect(raced(1, 0).start).not.toEqual(raced(1, 1).start);
  });

  it("closes every run it starts", async () => {
    const { program, options } = optionsFor(line);
    await race(options);
    expect(program.traces.length).toBeGreaterThan(15);
    expect(program.traces.every((trace) => trace.closed)).toBe(true);
  });

  it("measures the full float64 loss of the parameters, at examples common to all lanes", async () => {
    const { options } = optionsFor(line);
    const { races, startLoss } = await race(options);
    const [{ descents }] = races;
    const objective = objectiveOf(line);
    // The same descent made again, by hand, to each checkpoint.
    const mini = lane(descents, 8).seeds[2];
    for (const point of mini.curve) {
      const run = programOf(line).start({
        seed: 2,
        batchSize: 8,
        learningRate: lane(descents, 8).learningRate,
        order: "reshuffle",
      });
      run.advance(point.step);
      expect(run.examples).toBe(point.examples);
      expect(point.loss).toBe(objective.value(run.parameters()));
    }
    const examples = (batchSize: number | "full") =>
      lane(descents, batchSize).seeds[0].curve.map((point) => point.examples);
    expect(examples(1)).toEqual(expect.arrayContaining(examples(8)));
    expect(examples(8)).toEqual(expect.arrayContaining(examples("full")));
    for (const descent of descents) {
      for (const run of descent.seeds) {
        expect(run).toMatchObject({ examples: 144, epochs: 6, diverged: null, finalLoss: run.curve.at(-1)?.loss });
        expect(run.curve[0]).toMatchObject({ step: 0, examples: 0, seconds: 0, flops: 0 });
      }
    }
    expect(startLoss).toBe(lane(descents, 1).seeds[0].curve[0].loss);
  });

  it("counts only advancing on the clock, and flops from the static costs", async () => {
    const { options } = optionsFor(line, { flopsPerExample: 10, flopsPerUpdate: 3 });
    const { races } = await race(options);
    for (const descent of races[0].descents) {
      for (const { curve, seconds, steps } of descent.seeds) {
        // The clock ticks twice around each advance: one millisecond per chunk, whatever else is measured between.
        curve.forEach((point, i) => {
          expect(point.seconds).toBeCloseTo(0.001 * i, 9);
        });
        curve.forEach((point) => {
          expect(point.flops).toBe(10 * point.examples + 3 * point.step);
        });
        expect(seconds).toBe(curve.at(-1)?.seconds);
        expect(steps).toBe(curve.at(-1)?.step);
      }
      const total = descent.seeds.reduce((sum, run) => sum + run.seconds, 0);
      expect(descent.examplesPerSecond).toBeCloseTo((144 * 5) / total, 6);
      expect(descent.secondsPerStep).toBeCloseTo(total / (5 * descent.seeds[0].steps), 9);
    }
  });

  it("takes 1/𝓛 as the common rate, of which the single-example limit decides, and never halves it", async () => {
    const { options } = optionsFor(line);
    const { races } = await race(options);
    const [{ descents, halvings, rule }] = races;
    const steepest = objectiveOf(line).largestExampleCurvature(new Float64Array(3)) ?? 0;
    expect(rule).toBe("same");
    expect(halvings).toBe(0);
    for (const descent of descents) expect(descent.learningRate).toBeCloseTo(1 / steepest, 12);
    expect(lane(descents, 1).limit).toBeCloseTo(2 / steepest, 12);
    expect(lane(descents, "full").limit).toBeGreaterThan(lane(descents, 8).limit ?? Infinity);
    expect(descents.every((descent) => descent.limitHow === "expected-smoothness")).toBe(true);
  });

  it("is the same every time but for the seconds", async () => {
    const [first, second] = [await race(optionsFor(line).options), await race(optionsFor(line).options)];
    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
  });

  it("reports a diverging lane at a given rate and leaves the rate alone", async () => {
    const { options } = optionsFor(line, { learningRate: 1, epochs: 100 });
    const { races, claims } = await race(options);
    const single = lane(races[0].descents, 1);
    expect(single.learningRate).toBe(1);
    expect(single.seeds[0].diverged).not.toBeNull();
    expect(single.seeds[0].finalLoss).toBeNull();
    expect(single.seeds[0].curve.at(-1)?.loss).toBeNull();
    expect(single.finalLoss.median).toBeNull();
    expect(single.excess).toEqual({ median: null, p5: null, p95: null });
    expect(claims.find((claim) => claim.id === "C2")).toMatchObject({
      verdict: "does not hold",
      reason: "rate-above-limit",
    });
    expect(JSON.parse(JSON.stringify(claims))).toEqual(claims);
  });

  it("halves the rate for all lanes until none is lost, where no bound is known", async () => {
    // A start of tiny curvature: 1/λmax there is far too long a step for the rest of the way.
    const quartic: Problem = {
      x: line.x.map(([a]) => [a]),
      y: line.y.map(() => 2),
      loss: {
        outputs: 1,
        curvature: Number.NaN,
        at: ([z], y) => ({
          value: 0.25 * (z * z - y * y) ** 2,
          gradient: [z * (z * z - y * y)],
          hessian: [[3 * z * z - y * y]],
        }),
      },
    };
    const start = (seed: number) => Float64Array.of(1.2 + 0.01 * seed, 0.05);
    const options: RaceOptions = {
      ...optionsFor(quartic, { affine: false, convex: false, curvature: null }).options,
      program: programOf(quartic, { start }),
    };
    const result = await race(options);
    const [{ descents, halvings }] = result.races;
    const { largest } = eigen2(objectiveOf(quartic), start(0));
    expect(halvings).toBeGreaterThan(0);
    for (const descent of descents) {
      expect(descent.learningRate).toBeCloseTo(2 ** -halvings / largest, 9);
      expect(descent.limitHow).toBe("local-curvature");
      expect(descent.excess).toBeNull();
      for (const run of descent.seeds) expect(run.finalLoss).toBeLessThanOrEqual(run.curve[0].loss ?? 0);
    }
    expect(result.optimum).toBeNull();
    expect(result.claims.find((claim) => claim.id === "C2")).toMatchObject({
      verdict: "not tested",
      reason: "not-convex",
    });
  });

  it("draws a deterministic lane once", async () => {
    const problem = line;
    const options = {
      ...optionsFor(problem).options,
      program: programOf(problem, { start: () => new Float64Array(3) }),
    };
    const { races, claims } = await race(options);
    expect(lane(races[0].descents, "full").seeds).toHaveLength(1);
    expect(lane(races[0].descents, 1).seeds).toHaveLength(5);
    expect(claims.find((claim) => claim.id === "C5")?.evidence.pairs).toBe(5);
  });

  it("measures held-out rows at every checkpoint", async () => {
    const held = objectiveOf(noisyLine(10, 2, 0.5, 77));
    const { races } = await race(
      optionsFor(line, { validation: (w) => ({ loss: held.value(w), r2: 1 - held.value(w) }) }).options,
    );
    for (const { curve } of races[0].descents[0].seeds) {
      for (const { validation } of curve) expect(validation?.r2).toBe(1 - (validation?.loss ?? Number.NaN));
    }
  });
});

/** The largest curvature of a two-parameter objective at w, from its trace and determinant. */
function eigen2(objective: ReturnType<typeof objectiveOf>, w: Float64Array) {
  const [a, b] = objective.hessianProduct(w, Float64Array.of(1, 0));
  const [, d] = objective.hessianProduct(w, Float64Array.of(0, 1));
  return { largest: (a + d) / 2 + Math.sqrt(((a - d) / 2) ** 2 + b * b) };
}
