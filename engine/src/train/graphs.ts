/** The graphs of a descent, made from a model, a loss and an optimizer written for one example. */

import type { Leaf } from "../backends/wasm/layout.ts";
import type { FloatDType } from "../base/dtype.ts";
import { flatten, type Structure, type Tree, unflatten } from "../base/tree.ts";
import type { Graph } from "../ir/graph.ts";
import { substitute } from "../ir/graph.ts";
import type { Node } from "../ir/node.ts";
import { isBias } from "../learn/models/model.ts";
import type { Optimizer, Snapshot } from "../learn/optimizers/optimizer.ts";
import type { Schedule } from "../learn/schedules.ts";
import { constant, input, rebuild } from "../ops/apply.ts";
import { reciprocal } from "../trace/elementwise.ts";
import { zerosLike } from "../trace/shaping.ts";
import { isTensor, Tensor } from "../trace/tensor.ts";
import { gradientNodes } from "../transform/gradient.ts";
import { dataLeaves, exampleGraph, inputsOf, ofBatches, overRows, type Problem } from "./example.ts";

/** The gradient of a scalar. */
export const slopes = (scalar: Tensor, wrt: readonly Node[]): Node[] =>
  gradientNodes(scalar.node, constant(1, scalar.dtype), wrt);

/** ½λ‖w‖² over all parameters but those named `bias`. */
export function penalty(problem: Problem, parameters: readonly Tensor[], l2: Tensor): Tensor {
  const squares = parameters
    .filter((_, i) => !isBias(problem.parameters.paths[i]))
    .map((parameter) => parameter.mul(parameter).sum());
  if (squares.length === 0) return zerosLike(l2);
  return squares
    .reduce((total, square) => total.add(square))
    .mul(0.5)
    .mul(l2);
}

/** Names of the run-time numbers of an optimizer: "learningRate", or "learningRate.initial" for a schedule's. */
export function hyperSlots(optimizer: Optimizer): { name: string; value: number }[] {
  return Object.entries(optimizer.hyper).flatMap(([name, value]) =>
    typeof value === "number"
      ? [{ name, value }]
      : Object.entries(value.hyper).map(([key, number]) => ({ name: `${name}.${key}`, value: number })),
  );
}

/** The hyper-parameters at this step as the update sees them: schedules already evaluated. */
function hyperTensors(optimizer: Optimizer, slots: readonly Tensor[], step: Tensor, dtype: FloatDType) {
  let next = 0;
  const evaluate = (schedule: Schedule): Tensor => {
    const own = Object.fromEntries(Object.keys(schedule.hyper).map((key) => [key, slots[next++]]));
    return schedule.value(step.cast(dtype), own);
  };
  return Object.fromEntries(
    Object.entries(optimizer.hyper).map(([name, value]) => [
      name,
      typeof value === "number" ? slots[next++] : evaluate(value),
    ]),
  );
}

/** state leaves and structure of an optimizer, and the graph parameters -> state that starts it. */
export function stateGraph(
  problem: Problem,
  optimizer: Optimizer,
): { graph: Graph; structure: Structure; leaves: Leaf[] } {
  const parameters = inputsOf(problem.parameters.leaves);
  const tree = unflatten(
    problem.parameters.structure,
    parameters.map((node) => new Tensor(node)),
  );
  const { leaves, structure } = flatten(optimizer.init(tree as Tree<Tensor>), isTensor);
  const outputs = leaves.map((tensor) => tensor.node);
  return {
    graph: { inputs: parameters, outputs },
    structure,
    leaves: outputs.map(({ shape, dtype }) => ({ shape, dtype })),
  };
}

/** parameters, state -> the parameters to predict with, for optimizers that have others than those they update. */
export function evaluationGraph(problem: Problem, optimizer: Optimizer): Graph | undefined {
  if (optimizer.evaluate === undefined) return undefined;
  const state = stateGraph(problem, optimizer);
  const parameters = inputsOf(problem.parameters.leaves);
  const states = inputsOf(state.leaves);
  const tensors = (nodes: readonly Node[]) => nodes.map((node) => new Tensor(node));
  const chosen = optimizer.evaluate(
    unflatten(problem.parameters.structure, tensors(parameters)),
    unflatten(state.structure, tensors(states)),
  );
  const outputs = flatten(chosen, isTensor).leaves.map((tensor) => tensor.node);
  return { inputs: [...parameters, ...states], outputs };
}

export interface DescentGraphs {
  readonly step: Graph;
  readonly single: Graph;
  readonly tile: Graph;
  readonly fold: Graph;
  readonly update: Graph;
}

