/**
 * The general contraction: products of two tensors, summed over paired axes. Dot, matrix–vector, matrix–matrix, batched
 * and outer products are all it.
 *
 *   result[batch…, lhs free…, rhs free…] = Σ_contract lhs[…] · rhs[…]
 *
 * Batch axes come in the order of lhsBatch, free axes ascending. The sum begins with the first product.
 */
import type { Shape } from "../base/shape.ts";
import { range, showShape } from "../base/shape.ts";
import type { Attributes, Node } from "../ir/node.ts";
import type { Build, ContractAxes } from "./build.ts";
import { checkAxes, checkCount, checkSizes, numberDType, shapeError } from "./check.ts";
import type { ContractRow } from "./row.ts";
import { inverse } from "./views.ts";

/** Axes of an operand that are neither batch nor contracted, ascending. */
export const freeAxes = (rank: number, batch: readonly number[], contracted: readonly number[]): number[] =>
  range(rank).filter((axis) => !batch.includes(axis) && !contracted.includes(axis));

export const contractAxes = (attributes: Attributes): ContractAxes => attributes as ContractAxes;

function contractShape(shapes: readonly Shape[], attributes: Attributes): Shape {
  checkCount("contract", shapes, 2);
  const [lhs, rhs] = shapes;
  const { lhsBatch, rhsBatch, lhsContract, rhsContract } = contractAxes(attributes);
  checkAxes("contract", lhs, [...lhsBatch, ...lhsContract], "any");
  checkAxes("contract", rhs, [...rhsBatch, ...rhsContract], "any");
  const sizes = (shape: Shape, axes: readonly number[]): number[] => axes.map((axis) => shape[axis]);
  for (const [left, right, role] of [
    [lhsBatch, rhsBatch, "batch"],
    [lhsContract, rhsContract, "contracted"],
  ] as const) {
    const [a, b] = [sizes(lhs, left), sizes(rhs, right)];
    if (a.length !== b.length || a.some((size, i) => size !== b[i])) {
      const found = `${showShape(a)} and ${showShape(b)}`;
      const problem = `${role} axes [${left}] and [${right}] must have equal sizes, not ${found}`;
      throw shapeError("contract", shapes, problem, { role, lhsAxes: left, rhsAxes: right });
    }
  }
  const result = [
    ...sizes(lhs, lhsBatch),
    ...sizes(lhs, freeAxes(lhs.length, lhsBatch, lhsContract)),
    ...sizes(rhs, freeAxes(rhs.length, rhsBatch, rhsContract)),
  ];
  checkSizes("contract", result);
  return result;
}

/** The operand to find the cotangent of (`wanted`), the other one, and how their axes are paired. */
interface Side {
  readonly wanted: Node;
  readonly other: Node;
  readonly batch: readonly number[];
  readonly otherBatch: readonly number[];
  readonly contracted: readonly number[];
  readonly otherContracted: readonly number[];
}

/**
 * The cotangent of one operand: that of the result contracted with the other operand over that one's free axes. It
 * comes in one of two orders, [batch, free, contracted] or [batch, contracted, free], as the caller's operands are
 * ordered; a transposition then puts the axes where the operand has them.
 */
function operandGradient(cotangent: Node, side: Side, isLhs: boolean, build: Build): Node {
  const { wanted, other, batch, otherBatch, contracted, otherContracted } = side;
  const free = freeAxes(wanted.shape.length, batch, contracted);
  const otherFree = freeAxes(other.shape.length, otherBatch, otherContracted);
  const batchAxes = range(batch.length);
  // Where the axes of the cotangent are: batch, then free axes of the left operand, then of the right one.
  const otherStart = isLhs ? batch.length + free.length : batch.length;
  const otherAxes = otherFree.map((_, i) => otherStart + i);

  // Which of the wanted operand's axes each contracted axis is, in the order in which `other` has them left over.
  const leftOver = [...otherContracted].sort((a, b) => a - b).map((axis) => contracted[otherContracted.indexOf(axis)]);
  // The operand's first axis comes first, for the rows of a tile are there and kernels run along them.
  const cotangentFirst = free.includes(0) || [...batch, ...free, ...leftOver].every((axis, i) => axis === i);
  const product = cotangentFirst
    ? build.contract(cotangent, other, {
        lhsBatch: batchAxes,
        rhsBatch: otherBatch,
        lhsContract: otherAxes,
        rhsContract: otherFree,
      })
    : build.contract(other, cotangent, {
        lhsBatch: otherBatch,
        rhsBatch: batchAxes,
        lhsContract: otherFree,
        rhsContract: otherAxes,
      });
  const order = cotangentFirst ? [...batch, ...free, ...leftOver] : [...batch, ...leftOver, ...free];
  return build.transpose(product, inverse(order));
}

function contractGradient(cotangent: Node, node: Node, build: Build): readonly Node[] {
  const [lhs, rhs] = node.inputs;
  const { lhsBatch, rhsBatch, lhsContract, rhsContract } = contractAxes(node.attributes);
  const left: Side = {
    wanted: lhs,
    other: rhs,
    batch: lhsBatch,
    otherBatch: rhsBatch,
    contracted: lhsContract,
    otherContracted: rhsContract,
  };
  const right: Side = {
    wanted: rhs,
    other: lhs,
    batch: rhsBatch,
    otherBatch: lhsBatch,
    contracted: rhsContract,
    otherContracted: lhsContract,
  };
  return [operandGradient(cotangent, left, true, build), operandGradient(cotangent, right, false, build)];
}

export const contractions: readonly ContractRow[] = [
  {
    name: "contract",
    kind: "contract",
    shape: contractShape,
    dtype: (dtypes) => numberDType("contract", dtypes),
    gradient: contractGradient,
  },
];
