/** Traced rules run by the reference, so that they can be compared with arithmetic written by hand. */
import { interpret } from "../../src/backends/reference/interpret.ts";
import type { DType } from "../../src/base/dtype.ts";
import type { Shape } from "../../src/base/shape.ts";
import { flatten, type Structure, type Tree, unflatten } from "../../src/base/tree.ts";
import type { Node } from "../../src/ir/node.ts";
import type { Optimizer } from "../../src/learn/optimizers/optimizer.ts";
import type { Schedule } from "../../src/learn/schedules.ts";
import { isSchedule } from "../../src/learn/schedules.ts";
import { input } from "../../src/ops/apply.ts";
import { isTensor, Tensor } from "../../src/trace/tensor.ts";

interface Leaf {
  readonly shape: Shape;
  readonly data: readonly number[];
}

const scalar = (value: number): Leaf => ({ shape: [], data: [value] });
const inputsFor = (leaves: readonly Leaf[], dtype: DType = "float64"): Node[] =>
  leaves.map(({ shape }) => input(shape, dtype));
const tensors = (nodes: readonly Node[]): Tensor[] => nodes.map((node) => new Tensor(node));

function run(inputs: readonly Node[], values: readonly Leaf[], outputs: readonly Tensor[]): Leaf[] {
  const given = inputs.map(({ shape, dtype }, i) => ({ shape, dtype, data: values[i].data }));
  const results = interpret({ inputs, outputs: outputs.map(({ node }) => node) }, given);
  return results.map(({ shape, data }) => ({ shape, data: Array.from(data) }));
}

/** The value of a schedule at a step. */
export function valueAt(schedule: Schedule, step: number): number {
  const names = Object.keys(schedule.hyper);
  const values = [scalar(step), ...names.map((name) => scalar(schedule.hyper[name]))];
  const inputs = inputsFor(values);
  const [at, ...numbers] = tensors(inputs);
  const hyper = Object.fromEntries(names.map((name, i) => [name, numbers[i]]));
  return run(inputs, values, [schedule.value(at, hyper)])[0].data[0];
}

/** An optimizer with its parameters and state, updated one gradient at a time. */
export class Updates {
  readonly #optimizer: Optimizer;
  readonly #structure: Structure;
  readonly #state: Structure;
  #params: readonly Leaf[];
  #states: readonly Leaf[];
  #step = 0;
  #graph: { inputs: Node[]; outputs: Tensor[] } | undefined;

  constructor(optimizer: Optimizer, params: Tree<Leaf>) {
    const isLeaf = (value: unknown): value is Leaf => typeof value === "object" && value !== null && "data" in value;
    const { leaves, structure } = flatten(params, isLeaf);
    const inputs = inputsFor(leaves);
    const state = flatten(optimizer.init(unflatten(structure, tensors(inputs))), isTensor);
    this.#optimizer = optimizer;
    this.#structure = structure;
    this.#params = leaves;
    this.#state = state.structure;
    this.#states = run(inputs, leaves, state.leaves);
  }

  get params(): number[][] {
    return this.#params.map(({ data }) => [...data]);
  }

  get states(): number[][] {
    return this.#states.map(({ data }) => [...data]);
  }

  /** One update with this gradient, one flat array a parameter. */
  update(gradient: readonly (readonly number[])[]): void {
    const hyper = Object.entries(this.#optimizer.hyper).map(([, value]) =>
      scalar(isSchedule(value) ? valueAt(value, this.#step) : value),
    );
    const slopes = this.#params.map(({ shape }, i) => ({ shape, data: gradient[i] }));
    this.#graph ??= this.#trace(hyper);
    const values = [...this.#params, ...this.#states, ...slopes, ...hyper, scalar(0), scalar(this.#step)];
    const next = run(this.#graph.inputs, values, this.#graph.outputs);
    this.#params = next.slice(0, this.#params.length);
    this.#states = next.slice(this.#params.length);
    this.#step++;
  }

  #trace(hyper: readonly Leaf[]) {
    const [params, states, slopes] = [this.#params, this.#states, this.#params].map((leaves) => inputsFor(leaves));
    const [numbers, loss, step] = [inputsFor(hyper), input([], "float64"), input([], "int32")];
    const names = Object.keys(this.#optimizer.hyper);
    const next = this.#optimizer.update({
      gradient: unflatten(this.#structure, tensors(slopes)),
      loss: new Tensor(loss),
      params: unflatten(this.#structure, tensors(params)),
      state: unflatten(this.#state, tensors(states)),
      step: new Tensor(step),
      hyper: Object.fromEntries(tensors(numbers).map((value, i) => [names[i], value])),
    });
    const outputs = [next.params, next.state].flatMap((tree) => flatten(tree, isTensor).leaves);
    return { inputs: [...params, ...states, ...slopes, ...numbers, loss, step], outputs };
  }
}
