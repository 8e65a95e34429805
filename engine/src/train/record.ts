/**
 * The record of a race: what `compare --json` prints, what the report draws, what the lab replays. Types only, so that
 * whoever reads a record needs none of the engine. A loss that is not finite is null, everywhere.
 */

/** One measurement of one run, taken off the clock. */
export interface CurvePoint {
  readonly step: number;
  readonly examples: number;
  readonly flops: number;
  readonly seconds: number;
  /** The full training loss in float64, or null when it is not finite. */
  readonly loss: number | null;
  readonly validation?: { readonly loss: number | null; readonly accuracy?: number; readonly r2?: number };
}

export interface SeedRun {
  readonly seed: number;
  readonly finalLoss: number | null;
  readonly steps: number;
  readonly epochs: number;
  readonly examples: number;
  readonly seconds: number;
  /** Where the run stopped being finite, or null. */
  readonly diverged: { readonly step: number; readonly parameter: string | null } | null;
  readonly curve: readonly CurvePoint[];
}

export interface Spread {
  readonly median: number | null;
  readonly p5: number | null;
  readonly p95: number | null;
}

/** The trials of one lane: every rate of the grid from every tuning seed; the lowest median loss at the budget wins. */
export interface TuningRecord {
  /** Ascending, the same for all lanes of a race. */
  readonly grid: readonly number[];
  /** The median final loss at each rate; null where half of the runs or more were lost. */
  readonly losses: readonly (number | null)[];
  /** Runs lost (not finite at the end) at each rate; they count as +∞ and stay. */
  readonly lost: readonly number[];
  /** None of them is a seed of the result. */
  readonly seeds: readonly number[];
  /** What all trials of this lane cost, on every clock. */
  readonly steps: number;
  readonly examples: number;
  readonly flops: number;
  readonly seconds: number;
  /** The best rate is the smallest or the largest of a grid that could not be extended further. */
  readonly atEdge: boolean;
}

/** Seconds of one update, from repeats of the bit-identical run, lanes interleaved in random order, evaluation off. */
export interface TimingRecord {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly repeats: number;
  /** Updates in each repeat: as many as take at least 10 ms. */
  readonly steps: number;
}

/** One lane of a race: one batch size at one rate or schedule, run from every seed. */
export interface DescentRecord {
  readonly batchSize: number | "full";
  /** Where optimizers race at one batch size: which. */
  readonly optimizer?: string;
  readonly learningRate: number;
  /** The largest rate this lane is known to be stable at, and where that number comes from. */
  readonly limit: number | null;
  readonly limitHow: "expected-smoothness" | "local-curvature" | "none";
  /** The rate of update t is learningRate/(1 + decay·t): 0 for a constant rate. */
  readonly decay: number;
  /** How a lane of the best-rate race found its rate. */
  readonly tuning?: TuningRecord;
  readonly seeds: readonly SeedRun[];
  readonly finalLoss: Spread;
  /** Final loss minus E*, or null where no minimiser is known. */
  readonly excess: Spread | null;
  readonly examplesPerSecond: number;
  readonly secondsPerStep: number;
  /** How the seconds were measured; null where that was not asked for. */
  readonly timing: TimingRecord | null;
  /** Two-parameter models: the path of the first seed, [w0, w1] at every curve point. */
  readonly path?: readonly (readonly [number, number])[];
}

export interface RaceRecord {
  readonly rule: "same" | "best";
  readonly descents: readonly DescentRecord[];
  /** Times the common rate was halved, for all lanes, because one of them diverged (models that are not convex). */
  readonly halvings: number;
  /** Every pair of lanes at every budget, paired by seed. */
  readonly comparisons: readonly ComparisonRecord[];
}

/** Two lanes at the same number of examples: loss of the first minus loss of the second, paired by seed. */
export interface ComparisonRecord {
  /** Places of the two lanes in `descents`. */
  readonly lanes: readonly [number, number];
  readonly examples: number;
  /** The median difference, and its paired bootstrap interval; null where it is not finite. */
  readonly difference: number | null;
  readonly interval95: readonly [number, number] | null;
  /** Two-sided sign test of the pairs, adjusted by Holm over all pairs × budgets of the race. */
  readonly p: number;
  readonly pairs: number;
  /** The lane that is lower; null: they tie. */
  readonly lower: number | null;
}

/** The expected excess of SGD on least squares, sampling with replacement, beside what was measured (PROTOCOL §11). */
export interface TheoryRecord {
  readonly batchSize: number | "full";
  readonly learningRate: number;
  readonly seeds: number;
  readonly steps: readonly number[];
  readonly examples: readonly number[];
  /** 𝔼[E(w_t)] − E* by the exact recursion of the second moment of w − w*. */
  readonly expected: readonly (number | null)[];
  readonly mean: readonly (number | null)[];
  readonly median: readonly (number | null)[];
  readonly p5: readonly (number | null)[];
  readonly p95: readonly (number | null)[];
  /**
   * (mean − expected)/(standard error of the mean) at nine checkpoints; null elsewhere, and where there is no spread,
   * where rounding could decide, or where a few runs carry the mean.
   */
  readonly z: readonly (number | null)[];
  /** The largest rate at which the second moment stays bounded: the limit of mean-square stability. */
  readonly limit: number | null;
}

