/** The learning rate of a training that was given none. */
import { compare } from "nabla/race";
import type { TrainOptions } from "./options.ts";
import { dataOf, type Problem } from "./problem.ts";

/** What optimizers that scale their steps themselves begin with. */
const ownScale = 0.01;

/**
 * For gradient descent the rate that the race would use for this batch size, 1/𝓛(B): the largest that is known to be
 * stable. It comes from the curvature of the loss, so from a race of one epoch.
 */
export async function guessRate(problem: Problem, options: TrainOptions, signal: AbortSignal): Promise<number> {
  if (options.optimizer.name !== "sgd") return ownScale;
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
