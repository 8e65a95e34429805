/** Everything that `nabla/diagnostics` says of least squares, against closed forms. */
import { describe, expect, it } from "vitest";
import {
  conditioningAt,
  curvatureAt,
  diagnosticsAt,
  expectedSmoothness,
  findOptimum,
  gradientNoise,
  objectiveOf,
  optimumNoise,
  smoothness,
} from "../../../src/doors/diagnostics.ts";
import { meanSquaredError, sigmoidCrossEntropy, softmaxCrossEntropy } from "../../../src/doors/losses.ts";
import { linear, mlp } from "../../../src/doors/models.ts";
import type { Model } from "../../../src/learn/models/model.ts";
import type { Tensor } from "../../../src/trace/tensor.ts";
import { normals } from "../support/affine.ts";

/**
 * Orthogonal columns of lengths 1, a and b over the rows of a 4 × 4 Hadamard matrix, and a target with the residual r
 * in the direction that the columns leave out. Then ∇²E = 2·diag(1, a², b²) in (bias, weights), w* is known, and every
 * row has the residual ±r there.
 */
function orthogonal(a: number, b: number, r: number) {
  const x = [
    [a, b],
    [-a, b],
    [a, -b],
    [-a, -b],
  ];
  const left = [1, -1, -1, 1];
  const y = x.map(([first, second], i) => 0.5 + 2 * first - second + r * left[i]);
  return objectiveOf({ model: linear(), loss: meanSquaredError, data: { x, y } });
}

/** (bias, weights) or (weights, bias), as the parameters are flattened. */
const atMinimum = (objective: ReturnType<typeof orthogonal>): Float64Array =>
  Float64Array.from(findOptimum(objective)?.record.parameters ?? []);

describe("least squares with orthogonal columns", () => {
  const [a, b, r] = [3, 0.5, 0.25];
  const objective = orthogonal(a, b, r);
  const minimum = atMinimum(objective);

  it("has the curvatures 2, 2a² and 2b² everywhere", () => {
    for (const w of [minimum, Float64Array.of(7, -3, 2)]) {
      const { largest, smallest } = curvatureAt(objective, w);
      expect(largest).toBeCloseTo(2 * a * a, 10);
      expect(smallest).toBeCloseTo(2 * b * b, 10);
      const { mu, kappa, flatDirections } = conditioningAt(objective, w);
      expect(mu).toBeCloseTo(2 * b * b, 10);
      expect(kappa).toBeCloseTo((a * a) / (b * b), 9);
      expect(flatDirections).toBe(0);
    }
  });

  it("has L = 2a² and Lmax = 2(1 + a² + b²)", () => {
    const found = smoothness(objective, minimum);
    expect(found.smoothnessHow).toBe("expected-smoothness");
    expect(found.smoothness).toBeCloseTo(2 * a * a, 9);
    expect(found.exampleSmoothness).toBeCloseTo(2 * (1 + a * a + b * b), 9);
  });

  it("has the noise σ*² = 4r²(1 + a² + b²) at the minimum, which is all of the variance there", () => {
    const expected = 4 * r * r * (1 + a * a + b * b);
    expect(optimumNoise(objective, findOptimum(objective))).toBeCloseTo(expected, 10);
    expect(gradientNoise(objective, minimum).variance).toBeCloseTo(expected, 10);
  });

  it("has the minimal loss r² and no gradient at the minimum", () => {
    const found = diagnosticsAt(objective, minimum);
    expect(found?.loss).toBeCloseTo(r * r, 12);
    expect(found?.gradientNorm).toBeCloseTo(0, 10);
    expect(found?.largestCurvature).toBeCloseTo(2 * a * a, 9);
    expect(found?.smallestCurvature).toBeCloseTo(2 * b * b, 9);
  });

  it("has the noise scale of the closed form away from the minimum", () => {
    // Without a residual, moving the bias by δ makes every row's gradient 2δ·(1, ±a, ±b): mean 2δ·(1, 0, 0).
    const clean = orthogonal(a, b, 0);
    const w = atMinimum(clean);
    const moved = [0, 1, 2].map((i) => w.map((each, j) => (i === j ? each + 0.5 : each)));
    const scales = moved.map((point) => gradientNoise(clean, point).noiseScale ?? 0).sort((p, q) => p - q);
    // Moving weight a: 2δ·xₐ·(1, xₐ, x_b), mean 2δa²·e_a, so the ratio is (1 + b²)/a²; likewise for b and the bias.
    const expected = [a * a + b * b, (1 + b * b) / (a * a), (1 + a * a) / (b * b)].sort((p, q) => p - q);
    scales.forEach((scale, i) => {
      expect(scale).toBeCloseTo(expected[i], 9);
    });
  });
});

