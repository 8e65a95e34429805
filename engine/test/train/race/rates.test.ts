import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkpoints, stepsPerEpoch, stepsToReach } from "../../../src/train/race/checkpoints.ts";
import { commonRate, expectedSmoothness, knowCurvature, limitOf } from "../../../src/train/race/rates.ts";
import { logistic, noisyLine, normals, objectiveOf, type Problem, softmax } from "../support/affine.ts";

/** All ways to draw `size` of n rows, without or with replacement. */
function draws(n: number, size: number, replacement: boolean, from = 0): number[][] {
  if (size === 0) return [[]];
  const result: number[][] = [];
  for (let i = replacement ? 0 : from; i < n; i++) {
    for (const rest of draws(n, size - 1, replacement, i + 1)) result.push([i, ...rest]);
  }
  return result;
}

const squaredNorm = (v: ArrayLike<number>): number => Array.from(v).reduce((sum, each) => sum + each * each, 0);

function curvaturesOf(problem: Problem) {
  const objective = objectiveOf(problem);
  const start = new Float64Array(objective.dimension);
  const knowledge = knowCurvature({ objective, affine: true, curvature: problem.loss.curvature, start });
  if (knowledge.how !== "expected-smoothness") throw new Error("bounds expected");
  return { objective, knowledge };
}

describe("expected smoothness", () => {
  it.each([
    ["reshuffle", 1],
    ["reshuffle", 2],
    ["reshuffle", 4],
    ["reshuffle", 6],
    ["with-replacement", 1],
    ["with-replacement", 3],
  ] as const)("bounds E‖∇f_S(w) − ∇f_S(w*)‖² by 2𝓛(E(w) − E*), all batches counted (%s, B = %i)", (order, size) => {
    const problem: Problem = { ...noisyLine(6, 2, 0, 4), l2: 0 };
    const { objective, knowledge } = curvaturesOf(problem);
    const bound = expectedSmoothness(knowledge, 6, size, order);
    const batches = draws(6, size, order === "with-replacement");
    const optimum = Float64Array.of(3, 1, 2);
    const next = normals(2);
    let tightest = 0;
    for (let trial = 0; trial < 300; trial++) {
      const w = optimum.map((value) => value + next());
      const changes = problem.x.map((_, i) => {
        const there = objective.example(i, optimum).gradient;
        return objective.example(i, w).gradient.map((slope, p) => slope - there[p]);
      });
      const difference = batches.reduce((sum, batch) => {
        const mean = [0, 1, 2].map((p) => batch.reduce((total, i) => total + changes[i][p] / size, 0));
        return sum + squaredNorm(mean) / batches.length;
      }, 0);
      tightest = Math.max(tightest, difference / (2 * objective.value(w)));
    }
    expect(tightest).toBeLessThanOrEqual(bound * (1 + 1e-12));
    // A bound that is far from the truth would pass above for the wrong reason.
    expect(tightest).toBeGreaterThan(0.3 * bound);
  });

  it("runs from the steepest example to the mean", () => {
    const curvatures = { smoothness: 2, exampleSmoothness: 30 };
    expect(expectedSmoothness(curvatures, 100, 1, "reshuffle")).toBe(30);
    expect(expectedSmoothness(curvatures, 100, 100, "reshuffle")).toBe(2);
    expect(expectedSmoothness(curvatures, 1, 1, "reshuffle")).toBe(2);
    const n = 100;
    const b = 7;
    const gower = ((n * (b - 1)) / (b * (n - 1))) * 2 + ((n - b) / (b * (n - 1))) * 30;
    expect(expectedSmoothness(curvatures, n, b, "reshuffle")).toBeCloseTo(gower, 12);
    const many = expectedSmoothness(curvatures, 1e12, b, "reshuffle");
    expect(expectedSmoothness(curvatures, n, b, "with-replacement")).toBeCloseTo(many, 9);
  });
});

