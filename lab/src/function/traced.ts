/** A formula as a function of the engine's tensors: what it differentiates and compiles. */

import type { Tensor } from "nabla";
import * as nabla from "nabla";
import type { Expression, FunctionName, Operator } from "./parse.ts";

type Value = Tensor | number;

const operators: Record<Operator, (left: Tensor, right: Value) => Tensor> = {
  "+": (left, right) => left.add(right),
  "-": (left, right) => left.sub(right),
  "*": (left, right) => left.mul(right),
  "/": (left, right) => left.div(right),
  "^": (left, right) => left.pow(right),
};

const functions: Record<FunctionName, (first: Tensor, second: Tensor) => Tensor> = {
  sin: (a) => nabla.sin(a),
  cos: (a) => nabla.cos(a),
  tan: (a) => nabla.sin(a).div(nabla.cos(a)),
  exp: (a) => nabla.exp(a),
  ln: (a) => nabla.log(a),
  log: (a) => nabla.log(a),
  sqrt: (a) => nabla.sqrt(a),
  abs: (a) => nabla.abs(a),
  tanh: (a) => nabla.tanh(a),
  sigmoid: (a) => nabla.sigmoid(a),
  relu: (a) => nabla.relu(a),
  softplus: (a) => nabla.softplus(a),
  min: (a, b) => nabla.minimum(a, b),
  max: (a, b) => nabla.maximum(a, b),
};

/** Element by element where x and y are arrays. A formula without variables still has their shape. */
export function traced(expression: Expression, x: Tensor, y: Tensor): Tensor {
  const constant = (value: number): Tensor => nabla.zerosLike(x).add(value);
  const build = (each: Expression): Tensor => {
    if (each.kind === "number") return constant(each.value);
    if (each.kind === "variable") return each.name === "x" ? x : y;
    if (each.kind === "negative") return build(each.of).neg();
    if (each.kind === "call") return functions[each.name](build(each.of[0]), build(each.of[each.of.length - 1]));
    // A number as exponent stays a number: xⁿ has a derivative where x is negative, x^y has none.
    const exponent = each.operator === "^" ? numberOf(each.right) : null;
    return operators[each.operator](build(each.left), exponent ?? build(each.right));
  };
  return build(expression);
}

function numberOf(expression: Expression): number | null {
  if (expression.kind === "number") return expression.value;
  if (expression.kind !== "negative") return null;
  const inner = numberOf(expression.of);
  return inner === null ? null : -inner;
}
