/** From what the user passes to `descend` to a checked problem: tables, shapes, start values. */
import type { FloatDType } from "../base/dtype.ts";
import { DataError, OptionError, ShapeError } from "../base/errors.ts";
import { isNDArray, type NDArray } from "../base/ndarray.ts";
import { fold } from "../base/random.ts";
import { type Shape, showShape, sizeOf } from "../base/shape.ts";
import { flatten, paths, type Tree } from "../base/tree.ts";
import { asArrays } from "../jit/atRest.ts";
import type { Info } from "../learn/info.ts";
import type { Loss, LossInfo } from "../learn/losses/loss.ts";
import { takesBatch } from "../learn/losses/overBatch.ts";
import { requireTargets } from "../learn/losses/targets.ts";
import type { Model } from "../learn/models/model.ts";
import type { Tensor } from "../trace/tensor.ts";
import { asFloat, classIds, type Rows, requireFinite, type Table, tableOf } from "./data.ts";
import { exampleGraph, examplePrediction, type Problem } from "./example.ts";

export type AnyLoss = Loss | ((prediction: Tensor, target: Tensor) => Tensor);

/** Rows to learn from: x, y and, if rows count differently, their weights. */
export interface TrainingData {
  readonly x: Rows;
  readonly y: Rows;
  readonly weights?: Rows;
}

export interface ProblemOptions {
  readonly model: Model;
  readonly loss: AnyLoss;
  readonly data: TrainingData;
  readonly dtype: FloatDType;
  readonly l2: number;
  readonly seed: number;
  /** Weights of 1 where the data has none: for orders that reweight rows. */
  readonly weighted?: boolean;
  /** A loss may take whole batches: the caller then says of how many rows. */
  readonly wholeBatches?: boolean;
}

export interface CheckedProblem {
  readonly problem: Problem;
  readonly tables: readonly Table[];
  readonly rows: number;
  readonly meanWeight: number;
  readonly output: Shape;
  readonly classes: number | undefined;
  /** Start values of a seed: one flat array a parameter. */
  start(seed: number): Float64Array[];
}

/** What is known of a loss of one example's prediction and target; undefined for others. */
export const infoOf = (loss: AnyLoss): LossInfo | undefined =>
  "info" in loss && "output" in loss.info ? loss.info : undefined;

/** Is the target a class id, one whole number a row? */
const wantsClassIds = (loss: AnyLoss, y: Table): boolean =>
  infoOf(loss)?.task === "classification" && y.leaf.shape.length === 0;

/** A loss of things compared with one another takes no prediction for each example; some take those of a batch. */
function requireLossOfExamples(loss: AnyLoss, wholeBatches: boolean): void {
  if (!("info" in loss)) return;
  const { id = "the loss" } = loss.info as Partial<Info>;
  if (takesBatch(loss)) {
    if (wholeBatches) return;
    throw new OptionError(
      "loss-of-batches",
      `${id} takes all rows of a batch at once, so that full batches cannot be compared with others under it. Train ` +
        "with descend, in batches of at most 64 rows.",
      { loss: id },
    );
  }
  if ("output" in loss.info) return;
  throw new OptionError(
    "loss-of-relations",
    `${id} compares several things with one another; a descent over rows needs a loss of one row's prediction and ` +
      `target. Write (prediction, target) => ${id}(…) over what the model predicts of one row, or give the whole ` +
      "objective to minimize.",
    { loss: id },
  );
}

