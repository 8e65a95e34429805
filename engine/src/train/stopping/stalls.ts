/** Rules that stop when going on seems to be of little use. They prove nothing about where the descent is. */

import type { TrainingData } from "../problem.ts";
import { type CadenceOptions, cadenceOf, type Progress, requireAtLeast, type StopRule } from "../stopping.ts";
import { addScaled, norm } from "../vector.ts";

export interface PlateauOptions extends CadenceOptions {
  /** Tests in a row without improvement before stopping; 5. */
  readonly patience?: number;
  /** Improvement by less than tolerance·|best| does not count; 1e-4. */
  readonly tolerance?: number;
  /** Nor does one by less than this; 0. */
  readonly least?: number;
  /** Rows that are not trained on, whose loss is looked at instead of the training loss: early stopping. */
  readonly validation?: TrainingData;
  /** Go back to the parameters of the best test when the descent ends, for whatever reason; false. */
  readonly restoreBest?: boolean;
}

/**
 * Stops when the loss has not improved for `patience` tests in a row: each epoch, or `every` steps. With `validation`
 * it is the loss of those rows, and with `restoreBest` the parameters of the lowest loss come back, which together are
 * early stopping.
 *
 * @throws OptionError `stop-rule-option`, `unknown-option`; at the descent ShapeError `validation-shape`, DataError
 * @see Prechelt, Early stopping – but when?, 1998, doi:10.1007/3-540-49430-8_3
 * @example
 * descend({ …, stop: [plateau({ validation: { x: xHeldOut, y: yHeldOut }, patience: 10, restoreBest: true })] })
 */
export function plateau(options: PlateauOptions = {}): StopRule {
  const cadence = cadenceOf("plateau", options, ["patience", "tolerance", "least", "validation", "restoreBest"]);
  const { patience = 5, tolerance = 1e-4, least = 0, validation, restoreBest = false } = options;
  requireAtLeast("plateau", "patience", patience, 1);
  requireAtLeast("plateau", "tolerance", tolerance, 0);
  requireAtLeast("plateau", "least", least, 0);
  const lossAt = (progress: Progress) => (validation === undefined ? progress.fullLoss() : progress.lossOn(validation));
  return {
    name: "plateau",
    cadence,
    begin: (circumstances) => {
      if (validation !== undefined) circumstances.requireRows(validation);
      let lowest = Number.POSITIVE_INFINITY;
      let reference = Number.POSITIVE_INFINITY;
      let waited = -1;
      return (progress) => {
        const loss = lossAt(progress);
        if (restoreBest && loss < lowest) progress.remember(loss);
        lowest = Math.min(lowest, loss);
        const needed = reference === Number.POSITIVE_INFINITY ? 0 : Math.max(least, tolerance * Math.abs(reference));
        if (loss < reference - needed) {
          reference = loss;
          waited = 0;
        } else {
          waited++;
        }
        return waited >= patience ? { reason: "plateau", loss, limit: patience } : null;
      };
    },
  };
}

export interface ChangeOptions extends CadenceOptions {
  /** A change of at most this is small; 0. */
  readonly absolute?: number;
  /** A change of at most this share is small; 1e-6 unless `absolute` is given. */
  readonly relative?: number;
  /** Small changes in a row before stopping; 1. */
  readonly patience?: number;
}

/**
 * Stops when the full training loss changes from one test to the next by at most absolute + relative·|E|. Beside a
 * small rate that says little: steps are then short everywhere.
 *
 * @throws OptionError `stop-rule-option`, `unknown-option`
 */
export const lossChange = (options: ChangeOptions = {}): StopRule =>
  untilStill("lossChange", options, (limit) => {
    let before: number | null = null;
    return (progress) => {
      const loss = progress.fullLoss();
      const change = before === null ? null : Math.abs(loss - before);
      before = loss;
      const most = limit(Math.abs(loss));
      return { small: change !== null && change <= most, reason: { reason: "loss-change", change, loss, limit: most } };
    };
  });

/**
 * Stops when the parameters change from one test to the next by at most ‖Δw‖₂ ≤ absolute + relative·‖w‖₂. By default a
 * test follows every epoch; `every: 1` looks at single steps.
 *
 * @throws OptionError `stop-rule-option`, `unknown-option`
 */
export const parameterChange = (options: ChangeOptions = {}): StopRule =>
  untilStill("parameterChange", options, (limit) => {
    let before: Float64Array | null = null;
    return (progress) => {
      const w = progress.parameters();
      const change = before === null ? null : norm(addScaled(w, -1, before));
      before = w;
      const most = limit(norm(w));
      return { small: change !== null && change <= most, reason: { reason: "parameter-change", change, limit: most } };
    };
  });

type Changes = (limit: (size: number) => number) => (progress: Progress) => {
  readonly small: boolean;
  readonly reason: {
    readonly reason: "loss-change" | "parameter-change";
    readonly change: number | null;
    readonly limit: number;
    readonly loss?: number;
  };
};

/** Stops after `patience` small changes in a row. */
function untilStill(name: string, options: ChangeOptions, changes: Changes): StopRule {
  const cadence = cadenceOf(name, options, ["absolute", "relative", "patience"]);
  const { absolute = 0, relative = options.absolute === undefined ? 1e-6 : 0, patience = 1 } = options;
  requireAtLeast(name, "absolute", absolute, 0);
  requireAtLeast(name, "relative", relative, 0);
  requireAtLeast(name, "patience", patience, 1);
  return {
    name,
    cadence,
    begin: () => {
      const look = changes((size) => absolute + relative * size);
      let still = 0;
      return (progress) => {
        const { small, reason } = look(progress);
        still = small ? still + 1 : 0;
        const { change, ...rest } = reason;
        return still >= patience && change !== null ? { ...rest, change } : null;
      };
    },
  };
}

/**
 * Stops when the gradient of the training loss cannot be told from the noise of a sample of this size any more, so that
 * going on would fit the noise: early stopping without rows held out. With n examples, g = ∇E and Σₖ the variance of
 * ∂fᵢ/∂wₖ from example to example, evidence = mean over k of 1 − n·gₖ²/Σₖ; it stops when that is above 0. Parameters
 * whose slope is 0 for all examples are left out. The penalty `l2` counts as part of every example.
 *
 * It looks at the gradients of all rows: a test costs about as much as an epoch.
 *
 * @throws OptionError `unknown-option`
 * @see Mahsereci, Balles, Lassner and Hennig, Early stopping without a validation set, 2017, arXiv:1703.09580, eq. 7
 */
export function untilNoise(options: CadenceOptions = {}): StopRule {
  return {
    name: "untilNoise",
    cadence: cadenceOf("untilNoise", options),
    begin: () => (progress) => {
      const evidence = evidenceOf(progress);
      return evidence > 0 ? { reason: "evidence", evidence, limit: 0, loss: progress.fullLoss() } : null;
    },
  };
}

function evidenceOf(progress: Progress): number {
  const { gradient, variance, rows } = progress.gradientNoise();
  let sum = 0;
  let counted = 0;
  for (const [k, slope] of gradient.entries()) {
    if (slope === 0 && variance[k] === 0) continue;
    sum += 1 - (rows * slope * slope) / variance[k];
    counted++;
  }
  return counted === 0 ? 1 : sum / counted;
}
