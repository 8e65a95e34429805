import { describe, expect, it } from "vitest";
import { findOptimum } from "../../../src/train/optimum.ts";
import { logistic, noisyLine, normals, objectiveOf, type Problem, softmax } from "../support/affine.ts";
import { leastSquares } from "../support/normalEquations.ts";

/** Two classes that overlap: the class is drawn with probability σ(1 + 2x₁ − x₂). */
function overlapping(rows: number, seed: number): Problem {
  const next = normals(seed);
  const x = Array.from({ length: rows }, () => [next(), next()]);
  const y = x.map(([a, b]) => (1 / (1 + Math.exp(-(1 + 2 * a - b))) > (Math.abs(next()) * 0.9) % 1 ? 1 : 0));
  return { x, y, loss: logistic };
}

const separated: Problem = { x: [[-2], [-1], [1], [2]], y: [0, 0, 1, 1], loss: logistic };
const touching: Problem = { x: [[-2], [-1], [0], [0], [1], [2]], y: [0, 0, 0, 1, 1, 1], loss: logistic };

describe("the optimum of least squares", () => {
  it.each([
    [0, true],
    [0.1, true],
    [0.1, false],
  ])("is the solution of the normal equations (l2 %f, bias %s)", (l2, bias) => {
    const problem = { ...noisyLine(60, 5, 0.7, 3), l2, bias };
    const objective = objectiveOf(problem);
    const found = findOptimum(objective);
    const exact = Float64Array.from(leastSquares(problem));
    expect(found?.record.attained).toBe(true);
    expect(found?.record.method).toBe("newton");
    found?.record.parameters.forEach((value, i) => {
      expect(Math.abs(value - exact[i])).toBeLessThan(1e-12);
    });
    expect(Math.abs((found?.record.loss ?? 0) - objective.value(exact))).toBeLessThan(1e-12);
    expect(found?.record.gap).toBeLessThan(1e-24);
  });

  it("does not depend on the start", () => {
    const objective = objectiveOf(noisyLine(60, 5, 0.7, 3));
    const far = findOptimum(objective, { start: new Float64Array(6).fill(1e3) });
    const near = findOptimum(objective);
    far?.record.parameters.forEach((value, i) => {
      expect(value).toBeCloseTo(near?.record.parameters[i] ?? 0, 9);
    });
  });

  it("takes the smallest non-zero curvature of collinear columns", () => {
    const base = noisyLine(40, 2, 0.5, 5);
    const doubled: Problem = { ...base, x: base.x.map(([a, b]) => [a, b, a]) };
    const found = findOptimum(objectiveOf(doubled));
    const plain = findOptimum(objectiveOf(base));
    expect(found?.record.attained).toBe(true);
    expect(found?.record.loss).toBeCloseTo(plain?.record.loss ?? 0, 12);
    expect(found?.record.mu).toBeGreaterThan(0.1);
    expect(found?.kappa).toBeLessThan(100);
  });

  it("accepts a perfect fit", () => {
    const found = findOptimum(objectiveOf(noisyLine(20, 3, 0, 8)));
    expect(found?.record.attained).toBe(true);
    expect(found?.record.loss).toBeLessThan(1e-25);
  });

  it("certifies: the gap bounds the distance to the true minimum at any point", () => {
    const problem = noisyLine(60, 5, 0.7, 3);
    const objective = objectiveOf(problem);
    const found = findOptimum(objective);
    const mu = found?.record.mu ?? 0;
    const next = normals(1);
    for (let trial = 0; trial < 50; trial++) {
      const { value, gradient } = objective.gradient(Float64Array.from({ length: 6 }, next));
      const certificate = gradient.reduce((sum, slope) => sum + slope * slope, 0) / (2 * mu);
      expect(value - (found?.record.loss ?? 0)).toBeLessThanOrEqual(certificate * (1 + 1e-12));
    }
  });

  it("solves more parameters than Newton's method takes by gradients", () => {
    const problem = { ...noisyLine(280, 260, 0.5, 6), l2: 0.5 };
    const objective = objectiveOf(problem);
    const found = findOptimum(objective);
    expect(found?.record.method).toBe("l-bfgs");
    expect(found?.record.attained).toBe(true);
    const exact = objective.value(Float64Array.from(leastSquares(problem)));
    const excess = (found?.record.loss ?? 0) - exact;
    expect(excess).toBeLessThan((found?.record.gap ?? 0) + 1e-12 * exact);
  });
});

