/**
 * How the second moment of w − w* moves on least squares, exactly (PROTOCOL §8, §11).
 *
 * With δ = w − w* and u = (δ, 1), one update is u ← (I − ηA_S)u, where A_S is the mean of Aᵢ = [∇²fᵢ, ∇fᵢ(w*)] over the
 * batch S. In the eigenvectors of H = ∇²E the mean of all, Ā = [H, 0], is diagonal, and U = 𝔼[uuᵀ] moves by
 *
 *   U ← (I − ηĀ)U(I − ηĀ)ᵀ + η²s·C(U),   C(U) = (1/n) Σ (Aᵢ − Ā)U(Aᵢ − Ā)ᵀ,
 *
 * s = 1/B for B rows drawn with replacement, (n − B)/(B(n − 1)) without. C is one fixed linear map of symmetric
 * matrices. These are held as vectors: U_ab for a = b and √2·U_ab for a < b, in the order (0,0) (0,1) (1,1) (0,2) …, so
 * that lengths are Frobenius norms and the block of δδᵀ comes first.
 */
import { symmetricEigen } from "../eigen.ts";
import { extremeEigenvalues } from "../lanczos.ts";
import type { Optimum } from "../optimum.ts";
import { accumulate, addScaled, dot, norm } from "../vector.ts";
import type { Order } from "./contract.ts";
import type { Work } from "./progress.ts";
import { exampleQuadratics, type Quadratics } from "./quadratics.ts";
import type { RaceSettings } from "./settings.ts";

export interface MeanSquare {
  readonly rows: number;
  readonly dimension: number;
  /** The eigenvalues of H, ascending, and its unit eigenvectors. */
  readonly curvatures: Float64Array;
  readonly vectors: readonly Float64Array[];
  /** C, row-major: pairs(d) × pairs(d + 1); it puts nothing into the last row of U. */
  readonly spread: Float64Array;
}

/** Symmetric matrices of `size` have so many different elements. */
export const pairs = (size: number): number => (size * (size + 1)) / 2;

/** The place of (a, b), a ≤ b. */
export const place = (a: number, b: number): number => pairs(b) + a;

/** What U_ab is multiplied by in the vector. */
export const scaleOf = (a: number, b: number): number => (a === b ? 1 : Math.SQRT2);

/** Multiplications that building C may take: about a second. */
const MOST_WORK = 1e9;
/** Between two pauses. */
const WORK_BETWEEN_PAUSES = 1e7;

/** C and the eigenvectors of H; null where C would take too long: n·d⁴/4 above 10⁹. */
export function* meanSquare(quadratics: Quadratics, label: string): Work<MeanSquare | null> {
  const { rows, dimension } = quadratics;
  const [height, width] = [pairs(dimension), pairs(dimension + 1)];
  if (rows * height * width > MOST_WORK) return null;
  const { values: curvatures, vectors } = symmetricEigen(hessian(quadratics), dimension);
  const examples = turned(quadratics, vectors);
  const spread = new Float64Array(height * width);
  const product = new Float64Array(width);
  const rowsBetweenPauses = Math.ceil(WORK_BETWEEN_PAUSES / (height * width));
  for (let i = 0; i < rows; i++) {
    if (i % rowsBetweenPauses === 0) yield { done: i, total: rows, label };
    const y = examples[i];
    for (let b = 0, p = 0; b <= dimension; b++) {
      for (let a = 0; a <= b; a++, p++) product[p] = y[a] * y[b] * scaleOf(a, b);
    }
    for (let p = 0; p < height; p++) {
      const scale = product[p] / rows;
      for (let q = 0; q < width; q++) spread[p * width + q] += scale * product[q];
    }
  }
  subtractMean(spread, examples, dimension);
  return { rows, dimension, curvatures, vectors, spread };
}

/**
 * The same for a race: null where it is not plain gradient descent on least squares with one output and a minimiser, or
 * where it is too large.
 */
export function* meanSquareOf(settings: RaceSettings, optimum: Optimum | null, label: string): Work<MeanSquare | null> {
  if (!settings.convex || !settings.affine || !optimum?.record.attained) return null;
  const quadratics = exampleQuadratics(settings, Float64Array.from(optimum.record.parameters));
  const moments = quadratics === null ? null : yield* meanSquare(quadratics, label);
  return moments !== null && stepsPlainly(settings, moments) ? moments : null;
}

/** Descents agree when they end closer than this share of the way: rounding in float32 leaves much less. */
const SAME_WAY = 1e-3;

