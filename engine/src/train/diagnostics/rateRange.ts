/** The learning-rate range test: one descent whose rate grows from tiny to too large. */
import { OptionError } from "../../base/errors.ts";
import { requireKnown } from "../../base/nearest.ts";
import { jit } from "../../jit/jit.ts";
import { sgd } from "../../learn/optimizers/sgd.ts";
import { exp, log } from "../../trace/math.ts";
import type { Tensor } from "../../trace/tensor.ts";
import { CompiledObjective } from "../evaluate.ts";
import { checkBatch, type DescendOptions, requireShared } from "../options.ts";
import { checkProblem } from "../problem.ts";
import { Program } from "../program.ts";
import { median } from "../statistics/quantiles.ts";
import { flattened } from "../vector.ts";

type Shared = "loss" | "model" | "data" | "batchSize" | "order" | "seed" | "dtype" | "l2";

/** The descent as for `descend`, and the range of its rate. */
export interface RateRangeOptions extends Pick<DescendOptions, Shared>, Partial<Pick<DescendOptions, "optimizer">> {
  /** The smallest rate; 10⁻⁶. */
  readonly from?: number;
  /** The largest rate; 10. */
  readonly to?: number;
  /** Updates, each at a rate of its own; 200. */
  readonly updates?: number;
  /** A smoothed loss is the median of so many batches before and after it, and its own; 0 for full batches, else 5. */
  readonly window?: number;
}

export interface RateRange {
  /** Evenly spaced in logarithm; fewer than were asked for when the descent was lost. */
  readonly rates: readonly number[];
  /** losses[i]: the loss of batch i before its update, which was made at rates[i]. */
  readonly losses: readonly number[];
  readonly smoothed: readonly number[];
  /** The rate at which the smoothed loss fell fastest; null when it never fell. */
  readonly steepest: number | null;
  /** The last rate before the smoothed loss rose for good; null when it never fell, or had not risen at the end. */
  readonly lastStable: number | null;
  readonly stopped: "end" | "loss-rose" | "not-finite";
}

/** The test ends when the median of the last losses is this many times the loss at the start. */
const LOST = 4;

/** Up to this share of the fall above the lowest smoothed loss the bottom is not left. */
const BOTTOM = 0.05;

const known = ["model", "loss", "optimizer", "data", "batchSize", "order", "seed", "dtype", "l2"];
const own = ["from", "to", "updates", "window"];

/**
 * One descent whose learning rate grows geometrically with every update, and what its losses say: at which rate the
 * loss fell fastest, and up to which rate it did not rise for good. A common choice is a rate between the two.
 *
 * It is one run from one start: on a loss that is not quadratic the limit moves with the parameters. And it reads high
 * where the descent has reached the bottom already: what grows from rounding is seen only after it has grown, by then
 * at up to about four times the limit. Begin then at a larger rate (`from`), so that less is descended before. The same
 * options and seed give the same numbers.
 *
 * @throws OptionError, DataError, ShapeError as `descend` does; OptionError "rate-range" for an empty range of rates,
 * "rate-schedule" for an optimizer whose learning rate is a schedule
 * @see Smith, Cyclical learning rates for training neural networks, 2017, arXiv:1506.01186, §3.3
 * @example
 * import { rateRangeTest } from "nabla/diagnostics";
 * import { meanSquaredError } from "nabla/losses";
 * import { linear } from "nabla/models";
 * const data = { x: [[-1], [1], [-1], [1]], y: [-1, 1.3, 0.9, 3] };
 * const options = { model: linear(), loss: meanSquaredError, data, batchSize: "full", from: 0.2, updates: 50 };
 * const { lastStable } = rateRangeTest(options);
 * // The limit of this table is 2/λmax = 1.
 * lastStable > 0.9 && lastStable < 4; // true
 */
