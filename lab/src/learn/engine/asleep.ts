/** One classifier trained twice from the same sure and wrong start: by cross-entropy, and by the square. */

import { grad, jit, sigmoid, square, sub, type Tensor } from "nabla";
import { sigmoidCrossEntropy } from "nabla/losses";
import { classes, points, type RuleName, updates } from "./asleepPoints.ts";

export interface AsleepQuestion {
  /** The weight at the start: the more negative, the surer of what is wrong. */
  readonly weight: number;
  readonly rate: number;
}

/** One training: before each update and after the last. */
export interface Training {
  readonly weights: readonly number[];
  /** The mean over the points of the probability that is given to the right class. */
  readonly right: readonly number[];
  /** The slope at the start. */
  readonly slope: number;
}

export interface AsleepAnswer {
  readonly question: AsleepQuestion;
  readonly trainings: Readonly<Record<RuleName, Training>>;
}

const losses: Readonly<Record<RuleName, (w: Tensor, x: Tensor, y: Tensor) => Tensor>> = {
  entropy: (w, x, y) => sigmoidCrossEntropy(x.mul(w), y).mean(),
  square: (w, x, y) => square(sigmoid(x.mul(w)).sub(y)).mean(),
};
const slopes = { entropy: grad(losses.entropy), square: grad(losses.square) };
const rightOf = jit((w: Tensor, x: Tensor, y: Tensor) => sub(1, sigmoid(x.mul(w)).sub(y).abs()).mean());

function train(name: RuleName, { weight, rate }: AsleepQuestion): Training {
  const slopeAt = (w: number) => Number(slopes[name](w, points, classes));
  const weights = [weight];
  for (let i = 0; i < updates; i++) weights.push(weights[i] - rate * slopeAt(weights[i]));
  return { weights, right: weights.map((w) => Number(rightOf(w, points, classes))), slope: slopeAt(weight) };
}

export const asleepAt = (question: AsleepQuestion): AsleepAnswer => ({
  question,
  trainings: { entropy: train("entropy", question), square: train("square", question) },
});
