/**
 * The strong Wolfe line search (Nocedal & Wright, Numerical Optimization, 2nd ed., algorithms 3.5 and 3.6): bracket a
 * stretch that holds good steps, then zoom into it by safeguarded cubic interpolation.
 *
 * Near a minimum the values of two steps differ by rounding only while their slopes still tell them apart. Values
 * closer than a few units of rounding therefore count as equal, and the slope decides.
 */

/** φ(step) = E(w + step·direction) and its derivative. */
export interface Trial {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
  readonly point: Float64Array;
  readonly gradient: Float64Array;
}

export interface LineSearchOptions {
  /** Share of the first-order decrease that must be achieved. */
  readonly sufficientDecrease?: number;
  /** Share of the first slope that may remain, in absolute value. */
  readonly remainingSlope?: number;
  readonly maxTrials?: number;
}

const EPSILON = Number.EPSILON;

/**
 * A step along a descent direction that fulfils the strong Wolfe conditions; or, when no trial does, the best step
 * that at least decreases the value enough; or null.
 */
export function strongWolfe(
  evaluate: (step: number) => Trial,
  origin: Trial,
  firstStep: number,
  options: LineSearchOptions = {},
): Trial | null {
  const { sufficientDecrease = 1e-4, remainingSlope = 0.9, maxTrials = 40 } = options;
  const rounding = 4 * EPSILON * Math.abs(origin.value);
  const usable = (trial: Trial) => Number.isFinite(trial.value) && Number.isFinite(trial.slope);
  const decreases = (trial: Trial) =>
    usable(trial) && trial.value <= origin.value + sufficientDecrease * trial.step * origin.slope + rounding;
  const flat = (trial: Trial) => Math.abs(trial.slope) <= -remainingSlope * origin.slope;

  let trials = 0;
  const attempt = (step: number) => {
    trials++;
    return evaluate(step);
  };

  // Bracket: grow the step until the minimum along the line lies between two trials.
  let low = origin;
  let high: Trial | null = null;
  let step = firstStep;
  while (high === null && trials < maxTrials) {
    const trial = attempt(step);
    if (!decreases(trial) || (low !== origin && trial.value > low.value + rounding)) {
      high = trial;
    } else if (flat(trial)) {
      return trial;
    } else if (trial.slope >= 0) {
      high = low;
      low = trial;
    } else {
      step = extrapolate(low, trial);
      low = trial;
    }
  }

  // Zoom: `low` is the best step so far that decreases enough, and the slope there points towards `high`.
  while (high !== null && trials < maxTrials) {
    const next = interpolate(low, high, usable(high));
    if (next === low.step || next === high.step) break;
    const trial = attempt(next);
    if (!decreases(trial) || trial.value > low.value + rounding) {
      high = trial;
    } else if (flat(trial)) {
      return trial;
    } else {
      if (trial.slope * (high.step - low.step) >= 0) high = low;
      low = trial;
    }
  }
  return low === origin ? null : low;
}

/** Where the cubic through both trials has its minimum; NaN when it has none. */
function cubicMinimum(a: Trial, b: Trial): number {
  const width = b.step - a.step;
  const d1 = a.slope + b.slope - (3 * (b.value - a.value)) / width;
  const discriminant = d1 * d1 - a.slope * b.slope;
  if (!(discriminant >= 0)) return Number.NaN;
  const d2 = width > 0 ? Math.sqrt(discriminant) : -Math.sqrt(discriminant);
  return b.step - (width * (b.slope + d2 - d1)) / (b.slope - a.slope + 2 * d2);
}

/** A step between 2 and 10 times that of `b`: the cubic's minimum where it lies ahead, else the most. */
function extrapolate(a: Trial, b: Trial): number {
  const minimum = cubicMinimum(a, b);
  return minimum > b.step ? Math.min(10 * b.step, Math.max(2 * b.step, minimum)) : 10 * b.step;
}

/** A step strictly between both: the cubic's minimum where it stays a tenth of the width inside, else the middle. */
function interpolate(low: Trial, high: Trial, cubic: boolean): number {
  const width = high.step - low.step;
  const middle = low.step + 0.5 * width;
  if (!cubic) return low.step + 0.1 * width;
  const minimum = cubicMinimum(low, high);
  const place = (minimum - low.step) / width;
  return place >= 0.1 && place <= 0.9 ? minimum : middle;
}
