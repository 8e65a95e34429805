/** Arithmetic of two numbers. */
import type { Node } from "../ir/node.ts";
import { numberOf } from "../ir/number.ts";
import type { Build } from "./build.ts";
import { floatDType, numberDType } from "./check.ts";
import { elementwise } from "./elementwise.ts";

/** Where `a` and `b` tie each takes half of the cotangent; otherwise the one `chosen` takes all. */
const share = (cotangent: Node, a: Node, b: Node, chosen: Node, build: Build): Node =>
  build.where(
    build.equal(a, b),
    build.mul(cotangent, build.scalarLike(0.5, cotangent)),
    build.where(chosen, cotangent, build.scalarLike(0, cotangent)),
  );

/** y·xʸ⁻¹. The exponent is moved away from 0⁻¹ where x and y are both 0, so that 0 · ∞ never appears. */
function powerSlope(x: Node, y: Node, build: Build): Node {
  const exponent = numberOf(y);
  if (exponent === 1) return build.scalarLike(1, x);
  if (exponent === 2) return build.mul(y, x);
  if (exponent !== undefined && exponent !== 0) return build.mul(y, build.pow(x, build.scalarLike(exponent - 1, x)));
  const zero = build.scalarLike(0, x);
  const one = build.scalarLike(1, x);
  const corner = build.and(build.equal(x, zero), build.equal(y, zero));
  return build.mul(y, build.pow(x, build.sub(build.where(corner, one, y), one)));
}

/** xʸ·log x where x > 0, else 0; log and power see 1 where x ≤ 0, so no infinity is masked by multiplying with 0. */
function exponentSlope(x: Node, y: Node, build: Build): Node {
  const zero = build.scalarLike(0, x);
  const outside = build.lessEqual(x, zero);
  const base = build.where(outside, build.scalarLike(1, x), x);
  return build.where(outside, zero, build.mul(build.pow(base, y), build.log(base)));
}

export const binary = [
  elementwise({
    name: "add",
    arity: 2,
    dtype: numberDType,
    evaluate: (a, b) => a + b,
    gradient: (cotangent) => [cotangent, cotangent],
    exact: true,
    commutative: true,
    wasm: { float: "add", int32: "add" },
    domain: [[-10, 10]],
  }),
  elementwise({
    name: "sub",
    arity: 2,
    dtype: numberDType,
    evaluate: (a, b) => a - b,
    gradient: (cotangent, _, build) => [cotangent, build.neg(cotangent)],
    exact: true,
    wasm: { float: "sub", int32: "sub" },
    domain: [[-10, 10]],
  }),
  elementwise({
    name: "mul",
    arity: 2,
    dtype: numberDType,
    evaluate: (a, b) => a * b,
    evaluateAs: { int32: Math.imul },
    gradient: (cotangent, { inputs: [a, b] }, build) => [build.mul(cotangent, b), build.mul(cotangent, a)],
    exact: true,
    commutative: true,
    wasm: { float: "mul", int32: "mul" },
    domain: [[-10, 10]],
  }),
  elementwise({
    name: "div",
    arity: 2,
    dtype: floatDType,
    evaluate: (a, b) => a / b,
    gradient: (cotangent, node, build) => {
      const share = build.div(cotangent, node.inputs[1]);
      return [share, build.neg(build.mul(share, node))];
    },
    exact: true,
    wasm: { float: "div" },
    domain: [
      [-10, 10],
      [0.2, 5],
    ],
  }),
  /**
   * xʸ. By x: y·xʸ⁻¹, right for x = 0 and for negative bases too. By y: xʸ·log x where x > 0, and 0 elsewhere (there
   * xʸ is not a differentiable function of y).
   */
  elementwise({
    name: "pow",
    arity: 2,
    dtype: floatDType,
    // JavaScript alone says that 1 to a power that is NaN or infinite is NaN; IEEE 754 says 1, and (−1)^±∞ = 1.
    evaluate: (x, y) => (x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y),
    gradient: (cotangent, { inputs: [x, y] }, build) => [
      build.mul(cotangent, powerSlope(x, y, build)),
      numberOf(y) === undefined ? build.mul(cotangent, exponentSlope(x, y, build)) : null,
    ],
    wasm: { routine: "pow" },
    domain: [
      [0.2, 3],
      [-3, 3],
    ],
    flops: 60,
  }),
  /** The larger; NaN if either is. Equal values take half of the gradient each. */
  elementwise({
    name: "maximum",
    arity: 2,
    dtype: numberDType,
    evaluate: Math.max,
    gradient: (cotangent, { inputs: [a, b] }, build) => [
      share(cotangent, a, b, build.less(b, a), build),
      share(cotangent, a, b, build.less(a, b), build),
    ],
    exact: true,
    commutative: true,
    wasm: { float: "max", int32: "max_s" },
    domain: [[-10, 10]],
  }),
  /** The smaller; NaN if either is. Equal values take half of the gradient each. */
  elementwise({
    name: "minimum",
    arity: 2,
    dtype: numberDType,
    evaluate: Math.min,
    gradient: (cotangent, { inputs: [a, b] }, build) => [
      share(cotangent, a, b, build.less(a, b), build),
      share(cotangent, a, b, build.less(b, a), build),
    ],
    exact: true,
    commutative: true,
    wasm: { float: "min", int32: "min_s" },
    domain: [[-10, 10]],
  }),
];