describe("expected smoothness", () => {
  const curvatures = { smoothness: 3, exampleSmoothness: 11 };

  it("is Lmax for one example and L for all", () => {
    for (const order of ["reshuffle", "with-replacement"] as const) {
      expect(expectedSmoothness(curvatures, 20, 1, order)).toBeCloseTo(11, 12);
    }
    expect(expectedSmoothness(curvatures, 20, 20, "reshuffle")).toBeCloseTo(3, 12);
    expect(expectedSmoothness(curvatures, 1, 1, "reshuffle")).toBe(3);
  });

  it("bounds the mean of ‖∇f_B(w) − ∇f_B(w*)‖² by 2𝓛(E − E*) over all batches, at every point", () => {
    const next = normals(5);
    const x = Array.from({ length: 7 }, () => [next(), 2 * next()]);
    const y = x.map(([p, q]) => p - q + next());
    const objective = objectiveOf({ model: linear(), loss: meanSquaredError, data: { x, y } });
    const optimum = findOptimum(objective)?.record;
    const minimum = Float64Array.from(optimum?.parameters ?? []);
    const { smoothness: L, exampleSmoothness: most } = smoothness(objective, minimum);
    const rowsOf = (indices: number[]) =>
      objectiveOf({
        model: linear(),
        loss: meanSquaredError,
        data: { x: indices.map((i) => x[i]), y: indices.map((i) => y[i]) },
      });
    const each = x.map((_, i) => rowsOf([i]));
    for (const size of [1, 2, 4, 7]) {
      const bound = expectedSmoothness({ smoothness: L ?? 0, exampleSmoothness: most ?? 0 }, 7, size, "reshuffle");
      for (let trial = 0; trial < 5; trial++) {
        const w = minimum.map((value) => value + next());
        const parts = each.map((example) => {
          const [here, there] = [example.gradient(w).gradient, example.gradient(minimum).gradient];
          return here.map((slope, p) => slope - there[p]);
        });
        const batches = subsets(7, size);
        const spread = batches.reduce((sum, batch) => {
          const mean = parts[0].map((_, p) => batch.reduce((total, i) => total + parts[i][p] / size, 0));
          return sum + mean.reduce((total, slope) => total + slope * slope, 0) / batches.length;
        }, 0);
        expect(spread).toBeLessThanOrEqual(2 * bound * (objective.value(w) - (optimum?.loss ?? 0)) * (1 + 1e-9));
      }
    }
  });
});