export function rateRangeTest(options: RateRangeOptions): RateRange {
  const { batchSize = 32, optimizer = sgd({ learningRate: 1 }) } = options ?? {};
  requireKnown("rateRangeTest", Object.keys(options ?? {}), [...known, ...own]);
  requireShared("rateRangeTest", { ...options, optimizer }, [...known, ...own]);
  const { model, loss, data, dtype = "float32", l2 = 0, seed = 0, order = "reshuffle" } = options;
  const ladder = ladderOf(options);
  if (typeof optimizer.hyper.learningRate !== "number") {
    throw new OptionError(
      "rate-schedule",
      "rateRangeTest sets the learning rate itself: give the optimizer a number, not a schedule",
    );
  }
  const checked = checkProblem({ model, loss, data, dtype, l2, seed });
  const rows = checkBatch(batchSize, checked.rows);
  const { window = rows === checked.rows ? 0 : 5 } = options;
  const program = new Program(checked, optimizer);
  try {
    const run = program.start({ seed, batchSize: rows, order, l2 });
    const objective = new CompiledObjective(checked.problem, program.data, {
      l2,
      meanWeight: checked.meanWeight,
      curvature: null,
    });
    const start = objective.value(flattened(run.parameters()));
    const losses: number[] = [];
    let stopped: RateRange["stopped"] = "end";
    for (const rate of ladder) {
      run.set("learningRate", rate);
      const [batchLoss] = run.advance(1);
      if (run.diverged !== null || !Number.isFinite(batchLoss)) {
        stopped = "not-finite";
        break;
      }
      losses.push(batchLoss);
      if (median(losses.slice(-2 * window - 1)) - start > (LOST - 1) * Math.abs(start)) {
        stopped = "loss-rose";
        break;
      }
    }
    run.close();
    return { ...readRange(ladder.slice(0, losses.length), losses, window), stopped };
  } finally {
    program.close();
  }
}

/** The rates, evenly spaced in logarithm. */
function ladderOf({ from = 1e-6, to = 10, updates = 200, window = 0 }: RateRangeOptions): number[] {
  const whole = Number.isSafeInteger(updates) && updates >= 2 && Number.isSafeInteger(window) && window >= 0;
  if (!whole || !(from > 0) || !(to > from) || !Number.isFinite(to)) {
    throw new OptionError(
      "rate-range",
      `rateRangeTest: from ${from} to ${to}, ${updates} updates with a window of ${window}; expected 0 < from < to, ` +
        "at least 2 updates and a window of 0 or more",
      { from, to, updates, window },
    );
  }
  const shares = Float64Array.from({ length: updates }, (_, i) => i / (updates - 1));
  return Array.from(between(shares, from, to), (rate, i) => (i === 0 ? from : i === updates - 1 ? to : rate));
}

const between = jit((share: Tensor, from: Tensor, to: Tensor) =>
  exp(log(from).add(share.mul(log(to).sub(log(from))))),
) as (shares: Float64Array, from: number, to: number) => Float64Array;

/** What the losses at growing rates say. */
export function readRange(rates: readonly number[], losses: readonly number[], window: number) {
  const smoothed = losses.map((_, i) => median(losses.slice(Math.max(0, i - window), i + window + 1)));
  const lowest = smoothed.reduce((least, loss) => Math.min(least, loss), Infinity);
  const fall = smoothed[0] - lowest;
  if (!(fall > 0)) return { rates, losses, smoothed, steepest: null, lastStable: null };
  const reach = Math.max(1, window);
  const slopes = smoothed.map((_, i) =>
    i < reach || i + reach >= smoothed.length ? 0 : smoothed[i + reach] - smoothed[i - reach],
  );
  const steepest = slopes.reduce((best, slope, i) => (slope < slopes[best] ? i : best), 0);
  let bottom = smoothed.findLastIndex((loss) => loss <= lowest + BOTTOM * fall);
  let rise = smoothed.length - 1;
  while (rise > 0 && smoothed[rise] >= smoothed[rise - 1]) rise--;
  // What stays level has not risen yet.
  while (rise < smoothed.length - 1 && smoothed[rise + 1] === smoothed[rise]) rise++;
  // The update at the rate of the lowest point is the first that leads upwards.
  bottom = Math.min(bottom, rise) - 1;
  const rose = bottom < smoothed.length - 2 && bottom >= 0;
  return {
    rates,
    losses,
    smoothed,
    steepest: slopes[steepest] < 0 ? rates[steepest] : null,
    lastStable: rose ? rates[bottom] : null,
  };
}
