/** Tracing: a function of tensors is run once, on tensors without numbers, to write down its graph. */
import type { DType } from "../base/dtype.ts";
import { OptionError } from "../base/errors.ts";
import type { Shape } from "../base/shape.ts";
import { type Flat, flatten, type Structure, unflatten } from "../base/tree.ts";
import type { Graph } from "../ir/graph.ts";
import { input } from "../ops/apply.ts";
import { isTensor, type Operand, Tensor, toTensor } from "./tensor.ts";

/** A function of trees of tensors. Parameters are `never` so that every such function fits, whatever its trees are. */
export type TensorFunction = (...args: never[]) => unknown;

/** All that a traced function may know of an array. */
export interface ArraySpec {
  readonly shape: Shape;
  readonly dtype: DType;
}

export interface Traced {
  readonly graph: Graph;
  /** The structure of the list of arguments: its leaves are `graph.inputs` in order. */
  readonly inputTree: Structure;
  /** The structure of the result: its leaves are `graph.outputs` in order. */
  readonly outputTree: Structure;
}

export const isArraySpec = (value: unknown): value is ArraySpec =>
  isTensor(value) ||
  (typeof value === "object" && value !== null && "shape" in value && Array.isArray(value.shape) && "dtype" in value);

/**
 * The graph of `f`. Values that `f` takes from outside its arguments are frozen as they are now.
 *
 * @param f a function of trees of tensors
 * @param examples one tree of shapes and dtypes per argument
 */
export function trace(f: TensorFunction, examples: readonly unknown[]): Traced {
  const { leaves, structure } = flatten(examples, isArraySpec);
  const inputs = leaves.map(({ shape, dtype }) => input(shape, dtype));
  const args = unflatten(
    structure,
    inputs.map((node) => new Tensor(node)),
  );
  const result = resultTensors((f as (...args: unknown[]) => unknown)(...(args as unknown[])));
  const outputs = result.leaves.map((tensor) => tensor.node);
  return { graph: { inputs, outputs }, inputTree: structure, outputTree: result.structure };
}

/** The tensors of what a traced function returned. A plain number among them is a float64 constant. */
export function resultTensors(result: unknown): Flat<Tensor> {
  if (result === undefined || result instanceof Promise) {
    const got = result === undefined ? "undefined: is a `return` missing?" : "a Promise: it must not be async.";
    throw new OptionError("result-not-tensor", `A traced function must return a Tensor or a tree of them, got ${got}`);
  }
  const { leaves, structure } = flatten(result, isOperand);
  return { leaves: leaves.map((leaf) => toTensor(leaf)), structure };
}

const isOperand = (value: unknown): value is Operand => isTensor(value) || typeof value === "number";
