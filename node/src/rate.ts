/** The learning rate of a training that was given none. */
import { compare } from "nabla/race";
import { cosine, type Schedule } from "nabla/schedules";
import type { TrainOptions } from "./options.ts";
import { dataOf, type Problem } from "./problem.ts";

/** The rate of optimizers for which the curvature says nothing, because they scale their steps themselves. */
const withoutCurvature = 0.01;

/**
 * For gradient descent the rate that the race would use for this batch size, 1/𝓛(B): the largest that is known to be
 * stable. It comes from the curvature of the loss, so from a race of one epoch.
 */
export async function guessRate(problem: Problem, options: TrainOptions, signal: AbortSignal): Promise<number> {
  if (options.optimizer.name !== "sgd") return withoutCurvature;
  const { races } = await compare({
    model: problem.model.choice,
    loss: problem.loss.choice,
    data: dataOf(problem.prepared, problem),
    batchSizes: [options.batchSize],
    epochs: 1,
    seeds: 1,
    seed: options.seed,
    order: options.order,
    l2: options.l2,
    dtype: options.dtype,
    signal,
  });
  return races[0].descents[0].learningRate;
}

/**
 * A rate that nobody asked for falls to 0 over the run (half a cosine): at a constant rate batches smaller than the
 * table keep swinging about the optimum. Full batches do not swing, and keep their rate.
 */
export function fallingRate(problem: Problem, options: TrainOptions, initial: number): Schedule | undefined {
  const { rows } = problem.prepared;
  const batch = options.batchSize === "full" ? rows : options.batchSize;
  if (batch >= rows) return undefined;
  return cosine({ initial, final: 0, steps: options.epochs * Math.ceil(rows / batch) });
}
