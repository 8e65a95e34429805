/**
 * Stopping rules. Those that test the full training loss are asked before the first step (the tutorial's order: is the
 * loss small enough? if not, step) and then at a cadence; chunks of updates never run past a test.
 */
import { OptionError } from "../base/errors.ts";
import { requireKnown } from "../base/nearest.ts";

/** What a rule may look at. The full loss and gradient are computed only when asked for. */
export interface Progress {
  readonly step: number;
  readonly epoch: number;
  /** Seconds since the descent began to run. */
  readonly seconds: number;
  readonly stepsPerEpoch: number;
  /** Loss of the last batch, before its update; null before the first step. */
  readonly batchLoss: number | null;
  /** The full training loss in float64. */
  fullLoss(): number;
  /** ‖∇E‖₂ of the full training loss. */
  gradientNorm(): number;
}

/** Why a descent stopped, with the numbers behind it. */
export interface Stopped {
  readonly reason:
    | "loss"
    | "batch-loss"
    | "epochs"
    | "steps"
    | "gradient-norm"
    | "plateau"
    | "seconds"
    | "not-finite"
    | "cancelled"
    | "closed";
  readonly step: number;
  readonly epoch: number;
  /** The loss the rule looked at: the full loss, or for "batch-loss" the batch's. */
  readonly loss?: number;
  readonly limit?: number;
  readonly gradientNorm?: number;
  readonly seconds?: number;
  /** Not finite: the parameter to blame, and the largest rate that would have been stable, where that is known. */
  readonly parameter?: string | null;
  readonly stableRate?: number | null;
}

export type StopReason = Pick<Stopped, "reason"> & Partial<Stopped>;

export interface StopRule {
  readonly name: string;
  /** Steps from one test to the next. */
  cadence(stepsPerEpoch: number): number;
  /** A rule may remember earlier tests: a descent takes its own copy. */
  begin(): (progress: Progress) => StopReason | null;
  /** Looks at every batch's loss rather than only between chunks. */
  readonly batchLossBelow?: number;
}

export interface CadenceOptions {
  /** Steps between two tests; each epoch when left out. */
  readonly every?: number;
}

const cadenceOf = ({ every }: CadenceOptions, name: string) => {
  if (every !== undefined) requireAtLeast(name, "every", every, 1);
  return (stepsPerEpoch: number): number => every ?? stepsPerEpoch;
};

function requireAtLeast(rule: string, option: string, value: number, least: number): void {
  if (Number.isFinite(value) && value >= least) return;
  throw new OptionError("stop-rule-option", `${rule}: ${option} is ${value}; expected a finite number ≥ ${least}`, {
    rule,
    option,
    value,
    least,
  });
}

/**
 * Stops when the full training loss is at most `limit`. Tested before the first step, then each epoch or `every` steps.
 * @example descend({ …, stop: [untilLoss(0.05), epochs(100)] })
 */
export function untilLoss(limit: number, options: CadenceOptions = {}): StopRule {
  requireKnown("untilLoss", Object.keys(options), ["every"]);
  requireAtLeast("untilLoss", "limit", limit, Number.NEGATIVE_INFINITY);
  return {
    name: "untilLoss",
    cadence: cadenceOf(options, "untilLoss"),
    begin: () => (progress) => {
      const loss = progress.fullLoss();
      return loss <= limit ? { reason: "loss", loss, limit } : null;
    },
  };
}

/**
 * Stops when the loss of one batch, before its update, is at most `limit`. For small batches this says little about
 * the model: one easy example suffices. `untilLoss` is the test of the tutorial.
 */
export function untilBatchLoss(limit: number): StopRule {
  requireAtLeast("untilBatchLoss", "limit", limit, Number.NEGATIVE_INFINITY);
  return {
    name: "untilBatchLoss",
    cadence: () => 1,
    batchLossBelow: limit,
    begin:
      () =>
      ({ batchLoss }) =>
        batchLoss !== null && batchLoss <= limit ? { reason: "batch-loss", loss: batchLoss, limit } : null,
  };
}

/** Stops after `count` passes over the data. */
export function epochs(count: number): StopRule {
  requireAtLeast("epochs", "count", count, 0);
  return {
    name: "epochs",
    cadence: (stepsPerEpoch) => Math.max(1, Math.round(count * stepsPerEpoch)),
    begin: () => (progress) =>
      progress.step >= Math.round(count * progress.stepsPerEpoch) ? { reason: "epochs", limit: count } : null,
  };
}

/** Stops after `count` updates. */
export function steps(count: number): StopRule {
  requireAtLeast("steps", "count", count, 0);
  return {
    name: "steps",
    cadence: () => count,
    begin: () => (progress) => (progress.step >= count ? { reason: "steps", limit: count } : null),
  };
}

/** Stops when ‖∇E‖₂ of the full training loss is at most `limit`. */
export function gradientNorm(limit: number, options: CadenceOptions = {}): StopRule {
  requireKnown("gradientNorm", Object.keys(options), ["every"]);
  requireAtLeast("gradientNorm", "limit", limit, 0);
  return {
    name: "gradientNorm",
    cadence: cadenceOf(options, "gradientNorm"),
    begin: () => (progress) => {
      const norm = progress.gradientNorm();
      return norm <= limit ? { reason: "gradient-norm", gradientNorm: norm, limit } : null;
    },
  };
}

export interface PlateauOptions extends CadenceOptions {
  /** Tests in a row without improvement before stopping; 5. */
  readonly patience?: number;
  /** Improvement below best·(1 − tolerance) does not count; 1e-4. */
  readonly tolerance?: number;
}

/** Stops when the full training loss has not improved by a relative `tolerance` for `patience` tests. */
export function plateau(options: PlateauOptions = {}): StopRule {
  requireKnown("plateau", Object.keys(options), ["patience", "tolerance", "every"]);
  const { patience = 5, tolerance = 1e-4 } = options;
  requireAtLeast("plateau", "patience", patience, 1);
  requireAtLeast("plateau", "tolerance", tolerance, 0);
  return {
    name: "plateau",
    cadence: cadenceOf(options, "plateau"),
    begin: () => {
      let best = Number.POSITIVE_INFINITY;
      let waited = -1;
      return (progress) => {
        const loss = progress.fullLoss();
        if (loss < best - tolerance * Math.abs(best) || best === Number.POSITIVE_INFINITY) {
          best = loss;
          waited = 0;
        } else {
          waited++;
        }
        return waited >= patience ? { reason: "plateau", loss, limit: patience } : null;
      };
    },
  };
}

/** Stops after this much time of running. Such a run is not repeatable: another host gets further. */
export function seconds(limit: number): StopRule {
  requireAtLeast("seconds", "limit", limit, 0);
  return {
    name: "seconds",
    cadence: (stepsPerEpoch) => stepsPerEpoch,
    begin: () => (progress) =>
      progress.seconds >= limit ? { reason: "seconds", seconds: progress.seconds, limit } : null,
  };
}
