/** How good predictions are: R² for numbers, accuracy for classes. */
import type { Score } from "@nabla/report";
import type { PreparedRows } from "@nabla/tables";
import type { Loss } from "./choices.ts";
import { dataOf, type Problem } from "./problem.ts";

/** Predictions as flat numbers, `outputs` of them for each row. */
export interface Predictions {
  readonly values: Float64Array;
  readonly outputs: number;
}

/** The score of some rows. `loss` is given where it is known already, as the training loss with its penalty is. */
export function scoreOf(problem: Problem, rows: PreparedRows, predictions: Predictions, loss?: number): Score {
  const { values, outputs } = predictions;
  const shape = outputs === 1 ? [rows.rows] : [rows.rows, outputs];
  const measured = loss ?? problem.loss.choice({ data: values, shape }, dataOf(rows, problem).y);
  const finite = Number.isFinite(measured) ? measured : null;
  if (problem.prepared.task === "classification") return { loss: finite, accuracy: accuracy(rows.y, predictions) };
  const r2 = rSquared(rows.y, expectedValues(predictions, problem.loss.choice));
  return r2 !== undefined && Number.isFinite(r2) ? { loss: finite, r2 } : { loss: finite };
}

/** The targets to expect, which some losses have models give as logarithms. */
export const expectedValues = ({ values }: Predictions, { info }: Loss): Float64Array =>
  info.predictionIs === "logarithm" ? values.map(Math.exp) : values;

/** 1 − Σ(y − ŷ)²/Σ(y − ȳ)²; undefined where y is constant. */
export function rSquared(actual: ArrayLike<number>, values: ArrayLike<number>): number | undefined {
  const count = actual.length;
  let mean = 0;
  for (let i = 0; i < count; i++) mean += (actual[i] - mean) / (i + 1);
  let residual = 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    residual += (actual[i] - values[i]) ** 2;
    total += (actual[i] - mean) ** 2;
  }
  return total > 0 ? 1 - residual / total : undefined;
}

/** Share of the rows whose class is the predicted one. */
export function accuracy(actual: ArrayLike<number>, predictions: Predictions): number {
  const classes = predictedClasses(predictions);
  let right = 0;
  for (let i = 0; i < actual.length; i++) if (classes[i] === actual[i]) right++;
  return right / actual.length;
}

/** The class with the largest score; for one output (a logit) class 1 where it is above 0. */
export function predictedClasses({ values, outputs }: Predictions): Int32Array {
  return Int32Array.from({ length: values.length / outputs }, (_, row) => {
    if (outputs === 1) return values[row] > 0 ? 1 : 0;
    const scores = values.subarray(row * outputs, (row + 1) * outputs);
    return scores.reduce((best, score, index) => (score > scores[best] ? index : best), 0);
  });
}
