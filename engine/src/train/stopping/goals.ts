/** Rules that stop when something has been reached. */
import { OptionError } from "../../base/errors.ts";
import { type CadenceOptions, cadenceOf, requireAtLeast, requirePositive, type StopRule } from "../stopping.ts";

/**
 * Stops when the full training loss is at most `limit`. Tested before the first step, then each epoch or `every` steps.
 *
 * @throws OptionError `stop-rule-option`, `unknown-option`
 * @example
 * descend({ …, stop: [untilLoss(0.05), epochs(100)] })
 */
export function untilLoss(limit: number, options: CadenceOptions = {}): StopRule {
  requireAtLeast("untilLoss", "limit", limit, Number.NEGATIVE_INFINITY);
  return {
    name: "untilLoss",
    cadence: cadenceOf("untilLoss", options),
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

export interface GradientNormOptions extends CadenceOptions {
  /** The limit is a share of ‖∇E‖ at the start; false. */
  readonly relative?: boolean;
}

/**
 * Stops when ‖∇E‖₂ of the full training loss is at most `limit`, or with `relative` at most that share of what it was
 * at the start. A zero gradient can be a saddle; for what is strongly convex `untilGap` proves more.
 *
 * @throws OptionError `stop-rule-option`, `unknown-option`
 */
export function gradientNorm(limit: number, options: GradientNormOptions = {}): StopRule {
  requireAtLeast("gradientNorm", "limit", limit, 0);
  const { relative = false } = options;
  return {
    name: "gradientNorm",
    cadence: cadenceOf("gradientNorm", options, ["relative"]),
    begin: () => {
      let unit = relative ? null : 1;
      return (progress) => {
        const norm = progress.gradientNorm();
        unit ??= norm;
        return norm <= limit * unit ? { reason: "gradient-norm", gradientNorm: norm, limit: limit * unit } : null;
      };
    },
  };
}

export interface UntilGapOptions extends CadenceOptions {
  /** μ > 0 such that E − ½μ‖w‖² is convex, where you know it; otherwise it is derived. */
  readonly mu?: number;
}

/**
 * Stops when the training loss is *proven* to be at most `limit` above its minimum: E(w) − E* ≤ ‖∇E(w)‖² / (2μ), which
 * holds for every μ-strongly convex E. The curvature μ is derived for convex losses of models affine in their
 * parameters: from the Hessian where that is constant (least squares, up to 256 parameters), or from the penalty `l2`
 * where it covers all parameters. Otherwise give `mu`; the proof is then as good as that.
 *
 * @throws OptionError `stop-rule-option`, `unknown-option`; at the descent `not-strongly-convex`
 * @see Polyak, Gradient methods for the minimisation of functionals, 1963, doi:10.1016/0041-5553(63)90382-3
 * @example
 * descend({ …, loss: meanSquaredError, model: linear(), stop: [untilGap(1e-6), epochs(1000)] })
 */
export function untilGap(limit: number, options: UntilGapOptions = {}): StopRule {
  requireAtLeast("untilGap", "limit", limit, 0);
  if (options.mu !== undefined) requirePositive("untilGap", "mu", options.mu);
  return {
    name: "untilGap",
    cadence: cadenceOf("untilGap", options, ["mu"]),
    begin: (circumstances) => {
      const mu = options.mu ?? circumstances.strongConvexity();
      if (mu === null) throw notStronglyConvex();
      return (progress) => {
        const norm = progress.gradientNorm();
        const gap = (norm * norm) / (2 * mu);
        return gap <= limit ? { reason: "gap", gap, mu, gradientNorm: norm, loss: progress.fullLoss(), limit } : null;
      };
    },
  };
}

const notStronglyConvex = (): OptionError =>
  new OptionError(
    "not-strongly-convex",
    "untilGap: nothing proves that this objective is strongly convex, so no gradient bounds the distance to the " +
      "minimum. That is proven for least squares without redundant columns, and for convex losses under an l2 which " +
      "spares no bias; if you know the curvature, give mu; otherwise stop by gradientNorm",
  );
