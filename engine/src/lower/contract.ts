/** A contraction's axes merged into one loop each for batch, m, n and k; operands that cannot merge are copied. */
import type { Shape } from "../base/shape.ts";
import { ROWS, range } from "../base/shape.ts";
import type { Node } from "../ir/node.ts";
import { accessOf, identityMaps } from "./access.ts";
import type { Access, ContractKernel, ContractLoop, Value } from "./kernel.ts";

export interface Operand {
  /** The operand where it lies, one stride an axis. */
  readonly access: Access;
  /** The operand copied row-major in the given order of its axes; strides still one per own axis. */
  pack(axes: readonly number[]): Access;
}

const nothing: ContractLoop = { size: 1, lhs: 0, rhs: 0, result: 0 };

export function contractKernel(
  node: Node,
  operandOf: (node: Node) => Operand,
  result: Value,
  tile: number,
): ContractKernel {
  const [lhsNode, rhsNode] = node.inputs;
  const axes = (name: string) => node.attributes[name] as readonly number[];
  const free = (shape: Shape, ...taken: (readonly number[])[]) =>
    shape.map((_, axis) => axis).filter((axis) => !taken.flat().includes(axis));
  const lhsFree = free(lhsNode.shape, axes("lhsBatch"), axes("lhsContract"));
  const rhsFree = free(rhsNode.shape, axes("rhsBatch"), axes("rhsContract"));
  const lhs = operandOf(lhsNode);
  const rhs = operandOf(rhsNode);
  const out = accessOf(result, node.shape, identityMaps(node.shape.length), node.shape.length, tile);

  const batchCount = axes("lhsBatch").length;
  const loops = (lhsAccess: Access, rhsAccess: Access) => {
    const at = (access: Access, axis: number) => access.strides[axis];
    return {
      batch: axes("lhsBatch").map((axis, i) => ({
        size: lhsNode.shape[axis],
        lhs: at(lhsAccess, axis),
        rhs: at(rhsAccess, axes("rhsBatch")[i]),
        result: out.strides[i],
      })),
      m: lhsFree.map((axis, i) => ({
        size: lhsNode.shape[axis],
        lhs: at(lhsAccess, axis),
        rhs: 0,
        result: out.strides[batchCount + i],
      })),
      n: rhsFree.map((axis, i) => ({
        size: rhsNode.shape[axis],
        lhs: 0,
        rhs: at(rhsAccess, axis),
        result: out.strides[batchCount + lhsFree.length + i],
      })),
      k: axes("lhsContract").map((axis, i) => ({
        size: lhsNode.shape[axis],
        lhs: at(lhsAccess, axis),
        rhs: at(rhsAccess, axes("rhsContract")[i]),
        result: 0,
      })),
    };
  };

  let left = upwards(lhs, lhsNode);
  let right = upwards(rhs, rhsNode);
  let plan = loops(left, right);
  if (merge(plan.m).length > 1 || merge(plan.k).length > 1) {
    left = lhs.pack([...axes("lhsBatch"), ...lhsFree, ...axes("lhsContract")]);
    plan = loops(left, right);
  }
  if (merge(plan.n).length > 1 || merge(plan.k).length > 1 || !vectorizable(plan)) {
    right = rhs.pack([...axes("rhsBatch"), ...axes("rhsContract"), ...rhsFree]);
    plan = loops(left, right);
  }
  if (merge(plan.k).length > 1) {
    left = lhs.pack([...axes("lhsBatch"), ...lhsFree, ...axes("lhsContract")]);
    plan = loops(left, right);
  }
  const [m = nothing] = merge(plan.m);
  const [n = nothing] = merge(plan.n);
  const [k = nothing] = merge(plan.k);
  return { kind: "contract", dtype: node.dtype, lhs: left, rhs: right, result: out, batch: plan.batch, m, n, k };
}

/** Kernels walk upwards: an operand that is read backwards is copied first. */
const upwards = ({ access, pack }: Operand, { shape }: Node): Access =>
  access.strides.every((stride) => stride >= 0) ? access : pack(range(shape.length));

/** Few results: dot products read both operands where they lie, whatever their strides. */
const fewRows = 4;

/**
 * Is there a loop that both operands let four lanes run along? Either n is contiguous in the right operand, or k in
 * both (dot products), or there is one column only.
 */
function vectorizable(plan: Record<"m" | "n" | "k", ContractLoop[]>): boolean {
  const [m = nothing] = merge(plan.m);
  const [n = nothing] = merge(plan.n);
  const [k = nothing] = merge(plan.k);
  if (n.size === 1 || n.rhs === 1) return true;
  const dots = k.lhs === 1 && k.rhs === 1;
  return dots && m.size > 0 && m.size < fewRows;
}

/** Merges neighbouring loops that step through memory as one. A symbolic size can only be the outermost of a merge. */
export function merge(loops: readonly ContractLoop[]): ContractLoop[] {
  const merged: ContractLoop[] = [];
  for (const loop of loops) {
    if (loop.size === 1) continue;
    const outer = merged.at(-1);
    const steps = (name: "lhs" | "rhs" | "result") => outer !== undefined && outer[name] === loop[name] * loop.size;
    if (outer !== undefined && loop.size !== ROWS && steps("lhs") && steps("rhs") && steps("result")) {
      merged[merged.length - 1] = { ...loop, size: outer.size * loop.size };
    } else {
      merged.push(loop);
    }
  }
  return merged;
}
