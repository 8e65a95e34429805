/** What rows that were not trained on say: their loss, and accuracy or R². */
import type { FloatDType } from "../../base/dtype.ts";
import { DataError, ShapeError } from "../../base/errors.ts";
import { sameShape, showShape, sizeOf } from "../../base/shape.ts";
import { CompiledObjective } from "../evaluate.ts";
import { DataInMemory } from "../memory.ts";
import { Predictor } from "../predict.ts";
import type { AnyLoss, TrainingData } from "../problem.ts";
import { type CheckedProblem, infoOf, readData } from "../problem.ts";
import type { HeldOut } from "./settings.ts";

export interface HeldOutRows {
  measure(w: Float64Array): HeldOut;
  close(): void;
}

interface Rows {
  readonly validation?: TrainingData;
  readonly loss: AnyLoss;
  readonly dtype: FloatDType;
}

export function heldOut(checked: CheckedProblem, { validation, loss, dtype }: Rows): HeldOutRows {
  const { problem, classes } = checked;
  const { x, y } = readData(validation as TrainingData, loss, dtype, classes);
  for (const [name, got, expected] of [
    ["x", x.leaf, problem.x],
    ["y", y.leaf, problem.y],
  ] as const) {
    if (sameShape(got.shape, expected.shape)) continue;
    throw new ShapeError(
      "validation-shape",
      `validation.${name} has rows of shape ${showShape(got.shape)}, the training data ${showShape(expected.shape)}`,
      { name, got: got.shape, expected: expected.shape },
    );
  }
  const { together = 1 } = problem;
  if (x.rows < together) {
    throw new DataError(
      "validation-rows",
      `validation has ${x.rows} rows; the loss takes ${together} of them at once. Give at least as many.`,
      { rows: x.rows, needed: together },
    );
  }
  const unweighted = { ...problem, weighted: false };
  const data = new DataInMemory([x, y]);
  const objective = new CompiledObjective(unweighted, data, { l2: 0, meanWeight: 1, curvature: null });
  const predictor = new Predictor(unweighted, x);
  const { task = "regression", predictionIs = "value" } = infoOf(loss) ?? {};
  // Of logarithms and pairs of numbers R² would say nothing.
  const comparable = task !== "regression" || predictionIs === "value";
  return {
    measure(w) {
      const held = objective.value(w);
      const predicted = predictor.predict(objective.split(w)).data;
      return { loss: held, ...(comparable ? score(task, predicted, y.data, sizeOf(checked.output)) : {}) };
    },
    close() {
      predictor.close();
      data.close();
    },
  };
}

/** Accuracy of classes (the largest score, or the sign of a logit), R² of numbers. */
export function score(
  task: "regression" | "classification" | "binary",
  predicted: ArrayLike<number>,
  target: ArrayLike<number>,
  outputs: number,
): { accuracy?: number; r2?: number } {
  if (task === "regression") return outputs === 1 ? { r2: explained(predicted, target) } : {};
  const rows = predicted.length / outputs;
  let right = 0;
  for (let row = 0; row < rows; row++) {
    if (task === "binary") {
      if (predicted[row] > 0 === target[row] > 0.5) right++;
    } else if (target.length === rows && largestOf(predicted, row * outputs, outputs) === target[row]) {
      right++;
    }
  }
  return { accuracy: right / rows };
}

/** Place of the largest of `count` numbers from `start` on; the first of equals. */
export function largestOf(numbers: ArrayLike<number>, start: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (numbers[start + i] > numbers[start + best]) best = i;
  return best;
}

/** R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)² */
function explained(predicted: ArrayLike<number>, target: ArrayLike<number>): number {
  let mean = 0;
  for (let i = 0; i < target.length; i++) mean += target[i] / target.length;
  let residual = 0;
  let total = 0;
  for (let i = 0; i < target.length; i++) {
    residual += (target[i] - predicted[i]) * (target[i] - predicted[i]);
    total += (target[i] - mean) * (target[i] - mean);
  }
  return 1 - residual / total;
}
