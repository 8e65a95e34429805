/** The sweeps an objective is made of: what each computes for one tile of rows, compiled once per structure. */

import type { Leaf } from "../backends/wasm/layout.ts";
import { Sweep } from "../backends/wasm/sweep.ts";
import { sizeOf } from "../base/shape.ts";
import { type Graph, graphKey } from "../ir/graph.ts";
import type { Node } from "../ir/node.ts";
import { isBias } from "../learn/models/model.ts";
import { array, input } from "../ops/apply.ts";
import { concat } from "../trace/shaping.ts";
import { Tensor } from "../trace/tensor.ts";
import { gradientNodes } from "../transform/gradient.ts";
import {
  dataLeaves,
  exampleGraph,
  examplePrediction,
  inDType,
  overRows,
  type Problem,
  readingStored,
} from "./example.ts";
import { compensatedSums, slopes } from "./graphs.ts";
import { tileRows } from "./memory.ts";

const scalar: Leaf = { shape: [], dtype: "float64" };
const sweeps = new Map<string, Sweep>();
const mostSweeps = 128;

/** What a sweep computes for one tile: sums over its rows, or one number a row. */
interface SweepGraph {
  readonly fixed: readonly Leaf[];
  readonly sums?: readonly Node[];
  readonly result?: Node;
  readonly inputs: readonly Node[];
}

export function sweepOf(problem: Problem, kind: SweepKind): Sweep {
  const made = kinds[kind](problem);
  const data = dataLeaves(problem);
  const sums = compensatedSums(made.sums ?? []);
  const graph: Graph = {
    inputs: [...made.inputs, ...sums.inputs],
    outputs: [...sums.outputs, ...(made.result === undefined ? [] : [made.result])],
  };
  const stored = readingStored(graph, made.fixed.length, data);
  const key = `${kind}\n${graphKey(stored)}`;
  let sweep = sweeps.get(key);
  if (sweep === undefined) {
    const result: { result?: Leaf } =
      made.result === undefined ? {} : { result: { shape: made.result.shape.slice(1), dtype: made.result.dtype } };
    sweep = new Sweep({
      graph: stored,
      fixed: made.fixed,
      data,
      sums: sums.inputs.map(({ shape, dtype }) => ({ shape, dtype })),
      tile: tileRows,
      ...result,
    });
    if (sweeps.size >= mostSweeps) sweeps.delete(sweeps.keys().next().value as string);
    sweeps.set(key, sweep);
  }
  return sweep;
}

/** Parameters and data of a float64 evaluation; weights are data like x and y. */
function parts(problem: Problem, inputs: readonly Node[]) {
  const fixed = inDType(problem.parameters.leaves, "float64");
  const parameters = inputs.slice(0, fixed.length);
  const weight = problem.weighted ? [input([], "float64")] : [];
  return { fixed, parameters, data: [...inputs.slice(fixed.length), ...weight], weight };
}

/** weight · loss of one example: parameters, data -> []. */
function weightedExample(problem: Problem) {
  const graph = exampleGraph(problem, "float64");
  const { fixed, parameters, data, weight } = parts(problem, graph.inputs);
  const loss = new Tensor(graph.outputs[0]);
  return { fixed, parameters, data, loss: problem.weighted ? loss.mul(new Tensor(weight[0])) : loss };
}

/** Σ over rows of weight · loss. */
function weightedSum(problem: Problem) {
  const { fixed, parameters, data, loss } = weightedExample(problem);
  const mapped = overRows({ inputs: [...parameters, ...data], outputs: [loss.node] }, data.length);
  const total = new Tensor(mapped.outputs[0]).sum();
  return { fixed, parameters: mapped.inputs.slice(0, fixed.length), inputs: mapped.inputs, total };
}

