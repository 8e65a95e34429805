/**
 * Levenberg–Marquardt as a trust-region method (Moré 1978): each step minimises the linearised residuals within a
 * radius, measured in units of the longest column that each parameter has had. The radius grows where the linearisation
 * foretells the sum of squares well, and shrinks where it does not.
 */
import {
  EQUAL_NORMS,
  type Evaluations,
  type Fit,
  type FitOptions,
  type FitOutcome,
  moved,
  polished,
  settled,
} from "./fit.ts";
import {
  type Columns,
  factored,
  normFrom,
  pivoted,
  solveLower,
  solveUpper,
  timesUpper,
  unpivoted,
} from "./orthogonal.ts";
import { completed } from "./secondOrder.ts";

/**
 * First radii, in lengths of the start, that are tried in turn: a long first step can land where the residuals no
 * longer respond to the parameters, and a short one from the same start need not.
 */
const FIRST_RADII = [100, 1, 0.01];
/** Share of the foretold decrease below which a step is refused, the radius shrunk, the radius doubled. */
const GAIN = { accepted: 1e-4, poor: 0.25, good: 0.75 };
/** How far a step's length may be from the radius. */
const NEAR = 0.1;

export function levenbergMarquardt(evaluations: Evaluations, start: Fit, options: FitOptions): FitOutcome {
  let best: FitOutcome = { fit: start, iterations: 0, reason: "iterations" };
  let iterations = 0;
  for (const share of FIRST_RADII) {
    const limits = { ...options, maxIterations: options.maxIterations - iterations };
    const outcome = completed(evaluations, descentWithin(evaluations, start, share, limits), options.tolerance);
    iterations += outcome.iterations;
    if (outcome.reason === "stationary" || outcome.reason === "exact") return { ...outcome, iterations };
    if (share === FIRST_RADII[0] || outcome.fit.norm < best.fit.norm) best = outcome;
    if (outcome.reason === "iterations") break;
  }
  return { ...best, iterations };
}

/** The descent from a first radius, in lengths of the start. */
function descentWithin(evaluations: Evaluations, start: Fit, firstRadius: number, options: FitOptions): FitOutcome {
  let fit = start;
  let longest = fit.scale;
  let radius = firstRadius * (sizeOf(fit.w, longest) || 1);
  let damping = 0;
  let sawFinite = true;

  for (let iterations = 0; ; ) {
    const end = settled(fit, options.tolerance);
    if (end !== null) return { fit: polished(evaluations, fit), iterations, reason: end };
    if (iterations >= options.maxIterations) return { fit, iterations, reason: "iterations" };

    const trial = stepWithin(fit, longest, radius, damping);
    damping = trial.damping;
    const w = moved(fit.w, trial.step, fit.scale);
    const residuals = evaluations.at(w);
    const share = normFrom(residuals) / fit.norm;
    const gain = Number.isFinite(share) ? (1 - share * share) / trial.foretold : -1;
    sawFinite = Number.isFinite(share);

    let next: Fit | null = null;
    if (gain >= GAIN.accepted) next = evaluations.fit(w, residuals);
    else if (Math.abs(1 - share) <= EQUAL_NORMS) {
      next = evaluations.fit(w, residuals);
      if (next !== null && !(next.reach < 0.9 * fit.reach)) next = null;
    }

    if (next === null || gain < GAIN.poor) {
      // The minimum of the parabola through value, slope and trial, within a tenth and a half of the step.
      const slope = -trial.slope;
      const shrink = Number.isFinite(share) && gain < 0 ? (0.5 * slope) / (slope + 0.5 * (1 - share * share)) : 0.5;
      const factor = Math.min(0.5, Math.max(0.1, share < 10 ? shrink : 0.1));
      radius = factor * Math.min(radius, trial.length / 0.1);
      damping /= factor;
    } else if (gain > GAIN.good || damping === 0) {
      radius = 2 * trial.length;
      damping /= 2;
    }

    if (next !== null) {
      fit = next;
      iterations++;
      const { scale } = fit;
      longest = longest.map((most, j) => Math.max(most, scale[j]));
    } else if (!(radius > Number.EPSILON * sizeOf(fit.w, longest))) {
      return { fit, iterations, reason: sawFinite ? "no-progress" : "not-finite" };
    }
  }
}

