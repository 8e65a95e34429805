/**
 * Extreme eigenvalues of a symmetric matrix known only by its products with vectors: the Lanczos process with full
 * reorthogonalisation (Golub & Van Loan, §10.3). Unlike power iteration, which finds the largest |λ|, it tells the
 * largest λ from the most negative one.
 */
import { fold, uniform } from "../base/random.ts";
import { diagonaliseTridiagonal } from "./eigen.ts";
import type { SymmetricProduct } from "./objective.ts";
import { accumulate, allFinite, dot, norm, scaled } from "./vector.ts";

export interface ExtremeEigenvalues {
  /** The largest eigenvalue, in the algebraic sense. */
  readonly largest: number;
  /** The smallest (most negative) eigenvalue. */
  readonly smallest: number;
  /** An eigenvalue lies within this distance of each of the two. */
  readonly residual: number;
  /** Products with the matrix that were taken. */
  readonly iterations: number;
  /** Whether the residual is at most `tolerance` times the larger of |largest| and |smallest|. */
  readonly converged: boolean;
}

export interface LanczosOptions {
  /** Most products to take; default 200. */
  readonly maxIterations?: number;
  /** Relative; default 1e-10. */
  readonly tolerance?: number;
}

/** Ritz values are computed every so many products: they cost little, but not nothing. */
const CHECK_EVERY = 5;

export function extremeEigenvalues(
  product: SymmetricProduct,
  dimension: number,
  options: LanczosOptions = {},
): ExtremeEigenvalues {
  const { maxIterations = 200, tolerance = 1e-10 } = options;
  const most = Math.min(dimension, maxIterations);
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const offDiagonal: number[] = [];
  let next = startVector(dimension);
  for (let iteration = 1; ; iteration++) {
    const q = next;
    basis.push(q);
    next = product(q);
    if (!allFinite(next)) {
      return { largest: Number.NaN, smallest: Number.NaN, residual: Infinity, iterations: iteration, converged: false };
    }
    const size = norm(next);
    diagonal.push(dot(q, next));
    orthogonalise(next, basis);
    const coupling = norm(next);
    // What is left after orthogonalisation is rounding: the basis spans an invariant subspace.
    const exhausted = coupling <= 16 * Number.EPSILON * size || iteration === dimension;
    if (exhausted || iteration === most || iteration % CHECK_EVERY === 0) {
      const found = ritzValues(diagonal, offDiagonal, exhausted ? 0 : coupling, tolerance);
      if (found.converged || iteration === most) return found;
    }
    offDiagonal.push(coupling);
    next = scaled(1 / coupling, next);
  }
}

/** A fixed unit vector with no structure, so that it is orthogonal to no eigenvector a model would have. */
function startVector(dimension: number): Float64Array {
  const vector = uniform(fold(0, "lanczos", 0), dimension).map((value) => value - 0.5);
  return scaled(1 / norm(vector), vector);
}

/** Removes from `vector` its parts along the basis; twice is enough (Kahan, Parlett). */
function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) accumulate(vector, -dot(direction, vector), direction);
  }
}

function ritzValues(
  diagonal: readonly number[],
  offDiagonal: readonly number[],
  coupling: number,
  tolerance: number,
): ExtremeEigenvalues {
  const values = Float64Array.from(diagonal);
  const last = new Float64Array(values.length);
  last[last.length - 1] = 1;
  diagonaliseTridiagonal(values, Float64Array.from(offDiagonal), [last]);
  let top = 0;
  let bottom = 0;
  for (let i = 1; i < values.length; i++) {
    if (values[i] > values[top]) top = i;
    if (values[i] < values[bottom]) bottom = i;
  }
  const residual = coupling * Math.max(Math.abs(last[top]), Math.abs(last[bottom]));
  const scale = Math.max(Math.abs(values[top]), Math.abs(values[bottom]));
  const converged = residual <= tolerance * scale;
  return { largest: values[top], smallest: values[bottom], residual, iterations: values.length, converged };
}