export function descentGraphs(problem: Problem, optimizer: Optimizer): DescentGraphs {
  const example = exampleGraph(ofBatches(problem), problem.dtype);
  const onTile = overRows(example, 2);
  const state = stateGraph(problem, optimizer);
  const single = stepGraph(problem, optimizer, state, example, false);
  // A rule with a table takes one example at a time, a loss of whole batches all at once.
  const onlyWay = optimizer.table || problem.together !== undefined;
  return {
    step: onlyWay ? single : stepGraph(problem, optimizer, state, onTile, true),
    single,
    tile: problem.together === undefined ? tileGraph(problem, onTile) : noTileGraph(problem),
    fold: foldGraph(problem),
    update: updateGraph(problem, optimizer, state),
  };
}

type State = ReturnType<typeof stateGraph>;

/** parameters, state, data (and what is remembered), divisor, step, hyper -> parameters, state, loss (and the same) */
function stepGraph(problem: Problem, optimizer: Optimizer, state: State, example: Graph, rows: boolean): Graph {
  const run = runInputs(problem, optimizer);
  const states = inputsOf(state.leaves);
  const parameters = example.inputs.slice(0, -2);
  const data = example.inputs.slice(-2);
  const weights = problem.weighted ? inputsOf([{ shape: [], dtype: problem.dtype }], rows) : [];
  let total = new Tensor(example.outputs[0]);
  if (problem.weighted) total = total.mul(new Tensor(weights[0]));
  if (rows) total = total.sum();
  if (problem.together === undefined) total = total.div(run.divisor);
  const tensors = parameters.map((node) => new Tensor(node));
  if (run.l2 !== undefined) total = total.add(penalty(problem, tensors, run.l2));
  const gradientNodes = slopes(total, parameters);
  const gradient = gradientNodes.map((node) => new Tensor(node));
  const { structure } = problem.parameters;
  const gradientAt = (params: Tree<Tensor>): Tree<Tensor> => {
    const others = flatten(params, isTensor).leaves.map((tensor) => tensor.node);
    const nodes = substitute(gradientNodes, new Map(parameters.map((node, i) => [node, others[i]])), rebuild);
    return unflatten(
      structure,
      nodes.map((node) => new Tensor(node)),
    );
  };
  const table = optimizer.table ? inputsOf(problem.parameters.leaves) : [];
  const { next, remembered } = updated(problem, optimizer, state, {
    gradient,
    parameters: tensors,
    states,
    loss: total,
    run,
    gradientAt,
    table,
  });
  return {
    inputs: [...parameters, ...states, ...data, ...weights, ...table, ...run.nodes],
    outputs: [...next, total.node, ...remembered],
  };
}

/** parameters, data, sums -> sums: Σ weightᵢ ℓᵢ and its gradient, each addition's rounding error carried along. */
function tileGraph(problem: Problem, onTile: Graph): Graph {
  const parameters = onTile.inputs.slice(0, -2);
  const data = onTile.inputs.slice(-2);
  const weights = problem.weighted ? inputsOf([{ shape: [], dtype: problem.dtype }], true) : [];
  let losses = new Tensor(onTile.outputs[0]);
  if (problem.weighted) losses = losses.mul(new Tensor(weights[0]));
  const total = losses.sum();
  const gradient = slopes(total, parameters);
  const { inputs, outputs } = compensatedSums([...gradient, total.node]);
  return { inputs: [...parameters, ...data, ...weights, ...inputs], outputs };
}

/** The same for losses that have no sum over tiles: sums that stay as they are. */
function noTileGraph(problem: Problem): Graph {
  const parameters = inputsOf(problem.parameters.leaves);
  const { inputs, outputs } = compensatedSums(
    [...parameters, constant(0, problem.dtype)].map((node) => zerosLike(new Tensor(node)).node),
  );
  return { inputs: [...parameters, ...inputsOf(dataLeaves(problem), true), ...inputs], outputs };
}

/** The leaves of what tiles are summed into: for each parameter its gradient and the compensation, then the loss's. */
const sumLeaves = (problem: Problem): Leaf[] =>
  [...problem.parameters.leaves, { shape: [], dtype: problem.dtype }].flatMap((leaf) => [leaf, leaf]);

/** sums, sums -> sums of both, the rounding error of each addition (Knuth's two-sum) carried along. */
function foldGraph(problem: Problem): Graph {
  const [left, right] = [inputsOf(sumLeaves(problem)), inputsOf(sumLeaves(problem))];
  const outputs = left.flatMap((node, i) => {
    if (i % 2 === 1) return [];
    const [a, b] = [new Tensor(node), new Tensor(right[i])];
    const excess = new Tensor(left[i + 1]).add(new Tensor(right[i + 1]));
    const sum = a.add(b);
    const ofB = sum.sub(a);
    const correction = a.sub(sum.sub(ofB)).add(b.sub(ofB)).sub(excess);
    const next = sum.add(correction);
    return [next.node, next.sub(sum).sub(correction).node];
  });
  return { inputs: [...left, ...right], outputs };
}

