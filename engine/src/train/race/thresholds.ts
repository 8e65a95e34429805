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

/**
 * Seconds that a chunk of updates takes at least, so that the clock's own steps (0.1 ms in a browser) are below 1 %.
 */
export const TIMED_CHUNK = 0.01;

/** Repeats of a timed chunk: the smallest and the largest of seven hold the median with 98 %, of five with 94 %. */
export const TIMED_REPEATS = 7;

/** Two lanes differ when their adjusted p-value is below this: the level of the 95 % intervals printed beside it. */
export const SIGNIFICANCE = 0.05;

/** Budgets at which lanes are compared, as shares of the whole: early, midway (in ratio), and at the end. */
export const BUDGET_SHARES = [0.1, 0.3, 1];

/** Fewer pairs decide nothing: that all of five lean one way happens by chance with 2⁻⁵ = 3 %, of four with 6 %. */
export const LEAST_PAIRS = 5;

/**
 * The exponent of claim C6 above which a floor follows the rate. Theory says 1 for small rates and more for large ones,
 * a floor of rounding alone would have 0 or less; a half lies between.
 */
export const FLOOR_EXPONENT = 0.5;

/** Runs of claim C6 at each of its four rates, and points at which the late part of each is measured. */
export const FLOOR_RUNS = 10;
export const FLOOR_POINTS = 24;

/**
 * Steps of claim C6 in units of 1/(ημ): the excess relaxes within half a unit, so that after three units e⁻⁶ = 0.2 % of
 * the way to the floor is missing at most.
 */
export const FLOOR_TIMES = { before: 3, measured: 5 } as const;

/** Steps of all runs of claim C6 together: some tenths of a second. Where more are needed it says how many. */
export const FLOOR_STEPS = 4e6;

/**
 * Every example is fitted when the mean squared gradient at the optimum is below this share of the start's: below
 * (32·ε)², what the rounding of the data to the descent's dtype leaves, or what rounding leaves of the optimum itself.
 */
export const INTERPOLATION = { float32: 1.5e-11, float64: 1e-24 } as const;

/**
 * Without noise claim C6 compares the excess after 14 units 1/(ημ) with that after 7. Linear convergence leaves less
 * than e⁻⁷ = 0.1 % of it, a floor all of it; a tenth lies between.
 */
export const LINEAR_LEFT = { times: 7, share: 0.1 } as const;

/** Shares of the start's excess at which steps are counted, and the one that decides claims C9, C10 and C12. */
export const EXCESS_LEVELS = [0.1, 0.01, 0.001];
export const EXCESS_LEVEL = 0.01;

/**
 * "Far fewer" steps are less than a quarter. Rates are tuned to within a step of the grid, a factor √2, which could
 * make the ratio of two lanes wrong by two; "far" is twice as much.
 */
export const FAR_FEWER_STEPS = 4;

/** "Nearer" is any shorter distance: the ratio of distances is below one. */
export const NEARER = 1;

/** Starts from which claim C9 follows the paths of three batch sizes at the common rate. */
export const TRAJECTORY_RUNS = 10;

/**
 * A batch size is trouble when it costs more than twice as much as the best: more than a step of the tuning's grid can
 * explain.
 */
export const TROUBLE_FACTOR = 2;

/** A way is not the quickest when it takes half as many steps again as another: 3 instead of 2 are still alike. */
export const QUICKEST = 1.5;

/** Starts of claim C12. */
export const QUICKEST_STARTS = 10;

/**
 * Share of the slope that a line search of claim C12 may leave: near the lowest point of the line, as the methods ask.
 */
export const LINE_SLOPE = 0.1;

/** A step has all but vanished below a hundredth of the first, and has been kept above a half of it (claim C16). */
export const SHORTENED_STEP = 0.01;
export const KEPT_STEP = 0.5;

/** A descent of claim C16 has arrived when the second half of its steps brought less than a hundredth of the fall. */
export const ARRIVED = 0.01;

/** Starts of claim C16. */
export const SHORTENED_RUNS = 10;