/** Whether two updates are w ← w − η∇E(w): the second would show a momentum. */
function stepsPlainly({ program, objective, seedList }: RaceSettings, { curvatures }: MeanSquare): boolean {
  const learningRate = 1 / curvatures[curvatures.length - 1];
  const run = program.start({ seed: seedList[0], batchSize: objective.rows, learningRate, order: "sequential" });
  try {
    const start = run.parameters();
    let w = start;
    for (let step = 0; step < 2; step++) w = addScaled(w, -learningRate, objective.gradient(w).gradient);
    run.advance(2);
    return norm(addScaled(run.parameters(), -1, w)) <= SAME_WAY * norm(addScaled(w, -1, start));
  } finally {
    run.close();
  }
}

/** H = (1/n) Σ zᵢzᵢᵀ + the penalty, row-major. */
function hessian({ rows, dimension, factors, penalty }: Quadratics): Float64Array {
  const matrix = new Float64Array(dimension * dimension);
  for (let i = 0; i < rows; i++) {
    const start = i * dimension;
    for (let a = 0; a < dimension; a++) {
      for (let b = 0; b <= a; b++) matrix[a * dimension + b] += (factors[start + a] * factors[start + b]) / rows;
    }
  }
  for (let a = 0; a < dimension; a++) matrix[a * dimension + a] += penalty[a];
  return matrix;
}

/** yᵢ = (zᵢ, ρᵢ) with zᵢ in the eigenvectors. */
function turned({ rows, dimension, factors, residuals }: Quadratics, vectors: readonly Float64Array[]): Float64Array[] {
  return Array.from({ length: rows }, (_, i) => {
    const z = factors.subarray(i * dimension, (i + 1) * dimension);
    return Float64Array.of(...vectors.map((vector) => dot(vector, z)), residuals[i]);
  });
}

/** 𝔼[z yᵀU y zᵀ] less the part of the mean, 𝔼[zyᵀ]·U·𝔼[zyᵀ]ᵀ: what is left is C, in which the penalty drops out. */
function subtractMean(spread: Float64Array, examples: readonly Float64Array[], dimension: number): void {
  const mean = Array.from({ length: dimension }, () => new Float64Array(dimension + 1));
  for (const y of examples) {
    for (let a = 0; a < dimension; a++) accumulate(mean[a], y[a] / examples.length, y);
  }
  const width = pairs(dimension + 1);
  for (let b = 0; b < dimension; b++) {
    for (let a = 0; a <= b; a++) {
      for (let e = 0; e <= dimension; e++) {
        for (let c = 0; c <= e; c++) {
          const product = (mean[a][c] * mean[b][e] + mean[a][e] * mean[b][c]) / 2;
          spread[place(a, b) * width + place(c, e)] -= product * scaleOf(a, b) * scaleOf(c, e);
        }
      }
    }
  }
}

/** s: the variance of the mean of B rows, in units of that of one. */
export function varianceOfMean(rows: number, batchSize: number, order: Order): number {
  if (order === "with-replacement") return 1 / batchSize;
  return rows > 1 ? (rows - batchSize) / (batchSize * (rows - 1)) : 0;
}

/**
 * The largest rate at which the second moment of w − w* stays bounded when every batch is drawn by itself.
 *
 * With L(M) = HM + MH and Q(M) = HMH + s·C(M), a step is M − ηL(M) + η²Q(M), a map that keeps the cone of positive
 * semidefinite matrices. Its spectral radius is below 1 exactly where L − ηQ is positive on some M ≻ 0, that is where
 * η < 1/λmax(L⁻¹Q) (Schneider 1965, "Positive operators and an inertia theorem"). Q is symmetric and L diagonal in the
 * eigenvectors of H, so that λmax is that of the symmetric L^−½QL^−½. For full batches, s = 0, this is 2/λmax(H).
 *
 * @returns null for an objective without curvature
 */
export function meanSquareLimit({ dimension, curvatures, spread }: MeanSquare, variance: number): number | null {
  const [size, width] = [pairs(dimension), pairs(dimension + 1)];
  const zero = dimension * Number.EPSILON * Math.abs(curvatures[dimension - 1]);
  const roots = new Float64Array(size);
  const squares = new Float64Array(size);
  for (let b = 0; b < dimension; b++) {
    for (let a = 0; a <= b; a++) {
      // Where the mean does not curve no example does, and nothing moves.
      const flat = curvatures[b] <= zero || curvatures[a] <= zero;
      const sum = curvatures[a] + curvatures[b];
      roots[place(a, b)] = sum <= zero ? 0 : 1 / Math.sqrt(sum);
      squares[place(a, b)] = flat ? 0 : curvatures[a] * curvatures[b];
    }
  }
  const product = (v: Float64Array): Float64Array => {
    const x = v.map((value, p) => value * roots[p]);
    return x.map((value, p) => {
      let sum = 0;
      for (let q = 0; q < size; q++) sum += spread[p * width + q] * x[q];
      return roots[p] * (squares[p] * value + variance * sum);
    });
  };
  const { largest } = extremeEigenvalues(product, size);
  return largest > 0 && Number.isFinite(largest) ? 1 / largest : null;
}
