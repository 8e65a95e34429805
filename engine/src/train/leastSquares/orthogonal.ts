/**
 * Least squares by orthogonal factors: A·P = Q·R, Householder reflections with column pivoting (Businger & Golub 1965;
 * Golub & Van Loan, Matrix Computations, §5.4). The normal equations AᵀA would square the condition number, and lose
 * twice the digits.
 */

/** A matrix as its columns. */
export type Columns = readonly Float64Array[];

export interface Factors {
  /** R, upper triangular: upper[j] holds the first j + 1 elements of its column j. */
  readonly upper: Columns;
  /** Column j of A·P is column order[j] of A. */
  readonly order: readonly number[];
  /** Qᵀ·b, all of it: the elements from the number of columns on are what no combination of the columns reaches. */
  readonly rotated: Float64Array;
  /** How many columns are independent beyond rounding. */
  readonly rank: number;
}

/** The norm of a vector from an element on, without overflow and underflow. */
export function normFrom(a: Float64Array, first = 0): number {
  let largest = 0;
  for (let i = first; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = first; i < a.length; i++) sum += (a[i] / largest) * (a[i] / largest);
  return largest * Math.sqrt(sum);
}

/** The factors of a matrix with at least as many rows as columns, and Qᵀ·b. */
export function factored(matrix: Columns, b: Float64Array): Factors {
  const columns = matrix.map((column) => column.slice());
  const order = columns.map((_, j) => j);
  const rotated = b.slice();

  for (let k = 0; k < columns.length; k++) {
    const longest = longestFrom(columns, k);
    [columns[k], columns[longest]] = [columns[longest], columns[k]];
    [order[k], order[longest]] = [order[longest], order[k]];
    const column = columns[k];
    const length = normFrom(column, k);
    if (length === 0) continue;
    const diagonal = column[k] < 0 ? length : -length;
    // v = column − diagonal·e reflects the column onto the axis; the signs differ, so nothing cancels.
    const v = column.slice(k);
    v[0] -= diagonal;
    const factor = 1 / (length * (length + Math.abs(column[k])));
    for (const other of [...columns.slice(k + 1), rotated]) reflect(other, k, v, factor);
    column.fill(0, k);
    column[k] = diagonal;
  }
  const smallest = rounding(matrix) * Math.abs(columns[0]?.[0] ?? 0);
  const short = columns.findIndex((column, k) => !(Math.abs(column[k]) > smallest));
  return { upper: columns, order, rotated, rank: short === -1 ? columns.length : short };
}

/** What rounding alone leaves of a dependent column, relative to the longest. */
const rounding = (matrix: Columns): number => 4 * Number.EPSILON * Math.max(matrix.length, 1);

function longestFrom(columns: Columns, k: number): number {
  let longest = k;
  let most = -1;
  for (let j = k; j < columns.length; j++) {
    const length = normFrom(columns[j], k);
    if (length > most) [longest, most] = [j, length];
  }
  return longest;
}

/** a ← (I − factor·v·vᵀ)·a from element k on. */
function reflect(a: Float64Array, k: number, v: Float64Array, factor: number): void {
  let overlap = 0;
  for (let i = 0; i < v.length; i++) overlap += v[i] * a[k + i];
  overlap *= factor;
  for (let i = 0; i < v.length; i++) a[k + i] -= overlap * v[i];
}

/** x with R·x = b for the leading `rank` columns, and zeros for the others, in the order of the pivots. */
export function solveUpper(upper: Columns, b: Float64Array, rank = upper.length): Float64Array {
  const x = new Float64Array(upper.length);
  x.set(b.subarray(0, rank));
  for (let j = rank - 1; j >= 0; j--) {
    x[j] /= upper[j][j];
    for (let i = 0; i < j; i++) x[i] -= upper[j][i] * x[j];
  }
  return x;
}

/** x with Rᵀ·x = b. */
export function solveLower(upper: Columns, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let j = 0; j < upper.length; j++) {
    for (let i = 0; i < j; i++) x[j] -= upper[j][i] * x[i];
    x[j] /= upper[j][j];
  }
  return x;
}

/** R·x */
export function timesUpper(upper: Columns, x: Float64Array): Float64Array {
  const product = new Float64Array(upper.length);
  upper.forEach((column, j) => {
    for (let i = 0; i <= j; i++) product[i] += column[i] * x[j];
  });
  return product;
}

/** a in the order of the pivots. */
export const pivoted = (a: Float64Array, order: readonly number[]): Float64Array =>
  Float64Array.from(order, (j) => a[j]);

/** a, given in the order of the pivots, in the order of the columns. */
export function unpivoted(a: Float64Array, order: readonly number[]): Float64Array {
  const result = new Float64Array(a.length);
  order.forEach((j, k) => {
    result[j] = a[k];
  });
  return result;
}
