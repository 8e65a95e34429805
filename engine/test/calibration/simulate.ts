/**
 * Descents of linear models written from their formulas, in plain float64 with random numbers of their own: what the
 * claims' verdicts are held against. Nothing of the engine is inside.
 */
import { normals, uniforms } from "../train/support/affine.ts";

/** Rows with the constant 1 in front, and a number for each; squared error r², or the logistic loss of 0 and 1. */
export interface Table {
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly loss: "squared" | "logistic";
}

export interface Lane {
  readonly batchSize: number;
  readonly rate: number;
  readonly decay: number;
}

/** What a descent is watched at: its point after so many updates. */
export type Watch = (step: number, w: Float64Array) => void;

/** Slope of the loss of one example by its prediction. */
const slopeOf = (loss: Table["loss"], z: number, y: number): number =>
  loss === "squared" ? 2 * (z - y) : 1 / (1 + Math.exp(-z)) - y;

const lossOf = (loss: Table["loss"], z: number, y: number): number =>
  loss === "squared" ? (z - y) ** 2 : Math.max(z, 0) - z * y + Math.log1p(Math.exp(-Math.abs(z)));

const predict = (row: readonly number[], w: Float64Array): number => {
  let z = w[0];
  for (let j = 0; j < row.length; j++) z += row[j] * w[j + 1];
  return z;
};

/** E(w) */
export function lossAt({ x, y, loss }: Table, w: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += lossOf(loss, predict(x[i], w), y[i]);
  return sum / x.length;
}

function step({ x, y, loss }: Table, w: Float64Array, rows: ArrayLike<number>, rate: number): void {
  const slope = new Float64Array(w.length);
  for (let k = 0; k < rows.length; k++) {
    const row = x[rows[k]];
    const pull = slopeOf(loss, predict(row, w), y[rows[k]]) / rows.length;
    slope[0] += pull;
    for (let j = 0; j < row.length; j++) slope[j + 1] += pull * row[j];
  }
  for (let p = 0; p < w.length; p++) w[p] -= rate * slope[p];
}

/** A descent over a new permutation each epoch, watched before the first and after every update. */
export function descend(
  table: Table,
  lane: Lane,
  start: Float64Array,
  epochs: number,
  seed: number,
  watch: Watch,
): void {
  const n = table.x.length;
  const next = uniforms(seed);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  const w = start.slice();
  let made = 0;
  watch(0, w);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = n - 1; i > 0 && lane.batchSize < n; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    for (let from = 0; from < n; from += lane.batchSize) {
      step(table, w, order.subarray(from, Math.min(n, from + lane.batchSize)), lane.rate / (1 + lane.decay * made));
      made++;
      watch(made, w);
    }
  }
}

/** Start values as `linear()` documents them: evenly spread over ±1/√d. */
export function startOf(table: Table, seed: number): Float64Array {
  const d = table.x[0].length;
  const next = uniforms(seed * 7919 + 17);
  return Float64Array.from({ length: d + 1 }, () => ((2 * next() - 1) * 1) / Math.sqrt(d));
}

/** The quadratic form of least squares: H = (2/n)X̃ᵀX̃ and its minimiser by elimination with a pinch of ridge. */
export function quadratic({ x, y }: Table): { hessian: number[][]; minimiser: Float64Array } {
  const rows = x.map((row) => [1, ...row]);
  const d = rows[0].length;
  const n = rows.length;
  const hessian = Array.from({ length: d }, (_, i) =>
    Array.from({ length: d }, (_, j) => rows.reduce((sum, row) => sum + (2 / n) * row[i] * row[j], 0)),
  );
  const right = Array.from({ length: d }, (_, i) => rows.reduce((sum, row, k) => sum + (2 / n) * row[i] * y[k], 0));
  return { hessian, minimiser: Float64Array.from(solve(hessian, right)) };
}

function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const a = matrix.map((row, i) => [...row, right[i]]);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) pivot = i;
    [a[k], a[pivot]] = [a[pivot], a[k]];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = a[i][k] / a[k][k];
      for (let j = k; j <= n; j++) a[i][j] -= factor * a[k][j];
    }
  }
  return a.map((row, i) => row[n] / row[i]);
}

export const multiply = (matrix: readonly (readonly number[])[], v: Float64Array): Float64Array =>
  Float64Array.from(matrix, (row) => row.reduce((sum, each, j) => sum + each * v[j], 0));

export const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, each, i) => sum + each * b[i], 0);

export const middle = (values: readonly number[]): number => {
  const sorted = values.slice().sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
};

export { normals, uniforms };
