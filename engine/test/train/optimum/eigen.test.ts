import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagonaliseTridiagonal, symmetricEigen } from "../../../src/train/eigen.ts";
import { extremeEigenvalues } from "../../../src/train/lanczos.ts";
import { normals } from "../support/affine.ts";

function randomSymmetric(size: number, seed: number): Float64Array {
  const next = normals(seed);
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = next();
      matrix[i * size + j] = value;
      matrix[j * size + i] = value;
    }
  }
  return matrix;
}

const times = (matrix: Float64Array, size: number) => (v: Float64Array) =>
  Float64Array.from({ length: size }, (_, i) => v.reduce((sum, each, j) => sum + matrix[i * size + j] * each, 0));

/** Q·diag(values)·Qᵀ with Q from products of reflections. */
function withEigenvalues(values: readonly number[], seed: number): Float64Array {
  const size = values.length;
  const next = normals(seed);
  let matrix = new Float64Array(size * size);
  values.forEach((value, i) => {
    matrix[i * size + i] = value;
  });
  for (let k = 0; k < 3; k++) {
    const v = Array.from({ length: size }, next);
    const squared = v.reduce((sum, each) => sum + each * each, 0);
    const h = (i: number, j: number) => (i === j ? 1 : 0) - (2 * v[i] * v[j]) / squared;
    const result = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let sum = 0;
        for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) sum += h(i, a) * matrix[a * size + b] * h(b, j);
        result[i * size + j] = sum;
      }
    }
    matrix = result;
  }
  return matrix;
}

describe("eigenvalues of a symmetric matrix", () => {
  it.each([1, 2, 3, 5, 20, 60])("A·v = λ·v with orthonormal v, size %i", (size) => {
    const matrix = randomSymmetric(size, size);
    const { values, vectors } = symmetricEigen(matrix, size);
    const product = times(matrix, size);
    vectors.forEach((v, i) => {
      product(v).forEach((entry, j) => {
        expect(entry).toBeCloseTo(values[i] * v[j], 11);
      });
      vectors.forEach((u, k) => {
        expect(u.reduce((sum, each, j) => sum + each * v[j], 0)).toBeCloseTo(i === k ? 1 : 0, 12);
      });
    });
    expect(Array.from(values)).toEqual(Array.from(values).sort((a, b) => a - b));
  });

  it("knows the eigenvalues 2 − 2 cos(kπ/(n+1)) of the second difference", () => {
    const size = 30;
    const diagonal = new Float64Array(size).fill(2);
    diagonaliseTridiagonal(diagonal, new Float64Array(size - 1).fill(-1), []);
    diagonal.sort().forEach((value, k) => {
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (size + 1)), 13);
    });
  });

  it("keeps multiple, zero and widely spread eigenvalues", () => {
    const wanted = [-3, 0, 0, 1e-3, 2, 2, 2, 1e6];
    const { values } = symmetricEigen(withEigenvalues(wanted, 4), wanted.length);
    values.forEach((value, i) => {
      expect(Math.abs(value - wanted[i])).toBeLessThan(1e-9);
    });
  });

  it("takes zero, diagonal and tiny matrices as they are", () => {
    expect(Array.from(symmetricEigen(new Float64Array(9), 3).values)).toEqual([0, 0, 0]);
    expect(Array.from(symmetricEigen(Float64Array.of(2, 0, 0, -1), 2).values)).toEqual([-1, 2]);
    const tiny = symmetricEigen(Float64Array.of(2e-300, 1e-300, 1e-300, 2e-300), 2).values;
    expect(tiny[0] / 1e-300).toBeCloseTo(1, 12);
    expect(tiny[1] / 1e-300).toBeCloseTo(3, 12);
  });

  it("refuses what is not finite instead of looping", () => {
    expect(() => symmetricEigen(new Float64Array(9).fill(Number.NaN), 3)).toThrow(/finite/);
  });
});

describe("Lanczos", () => {
  it("agrees with all eigenvalues of the dense matrix", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 1000 }), (size, seed) => {
        const matrix = randomSymmetric(size, seed);
        const { values } = symmetricEigen(matrix, size);
        const found = extremeEigenvalues(times(matrix, size), size);
        expect(found.converged).toBe(true);
        expect(found.largest).toBeCloseTo(values[size - 1], 9);
        expect(found.smallest).toBeCloseTo(values[0], 9);
      }),
      { numRuns: 60 },
    );
  });

  it("finds the largest value, not the largest magnitude", () => {
    const matrix = withEigenvalues([-100, -1, 0.5, 1, 3], 9);
    const found = extremeEigenvalues(times(matrix, 5), 5);
    expect(found.largest).toBeCloseTo(3, 10);
    expect(found.smallest).toBeCloseTo(-100, 10);
  });

  it("ends early on a matrix with few different eigenvalues, and on a multiple of the identity", () => {
    const size = 50;
    const scaled = extremeEigenvalues((v) => v.map((value) => 7 * value), size);
    expect(scaled).toMatchObject({ iterations: 1, converged: true });
    expect(scaled.largest).toBeCloseTo(7, 12);
    const zero = extremeEigenvalues((v) => v.map(() => 0), size);
    expect(zero).toMatchObject({ largest: 0, smallest: 0, converged: true });
  });

  it("converges on a large matrix in far fewer products than its size", () => {
    const size = 5000;
    const found = extremeEigenvalues((v) => v.map((value, i) => value * (i === 0 ? 40 : i / size)), size);
    expect(found.converged).toBe(false);
    expect(found.largest).toBeCloseTo(40, 10);
    expect(found.iterations).toBe(200);
  });

  it("says when a product is not finite", () => {
    expect(extremeEigenvalues((v) => v.map(() => Number.NaN), 4)).toMatchObject({
      largest: Number.NaN,
      converged: false,
    });
  });
});