const kinds = {
  value(problem: Problem): SweepGraph {
    const { fixed, inputs, total } = weightedSum(problem);
    return { fixed, inputs, sums: [total.node] };
  },
  gradient(problem: Problem): SweepGraph {
    const { fixed, inputs, total, parameters } = weightedSum(problem);
    return { fixed, inputs, sums: [...slopes(total, parameters), total.node] };
  },
  hessianProduct(problem: Problem): SweepGraph {
    const { fixed, inputs, total, parameters } = weightedSum(problem);
    const directions = fixed.map(({ shape, dtype }) => input(shape, dtype));
    const gradient = slopes(total, parameters);
    const along = innerProduct(gradient, directions);
    const sums = slopes(along, parameters);
    return {
      fixed: [...fixed, ...fixed],
      inputs: [...inputs.slice(0, fixed.length), ...directions, ...inputs.slice(fixed.length)],
      sums,
    };
  },
  losses(problem: Problem): SweepGraph {
    const { fixed, parameters, data, loss } = weightedExample(problem);
    const mapped = overRows({ inputs: [...parameters, ...data], outputs: [loss.node] }, data.length);
    return { fixed, inputs: mapped.inputs, result: mapped.outputs[0] };
  },
  /** ∇fᵢ of each row, all parameters flattened into one vector. */
  exampleGradients(problem: Problem): SweepGraph {
    const { fixed, inputs, data, gradient } = exampleGradient(problem);
    const flat = concat(gradient.map((slope) => slope.reshape([sizeOf(slope.shape)])));
    const mapped = overRows({ inputs, outputs: [flat.node] }, data.length);
    return { fixed, inputs: mapped.inputs, result: mapped.outputs[0] };
  },
  squaredGradientNorms(problem: Problem): SweepGraph {
    const { fixed, inputs, data, gradient } = exampleGradient(problem);
    const nodes = gradient.map((slope) => slope.node);
    const squared = innerProduct(nodes, nodes);
    const mapped = overRows({ inputs, outputs: [squared.node] }, data.length);
    return { fixed, inputs: mapped.inputs, sums: [new Tensor(mapped.outputs[0]).sum().node] };
  },
  /** Σ over rows of (∇fᵢ)², for each parameter. */
  squaredGradients(problem: Problem): SweepGraph {
    const { fixed, inputs, data, gradient } = exampleGradient(problem);
    const squares = gradient.map((slope) => slope.square().node);
    const mapped = overRows({ inputs, outputs: squares }, data.length);
    return { fixed, inputs: mapped.inputs, sums: mapped.outputs.map((node) => new Tensor(node).sum([0]).node) };
  },
  /** weight · a bound of ‖J‖² for each row: the largest row sum of |J Jᵀ|, which is exact for one output. */
  squaredJacobianNorms(problem: Problem): SweepGraph {
    const { fixed, parameters, data, prediction, weight } = predictedExample(problem);
    const rows = Array.from({ length: sizeOf(prediction.shape) }, (_, output) =>
      gradientNodes(prediction.node, unit(prediction, output), parameters),
    );
    const sums = rows.map((row) => rows.map((other) => innerProduct(row, other).abs()).reduce((a, b) => a.add(b)));
    const largest = sums.reduce((a, b) => a.maximum(b));
    const bound = weight === undefined ? largest : largest.mul(weight);
    const mapped = overRows({ inputs: [...parameters, ...data], outputs: [bound.node] }, data.length);
    return { fixed, inputs: mapped.inputs, result: mapped.outputs[0] };
  },
  /** Σ weight · JᵀJ·v */
  squaredJacobianProduct(problem: Problem): SweepGraph {
    const { fixed, parameters, data, prediction, weight } = predictedExample(problem);
    const directions = fixed.map(({ shape, dtype }) => input(shape, dtype));
    const cotangent = input(prediction.shape, "float64");
    const backwards = innerProduct(gradientNodes(prediction.node, cotangent, parameters), directions);
    const [forwards] = slopes(backwards, [cotangent]);
    const weighted = weight === undefined ? forwards : new Tensor(forwards).mul(weight).node;
    const product = gradientNodes(prediction.node, weighted, parameters);
    const inputs = [...parameters, ...directions, ...data];
    const mapped = overRows({ inputs, outputs: product }, data.length);
    const sums = mapped.outputs.map((node) => new Tensor(node).sum([0]).node);
    return { fixed: [...fixed, ...fixed], inputs: mapped.inputs, sums };
  },
};

export type SweepKind = keyof typeof kinds;

/** ∇fᵢ = scale · weight · ∇loss + λw (bias exempt): parameters, λ, scale, data -> gradient, one tensor a leaf. */
function exampleGradient(problem: Problem) {
  const { fixed, parameters, data, loss } = weightedExample(problem);
  const [l2, scale] = [input([], "float64"), input([], "float64")];
  const gradient = slopes(loss, parameters).map((node, i) => {
    const slope = new Tensor(node).mul(new Tensor(scale));
    const exempt = isBias(problem.parameters.paths[i]);
    return exempt ? slope : slope.add(new Tensor(parameters[i]).mul(new Tensor(l2)));
  });
  return { fixed: [...fixed, scalar, scalar], inputs: [...parameters, l2, scale, ...data], data, gradient };
}

/** The prediction of one example, its weight if any: parameters, data -> output. */
function predictedExample(problem: Problem) {
  const { parameters: given, x, y, prediction } = examplePrediction(problem, "float64");
  const { fixed, parameters, data, weight } = parts(problem, [...given, x, y]);
  return { fixed, parameters, data, prediction, weight: problem.weighted ? new Tensor(weight[0]) : undefined };
}

/** 1 at one place of a tensor shaped like the prediction, 0 elsewhere. */
function unit(prediction: Tensor, place: number): Node {
  const data = new Float64Array(sizeOf(prediction.shape));
  data[place] = 1;
  return array(data, prediction.shape, "float64");
}

function innerProduct(a: readonly Node[], b: readonly Node[]): Tensor {
  const terms = a.map((node, i) => new Tensor(node).mul(new Tensor(b[i])).sum());
  return terms.reduce((sum, term) => sum.add(term));
}
