/** Products of vectors, matrices and batches of matrices, on nodes: which axes a contraction pairs. */
import { ShapeError } from "../base/errors.ts";
import { range, type Shape, showShape } from "../base/shape.ts";
import type { Node } from "../ir/node.ts";
import { build } from "../ops/apply.ts";
import { broadcastNode, broadcastShapes, requireSameDType } from "./broadcasting.ts";

/** NumPy's matmul: a vector is a row on the left and a column on the right; leading axes are a batch and broadcast. */
export function matmulNodes(lhs: Node, rhs: Node): Node {
  requireSameDType(lhs.dtype, rhs.dtype, "matmul");
  const lhsInner = lhs.shape.length - 1;
  const rhsInner = rhs.shape.length > 1 ? rhs.shape.length - 2 : 0;
  if (lhs.shape.length === 0 || rhs.shape.length === 0 || lhs.shape[lhsInner] !== rhs.shape[rhsInner]) {
    throw cannotMultiply(lhs.shape, rhs.shape);
  }
  const inner = { lhsBatch: [], rhsBatch: [], lhsContract: [lhsInner], rhsContract: [rhsInner] };
  if (rhs.shape.length <= 2) return build.contract(lhs, rhs, inner);
  if (lhs.shape.length <= 2) return rhsBatched(lhs, rhs, rhsInner, lhsInner);

  const batch = broadcastShapes(lhs.shape.slice(0, -2), rhs.shape.slice(0, -2), "matmul");
  const batchAxes = range(batch.length);
  const inside = batch.length;
  return build.contract(
    broadcastNode(lhs, [...batch, ...lhs.shape.slice(-2)]),
    broadcastNode(rhs, [...batch, ...rhs.shape.slice(-2)]),
    { lhsBatch: batchAxes, rhsBatch: batchAxes, lhsContract: [inside + 1], rhsContract: [inside] },
  );
}

/** One matrix (or vector) against a batch: the batch goes to the left so that it leads the result as it stands. */
function rhsBatched(lhs: Node, rhs: Node, rhsInner: number, lhsInner: number): Node {
  const product = build.contract(rhs, lhs, {
    lhsBatch: [],
    rhsBatch: [],
    lhsContract: [rhsInner],
    rhsContract: [lhsInner],
  });
  if (lhs.shape.length === 1) return product;
  const last = product.shape.length - 1;
  return build.transpose(product, [...range(last - 1), last, last - 1]);
}

const cannotMultiply = (lhs: Shape, rhs: Shape): ShapeError =>
  new ShapeError(
    "matmul-shapes",
    `matmul: ${showShape(lhs)} times ${showShape(rhs)} is not a product: the last axis of the first must be as long ` +
      `as the ${rhs.length > 1 ? "last but one" : "only"} axis of the second. Multiply by a scalar with mul; ` +
      "transpose a matrix that lies the other way.",
    { lhs, rhs },
  );
