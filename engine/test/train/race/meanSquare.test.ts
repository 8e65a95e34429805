import { describe, expect, it } from "vitest";
import type { RaceOptions } from "../../../src/train/race/index.ts";
import { meanSquareLimit, meanSquareOf, varianceOfMean } from "../../../src/train/race/meanSquare.ts";
import { expectedExcess, startMoment } from "../../../src/train/race/secondMoment.ts";
import { logistic, noisyLine, type Problem, squared } from "../support/affine.ts";
import { objectiveWithExamples } from "../support/examples.ts";
import { leastSquares } from "../support/normalEquations.ts";
import { line, optionsFor } from "../support/races.ts";
import { knownMeanSquare, optimumOf, settingsFor } from "../support/theory.ts";
import { finish } from "../support/work.ts";

const three: Problem = {
  x: [
    [1, 0.5],
    [-0.5, 2],
    [0.25, -1],
  ],
  y: [1, -2, 0.5],
  loss: squared,
};
const penalised: Problem = { ...three, l2: 0.3 };
const lineThroughOrigin: Problem = { x: [[1], [-2], [0.5]], y: [1, 3, -1], loss: squared, bias: false };

/** The mean of the excess over every sequence of draws, each made by hand. */
function meanOverAllPaths(problem: Problem, start: number[], batchSize: number, rate: number, steps: number): number {
  const objective = objectiveWithExamples(problem);
  const n = objective.rows;
  const least = objective.value(Float64Array.from(leastSquares(problem)));
  // Draws cut at the batch size, an epoch of n draws at a time.
  const sizes: number[] = [];
  while (sizes.length < steps) {
    for (let left = n; left > 0; left -= batchSize) sizes.push(Math.min(batchSize, left));
  }
  const from = (w: Float64Array, step: number): number => {
    if (step === steps) return objective.value(w) - least;
    const size = sizes[step];
    const ways = n ** size;
    let sum = 0;
    for (let way = 0; way < ways; way++) {
      const slope = new Float64Array(w.length);
      for (let k = 0, code = way; k < size; k++, code = Math.floor(code / n)) {
        objective.example(code % n, w).gradient.forEach((part, a) => {
          slope[a] += part / size;
        });
      }
      sum += from(
        w.map((value, a) => value - rate * slope[a]),
        step + 1,
      );
    }
    return sum / ways;
  };
  return from(Float64Array.from(start), 0);
}

function expectedFrom(problem: Problem, starts: number[][], batchSize: number, rate: number, steps: number[]) {
  const meanSquare = knownMeanSquare(settingsFor(problem));
  const minimiser = Float64Array.from(leastSquares(problem));
  const start = startMoment(
    meanSquare,
    starts.map((values) => Float64Array.from(values)),
    minimiser,
  );
  return finish(expectedExcess(meanSquare, { batchSize, learningRate: rate, start, steps, label: "test" }));
}

describe("the expected excess", () => {
  it.each([
    ["a line", three, [0.7, -1.2, 0.4], 0.11],
    ["a penalised line", penalised, [0.7, -1.2, 0.4], 0.11],
    ["a line through the origin, at a rate that diverges", lineThroughOrigin, [2], 0.6],
  ] as const)("is the mean over every sequence of draws: %s", (_, problem, start, rate) => {
    for (const [batchSize, most] of [
      [1, 6],
      [2, 4],
      [3, 2],
    ]) {
      const steps = Array.from({ length: most + 1 }, (_, k) => k);
      const expected = expectedFrom(problem, [[...start]], batchSize, rate, steps);
      for (const step of steps) {
        const enumerated = meanOverAllPaths(problem, [...start], batchSize, rate, step);
        expect(expected[step] / enumerated, `B = ${batchSize}, step ${step}`).toBeCloseTo(1, 10);
      }
    }
  });

  it("averages over the starts", () => {
    const starts = [
      [0.7, -1.2, 0.4],
      [-3, 0.1, 2],
    ];
    const both = expectedFrom(three, starts, 2, 0.11, [1, 3]);
    const each = starts.map((start) => expectedFrom(three, [start], 2, 0.11, [1, 3]));
    both.forEach((value, k) => {
      expect(value).toBeCloseTo((each[0][k] + each[1][k]) / 2, 12);
    });
  });

  it("takes a small last batch once an epoch, however far it is asked for", () => {
    // 3 rows in batches of 2: two updates an epoch; step by step and at once must agree.
    const steps = Array.from({ length: 200 }, (_, k) => k);
    const all = expectedFrom(three, [[5, 5, 5]], 2, 0.05, steps);
    const some = expectedFrom(three, [[5, 5, 5]], 2, 0.05, [3, 64, 199]);
    expect(some[0]).toBeCloseTo(all[3], 12);
    expect(some[1]).toBeCloseTo(all[64], 12);
    expect(some[2]).toBeCloseTo(all[199], 12);
  });
});