/** The final excess over rate × batch size. */
export interface MapRecord {
  readonly epochs: number;
  readonly seeds: number;
  /** Ascending, evenly spaced in logarithm. */
  readonly rates: readonly number[];
  /** Ascending; the last is the number of rows. */
  readonly batchSizes: readonly number[];
  /** excess[batch][rate]: median over seeds of final loss − reference; null where half of the runs were lost. */
  readonly excess: readonly (readonly (number | null)[])[];
  /** lost[batch][rate]: runs that were lost. */
  readonly lost: readonly (readonly number[])[];
  /** What the excess is counted from: E*, or the lowest loss of the map where no minimiser is known. */
  readonly reference: number;
  /** The excess at the start. */
  readonly startExcess: number;
  /** The predicted limit of stability for each batch size, and where it comes from. */
  readonly boundary: readonly (number | null)[];
  readonly boundaryHow: "mean-square" | "expected-smoothness" | "local-curvature" | "none";
}

/** What the objective is like where the race began and where it could end. */
export interface DiagnosticsRecord {
  readonly points: readonly PointRecord[];
  /** L: a bound (or, where only local, the value at the start) of the curvature of E. */
  readonly smoothness: number | null;
  /** Lmax: the same of the steepest example. */
  readonly exampleSmoothness: number | null;
  readonly smoothnessHow: DescentRecord["limitHow"];
  readonly mu: number | null;
  readonly kappa: number | null;
  /** σ*² = (1/n) Σ ‖∇ℓᵢ(w*)‖²: 0 where every example is fitted (interpolation); null without a minimiser. */
  readonly optimumNoise: number | null;
  /** 𝓛(B), the expected smoothness of each raced batch size. */
  readonly expectedSmoothness: readonly { readonly batchSize: number | "full"; readonly value: number }[];
}

/** One point of the full-batch path: the start, or where a share of the start's excess was left. */
export interface PointRecord {
  readonly where: "start" | "10%" | "1%" | "end" | "optimum";
  readonly loss: number;
  readonly gradientNorm: number;
  /** tr Σ of one example's gradient, and tr Σ/‖∇E‖². */
  readonly variance: number;
  readonly noiseScale: number | null;
  readonly largestCurvature: number;
  readonly smallestCurvature: number;
}

export type Verdict = "holds" | "does not hold" | "inconclusive" | "not tested";

export interface ClaimRecord {
  /** C1 … C16. */
  readonly id: string;
  readonly verdict: Verdict;
  /** Why it was not tested or is inconclusive, as a stable code ("no-minimiser", "not-convex", …). */
  readonly reason?: string;
  readonly estimate: number | null;
  readonly interval95: readonly [number, number] | null;
  readonly threshold: number | null;
  readonly n: number;
  readonly test: string;
  readonly evidence: Readonly<Record<string, number | string | boolean | null | readonly (number | null)[]>>;
}

export interface OptimumRecord {
  readonly loss: number;
  /** False when the infimum is not reached (separable classes without penalty). */
  readonly attained: boolean;
  /** Certificate: loss − E* ≤ ‖∇E‖²/(2μ); null without μ. */
  readonly gap: number | null;
  /** Smallest non-zero curvature. */
  readonly mu: number | null;
  /** Largest curvature bound L of the full objective. */
  readonly smoothness: number | null;
  readonly method: "newton" | "l-bfgs";
  /** The minimiser in the order of the model's flattened parameters. */
  readonly parameters: readonly number[];
}

/** A grid of losses around the paths of a two-parameter model. */
export interface SurfaceRecord {
  readonly names: readonly [string, string];
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** losses[row * x.length + column] at (x[column], y[row]). */
  readonly losses: readonly (number | null)[];
}

export interface CompareRecord {
  readonly schema: 1;
  readonly protocol: 1;
  readonly nabla: string;
  /** Every option as used, the encoding, dropped rows and columns and why, versions, the command that repeats it. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly data: {
    readonly name: string;
    readonly rows: number;
    readonly features: readonly string[];
    readonly target: string;
    readonly classes?: readonly string[];
    readonly hash: string;
    readonly separable?: boolean | null;
    /** Condition number of the Hessian at the optimum, null when unknown. */
    readonly kappa: number | null;
  };
  readonly model: string;
  readonly loss: string;
  readonly convex: boolean;
  readonly parameters: number;
  readonly dtype: string;
  readonly threads: number;
  readonly equation?: string;
  readonly optimum: OptimumRecord | null;
  /** The full loss at the common start of the first seed. */
  readonly startLoss: number | null;
  /** Differences of losses below this are rounding: 32·ε·|E|. */
  readonly resolution: number;
  readonly races: readonly RaceRecord[];
  readonly claims: readonly ClaimRecord[];
  readonly surface?: SurfaceRecord;
  readonly diagnostics: DiagnosticsRecord;
  /** One for each constant lane of the same-rate race, for least squares. */
  readonly theory?: readonly TheoryRecord[];
  readonly map?: MapRecord;
  readonly recommendation: RecommendationRecord | null;
}

/** Which batch size and rate, from the best-rate race alone: the lane that ended lowest, or one that ties with it. */
export interface RecommendationRecord {
  readonly batchSize: number | "full";
  /** Where optimizers raced. */
  readonly optimizer?: string;
  readonly learningRate: number;
  readonly decay: number;
  /** Other lanes that ended no higher than chance explains; their rates stand in the race. */
  readonly ties: readonly {
    readonly batchSize: number | "full";
    readonly optimizer?: string;
    readonly learningRate: number;
    readonly decay: number;
  }[];
  /** What the choice rests on: "best-rate". */
  readonly evidence: string;
}
