/** The compiled objective against finite differences, and against itself row by row. */
import { describe, expect, it } from "vitest";
import { meanSquaredError, sigmoidCrossEntropy, softmaxCrossEntropy } from "../../src/doors/losses.ts";
import { linear, mlp } from "../../src/doors/models.ts";
import type { Model } from "../../src/learn/models/model.ts";
import { CompiledObjective } from "../../src/train/evaluate.ts";
import { DataInMemory } from "../../src/train/memory.ts";
import { type AnyLoss, checkProblem, type TrainingData } from "../../src/train/problem.ts";
import { flattened } from "../../src/train/vector.ts";
import { Draw } from "../wasm/randomGraph.ts";

const draw = new Draw(5);
const x = Array.from({ length: 90 }, () => Array.from({ length: 3 }, () => draw.number() / 2));
const noise = x.map(() => draw.number() / 10);
const numbers = x.map(([a, b, c], i) => a - 2 * b + 0.5 * c + noise[i]);
const weights = x.map((_, i) => (i % 3) + 0.5);
const classes = numbers.map((value) => (value < -1 ? 0 : value < 1 ? 1 : 2));
const binary = numbers.map((value) => (value < 0 ? 0 : 1));

interface Case {
  readonly name: string;
  readonly model: Model;
  readonly loss: AnyLoss;
  readonly data: TrainingData;
  readonly l2: number;
}

const cases: Case[] = [
  { name: "least squares", model: linear(), loss: meanSquaredError, data: { x, y: numbers }, l2: 0 },
  {
    name: "weighted, penalized logistic",
    model: linear(),
    loss: sigmoidCrossEntropy,
    data: { x, y: binary, weights },
    l2: 0.1,
  },
  { name: "softmax", model: linear(), loss: softmaxCrossEntropy, data: { x, y: classes }, l2: 0.01 },
  {
    name: "a small network",
    model: mlp([4], { activation: "tanh" }),
    loss: meanSquaredError,
    data: { x, y: numbers },
    l2: 0.02,
  },
];

function objectiveOf({ model, loss, data, l2 }: Case) {
  const checked = checkProblem({ model, loss, data, dtype: "float64", l2, seed: 1 });
  const curvature = "info" in loss ? loss.info.curvature : null;
  const memory = new DataInMemory(checked.tables);
  const objective = new CompiledObjective(checked.problem, memory, { l2, meanWeight: checked.meanWeight, curvature });
  return { objective, start: flattened(checked.start(1)) };
}

/** One row that counts, beside two that weigh nothing and only make all classes known. */
const single = (row: number[], target: number, largest: number): TrainingData => ({
  x: [row, row, row],
  y: [target, 0, largest],
  weights: [1, 0, 0],
});

const step = 1e-5;
const moved = (w: Float64Array, i: number, by: number) => w.map((value, j) => (i === j ? value + by : value));

