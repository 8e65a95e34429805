/** Laws of contraction. The order of every sum stays as it was. */
import { dropAxes, range } from "../../base/shape.ts";
import type { Node } from "../../ir/node.ts";
import type { Rule } from "../../ir/rewrite.ts";
import { $, named, p } from "../../ir/rewrite.ts";
import { build } from "../../ops/apply.ts";
import type { ContractAxes } from "../../ops/build.ts";
import { list } from "../../ops/check.ts";
import { contractAxes, freeAxes } from "../../ops/contract.ts";

/** The axes' numbers after the dropped ones are gone. */
const renumber = (axes: readonly number[], dropped: readonly number[]): number[] =>
  axes.filter((axis) => !dropped.includes(axis)).map((axis) => axis - dropped.filter((gone) => gone < axis).length);

/** A sum over one product is the product: contracted axes of size 1 are dropped from both operands. */
function withoutSingles(lhs: Node, rhs: Node, axes: ContractAxes): Node | null {
  const lhsSingle = axes.lhsContract.filter((axis) => lhs.shape[axis] === 1);
  const rhsSingle = axes.rhsContract.filter((axis) => rhs.shape[axis] === 1);
  if (lhsSingle.length === 0) return null;
  return build.contract(
    build.reshape(lhs, dropAxes(lhs.shape, lhsSingle)),
    build.reshape(rhs, dropAxes(rhs.shape, rhsSingle)),
    {
      lhsBatch: renumber(axes.lhsBatch, lhsSingle),
      rhsBatch: renumber(axes.rhsBatch, rhsSingle),
      lhsContract: renumber(axes.lhsContract, lhsSingle),
      rhsContract: renumber(axes.rhsContract, rhsSingle),
    },
  );
}

/** Without a sum every element is one product: both operands laid out along the result's axes, multiplied. */
function asProduct(node: Node, lhs: Node, rhs: Node, axes: ContractAxes): Node | null {
  if (axes.lhsContract.length > 0) return null;
  const batch = range(axes.lhsBatch.length);
  const lhsFree = freeAxes(lhs.shape.length, axes.lhsBatch, []);
  const rhsFree = freeAxes(rhs.shape.length, axes.rhsBatch, []);
  const rhsStart = batch.length + lhsFree.length;
  const left = build.transpose(lhs, [...axes.lhsBatch, ...lhsFree]);
  const right = build.transpose(rhs, [...axes.rhsBatch, ...rhsFree]);
  return build.mul(
    build.broadcast(left, node.shape, range(rhsStart)),
    build.broadcast(right, node.shape, [...batch, ...rhsFree.map((_, i) => rhsStart + i)]),
  );
}

/** The operand beneath a transposition and what its axes are there, or null when its free axes changed their order. */
function beneathTranspose(operand: Node, batch: readonly number[], contracted: readonly number[]) {
  if (operand.op !== "transpose") return null;
  const permutation = list(operand.attributes.permutation);
  const free = freeAxes(operand.shape.length, batch, contracted).map((axis) => permutation[axis]);
  if (free.some((axis, i) => i > 0 && axis < free[i - 1])) return null;
  return {
    operand: operand.inputs[0],
    batch: batch.map((axis) => permutation[axis]),
    contracted: contracted.map((axis) => permutation[axis]),
  };
}

function withoutTransposes(lhs: Node, rhs: Node, axes: ContractAxes): Node | null {
  const left = beneathTranspose(lhs, axes.lhsBatch, axes.lhsContract);
  const right = beneathTranspose(rhs, axes.rhsBatch, axes.rhsContract);
  if (left === null && right === null) return null;
  return build.contract(left?.operand ?? lhs, right?.operand ?? rhs, {
    lhsBatch: left?.batch ?? axes.lhsBatch,
    rhsBatch: right?.batch ?? axes.rhsBatch,
    lhsContract: left?.contracted ?? axes.lhsContract,
    rhsContract: right?.contracted ?? axes.rhsContract,
  });
}

/** A transposition that only puts the right operand's free axes before the left one's exchanges the operands. */
function exchanged(node: Node, product: Node): Node | null {
  const [lhs, rhs] = product.inputs;
  const axes = contractAxes(product.attributes);
  const batch = axes.lhsBatch.length;
  const middle = batch + freeAxes(lhs.shape.length, axes.lhsBatch, axes.lhsContract).length;
  const rank = product.shape.length;
  const exchange = [...range(batch), ...range(rank - middle).map((i) => middle + i), ...range(middle).slice(batch)];
  if (list(node.attributes.permutation).some((axis, i) => axis !== exchange[i])) return null;
  return build.contract(rhs, lhs, {
    lhsBatch: axes.rhsBatch,
    rhsBatch: axes.lhsBatch,
    lhsContract: axes.rhsContract,
    rhsContract: axes.lhsContract,
  });
}

const contract = p("contract", $("lhs"), $("rhs"));

export const contractions: readonly Rule[] = [
  {
    why: "contract over an axis of size 1 drops it",
    pattern: contract,
    replace: ({ lhs, rhs }, node) => withoutSingles(lhs, rhs, contractAxes(node.attributes)),
  },
  {
    why: "contract over nothing is a product",
    pattern: contract,
    replace: ({ lhs, rhs }, node) => asProduct(node, lhs, rhs, contractAxes(node.attributes)),
  },
  {
    why: "contract(transpose(x), y) = contract(x, y) over renamed axes",
    pattern: contract,
    replace: ({ lhs, rhs }, node) => withoutTransposes(lhs, rhs, contractAxes(node.attributes)),
  },
  {
    why: "transpose(contract(x, y)) = contract(y, x)",
    pattern: p("transpose", named("product", p("contract"))),
    replace: ({ product }, node) => exchanged(node, product),
  },
];
