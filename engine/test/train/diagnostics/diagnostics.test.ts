import { describe, expect, it } from "vitest";
import { curvatureAt } from "../../../src/train/diagnostics/curvature.ts";
import { gradientNoise } from "../../../src/train/diagnostics/noise.ts";
import { symmetricEigen } from "../../../src/train/eigen.ts";
import { logistic, noisyLine, normals, objectiveOf, softmax } from "../support/affine.ts";

describe("curvature at a point", () => {
  it("agrees with a Hessian from differences of gradients", () => {
    const next = normals(4);
    const x = Array.from({ length: 30 }, () => [next(), next(), next()]);
    const objective = objectiveOf({ x, y: x.map(([a]) => (a + next() > 0 ? 1 : 0)), loss: logistic, l2: 0.01 });
    const w = Float64Array.of(0.3, -0.2, 0.5, 0.1);
    const h = 1e-5;
    const hessian = new Float64Array(16);
    for (let j = 0; j < 4; j++) {
      const moved = (sign: number) => objective.gradient(w.map((v, i) => (i === j ? v + sign * h : v))).gradient;
      const [up, down] = [moved(1), moved(-1)];
      for (let i = 0; i < 4; i++) hessian[i * 4 + j] = (up[i] - down[i]) / (2 * h);
    }
    const { values } = symmetricEigen(hessian, 4);
    const found = curvatureAt(objective, w);
    expect(found.largest).toBeCloseTo(values[3], 8);
    expect(found.smallest).toBeCloseTo(values[0], 8);
  });

  it("shows a saddle", () => {
    const saddle = {
      dimension: 2,
      hessianProduct: (_: Float64Array, v: Float64Array) => Float64Array.of(v[0], -3 * v[1]),
    };
    const found = curvatureAt(saddle, Float64Array.of(0, 0));
    expect(found.largest).toBeCloseTo(1, 12);
    expect(found.smallest).toBeCloseTo(-3, 12);
  });

  it("refuses a point of another length", () => {
    const objective = objectiveOf(noisyLine(5, 2, 1, 1));
    expect(() => curvatureAt(objective, Float64Array.of(1, 2))).toThrow("The point has 2 numbers");
  });
});

describe("gradient noise", () => {
  const problem = { ...noisyLine(9, 2, 1, 6), l2: 0.1 };
  const objective = objectiveOf(problem);
  const w = Float64Array.of(0.5, -1, 2);
  const noise = gradientNoise(objective, w);

  it("is the variance of the gradient over all batches of each size, by enumeration", () => {
    const each = problem.x.map((_, i) => objective.example(i, w).gradient);
    const mean = objective.gradient(w).gradient;
    for (const size of [1, 2, 4, 9]) {
      const batches = subsets(9, size);
      const spread = batches.reduce((sum, batch) => {
        const gradient = mean.map((_, p) => batch.reduce((total, i) => total + each[i][p] / size, 0));
        return sum + gradient.reduce((total, slope, p) => total + (slope - mean[p]) ** 2, 0) / batches.length;
      }, 0);
      expect(noise.batchVariance(size)).toBeCloseTo(spread, 10);
    }
    expect(noise.batchVariance(9)).toBe(0);
  });

  it("relates variance and signal", () => {
    expect(noise.noiseScale).toBeCloseTo(noise.variance / noise.squaredGradientNorm, 12);
  });

  it("has no scale where the gradient vanishes", () => {
    const flat = objectiveOf({ x: [[1], [-1]], y: [0, 0], loss: softmax(2) });
    const still = { ...flat, gradient: () => ({ value: 0, gradient: new Float64Array(4) }) };
    expect(gradientNoise(still, new Float64Array(4)).noiseScale).toBeNull();
  });
});

function subsets(n: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  const result: number[][] = [];
  for (let i = from; i <= n - size; i++) for (const rest of subsets(n, size - 1, i + 1)) result.push([i, ...rest]);
  return result;
}