describe.each(cases)("$name", (problem) => {
  const { objective, start } = objectiveOf(problem);

  it("has the gradient of its value", () => {
    const { value, gradient } = objective.gradient(start);
    expect(value).toBeCloseTo(objective.value(start), 13);
    gradient.forEach((slope, i) => {
      const difference =
        (objective.value(moved(start, i, step)) - objective.value(moved(start, i, -step))) / (2 * step);
      expect(slope).toBeCloseTo(difference, 8);
    });
  });

  it("has the Hessian of its gradient", () => {
    const hessian = objective.hessian(start);
    const size = objective.dimension;
    for (let i = 0; i < size; i++) {
      const up = objective.gradient(moved(start, i, step)).gradient;
      const down = objective.gradient(moved(start, i, -step)).gradient;
      for (let j = 0; j < size; j++) {
        expect(hessian[i * size + j]).toBeCloseTo((up[j] - down[j]) / (2 * step), 7);
        expect(hessian[i * size + j]).toBeCloseTo(hessian[j * size + i], 12);
      }
    }
  });

  it("has the gradients of its examples: their mean is its gradient, their norms are those it tells", () => {
    const { objective } = objectiveOf(problem);
    const { rows, dimension } = objective;
    const each = objective.exampleGradients(start);
    const { gradient } = objective.gradient(start);
    const mean = gradient.map(
      (_, p) => each.reduce((sum, slope, at) => (at % dimension === p ? sum + slope : sum), 0) / rows,
    );
    expect(each).toHaveLength(rows * dimension);
    mean.forEach((slope, p) => {
      expect(slope).toBeCloseTo(gradient[p], 12);
    });
    const squares = each.reduce((sum, slope) => sum + slope * slope, 0) / rows;
    expect(squares / objective.meanSquaredGradientNorm(start)).toBeCloseTo(1, 12);
  });

  it("has the gradient of each example's own loss, weight and penalty", () => {
    const { objective } = objectiveOf(problem);
    const { rows, dimension } = objective;
    const mean = problem.data.weights === undefined ? 1 : weights.reduce((sum, weight) => sum + weight, 0) / rows;
    const example = (i: number, w: Float64Array) => {
      const losses = objective.losses(w);
      const penalty = objective.value(w) - losses.reduce((sum, loss) => sum + loss, 0) / (rows * mean);
      return losses[i] / mean + penalty;
    };
    const each = objective.exampleGradients(start);
    for (const i of [0, 41, rows - 1]) {
      for (let p = 0; p < dimension; p++) {
        const difference = (example(i, moved(start, p, step)) - example(i, moved(start, p, -step))) / (2 * step);
        expect(each[i * dimension + p]).toBeCloseTo(difference, 7);
      }
    }
  });

  it("is the mean of its rows: value, gradient, and the mean of squared gradients", () => {
    const { data } = problem;
    const mean = 1.5;
    const largest = Math.max(...(data.y as number[]));
    const rows = x.map((row, i) => {
      // A single row with its share of the weight: the loss scales with it, the penalty does not.
      const share = data.weights === undefined ? 1 : weights[i] / mean;
      const alone = objectiveOf({ ...problem, data: single(row, (data.y as number[])[i], largest), l2: 0 }).objective;
      const { value, gradient } = alone.gradient(start);
      return { value: share * value, gradient: gradient.map((slope) => share * slope) };
    });
    const penalty = objectiveOf({ ...problem, data: single([0, 0, 0], 0, largest) }).objective;
    const bare = objectiveOf({ ...problem, data: single([0, 0, 0], 0, largest), l2: 0 }).objective;
    const extra = penalty.gradient(start).gradient.map((slope, i) => slope - bare.gradient(start).gradient[i]);
    const average = (of: (row: (typeof rows)[number]) => number) =>
      rows.reduce((sum, row) => sum + of(row), 0) / x.length;
    expect(objective.value(start)).toBeCloseTo(
      average((row) => row.value) + penalty.value(start) - bare.value(start),
      12,
    );
    objective.gradient(start).gradient.forEach((slope, i) => {
      expect(slope).toBeCloseTo(average((row) => row.gradient[i]) + extra[i], 12);
    });
    const squared = average((row) => row.gradient.reduce((sum, slope, i) => sum + (slope + extra[i]) ** 2, 0));
    expect(objective.meanSquaredGradientNorm(start)).toBeCloseTo(squared, 10);
  });

  it("is never steeper than its bounds say", () => {
    const direction = Float64Array.from(start, (_, i) => Math.cos(i));
    const along = (v: Float64Array) => direction.reduce((sum, value, i) => sum + value * v[i], 0);
    const length = along(direction);
    const curvature = along(objective.hessianProduct(start, direction)) / length;
    if (problem.model.affine !== true) return;
    const bound = along(objective.curvatureBoundProduct(start, direction)) / length;
    expect(curvature).toBeLessThanOrEqual(bound + 1e-12);
    expect(bound).toBeLessThanOrEqual((objective.largestExampleCurvature(start) ?? 0) + 1e-12);
  });
});

it("bounds the curvature of least squares exactly: twice the largest squared norm of a row with its 1", () => {
  const { objective, start } = objectiveOf(cases[0]);
  const largest = Math.max(...x.map((row) => row.reduce((sum, value) => sum + value * value, 1)));
  expect(objective.largestExampleCurvature(start)).toBeCloseTo(2 * largest, 12);
});