describe("what is known of the curvature", () => {
  const next = normals(8);
  const x = Array.from({ length: 40 }, () => [next(), 3 * next()]);
  it.each<[string, Problem]>([
    ["least squares", { x, y: x.map(([a]) => a + next()), loss: noisyLine(1, 1, 0, 0).loss, l2: 0.2 }],
    ["logistic", { x, y: x.map(([a]) => (a > 0 ? 1 : 0)), loss: logistic, l2: 0.2 }],
    ["softmax", { x, y: x.map((_, i) => i % 3), loss: softmax(3), l2: 0.2 }],
  ])("bounds the curvature of %s everywhere: of the mean and of every example", (_, problem) => {
    const { objective, knowledge } = curvaturesOf(problem);
    for (let trial = 0; trial < 100; trial++) {
      const w = Float64Array.from({ length: objective.dimension }, () => 0.3 * next());
      const v = Float64Array.from({ length: objective.dimension }, next);
      const along = objective.hessianProduct(w, v).reduce((sum, each, i) => sum + each * v[i], 0);
      expect(along / squaredNorm(v)).toBeLessThanOrEqual(knowledge.smoothness * (1 + 1e-9));
      const i = trial % 40;
      const single = objectiveOf({ ...problem, x: [problem.x[i]], y: [problem.y[i]] });
      const one = single.hessianProduct(w, v).reduce((sum, each, k) => sum + each * v[k], 0);
      expect(one / squaredNorm(v)).toBeLessThanOrEqual(knowledge.exampleSmoothness * (1 + 1e-9));
    }
  });

  it("falls back to the steepest example without a bounding product, and to the start without a bound", () => {
    const objective = objectiveOf({ x, y: x.map(([a]) => (a > 0 ? 1 : 0)), loss: logistic });
    const start = new Float64Array(3);
    const { curvatureBoundProduct: _, ...without } = objective;
    const question = { affine: true, curvature: 0.25, start };
    expect(knowCurvature({ ...question, objective: without })).toMatchObject({
      how: "expected-smoothness",
      smoothness: objective.largestExampleCurvature(start),
    });
    const local = knowCurvature({ ...question, objective, curvature: null });
    expect(local.how).toBe("local-curvature");
    const flat = { ...objective, hessianProduct: () => new Float64Array(3) };
    expect(knowCurvature({ ...question, objective: flat, affine: false })).toEqual({ how: "none" });
  });

  it("gives every lane its limit 2/𝓛(B) and all lanes the smallest half of them", () => {
    const { knowledge } = curvaturesOf(noisyLine(50, 3, 1, 2));
    const limits = [1, 8, 50].map((size) => limitOf(knowledge, 50, size, "reshuffle").limit ?? 0);
    expect(limits[0]).toBeCloseTo(2 / knowledge.exampleSmoothness, 12);
    expect(limits[2]).toBeCloseTo(2 / knowledge.smoothness, 12);
    expect(limits[0]).toBeLessThan(limits[1]);
    expect(limits[1]).toBeLessThan(limits[2]);
    expect(commonRate(knowledge, 50, [50, 8, 1], "reshuffle")).toBeCloseTo(limits[0] / 2, 12);
    expect(commonRate(knowledge, 50, [50, 8], "reshuffle")).toBeCloseTo(limits[1] / 2, 12);
    expect(commonRate({ how: "none" }, 50, [1], "reshuffle")).toBe(1);
    expect(limitOf({ how: "none" }, 50, 1, "reshuffle")).toEqual({ limit: null, limitHow: "none" });
    expect(limitOf({ how: "local-curvature", smoothness: 4 }, 50, 1, "reshuffle")).toEqual({
      limit: 0.5,
      limitHow: "local-curvature",
    });
  });
});

describe("checkpoints", () => {
  it("begin at the start, end at the budget, and ascend", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 64 }),
        (n, epochs, b) => {
          const marks = checkpoints(n, epochs, [1, Math.min(b, n), n]);
          expect(marks[0]).toBe(0);
          expect(marks.at(-1)).toBe(n * epochs);
          for (let i = 1; i < marks.length; i++) expect(marks[i]).toBeGreaterThan(marks[i - 1]);
          // Beyond the first epoch every lane stops exactly there.
          expect(marks.filter((mark) => mark > n && mark % n !== 0)).toEqual([]);
        },
      ),
    );
  });

  it("fall on step boundaries of the mini-batch lane once they are larger than its batch", () => {
    const marks = checkpoints(392, 30, [392, 32, 1]);
    expect(marks.filter((mark) => mark > 32 && mark < 392 && mark % 32 !== 0)).toEqual([]);
    expect(marks).toContain(392);
    expect(marks.filter((mark) => mark < 32).length).toBeGreaterThan(8);
  });

  it("are about evenly spaced in the logarithm", () => {
    const marks = checkpoints(100_000, 1000, [1]).filter((mark) => mark > 50);
    for (let i = 1; i < marks.length; i++) expect(marks[i] / marks[i - 1]).toBeLessThan(2.01);
    expect(marks.length).toBeLessThan(120);
  });

  it("turn into steps with partial last batches", () => {
    // 20 rows in batches of 7: steps end after 7, 14, 20, 27, 34, 40 … examples.
    expect(stepsPerEpoch(20, 7)).toBe(3);
    const ends = [7, 14, 20, 27, 34, 40];
    for (let examples = 1; examples <= 40; examples++) {
      const expected = ends.findIndex((end) => end >= examples) + 1;
      expect(stepsToReach(examples, 20, 7)).toBe(expected);
    }
    expect(stepsToReach(0, 20, 7)).toBe(0);
  });
});