/** parameters, state, sums, divisor, step, hyper -> parameters, state, loss; or, for a snapshot, the same parameters */
function updateGraph(problem: Problem, optimizer: Optimizer, state: State): Graph {
  const run = runInputs(problem, optimizer);
  const parameters = inputsOf(problem.parameters.leaves);
  const states = inputsOf(state.leaves);
  const sums = inputsOf(sumLeaves(problem));
  const tensors = parameters.map((node) => new Tensor(node));
  let loss = new Tensor(sums[sums.length - 2]).div(run.divisor);
  // Divided once, not for every weight.
  const share = reciprocal(run.divisor);
  let gradient = parameters.map((_, i) => new Tensor(sums[2 * i]).mul(share));
  if (run.l2 !== undefined) {
    const extra = penalty(problem, tensors, run.l2);
    loss = loss.add(extra);
    const more = slopes(extra, parameters);
    gradient = gradient.map((each, i) => each.add(new Tensor(more[i])));
  }
  const at = { gradient, parameters: tensors, states, loss, run };
  const next =
    optimizer.snapshot !== undefined
      ? snapshotNodes(problem, optimizer.snapshot, state, at)
      : optimizer.table
        ? [...parameters, ...states]
        : updated(problem, optimizer, state, at).next;
  return { inputs: [...parameters, ...states, ...sums, ...run.nodes], outputs: [...next, loss.node] };
}

function snapshotNodes(problem: Problem, snapshot: Snapshot, state: State, at: Arrived): Node[] {
  const { structure } = problem.parameters;
  const tensors = at.states.map((node) => new Tensor(node));
  const taken = snapshot.take({
    gradient: unflatten(structure, at.gradient),
    params: unflatten(structure, at.parameters),
    state: unflatten(state.structure, tensors),
  });
  return [...at.parameters, ...flatten(taken, isTensor).leaves].map((tensor) => tensor.node);
}

interface RunInputs {
  readonly divisor: Tensor;
  readonly step: Tensor;
  readonly slots: readonly Tensor[];
  readonly l2: Tensor | undefined;
  readonly nodes: readonly Node[];
}

/** divisor, step, then the run-time numbers: the optimizer's and, when penalized, λ. */
function runInputs(problem: Problem, optimizer: Optimizer): RunInputs {
  const scalar: Leaf = { shape: [], dtype: problem.dtype };
  const count = hyperSlots(optimizer).length + (problem.penalized ? 1 : 0);
  const nodes = inputsOf([scalar, { shape: [], dtype: "int32" }, ...new Array<Leaf>(count).fill(scalar)]);
  const [divisor, step, ...slots] = nodes.map((node) => new Tensor(node));
  return { divisor, step, slots, l2: problem.penalized ? slots.at(-1) : undefined, nodes };
}

/** Where an update starts from. */
interface Arrived {
  readonly gradient: readonly Tensor[];
  readonly parameters: readonly Tensor[];
  readonly states: readonly Node[];
  readonly loss: Tensor;
  readonly run: RunInputs;
  readonly gradientAt?: (params: Tree<Tensor>) => Tree<Tensor>;
  readonly table?: readonly Node[];
}

function updated(problem: Problem, optimizer: Optimizer, state: State, at: Arrived) {
  const { structure } = problem.parameters;
  const { gradientAt, table = [] } = at;
  const remembered = table.map((node) => new Tensor(node));
  const next = optimizer.update({
    gradient: unflatten(structure, at.gradient),
    loss: at.loss,
    params: unflatten(structure, at.parameters),
    state: unflatten(
      state.structure,
      at.states.map((node) => new Tensor(node)),
    ),
    step: at.run.step,
    hyper: hyperTensors(optimizer, at.run.slots, at.run.step, problem.dtype),
    ...(gradientAt === undefined ? {} : { gradientAt }),
    ...(table.length === 0 ? {} : { remembered: unflatten(structure, remembered) }),
  });
  const parameters = flatten(next.params, isTensor).leaves;
  const states = flatten(next.state, isTensor).leaves;
  const kept = next.remembered === undefined ? [] : flatten(next.remembered, isTensor).leaves;
  return {
    next: [...parameters, ...states].map((tensor) => tensor.node),
    remembered: kept.map((tensor) => tensor.node),
  };
}

/**
 * sum, compensation -> sum, compensation for each term (Kahan): the sum of many tiles is as exact as the sum of one.
 */
export function compensatedSums(terms: readonly Node[]): { inputs: Node[]; outputs: Node[] } {
  const inputs = terms.flatMap(({ shape, dtype }) => [input(shape, dtype), input(shape, dtype)]);
  const outputs = terms.flatMap((term, i) => {
    const sum = new Tensor(inputs[2 * i]);
    const corrected = new Tensor(term).sub(new Tensor(inputs[2 * i + 1]));
    const next = sum.add(corrected);
    return [next.node, next.sub(sum).sub(corrected).node];
  });
  return { inputs, outputs };
}