describe("conditioning", () => {
  it("passes over the directions without curvature: more weights than rows", () => {
    const next = normals(9);
    const x = Array.from({ length: 4 }, () => Array.from({ length: 6 }, next));
    const objective = objectiveOf({ model: linear(), loss: meanSquaredError, data: { x, y: [1, 2, 3, 4] } });
    const w = objective.start(1);
    const { mu, kappa, flatDirections } = conditioningAt(objective, w);
    expect(flatDirections).toBe(3);
    // The other curvatures are the eigenvalues of the 4 × 4 Gram matrix (2/n)·X̃X̃ᵀ: their sum and their product.
    expect(mu).toBeGreaterThan(0);
    expect(curvatureAt(objective, w).largest / (mu ?? 0)).toBeCloseTo(kappa ?? 0, 6);
    expect(optimumNoise(objective, findOptimum(objective))).toBeLessThan(1e-20);
  });

  it("has no μ at a saddle, and says nothing it does not know of many parameters", () => {
    // E = mean (u·v·x − y)² has the Hessian (0, −2·mean xy; −2·mean xy, 0) at u = v = 0.
    const product: Model<{ u: Tensor; v: Tensor }> = {
      init: () => ({ u: 0, v: 0 }),
      apply: ({ u, v }, x) => u.mul(v).mul(x),
    };
    const data = { x: [1, -1, 2], y: [1, -1, 5] };
    const objective = objectiveOf({ model: product as unknown as Model, loss: meanSquaredError, data });
    const saddle = objective.start(0);
    expect(conditioningAt(objective, saddle).mu).toBeNull();
    const { largest, smallest } = curvatureAt(objective, saddle);
    expect([smallest, largest]).toEqual([expect.closeTo(-8, 9), expect.closeTo(8, 9)]);
    const wide = { ...bowl(400, (i) => 1 + i), hessian: () => new Float64Array(0) };
    expect(conditioningAt(wide, new Float64Array(400))).toMatchObject({ flatDirections: 0 });
    expect(conditioningAt(wide, new Float64Array(400)).mu).toBeCloseTo(1, 6);
    expect(
      conditioningAt(
        bowl(400, (i) => i),
        new Float64Array(400),
      ).mu,
    ).toBeNull();
  });
});

describe("global bounds", () => {
  it("of cross-entropies are above the curvature at every point", () => {
    const next = normals(3);
    const x = Array.from({ length: 12 }, () => [next(), next()]);
    const binary = objectiveOf({
      model: linear(),
      loss: sigmoidCrossEntropy,
      data: { x, y: x.map(([p]) => +(p > 0)) },
    });
    const three = objectiveOf({ model: linear(), loss: softmaxCrossEntropy, data: { x, y: x.map((_, i) => i % 3) } });
    for (const objective of [binary, three]) {
      const bound = smoothness(objective, objective.start(0));
      for (let trial = 0; trial < 10; trial++) {
        const w = Float64Array.from({ length: objective.dimension }, () => next());
        expect(curvatureAt(objective, w).largest).toBeLessThanOrEqual(bound.smoothness ?? 0);
      }
    }
    // At 0 the logistic curvature is ¼ everywhere: the bound is attained.
    const { smoothness: L } = smoothness(binary, new Float64Array(3));
    expect(curvatureAt(binary, new Float64Array(3)).largest).toBeCloseTo(L ?? 0, 9);
  });

  it("of a network are not promised: the value is that of the point", () => {
    const objective = objectiveOf({ model: mlp([3]), loss: meanSquaredError, data: { x: [[1], [2]], y: [0, 1] } });
    const w = objective.start(2);
    expect(smoothness(objective, w)).toEqual({
      smoothness: curvatureAt(objective, w).largest,
      exampleSmoothness: null,
      smoothnessHow: "local-curvature",
    });
  });
});

describe("diagnostics of a point that is lost", () => {
  it("are none", () => {
    const objective = orthogonal(1, 1, 0);
    expect(diagnosticsAt(objective, Float64Array.of(1e200, 1e200, 0))).toBeNull();
    expect(() => diagnosticsAt(objective, Float64Array.of(1))).toThrow("The point has 1 numbers");
  });
});

/** ½Σ curvature(i)·wᵢ² */
const bowl = (dimension: number, curvature: (i: number) => number) => ({
  dimension,
  value: (w: Float64Array) => w.reduce((sum, each, i) => sum + 0.5 * curvature(i) * each * each, 0),
  gradient: (w: Float64Array) => ({ value: 0, gradient: w.map((each, i) => curvature(i) * each) }),
  hessianProduct: (_: Float64Array, v: Float64Array) => v.map((each, i) => curvature(i) * each),
});

function subsets(n: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  const result: number[][] = [];
  for (let i = from; i <= n - size; i++) for (const rest of subsets(n, size - 1, i + 1)) result.push([i, ...rest]);
  return result;
}
