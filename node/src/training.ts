/** One training watched from start to end: what it measured on the way, and where it ended. */
import type { Score } from "@nabla/report";
import type { CurvePoint } from "nabla/race";
import { type DescendOptions, type Descent, descend, epochs, type Report, type Stopped, untilLoss } from "nabla/train";
import type { Named, Optimizer } from "./choices.ts";
import type { TrainOptions } from "./options.ts";
import { predictionsOf } from "./predictions.ts";
import { dataOf, type Problem } from "./problem.ts";
import type { NamedTensor } from "./safetensors.ts";
import { type Predictions, scoreOf } from "./scores.ts";

export interface Training {
  readonly curve: readonly CurvePoint[];
  readonly stopped: Stopped;
  readonly metrics: Score & { readonly validation?: Score };
  /** The model's output for the training rows. */
  readonly predictions: Predictions;
  readonly parameters: readonly NamedTensor[];
}

/** A report, with what is only needed where it is written down. */
export type Watch = (point: CurvePoint, report: Report, descent: Descent) => Promise<void>;

/** Trains until a rule says stop, and tells `watch` after every epoch. */
export async function runTraining(
  problem: Problem,
  optimizer: Named<Optimizer>,
  options: TrainOptions,
  signal: AbortSignal,
  watch: Watch,
): Promise<Training> {
  const { prepared } = problem;
  const stop = [...(options.stopLoss === undefined ? [] : [untilLoss(options.stopLoss)]), epochs(options.epochs)];
  const descent = startDescent(problem, options, optimizer.choice, stop);
  try {
    const curve: CurvePoint[] = [];
    for await (const report of descent) {
      signal.throwIfAborted();
      const point = pointOf(report, heldOut(problem, descent));
      curve.push(point);
      await watch(point, report, descent);
    }
    const { stopped } = descent;
    if (stopped === null) throw new Error("The descent ended without saying why.");
    const predictions = predictionsOf(descent, prepared.x, prepared.rows);
    const validation = heldOut(problem, descent);
    return {
      curve,
      stopped,
      metrics: {
        ...scoreOf(problem, prepared, predictions, descent.loss),
        ...(validation === undefined ? {} : { validation }),
      },
      predictions,
      parameters: descent.namedParameters.map(({ name, value }) => ({
        name,
        shape: value.shape,
        data: options.dtype === "float32" ? Float32Array.from(value.data) : Float64Array.from(value.data),
      })),
    };
  } finally {
    descent.close();
  }
}

/** A descent on the problem's training rows. */
export const startDescent = (
  problem: Problem,
  options: TrainOptions,
  optimizer: Optimizer,
  stop: NonNullable<DescendOptions["stop"]>,
): Descent => descend({ ...descentOptions(problem, options, optimizer), stop });

/** What the command's options ask of `descend`. */
export function descentOptions(problem: Problem, options: TrainOptions, optimizer: Optimizer): DescendOptions {
  return {
    model: problem.model.choice,
    loss: problem.loss.choice,
    optimizer,
    data: dataOf(problem.prepared, problem),
    batchSize: options.batchSize,
    order: options.order,
    partial: options.partial,
    seed: options.seed,
    dtype: options.dtype,
    l2: options.l2,
    threads: options.threads,
    exact: options.exact,
  };
}

function heldOut(problem: Problem, descent: Descent): Score | undefined {
  const rows = problem.prepared.validation;
  return rows === undefined ? undefined : scoreOf(problem, rows, predictionsOf(descent, rows.x, rows.rows));
}

const pointOf = ({ step, examples, seconds, loss }: Report, validation: Score | undefined): CurvePoint => ({
  step,
  examples,
  flops: 0,
  seconds,
  loss: Number.isFinite(loss) ? loss : null,
  ...(validation === undefined ? {} : { validation }),
});
