/** The learning rate of a training that was given none. */
import { expectedSmoothness, objectiveOf, smoothness as smoothnessOf } from "nabla/diagnostics";
import { sgd } from "nabla/optimizers";
import type { Schedule } from "nabla/schedules";
import { epochs } from "nabla/train";
import { chooseSchedule, type Named } from "./choices.ts";
import type { TrainOptions } from "./options.ts";
import { dataOf, type Problem } from "./problem.ts";
import { startDescent } from "./training.ts";

/** The rate of optimizers for which the curvature says nothing, because they scale their steps themselves. */
const withoutCurvature = 0.01;

/** Times a rate is halved before it is given up: 2⁻⁴⁰ of a curvature moves nothing any more. */
const mostHalvings = 40;

/**
 * For gradient descent the rate that the race would use for this batch size, 1/𝓛(B): the largest that is known to be
 * stable. Where the curvature is known at the start only (networks), its rate is halved until an epoch ends below it.
 */
export async function guessRate(problem: Problem, options: TrainOptions, signal: AbortSignal): Promise<number> {
  if (options.optimizer.name !== "sgd") return withoutCurvature;
  const { rate, certain } = rateOfCurvature(problem, options);
  if (certain) return rate;
  for (let halvings = 0; halvings < mostHalvings; halvings++) {
    signal.throwIfAborted();
    if (await falls(problem, options, rate / 2 ** halvings)) return rate / 2 ** halvings;
  }
  return rate / 2 ** mostHalvings;
}

function rateOfCurvature(problem: Problem, options: TrainOptions): { rate: number; certain: boolean } {
  const { model, loss, prepared } = problem;
  const { l2, dtype, order, seed, batchSize } = options;
  const data = dataOf(prepared, problem);
  const objective = objectiveOf({ model: model.choice, loss: loss.choice, data, l2, dtype });
  try {
    const { smoothness, exampleSmoothness } = smoothnessOf(objective, objective.start(seed));
    if (smoothness === null) return { rate: 1, certain: false };
    if (exampleSmoothness === null) return { rate: 1 / smoothness, certain: false };
    const batch = batchSize === "full" ? prepared.rows : Math.min(batchSize, prepared.rows);
    const curvatures = { smoothness, exampleSmoothness };
    // What bears a plain shuffle bears the others about as well, but there is no bound for them.
    const plain = order === "stratified" || order === "importance" ? "reshuffle" : order;
    const rate = 1 / expectedSmoothness(curvatures, prepared.rows, batch, plain);
    return { rate, certain: plain === order };
  } finally {
    objective.close();
  }
}

/** Whether the training loss is lower after an epoch. */
async function falls(problem: Problem, options: TrainOptions, learningRate: number): Promise<boolean> {
  const descent = startDescent(problem, options, sgd({ learningRate }), [epochs(1)]);
  try {
    const before = descent.loss;
    const { reason } = await descent.run();
    return reason !== "not-finite" && descent.loss < before;
  } finally {
    descent.close();
  }
}

/**
 * How the rate changes: as asked; else a rate that nobody asked for falls to 0 over the run (half a cosine), because at
 * a constant rate batches smaller than the table keep swinging about the optimum. Full batches do not swing, and keep
 * theirs.
 */
export function scheduleOf(problem: Problem, options: TrainOptions, learningRate: number): Named<Schedule> | undefined {
  const { rows } = problem.prepared;
  const batch = options.batchSize === "full" ? rows : Math.min(options.batchSize, rows);
  const stepsPerEpoch = options.partial === "drop" ? Math.floor(rows / batch) : Math.ceil(rows / batch);
  const steps = options.epochs * stepsPerEpoch;
  if (options.schedule !== undefined) return chooseSchedule(options.schedule, learningRate, steps);
  if (options.learningRate !== undefined || batch === rows) return undefined;
  return chooseSchedule({ name: "cosine", values: [], options: {} }, learningRate, steps);
}