/** The norm of a point with each parameter in units of a scale. */
const sizeOf = (w: Float64Array, scale: Float64Array): number => normFrom(w.map((value, j) => value * scale[j]));

interface TrialStep {
  /** In units of the fit's own scale. */
  readonly step: Float64Array;
  /** In units of the longest columns. */
  readonly length: number;
  readonly damping: number;
  /** By which share the linearised residuals let the sum of squares fall. */
  readonly foretold: number;
  /** Half the derivative of the sum of squares along the step, relative to the sum: positive downhill. */
  readonly slope: number;
}

/**
 * The step that minimises ‖residuals + J·step‖² + damping·‖step‖², with the damping that makes it as long as the radius
 * (Moré's iteration for the secular equation); without damping where the Gauss–Newton step is short enough.
 */
function stepWithin(
  { newton, factors, scale, norm }: Fit,
  longest: Float64Array,
  radius: number,
  guess: number,
): TrialStep {
  const { upper, order, rotated, rank } = factors;
  const units = pivoted(
    longest.map((most, j) => most / scale[j]),
    order,
  );
  const reached = rotated.subarray(0, units.length);
  const inUnits = (step: Float64Array) => step.map((value, j) => value * units[j]);
  const trial = (step: Float64Array, damping: number): TrialStep => {
    const change = normFrom(timesUpper(upper, step)) / norm;
    const length = normFrom(inUnits(step));
    const pull = (Math.sqrt(damping) * length) / norm;
    const slope = change * change + pull * pull;
    return { step: unpivoted(step, order), length, damping, foretold: slope + pull * pull, slope };
  };

  const whole = trial(pivoted(newton, order), 0);
  if (rank === units.length && whole.length <= (1 + NEAR) * radius) return whole;

  // gradient = Rᵀ·Qᵀ·residuals in units of the longest columns bounds the damping from above.
  const gradient = Float64Array.from(upper, (column, j) => {
    let sum = 0;
    for (let i = 0; i <= j; i++) sum += column[i] * reached[i];
    return sum / units[j];
  });
  let most = normFrom(gradient) / radius;
  let least = 0;
  let damping = Math.min(Math.max(guess, least), most);
  if (damping === 0) damping = 1e-3 * most;
  let best = whole;
  for (let tries = 0; tries < 20; tries++) {
    const { step, steepness } = damped(upper, reached, units, damping);
    best = trial(step, damping);
    const excess = best.length - radius;
    if (Math.abs(excess) <= NEAR * radius) break;
    if (excess > 0) least = damping;
    else most = damping;
    // Newton's iteration for 1/length = 1/radius, which is nearly straight in the damping.
    damping += (excess / radius) * (best.length / steepness) * (best.length / steepness);
    if (!(damping > least && damping < most)) damping = Math.max(1e-3 * most, Math.sqrt(least * most));
  }
  return best;
}

/**
 * The minimum of ‖R·step + b‖² + damping·‖units·step‖², from the factors of both blocks, one above the other; and how
 * steeply its length falls with the damping: ‖units·step‖ falls by steepness² / ‖units·step‖.
 */
function damped(upper: Columns, b: Float64Array, units: Float64Array, damping: number) {
  const size = units.length;
  const root = Math.sqrt(damping);
  const stacked = upper.map((column, j) => {
    const both = new Float64Array(2 * size);
    both.set(column.subarray(0, j + 1));
    both[size + j] = root * units[j];
    return both;
  });
  const right = new Float64Array(2 * size);
  right.set(b);
  const { upper: triangle, order, rotated } = factored(stacked, right);
  const step = unpivoted(
    solveUpper(
      triangle,
      rotated.map((value) => -value),
    ),
    order,
  );
  const weighted = step.map((value, j) => value * units[j] * units[j]);
  return { step, steepness: normFrom(solveLower(triangle, pivoted(weighted, order))) };
}
