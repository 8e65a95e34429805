/** The graphs of one example, made from a model and a loss; of one batch, for a loss of whole batches. */

import type { Leaf } from "../backends/wasm/layout.ts";
import type { FloatDType } from "../base/dtype.ts";
import { ShapeError } from "../base/errors.ts";
import { ROWS, showShape } from "../base/shape.ts";
import { type Structure, unflatten } from "../base/tree.ts";
import { type Graph, substitute } from "../ir/graph.ts";
import type { Node } from "../ir/node.ts";
import type { Loss } from "../learn/losses/loss.ts";
import type { Model } from "../learn/models/model.ts";
import { apply, input, rebuild } from "../ops/apply.ts";
import { isTensor, Tensor } from "../trace/tensor.ts";
import { vmap, vmapGraph } from "../transform/vmap.ts";

/** What is descended on: everything that decides the graphs, and no number that may change between runs. */
export interface Problem {
  readonly model: Pick<Model, "apply">;
  readonly loss: Loss | ((prediction: Tensor, target: Tensor) => Tensor);
  readonly parameters: {
    readonly structure: Structure;
    readonly paths: readonly string[];
    readonly leaves: readonly Leaf[];
  };
  /** One row of x and of y as stored. */
  readonly x: Leaf;
  readonly y: Leaf;
  readonly weighted: boolean;
  readonly penalized: boolean;
  readonly dtype: FloatDType;
  /** How many rows the loss takes together, for a loss of whole batches. */
  readonly together?: number;
}

/** Data leaves of a problem in order: x, y and, if any, the weights. */
export const dataLeaves = ({ x, y, weighted, dtype }: Problem): Leaf[] =>
  weighted ? [x, y, { shape: [], dtype }] : [x, y];

export const inputsOf = (leaves: readonly Leaf[], rows = false): Node[] =>
  leaves.map(({ shape, dtype }) => input(rows ? [ROWS, ...shape] : shape, dtype));

/** Float leaves in another float dtype: evaluation is in float64 whatever the training is in. */
export const inDType = (leaves: readonly Leaf[], dtype: FloatDType): Leaf[] =>
  leaves.map((leaf) => ({ ...leaf, dtype: leaf.dtype === "int32" || leaf.dtype === "bool" ? leaf.dtype : dtype }));

/** One example: the inputs parameters, x and y, and the prediction made of the first ones. */
export function examplePrediction(problem: Problem, dtype: FloatDType) {
  const parameters = inputsOf(inDType(problem.parameters.leaves, dtype));
  const [x, y] = inputsOf(inDType([problem.x, problem.y], dtype));
  const tree = unflatten(
    problem.parameters.structure,
    parameters.map((node) => new Tensor(node)),
  );
  const prediction = problem.model.apply(tree as never, new Tensor(x));
  if (!isTensor(prediction)) {
    throw new ShapeError("prediction-not-tensor", `model.apply must return a Tensor, got ${typeof prediction}`, {});
  }
  return { parameters, x, y, prediction };
}

/** parameters, x -> the prediction for one example. */
export function predictionGraph(problem: Problem, dtype: FloatDType): Graph {
  const { parameters, x, prediction } = examplePrediction(problem, dtype);
  return { inputs: [...parameters, x], outputs: [prediction.node] };
}

/** parameters, x, y -> the loss of one example. */
export function exampleGraph(problem: Problem, dtype: FloatDType): Graph {
  const { parameters, x, y, prediction } = examplePrediction(problem, dtype);
  const loss = problem.loss(prediction, new Tensor(y));
  if (!isTensor(loss) || loss.shape.length !== 0) {
    const shape = isTensor(loss) ? showShape(loss.shape) : typeof loss;
    throw new ShapeError(
      "loss-not-scalar",
      `the loss of one example must be one number (shape []), got ${shape}; take the mean or the sum of it`,
      { shape },
    );
  }
  return { inputs: [...parameters, x, y], outputs: [loss.node] };
}

/** The problem whose examples are batches: what the loss takes together is one of them. Others stay as they are. */
export function ofBatches(problem: Problem): Problem {
  const { together, model } = problem;
  if (together === undefined) return problem;
  const batch = (leaf: Leaf): Leaf => ({ ...leaf, shape: [together, ...leaf.shape] });
  const apply: Problem["model"]["apply"] = (params, x) => vmap((row: Tensor) => model.apply(params, row))(x);
  return { ...problem, model: { apply }, x: batch(problem.x), y: batch(problem.y) };
}

/** A graph of one example mapped over the rows of a tile; its last `data` inputs get rows. */
export function overRows(graph: Graph, data: number): Graph {
  const first = graph.inputs.length - data;
  return vmapGraph(
    graph,
    graph.inputs.map((_, i) => i >= first),
    ROWS,
  );
}

/** The same graph reading its data in the dtype it is stored in. */
export function readingStored(graph: Graph, first: number, stored: readonly Leaf[]): Graph {
  const replacements = new Map<Node, Node>();
  const inputs = graph.inputs.map((node, i) => {
    const leaf = stored[i - first];
    if (leaf === undefined || leaf.dtype === node.dtype) return node;
    const own = input(node.shape, leaf.dtype);
    replacements.set(node, apply("cast", [own], { dtype: node.dtype }));
    return own;
  });
  return { inputs, outputs: substitute(graph.outputs, replacements, rebuild) };
}