export function checkProblem(options: ProblemOptions): CheckedProblem {
  const { model, loss, data, dtype, l2, seed, weighted, wholeBatches = false } = options;
  requireLossOfExamples(loss, wholeBatches);
  if (!(l2 >= 0) || !Number.isFinite(l2)) {
    throw new OptionError("l2-range", `l2 is ${l2}; expected a finite number ≥ 0`, { l2 });
  }
  const { x, y, classes, ...given } = readData(data, loss, dtype);
  const { rows } = x;
  const weights = given.weights ?? (weighted ? ones(rows, dtype) : undefined);
  const target = { shape: y.leaf.shape, dtype: y.leaf.dtype, ...(classes === undefined ? {} : { classes }) };
  const output = infoOf(loss)?.output(target) ?? y.leaf.shape;
  const startTree = (key: number) => flatten(startValues(model, key, x.leaf.shape, output), isNDArray);
  const { leaves, structure } = startTree(seed);
  const parameters = {
    structure,
    paths: paths(structure),
    leaves: leaves.map(({ shape }) => ({ shape, dtype })),
  };
  const problem: Problem = {
    model,
    loss,
    parameters,
    x: x.leaf,
    y: y.leaf,
    weighted: weights !== undefined,
    penalized: l2 > 0,
    dtype,
  };
  const { prediction } = examplePrediction(problem, dtype);
  // A loss that does not take what the model predicts is found here.
  if (!takesBatch(loss)) exampleGraph(problem, dtype);
  if (infoOf(loss) !== undefined && showShape(prediction.shape) !== showShape(output)) {
    throw new ShapeError(
      "prediction-shape",
      `the model's prediction for one example has shape ${showShape(prediction.shape)}, ` +
        `the loss needs ${showShape(output)}`,
      { prediction: prediction.shape, expected: output },
    );
  }
  return {
    problem,
    tables: weights === undefined ? [x, y] : [x, y, weights],
    rows,
    meanWeight: weights === undefined ? 1 : mean(weights.data),
    output,
    classes,
    start: (key) => startTree(key).leaves.map(({ data: numbers }) => Float64Array.from(numbers)),
  };
}

function startValues(model: Model, seed: number, input: Shape, output: Shape): Tree<NDArray> {
  return asArrays(model.init({ key: fold(seed, "start", 0), input, output }), "init");
}

/** x, y and weights as checked tables; class ids are whole numbers below `known`, where that is given. */
export function readData(data: TrainingData, loss: AnyLoss, dtype: FloatDType, known?: number) {
  let y = tableOf("y", data.y);
  const rows = y.rows;
  if (rows === 0) throw new DataError("no-rows", "the data has no rows; at least one is needed", {});
  const x = tableOf("x", data.x, rows);
  if (x.rows !== rows) {
    throw new ShapeError("rows-mismatch", `x has ${x.rows} rows and y has ${rows}; they must be the same rows`, {
      x: x.rows,
      y: rows,
    });
  }
  requireFinite("x", x);
  requireFinite("y", y);
  let classes: number | undefined;
  const info = infoOf(loss);
  if (info !== undefined) requireTargets(info, { name: "y", data: y.data, each: y.data.length / rows });
  if (wantsClassIds(loss, y)) ({ table: y, classes } = classIds(y, known, ignoredBy(loss)));
  const weights = data.weights === undefined ? undefined : checkWeights(tableOf("weights", data.weights), rows);
  return {
    x: asFloat(x, dtype),
    y: y.leaf.dtype === "int32" && classes !== undefined ? y : asFloat(y, dtype),
    weights: weights === undefined ? undefined : asFloat(weights, dtype),
    classes,
  };
}

/** The class id of rows that do not count. */
const ignoredBy = (loss: AnyLoss): number | undefined =>
  "settings" in loss ? (loss.settings.ignored as number | undefined) : undefined;

function checkWeights(weights: Table, rows: number): Table {
  if (weights.rows !== rows || weights.leaf.shape.length > 0) {
    throw new ShapeError("weights-shape", `weights must be ${rows} numbers, one a row; got ${weights.data.length}`, {
      rows,
      got: weights.data.length,
    });
  }
  requireFinite("weights", weights);
  for (let i = 0; i < rows; i++) {
    if (weights.data[i] < 0) {
      throw new DataError("negative-weight", `weights[${i}] is ${weights.data[i]}; a weight is at least 0`, {
        row: i,
        value: weights.data[i],
      });
    }
  }
  if (mean(weights.data) === 0) throw new DataError("zero-weights", "all weights are 0; nothing counts", {});
  return weights;
}

const ones = (rows: number, dtype: FloatDType): Table => {
  const data = new Float64Array(rows).fill(1);
  return asFloat({ rows, leaf: { shape: [], dtype: "float64" }, data }, dtype);
};

function mean(numbers: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i];
  return sum / numbers.length;
}

export const parameterCount = (problem: Problem): number =>
  problem.parameters.leaves.reduce((count, leaf) => count + sizeOf(leaf.shape), 0);
