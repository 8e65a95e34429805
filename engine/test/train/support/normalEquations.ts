/** The closed form of least squares. */
import type { Problem } from "./affine.ts";

/** Solves A·x = b by elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const a = matrix.map((row, i) => [...row, right[i]]);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) pivot = i;
    [a[k], a[pivot]] = [a[pivot], a[k]];
    for (let i = k + 1; i < n; i++) {
      const factor = a[i][k] / a[k][k];
      for (let j = k; j <= n; j++) a[i][j] -= factor * a[k][j];
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let rest = a[i][n];
    for (let j = i + 1; j < n; j++) rest -= a[i][j] * x[j];
    x[i] = rest / a[i][i];
  }
  return x;
}

/** Minimiser of mean (x̃·w − y)² + ½λ‖weights‖² from the normal equations. */
export function leastSquares({ x, y, l2 = 0, bias = true }: Problem): number[] {
  const rows = x.map((row) => (bias ? [1, ...row] : [...row]));
  const d = rows[0].length;
  const n = rows.length;
  const normal = Array.from({ length: d }, (_, i) =>
    Array.from({ length: d }, (_, j) => {
      const product = rows.reduce((sum, row) => sum + (2 / n) * row[i] * row[j], 0);
      return i === j && !(bias && i === 0) ? product + l2 : product;
    }),
  );
  return solve(
    normal,
    Array.from({ length: d }, (_, i) => rows.reduce((sum, row, k) => sum + (2 / n) * row[i] * y[k], 0)),
  );
}
