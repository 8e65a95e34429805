/** Functions of each element. */
import { isFloat } from "../base/dtype.ts";
import { DTypeError } from "../base/errors.ts";
import { build } from "../ops/apply.ts";
import { align, broadcastShapes } from "./broadcasting.ts";
import { type Operand, operandNode, Tensor, toTensor } from "./tensor.ts";

/** Both operands in one shape and dtype. */
function aligned(a: Operand, b: Operand, operation: string): [Tensor, Tensor] {
  const [left, right] = align(operandNode(a, operation), operandNode(b, operation), operation);
  return [new Tensor(left), new Tensor(right)];
}

const binary =
  (op: "add" | "sub" | "mul" | "div" | "pow" | "maximum" | "minimum" | "less" | "lessEqual" | "equal" | "notEqual") =>
  (a: Operand, b: Operand): Tensor => {
    const [left, right] = align(operandNode(a, op), operandNode(b, op), op);
    return new Tensor(build[op](left, right));
  };

/** a + b. Shapes broadcast as in NumPy. */
export const add = binary("add");
/** a − b. */
export const sub = binary("sub");
/** a · b, element by element. */
export const mul = binary("mul");
/** a / b; floats only. */
export const div = binary("div");
/** aᵇ. By a: b·aᵇ⁻¹, also for a ≤ 0; by b: aᵇ·ln a where a > 0, else 0. */
export const pow = binary("pow");
/** The larger of a and b; NaN if either is. Where they are equal each takes half of the gradient. */
export const maximum = binary("maximum");
/** The smaller of a and b; NaN if either is. Where they are equal each takes half of the gradient. */
export const minimum = binary("minimum");
/** a < b, as bool. */
export const less = binary("less");
/** a ≤ b, as bool. */
export const lessEqual = binary("lessEqual");
/** a > b, as bool. */
export const greater = (a: Operand, b: Operand): Tensor => less(b, a);
/** a ≥ b, as bool. */
export const greaterEqual = (a: Operand, b: Operand): Tensor => lessEqual(b, a);
/** a = b, as bool. NaN equals nothing. */
export const equal = binary("equal");
/** a ≠ b, as bool. */
export const notEqual = binary("notEqual");

/** Both conditions hold. */
export const logicalAnd = (a: Tensor, b: Tensor): Tensor => {
  const [left, right] = aligned(a, b, "logicalAnd");
  return new Tensor(build.and(left.node, right.node));
};
/** At least one condition holds. */
export const logicalOr = (a: Tensor, b: Tensor): Tensor => {
  const [left, right] = aligned(a, b, "logicalOr");
  return new Tensor(build.or(left.node, right.node));
};
/** The condition does not hold. */
export const logicalNot = (a: Tensor): Tensor => new Tensor(build.not(a.node));

/**
 * a where the condition holds, else b: the traced form of `condition ? a : b`. Both are computed, so a NaN or infinity
 * in the branch not taken is masked in the value; its gradient is multiplied by 0 and can still become NaN. Where that
 * matters, choose the *argument* first: `log(where(x.greater(0), x, 1))`.
 */
export function where(condition: Tensor, a: Operand, b: Operand): Tensor {
  if (condition.dtype !== "bool") {
    throw new DTypeError(
      "condition-not-bool",
      `where: the condition must be bool, got ${condition.dtype}. Compare first: where(x.greater(0), a, b).`,
      { dtype: condition.dtype },
    );
  }
  const [left, right] = aligned(a, b, "where");
  const shape = broadcastShapes(condition.shape, left.shape, "where");
  return new Tensor(
    build.where(condition.broadcastTo(shape).node, left.broadcastTo(shape).node, right.broadcastTo(shape).node),
  );
}

/** −x */
export const neg = (x: Operand): Tensor => toTensor(x).neg();
/** |x|. The derivative is sign(x), so 0 at 0. */
export const abs = (x: Operand): Tensor => toTensor(x).abs();
/** −1, 0 or 1. The derivative is 0. */
export const sign = (x: Operand): Tensor => toTensor(x).sign();
/** The largest integer ≤ x. The derivative is 0. */
/** Random bits of counters: each int32 to another one, near ones far apart. */
export const scramble = (x: Tensor): Tensor => new Tensor(build.scramble(x.node));
export const floor = (x: Operand): Tensor => toTensor(x).floor();
/** x² */
export const square = (x: Operand): Tensor => toTensor(x).square();
/** √x */
export const sqrt = (x: Operand): Tensor => toTensor(x).sqrt();
/** 1 / x */
export const reciprocal = (x: Operand): Tensor => div(1, x);
/** eˣ */
export const exp = (x: Operand): Tensor => toTensor(x).exp();
/** eˣ − 1, accurate near 0. */
export const expm1 = (x: Operand): Tensor => toTensor(x).expm1();
/** ln x */
export const log = (x: Operand): Tensor => toTensor(x).log();
/** ln(1 + x), accurate near 0. */
export const log1p = (x: Operand): Tensor => toTensor(x).log1p();
/** sin x, x in radians. */
export const sin = (x: Operand): Tensor => toTensor(x).sin();
/** cos x, x in radians. */
export const cos = (x: Operand): Tensor => toTensor(x).cos();
/** tanh x = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ) */
export const tanh = (x: Operand): Tensor => toTensor(x).tanh();

/** x held between two bounds: min(max(x, low), high). At a bound half of the gradient passes. */
export const clip = (x: Operand, low: Operand, high: Operand): Tensor => minimum(maximum(x, low), high);

/** The same values, through which no gradient flows. */
export const stopGradient = (x: Tensor): Tensor => (isFloat(x.dtype) ? new Tensor(build.stopGradient(x.node)) : x);
