/** The straight line through points. */

export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * The line y = intercept + slope·x with the least sum of squared errors in y.
 *
 * @param x at least two different numbers; otherwise the slope is NaN
 * @param y as many
 * @example
 * leastSquaresLine([0, 1, 2], [1, 3, 5]); // { slope: 2, intercept: 1 }
 */
export function leastSquaresLine(x: readonly number[], y: readonly number[]): Line {
  const meanX = mean(x);
  const meanY = mean(y);
  let products = 0;
  let squares = 0;
  for (let i = 0; i < x.length; i++) {
    products += (x[i] - meanX) * (y[i] - meanY);
    squares += (x[i] - meanX) * (x[i] - meanX);
  }
  const slope = products / squares;
  return { slope, intercept: meanY - slope * meanX };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
