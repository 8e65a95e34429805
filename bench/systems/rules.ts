/** The rules of the optimizers' door that look at one gradient, made with their defaults. */
import * as door from "nabla/optimizers";
import { flatten, unflatten } from "../../engine/src/base/tree.ts";
import { topological } from "../../engine/src/ir/graph.ts";
import { input } from "../../engine/src/ops/apply.ts";
import { table } from "../../engine/src/ops/table.ts";
import { isTensor, Tensor } from "../../engine/src/trace/tensor.ts";

type Maker = ((options: { learningRate?: number }) => door.Optimizer) & {
  readonly info: door.Optimizer["info"] & object;
};

/** Orthogonalizes matrices: its cost is that of their products. */
const others: readonly string[] = ["muon"];

const makers = Object.values(door as object).filter(
  (value): value is Maker => typeof value === "function" && "info" in value && !others.includes(value.info.id),
);

const made = makers.map((make): [string, door.Optimizer] => {
  const takesRate = make.info.options.some(({ name }) => name === "learningRate");
  return [make.info.id, make(takesRate ? { learningRate: 1e-3 } : {})];
});

export const rules: Readonly<Record<string, door.Optimizer>> = Object.fromEntries(
  made.filter(([, { snapshot, table, secondGradient }]) => !(snapshot || table || secondGradient)),
);

/** Numbers that a rule keeps of each weight; and twice where it must read them so often: a sum decides the step. */
export function memoryOf(rule: string): { readonly states: number; readonly passes: 1 | 2 } {
  const [weights, gradient] = [new Tensor(input([2], "float32")), new Tensor(input([2], "float32"))];
  const optimizer = rules[rule];
  const { leaves, structure } = flatten(optimizer.init([weights]), isTensor);
  const state = leaves.map(({ shape }) => new Tensor(input(shape, "float32")));
  const scalar = () => new Tensor(input([], "float32"));
  const { params } = optimizer.update({
    gradient: [gradient],
    loss: scalar(),
    params: [weights],
    state: unflatten(structure, state),
    step: new Tensor(input([], "int32")),
    hyper: Object.fromEntries(Object.keys(optimizer.hyper).map((name) => [name, scalar()])),
  } as never);
  const nodes = topological(flatten(params, isTensor).leaves.map(({ node }) => node));
  const sums = nodes.some((node) => table[node.op].kind === "reduce" || table[node.op].kind === "contract");
  return { states: leaves.filter(({ shape }) => shape.length > 0).length, passes: sums ? 2 : 1 };
}
