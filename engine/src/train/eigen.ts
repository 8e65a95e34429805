/**
 * Eigenvalues and eigenvectors of real symmetric matrices: Householder reflections to tridiagonal form, then the
 * implicit QL iteration (Golub & Van Loan, Matrix Computations, §8.3; Wilkinson's shift). Only exactly rounded
 * operations are used, so the result is the same on every host.
 */
import { NablaError } from "../base/errors.ts";

/** Smaller magnitudes lose digits, so an element this small counts as zero. */
const SMALLEST_NORMAL = 2.2250738585072014e-308;

export interface SymmetricEigen {
  /** Ascending. */
  readonly values: Float64Array;
  /** vectors[i] is the unit eigenvector of values[i]. */
  readonly vectors: readonly Float64Array[];
}

/** All eigenpairs of a symmetric matrix given row-major; only its lower triangle is read. */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const { diagonal, offDiagonal, basis } = tridiagonalise(matrix, size);
  diagonaliseTridiagonal(diagonal, offDiagonal, basis);
  const order = Array.from(diagonal.keys()).sort((a, b) => diagonal[a] - diagonal[b]);
  return {
    values: Float64Array.from(order, (i) => diagonal[i]),
    vectors: order.map((column) => Float64Array.from(basis, (row) => row[column])),
  };
}

/** √(a² + b²) without overflow. */
function hypotenuse(a: number, b: number): number {
  const large = Math.max(Math.abs(a), Math.abs(b));
  if (large === 0) return 0;
  const small = Math.min(Math.abs(a), Math.abs(b)) / large;
  return large * Math.sqrt(1 + small * small);
}

/** Q and T with A = Q·T·Qᵀ, T tridiagonal; basis[i] is row i of Q, offDiagonal[i] couples i and i + 1. */
function tridiagonalise(matrix: Float64Array, size: number) {
  const a = Array.from({ length: size }, (_, i) => matrix.slice(i * size, (i + 1) * size));
  for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) a[i][j] = a[j][i];
  const basis = Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size);
    row[i] = 1;
    return row;
  });
  const product = new Float64Array(size);

  for (let k = 0; k + 2 < size; k++) {
    // v reflects the part of column k below the diagonal onto its first element.
    const v = Float64Array.from({ length: size }, (_, i) => (i > k ? a[i][k] : 0));
    const scale = v.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (scale === 0) continue;
    let squared = 0;
    for (let i = k + 1; i < size; i++) {
      v[i] /= scale;
      squared += v[i] * v[i];
    }
    const length = Math.sqrt(squared);
    if (squared - v[k + 1] * v[k + 1] === 0) continue;
    v[k + 1] += v[k + 1] < 0 ? -length : length;
    const factor = 1 / (length * Math.abs(v[k + 1]));

    // A ← H·A·H with H = I − factor·v·vᵀ, as a symmetric rank-two update.
    let overlap = 0;
    for (let i = k; i < size; i++) {
      let sum = 0;
      for (let j = k + 1; j < size; j++) sum += a[i][j] * v[j];
      product[i] = factor * sum;
      overlap += product[i] * v[i];
    }
    for (let i = k; i < size; i++) product[i] -= 0.5 * factor * overlap * v[i];
    for (let i = k; i < size; i++) {
      for (let j = k; j < size; j++) a[i][j] -= v[i] * product[j] + product[i] * v[j];
    }
    for (const row of basis) {
      let sum = 0;
      for (let j = k + 1; j < size; j++) sum += row[j] * v[j];
      for (let j = k + 1; j < size; j++) row[j] -= factor * sum * v[j];
    }
  }
  return {
    diagonal: Float64Array.from(a, (row, i) => row[i]),
    offDiagonal: Float64Array.from({ length: Math.max(0, size - 1) }, (_, i) => a[i + 1][i]),
    basis,
  };
}

/**
 * Diagonalises a symmetric tridiagonal matrix in place: `diagonal` becomes its eigenvalues (in no order), and every
 * row of `rows` is multiplied by the matrix of eigenvectors from the right. Pass the rows of the identity for all
 * eigenvectors, or the one row that is wanted.
 */
export function diagonaliseTridiagonal(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  rows: readonly Float64Array[],
): void {
  const size = diagonal.length;
  const off = new Float64Array(size);
  off.set(offDiagonal);
  for (let first = 0; first < size; first++) {
    for (let sweep = 0; ; sweep++) {
      let last = first;
      while (last + 1 < size) {
        const scale = Math.abs(diagonal[last]) + Math.abs(diagonal[last + 1]);
        if (Math.abs(off[last]) <= Number.EPSILON * scale || Math.abs(off[last]) < SMALLEST_NORMAL) break;
        last++;
      }
      if (last === first) break;
      if (sweep === 60) {
        throw new NablaError(
          "eigenvalues-not-found",
          `The QL iteration did not find eigenvalue ${first + 1} of ${size}; are all elements finite?`,
          { index: first, size },
        );
      }
      sweepUp(diagonal, off, rows, first, last);
    }
  }
}

/** One implicit QL sweep over the unreduced block first…last. */
function sweepUp(d: Float64Array, off: Float64Array, rows: readonly Float64Array[], first: number, last: number) {
  const half = (d[first + 1] - d[first]) / (2 * off[first]);
  const root = hypotenuse(half, 1);
  let g = d[last] - d[first] + off[first] / (half + (half < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let shift = 0;
  for (let i = last - 1; i >= first; i--) {
    const f = sine * off[i];
    const b = cosine * off[i];
    const r = hypotenuse(f, g);
    off[i + 1] = r;
    if (r === 0) {
      d[i + 1] -= shift;
      off[last] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1] - shift;
    const t = (d[i] - g) * sine + 2 * cosine * b;
    shift = sine * t;
    d[i + 1] = g + shift;
    g = cosine * t - b;
    for (const row of rows) {
      const upper = row[i + 1];
      row[i + 1] = sine * row[i] + cosine * upper;
      row[i] = cosine * row[i] - sine * upper;
    }
  }
  d[first] -= shift;
  off[first] = g;
  off[last] = 0;
}