/**
 * The rates tried in a tuning begin eight powers of √2 (16 times) below 1/𝓛(1), where single examples are safe: on
 * their noise floor smaller rates are better, …
 */
export const GRID_BELOW = 8;

/** … and end four powers above 1/L, at twice the limit of a full batch on a quadratic bowl. */
export const GRID_ABOVE = 4;

/** When the best rate of a lane is an end of the grid, the grid grows there by these powers of √2, for all lanes … */
export const GRID_EXTENSION = 4;

/** … at most so often at each end: a factor of 4⁶ = 4,096 beyond what the curvature says; an optimum there has none. */
export const MOST_EXTENSIONS = 6;

/**
 * A falling rate is η/(1 + decay·t) with decay = 10/(steps of the budget): it has halved after a tenth of the budget
 * and ends at η/11. The floor of a constant rate, about proportional to it, falls eleven-fold, and still a quarter of
 * the way of the constant rate is walked (Σηₜ = ln 11/10 · η·steps). Fixed, so that every lane tunes one number.
 */
export const DECAY_OVER_BUDGET = 10;

/**
 * The exponent of claim C3 above which a step is expensive because of its rows: halfway between a cost that does not
 * depend on them (0) and one that is theirs alone (1).
 */
export const COST_EXPONENT = 0.5;

/** Rows that claim C3 needs at least: with fewer, an eighth of them is less than two. */
export const LEAST_ROWS_TIMED = 16;

/** "Much faster" is at least ten times as fast (claim C4): an order of magnitude. */
export const MUCH_FASTER = 10;

/** "Not much more" is less than twice as much (claim C8). */
export const LITTLE_MORE = 2;

/**
 * Losses that differ by less than a millionth of the way from the start are equal to whoever chooses between them: of
 * such rates the smaller is taken, and such lanes tie. Where classes are separable a larger rate is always better, from
 * 10⁻⁹ to 10⁻⁹⁰, and nobody is served by it.
 */
export const NEGLIGIBLE_SHARE = 1e-6;

/** Training loss and held-out loss agree when nine of ten pairs of checkpoints are ordered alike: γ = 0.9 − 0.1. */
export const CONCORDANT = 0.8;

/** A gradient is nearly zero below a thousandth of the start's (claim C13); C14 polishes a hundred times further. */
export const NEARLY_ZERO = 1e-3;

/** A curvature is negative, or positive, beyond this share of the largest; between it is flat. */
export const NEGATIVE_CURVATURE = 1e-6;

/** Ends that claim C13 looks at: with 20, none of them a saddle, Wilson's interval lies above four fifths. */
export const STATIONARY_RUNS = 20;

/** A vanished gradient "means a minimum" when that is so in more than four of five ends. */
export const MINIMUM_SHARE = 0.8;

/** An end is clearly above the lowest minimum by a hundredth of the way from the start to it. */
export const LOCAL_MARGIN = 0.01;

/** Single examples "may end in a local optimum" when more than one start in twenty does. */
export const LOCAL_SHARE = 0.05;

/** Starts of claim C14 at most, and the products that polishing all ends may cost: a few seconds. */
export const POLISHED_STARTS = 100;
export const POLISHING_WORK = 2e10;

/** Splits of claim C15, and the rows it needs: halves of ten. */
export const SPLITS = 100;
export const LEAST_ROWS_SPLIT = 20;

/** A direction represents the population better when its cosine is higher by a hundredth. */
export const BETTER_COSINE = 0.01;

/** Below nine times what chance alone gives ‖∇E‖² (three standard errors), a direction is lost in the noise. */
export const DIRECTION_SIGNAL = 9;

/** Two threads "help" when they are more than a fifth faster than one: below, the second core is all but wasted. */
export const PARALLEL_SPEEDUP = 1.2;

/** Claim C7 needs most of a second core: two threads that never wait do at least this many times the work of one. */
export const CORES_FREE = 1.5;

/** Seconds of a full-batch update below which there is nothing to share: two threads meet in about a microsecond. */
export const WORTH_SHARING = 5e-5;
