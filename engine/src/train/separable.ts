/** Whether classes can be told apart by a linear model without an error. */
import { descendAlongLines } from "./firstOrder.ts";
import { limitedMemory } from "./lbfgs.ts";
import { NEWTON_DIMENSION, newton } from "./newton.ts";
import type { Objective } from "./objective.ts";
import { dot, norm } from "./vector.ts";

/**
 * Margins smaller than this share of ‖w‖·‖x‖ (features standardised) are not told from zero, on either side.
 */
const MARGIN = 1e-9;

/**
 * Are the classes linearly separable: is there a linear model with bias whose score of every row's own class is
 * strictly above all its other scores? For such data logistic and softmax regression without penalty have no
 * minimiser.
 *
 * Minimises the squared hinge Σ max(0, 1 − margin)², and decides by proof only: *true* shows weights with positive
 * margins; *false* shows non-negative multipliers α, not all zero, with Σ α·(direction of each margin) = 0, which
 * allows no positive margins (Gordan's theorem). Classes that touch but do not overlap are not separable.
 *
 * @param x rows × columns, row-major
 * @param classIds one of 0 … classes − 1 for every row
 * @returns null when the margin is too small to decide, or a value is not finite
 */
export function separable(
  x: Float64Array,
  rows: number,
  columns: number,
  classIds: ArrayLike<number>,
  classes: number,
): boolean | null {
  const features = standardisedWithBias(x, rows, columns);
  if (!features.every((value) => Number.isFinite(value))) return null;
  const hinge = squaredHinge(features, rows, columns + 1, classIds, classes);
  let answer: boolean | null = null;
  const decided = (w: Float64Array): boolean => {
    answer = hinge.verdict(w);
    return answer !== null;
  };
  const start = new Float64Array(hinge.dimension);
  if (hinge.dimension <= NEWTON_DIMENSION) newton(hinge, start, { maxIterations: 100, until: decided });
  else decideByGradients(hinge, start, decided);
  return answer;
}

function decideByGradients(hinge: Objective, start: Float64Array, decided: (w: Float64Array) => boolean): void {
  let w = start;
  for (let round = 0; round < 100 && !decided(w); round++) {
    const options = { maxIterations: 20, gradientTolerance: 0 };
    w = descendAlongLines((point) => hinge.gradient(point), w, limitedMemory(), options).x;
  }
}

/** Columns with mean 0 and spread 1 and a column of ones: separability does not depend on it, the arithmetic does. */
function standardisedWithBias(x: Float64Array, rows: number, columns: number): Float64Array {
  const width = columns + 1;
  const result = new Float64Array(rows * width).fill(1);
  for (let column = 0; column < columns; column++) {
    let mean = 0;
    for (let row = 0; row < rows; row++) mean += x[row * columns + column] / rows;
    let variance = 0;
    for (let row = 0; row < rows; row++) {
      const deviation = x[row * columns + column] - mean;
      variance += (deviation * deviation) / rows;
    }
    const spread = variance > 0 ? Math.sqrt(variance) : 1;
    for (let row = 0; row < rows; row++) result[row * width + column] = (x[row * columns + column] - mean) / spread;
  }
  return result;
}

/** Two classes need one score, more need one each; class k's weights lie at k·width. */
function squaredHinge(
  features: Float64Array,
  rows: number,
  width: number,
  classIds: ArrayLike<number>,
  classes: number,
): Objective & { verdict(w: Float64Array): boolean | null } {
  const scores = classes === 2 ? 1 : classes;
  const dimension = scores * width;
  const rowsOf = Array.from({ length: rows }, (_, row) => features.subarray(row * width, (row + 1) * width));
  const longest = rowsOf.reduce((most, row) => Math.max(most, norm(row)), 0);
  const weightsOf = (w: Float64Array, score: number) => w.subarray(score * width, (score + 1) * width);

  /** Calls back for every margin: the row, the score it should raise, the score it should lower (−1 = the zero). */
  const eachMargin = (
    w: Float64Array,
    visit: (margin: number, row: Float64Array, raise: number, lower: number) => void,
  ) => {
    for (let i = 0; i < rows; i++) {
      const row = rowsOf[i];
      const own = classIds[i];
      if (scores === 1) {
        const score = dot(w, row);
        if (own === 1) visit(score, row, 0, -1);
        else visit(-score, row, -1, 0);
        continue;
      }
      const ownScore = dot(weightsOf(w, own), row);
      for (let other = 0; other < classes; other++) {
        if (other !== own) visit(ownScore - dot(weightsOf(w, other), row), row, own, other);
      }
    }
  };
  /** result ← result + scale·(∂margin/∂w) */
  const addDirection = (result: Float64Array, scale: number, row: Float64Array, raise: number, lower: number) => {
    for (let j = 0; j < width; j++) {
      if (raise >= 0) result[raise * width + j] += scale * row[j];
      if (lower >= 0) result[lower * width + j] -= scale * row[j];
    }
  };
  const gradient = (w: Float64Array) => {
    let value = 0;
    const slope = new Float64Array(dimension);
    eachMargin(w, (margin, row, raise, lower) => {
      const shortfall = Math.max(0, 1 - margin);
      value += shortfall * shortfall;
      if (shortfall > 0) addDirection(slope, -2 * shortfall, row, raise, lower);
    });
    return { value, gradient: slope };
  };

  return {
    dimension,
    value: (w) => gradient(w).value,
    gradient,
    hessianProduct(w, v) {
      const result = new Float64Array(dimension);
      eachMargin(w, (margin, row, raise, lower) => {
        if (margin >= 1) return;
        const raised = raise >= 0 ? dot(weightsOf(v, raise), row) : 0;
        const lowered = lower >= 0 ? dot(weightsOf(v, lower), row) : 0;
        addDirection(result, 2 * (raised - lowered), row, raise, lower);
      });
      return result;
    },
    hessian(w) {
      const result = new Float64Array(dimension * dimension);
      const block = (first: number, second: number, scale: number, row: Float64Array) => {
        for (let i = 0; i < width; i++) {
          const start = (first * width + i) * dimension + second * width;
          for (let j = 0; j < width; j++) result[start + j] += scale * row[i] * row[j];
        }
      };
      eachMargin(w, (margin, row, raise, lower) => {
        if (margin >= 1) return;
        if (raise >= 0) block(raise, raise, 2, row);
        if (lower >= 0) block(lower, lower, 2, row);
        if (raise >= 0 && lower >= 0) {
          block(raise, lower, -2, row);
          block(lower, raise, -2, row);
        }
      });
      return result;
    },
    verdict(w) {
      let least = Infinity;
      let multipliers = 0;
      eachMargin(w, (margin) => {
        least = Math.min(least, margin);
        multipliers += Math.max(0, 1 - margin);
      });
      if (least > MARGIN * norm(w) * longest) return true;
      // Any unit w has a margin of at most ‖Σ α·direction‖ / Σ α; with α = shortfall the sum is −½ of the gradient.
      if (norm(gradient(w).gradient) / 2 <= MARGIN * multipliers * longest) return false;
      return null;
    },
  };
}
