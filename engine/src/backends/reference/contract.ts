/** The general contraction as its definition reads: for every result, the sum of the products. */
import type { DType } from "../../base/dtype.ts";
import type { Shape } from "../../base/shape.ts";
import { stridesOf } from "../../base/shape.ts";
import type { Attributes } from "../../ir/node.ts";
import { contractAxes, freeAxes } from "../../ops/contract.ts";
import type { Elements } from "./storage.ts";
import { offsets } from "./storage.ts";

export function contract(
  [lhs, rhs]: readonly Elements[],
  [lhsShape, rhsShape]: readonly Shape[],
  attributes: Attributes,
  dtype: DType,
  result: Elements,
): Elements {
  const { lhsBatch, rhsBatch, lhsContract, rhsContract } = contractAxes(attributes);
  const [lhsAt, rhsAt] = [walk(lhsShape), walk(rhsShape)];
  const [lhsBatches, rhsBatches] = [lhsAt(lhsBatch), rhsAt(rhsBatch)];
  const [lhsSum, rhsSum] = [lhsAt(lhsContract), rhsAt(rhsContract)];
  const lhsFree = lhsAt(freeAxes(lhsShape.length, lhsBatch, lhsContract));
  const rhsFree = rhsAt(freeAxes(rhsShape.length, rhsBatch, rhsContract));
  const multiply = dtype === "int32" ? Math.imul : (a: number, b: number) => a * b;

  let position = 0;
  for (let batch = 0; batch < lhsBatches.length; batch++) {
    for (const row of lhsFree) {
      for (const column of rhsFree) {
        const [left, right] = [lhsBatches[batch] + row, rhsBatches[batch] + column];
        let sum = lhsSum.length === 0 ? 0 : multiply(lhs[left + lhsSum[0]], rhs[right + rhsSum[0]]);
        for (let k = 1; k < lhsSum.length; k++) sum += multiply(lhs[left + lhsSum[k]], rhs[right + rhsSum[k]]);
        result[position++] = sum;
      }
    }
  }
  return result;
}

/** Where the elements along some axes of a shape lie, those axes walked in the given order. */
const walk = (shape: Shape) => {
  const strides = stridesOf(shape);
  return (axes: readonly number[]): Int32Array =>
    offsets(
      axes.map((axis) => shape[axis]),
      axes.map((axis) => strides[axis]),
    );
};
