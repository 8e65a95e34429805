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

/** One lane of a race: one batch size at one rate, run from every seed. */
export interface DescentRecord {
  readonly batchSize: number | "full";
  readonly learningRate: number;
  /** The largest rate this lane is known to be stable at, and where that number comes from. */
  readonly limit: number | null;
  readonly limitHow: "expected-smoothness" | "local-curvature" | "none";
  readonly tuning?: {
    readonly grid: readonly number[];
    readonly losses: readonly (number | null)[];
    readonly seeds: readonly number[];
    readonly examples: number;
  };
  readonly seeds: readonly SeedRun[];
  readonly finalLoss: Spread;
  /** Final loss minus E*, or null where no minimiser is known. */
  readonly excess: Spread | null;
  readonly examplesPerSecond: number;
  readonly secondsPerStep: number;
  /** Two-parameter models: the path of the first seed, [w0, w1] at every curve point. */
  readonly path?: readonly (readonly [number, number])[];
}

export interface RaceRecord {
  readonly rule: "same" | "best";
  readonly descents: readonly DescentRecord[];
  /** Times the common rate was halved, for all lanes, because one of them diverged (models that are not convex). */
  readonly halvings: number;
}

export type Verdict = "holds" | "does not hold" | "inconclusive" | "not tested";

export interface ClaimRecord {
  /** C1 … C16. */
  readonly id: string;
  readonly verdict: Verdict;
  /** Why it was not tested or is inconclusive, as a stable code ("not-built-yet", "no-minimiser", "not-convex", …). */
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
  readonly recommendation: {
    readonly batchSize: number | "full";
    readonly learningRate: number;
    readonly ties: readonly (number | "full")[];
    readonly evidence: string;
  } | null;
}
