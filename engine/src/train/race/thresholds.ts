/** Every number a verdict depends on, with its reason. They are printed beside the verdicts. */

/**
 * Losses closer than this many units of rounding of the descent's own dtype are equal: 32·ε·|E|. An update of n
 * parameters rounds each of them, and one unit is what a single rounding moves; 32 leaves room for a few of them to
 * point the same way.
 */
export const RESOLUTION_UNITS = 32;

/** ε of the dtype a descent computes in. */
export const EPSILON = { float32: 1.1920928955078125e-7, float64: 2.220446049250313e-16 } as const;

/**
 * A descent whose full loss rises in more than one step of twenty is not steady but swings. Rounding alone is already
 * excluded by the resolution, so a steady descent shows no rise at all; a twentieth is the usual level at which a
 * statistician stops calling something an exception.
 */
export const RISING_SHARE = 0.05;

/** The optimum counts as reached when a thousandth of the start's excess is left: the strictest level of claim C9. */
export const REACHED_EXCESS = 1e-3;

/** A final loss suffers when it is worse by more than a hundredth of the way from the start to the best known loss. */
export const SUFFERED_EXCESS = 1e-2;

/** A final accuracy or R² suffers when it is worse by more than one point of a hundred. */
export const SUFFERED_SCORE = 1e-2;

/** Sampled single-example steps of claim C5, half of them early and half late. */
export const SAMPLED_STEPS = 1000;

/** Runs these steps are spread over: neighbours in one run resemble each other, different seeds do not. */
export const SAMPLED_RUNS = 20;

/** Runs of claim C1 at each of its two rates. */
export const STEADY_RUNS = 10;

/** Most times the common rate is halved before a race is given up: 2⁻⁴⁰ of a curvature bound moves nothing any more. */
export const MOST_HALVINGS = 40;