describe("the limit of mean-square stability", () => {
  const tall = noisyLine(24, 2, 0.5, 3);

  it("is 2/λmax for full batches, and smaller the smaller the batch", () => {
    const meanSquare = knownMeanSquare(settingsFor(tall));
    const limits = [24, 12, 4, 2, 1].map((batch) =>
      meanSquareLimit(meanSquare, varianceOfMean(24, batch, "reshuffle")),
    );
    // λmax by power iteration on the Hessian.
    const objective = objectiveWithExamples(tall);
    let v = Float64Array.of(1, 0.5, -0.3);
    let largest = 0;
    for (let k = 0; k < 2000; k++) {
      const next = objective.hessianProduct(v, v);
      largest = Math.hypot(...next);
      v = next.map((value) => value / largest);
    }
    expect(limits[0]).toBeCloseTo(2 / largest, 10);
    for (let k = 1; k < limits.length; k++) expect(limits[k]).toBeLessThan(limits[k - 1] ?? 0);
    const replaced = meanSquareLimit(meanSquare, varianceOfMean(24, 4, "with-replacement")) ?? 0;
    expect(replaced).toBeLessThan(limits[2] ?? 0);
    expect(meanSquareLimit(meanSquare, varianceOfMean(24, 1, "with-replacement"))).toBeCloseTo(limits[4] ?? 0, 12);
  });

  it("has its closed form in one dimension: 2·mean(h)/(mean(h)² + variance of the batch's mean)", () => {
    const curvatures = lineThroughOrigin.x.map(([x]) => 2 * x * x);
    const mean = curvatures.reduce((sum, h) => sum + h / 3, 0);
    const variance = curvatures.reduce((sum, h) => sum + (h - mean) ** 2 / 3, 0);
    const meanSquare = knownMeanSquare(settingsFor(lineThroughOrigin));
    for (const batch of [1, 2, 3]) {
      for (const order of ["with-replacement", "reshuffle"] as const) {
        const ofMean = order === "reshuffle" ? (variance / batch) * ((3 - batch) / 2) : variance / batch;
        const limit = meanSquareLimit(meanSquare, varianceOfMean(3, batch, order));
        expect(limit).toBeCloseTo((2 * mean) / (mean * mean + ofMean), 12);
      }
    }
  });

  it.each([
    ["without penalty", tall],
    ["with penalty", { ...tall, l2: 1.5 }],
  ])("parts bounded second moments from those that grow, %s", (_, problem) => {
    const meanSquare = knownMeanSquare(settingsFor(problem));
    for (const batch of [1, 4]) {
      const limit = meanSquareLimit(meanSquare, varianceOfMean(24, batch, "with-replacement")) ?? 0;
      const steps = [6000, 12000];
      const [below, later] = expectedFrom(problem, [[1, 1, 1]], batch, 0.99 * limit, steps);
      expect(later / below).toBeLessThan(1 + 1e-9);
      const [above, grown] = expectedFrom(problem, [[1, 1, 1]], batch, 1.01 * limit, steps);
      expect(grown / above).toBeGreaterThan(2);
    }
  });

  it("does not see directions in which nothing curves", () => {
    // The second feature is the first again: a valley.
    const doubled = { ...line, x: line.x.map(([a]) => [a, a]) };
    const settings = settingsFor(doubled);
    const limit = meanSquareLimit(knownMeanSquare(settings), varianceOfMean(24, 1, "reshuffle")) ?? 0;
    // The same model with one weight on √2 times the feature.
    const single = settingsFor({ ...line, x: line.x.map(([a]) => [Math.SQRT2 * a]) });
    expect(limit).toBeCloseTo(meanSquareLimit(knownMeanSquare(single), varianceOfMean(24, 1, "reshuffle")) ?? 1, 9);
  });
});

describe("recognising least squares", () => {
  const huber = {
    outputs: 1,
    curvature: 1,
    at([z]: number[], y: number) {
      const r = z - y;
      const inside = Math.abs(r) <= 10;
      return {
        value: inside ? 0.5 * r * r : 10 * Math.abs(r) - 50,
        gradient: [inside ? r : 10 * Math.sign(r)],
        hessian: [[inside ? 1 : 0]],
      };
    },
  };
  const found = (problem: Problem, changes: Partial<RaceOptions> = {}) => {
    const settings = settingsFor(problem, changes);
    return finish(meanSquareOf(settings, optimumOf(settings), "test"));
  };

  it("finds it with and without bias, penalty, interpolation and rows of zeros", () => {
    const zeros = { ...line, x: line.x.map((row, i) => (i < 3 ? [0, 0] : row)), bias: false };
    const fitted = { ...line, y: line.x.map(([a, b]) => 2 * a - b) };
    for (const problem of [three, penalised, line, zeros, fitted, { ...line, bias: false }]) {
      expect(found(problem)).not.toBeNull();
    }
  });

  it("refuses what is quadratic only near the minimum, or nowhere, or has more outputs", () => {
    expect(found({ ...line, loss: huber })).toBeNull();
    expect(found({ ...line, y: line.y.map((_, i) => i % 2), loss: logistic, l2: 0.1 })).toBeNull();
    const twice = {
      outputs: 2,
      curvature: 1,
      at: ([a, b]: number[], y: number) => ({
        value: ((a - y) ** 2 + (b + y) ** 2) / 2,
        gradient: [a - y, b + y],
        hessian: [
          [1, 0],
          [0, 1],
        ],
      }),
    };
    expect(found({ ...line, loss: twice })).toBeNull();
    expect(found(line, { affine: false })).toBeNull();
    expect(found(line, { convex: false })).toBeNull();
    // An objective that says nothing of single examples.
    expect(found(line, { objective: optionsFor(line).options.objective })).toBeNull();
  });
});
