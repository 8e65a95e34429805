/**
 * Small named makers of nodes for those who write rules: reverse rules, rewrite rules, tests. They add nothing to
 * `apply` but names, argument order, and the shortcut that a view which changes nothing is no node.
 */
import type { DType } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";
import { range, sameShape } from "../base/shape.ts";
import type { Attributes, Node } from "../ir/node.ts";

export type Apply = (op: string, inputs: readonly Node[], attributes?: Attributes) => Node;

/** Which axes of two tensors are paired: kept (batch) or summed over (contract). */
export type ContractAxes = {
  readonly lhsBatch: readonly number[];
  readonly rhsBatch: readonly number[];
  readonly lhsContract: readonly number[];
  readonly rhsContract: readonly number[];
};

export type Build = ReturnType<typeof builder>;

/** The value as its dtype stores it: float32 rounded, int32 wrapped, bool 0 or 1. */
export function stored(value: number, dtype: DType): number {
  if (dtype === "float32") return Math.fround(value);
  if (dtype === "int32") return value | 0;
  if (dtype === "bool") return value === 0 ? 0 : 1;
  return value;
}

const increasing = (axes: readonly number[]): boolean => axes.every((axis, i) => axis === i);

export function builder(apply: Apply) {
  const unary = (op: string) => (x: Node) => apply(op, [x]);
  const binary = (op: string) => (a: Node, b: Node) => apply(op, [a, b]);
  const reduce = (op: string) => (x: Node, axes: readonly number[]) =>
    axes.length === 0 ? x : apply(op, [x], { axes: [...axes].sort((a, b) => a - b) });

  const constant = (value: number, dtype: DType) => apply("constant", [], { value: stored(value, dtype), dtype });

  /** Input axis i becomes result axis axes[i]; the other result axes repeat. */
  const broadcast = (x: Node, shape: Shape, axes: readonly number[]) =>
    sameShape(x.shape, shape) && increasing(axes) ? x : apply("broadcast", [x], { shape, axes });

  /** The number as a tensor of this shape. */
  const full = (value: number, shape: Shape, dtype: DType) => broadcast(constant(value, dtype), shape, []);

  return {
    neg: unary("neg"),
    abs: unary("abs"),
    sign: unary("sign"),
    exp: unary("exp"),
    log: unary("log"),
    log1p: unary("log1p"),
    expm1: unary("expm1"),
    sqrt: unary("sqrt"),
    sin: unary("sin"),
    cos: unary("cos"),
    tanh: unary("tanh"),
    floor: unary("floor"),
    scramble: unary("scramble"),
    not: unary("not"),
    stopGradient: unary("stopGradient"),
    add: binary("add"),
    sub: binary("sub"),
    mul: binary("mul"),
    div: binary("div"),
    pow: binary("pow"),
    maximum: binary("maximum"),
    minimum: binary("minimum"),
    less: binary("less"),
    lessEqual: binary("lessEqual"),
    equal: binary("equal"),
    notEqual: binary("notEqual"),
    and: binary("and"),
    or: binary("or"),
    where: (condition: Node, a: Node, b: Node) => apply("where", [condition, a, b]),
    cast: (x: Node, dtype: DType) => (x.dtype === dtype ? x : apply("cast", [x], { dtype })),

    sum: reduce("sum"),
    max: reduce("max"),
    min: reduce("min"),

    reshape: (x: Node, shape: Shape) => (sameShape(x.shape, shape) ? x : apply("reshape", [x], { shape })),
    transpose: (x: Node, permutation: readonly number[]) =>
      increasing(permutation) ? x : apply("transpose", [x], { permutation }),
    broadcast,
    slice: (x: Node, starts: readonly number[], stops: readonly number[]) =>
      starts.every((start) => start === 0) && sameShape(stops, x.shape) ? x : apply("slice", [x], { starts, stops }),
    pad: (x: Node, before: readonly number[], after: readonly number[]) =>
      [...before, ...after].every((width) => width === 0) ? x : apply("pad", [x], { before, after }),
    flip: (x: Node, axes: readonly number[]) =>
      axes.length === 0 ? x : apply("flip", [x], { axes: [...axes].sort((a, b) => a - b) }),
    concat: (inputs: readonly Node[], axis: number) =>
      inputs.length === 1 ? inputs[0] : apply("concat", inputs, { axis }),

    contract: (lhs: Node, rhs: Node, axes: ContractAxes) => apply("contract", [lhs, rhs], axes),
    gather: (x: Node, index: Node, batch: number) => apply("gather", [x, index], { batch }),
    scatterAdd: (cotangent: Node, index: Node, batch: number, size: number) =>
      apply("scatterAdd", [cotangent, index], { batch, size }),

    constant,
    full,
    /** The number as a tensor like this one in shape and dtype. */
    scalarLike: (value: number, like: Node) => full(value, like.shape, like.dtype),
    /** The reverse of `sum` over these axes: the cotangent repeated along them. */
    unsum: (cotangent: Node, shape: Shape, axes: readonly number[]) =>
      broadcast(
        cotangent,
        shape,
        range(shape.length).filter((axis) => !axes.includes(axis)),
      ),
  };
}