describe("the optimum of classification", () => {
  it("has a vanishing gradient, and no point near it is lower", () => {
    const objective = objectiveOf(overlapping(200, 2));
    const found = findOptimum(objective);
    expect(found?.record.attained).toBe(true);
    const w = Float64Array.from(found?.record.parameters ?? []);
    expect(Math.hypot(...objective.gradient(w).gradient)).toBeLessThan(1e-14);
    const next = normals(7);
    for (let trial = 0; trial < 40; trial++) {
      const moved = w.map((value) => value + 0.1 * next());
      expect(objective.value(moved)).toBeGreaterThan(found?.record.loss ?? Infinity);
    }
  });

  it("agrees with the closed form of a logistic model without features", () => {
    // Only a bias: the optimum is the log odds, the loss is the entropy.
    const y = [1, 1, 1, 0, 1, 0, 1, 1];
    const found = findOptimum(objectiveOf({ x: y.map(() => [0]), y, loss: logistic }));
    expect(found?.record.attained).toBe(true);
    expect(found?.record.parameters[0]).toBeCloseTo(Math.log(6 / 2), 12);
    expect(found?.record.loss).toBeCloseTo(-(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25)), 14);
  });

  it("copes with the redundant column of a softmax", () => {
    const next = normals(11);
    const x = Array.from({ length: 90 }, () => [next(), next()]);
    const y = x.map(([a, b]) => Math.min(2, Math.max(0, Math.round(1 + a - 0.5 * b + next()))));
    const found = findOptimum(objectiveOf({ x, y, loss: softmax(3) }));
    expect(found?.record.attained).toBe(true);
    expect(found?.record.mu).toBeGreaterThan(1e-4);
    expect(found?.record.gap).toBeLessThan(1e-20);
  });

  it.each([
    ["separated", separated],
    ["touching in one place", touching],
    [
      "three classes on a line of their own",
      {
        x: [
          [0, 0],
          [0, 1],
          [5, 0],
          [5, 1],
          [0, 9],
          [1, 9],
        ],
        y: [0, 0, 1, 1, 2, 2],
        loss: softmax(3),
      },
    ],
  ] as [string, Problem][])("is not attained for classes that are %s", (_, problem) => {
    const found = findOptimum(objectiveOf(problem));
    expect(found?.record).toMatchObject({ attained: false, gap: null, mu: null });
    expect(found?.kappa).toBeNull();
  });

  it("tells classes apart from classes but for one row, for many tables", () => {
    for (let seed = 0; seed < 12; seed++) {
      const next = normals(seed);
      const x = Array.from({ length: 60 }, (_, i) => [next() + 9 * (i % 3), next() - 7 * (i % 2), next()]);
      const y = x.map((_, i) => i % 3);
      const clean = objectiveOf({ x, y, loss: softmax(3) });
      expect(findOptimum(clean)?.record.attained).toBe(false);
      // One more row in the middle of each class, with the name of the next: the classes overlap now.
      const strays = [0, 1, 2].map((k) => [9 * k, -3.5, 0]);
      const mixed = objectiveOf({ x: [...x, ...strays], y: [...y, 1, 2, 0], loss: softmax(3) });
      const found = findOptimum(mixed);
      expect(found?.record.attained).toBe(true);
      expect(found?.record.gap).toBeLessThan(1e-12);
    }
  });

  it("is attained for the same classes under a penalty", () => {
    for (const problem of [separated, touching]) {
      const objective = objectiveOf({ ...problem, l2: 1e-3 });
      const found = findOptimum(objective);
      expect(found?.record.attained).toBe(true);
      const w = Float64Array.from(found?.record.parameters ?? []);
      expect(Math.hypot(...objective.gradient(w).gradient)).toBeLessThan(1e-14);
    }
  });

  it("believes what is known of the data", () => {
    expect(findOptimum(objectiveOf(overlapping(50, 2)), { attained: false })?.record.attained).toBe(false);
  });
});
