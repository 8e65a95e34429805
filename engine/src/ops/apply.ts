/** Making nodes: the one way in which a graph grows. */
import type { DType } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";
import type { Attributes, Node } from "../ir/node.ts";
import { freshId, intern } from "../ir/node.ts";
import { builder } from "./build.ts";
import { rowOf, table } from "./table.ts";

/** The node of this op on these inputs; throws a ShapeError or DTypeError that names the op when they do not fit. */
export function apply(op: string, inputs: readonly Node[], attributes: Attributes = {}): Node {
  const row = table[op];
  const shape = row.shape(
    inputs.map((input) => input.shape),
    attributes,
  );
  const dtype = row.dtype(
    inputs.map((input) => input.dtype),
    attributes,
  );
  return intern(op, inputs, attributes, shape, dtype);
}

/** The same op with the same attributes on other inputs. */
export const rebuild = (node: Node, inputs: readonly Node[]): Node => apply(node.op, inputs, node.attributes);

/** Makers of single nodes by name: build.add(a, b). */
export const build = builder(apply);

/** What flows back to each input of `node` when `cotangent` flows back to it; null where nothing does. */
export const gradientOf = (node: Node, cotangent: Node): readonly (Node | null)[] =>
  rowOf(node).gradient(cotangent, node, build);

/** A value passed at run time, unlike every other input. */
export const input = (shape: Shape, dtype: DType): Node => apply("input", [], { id: freshId(), shape, dtype });

/** A number, rank 0, as its dtype stores it: float32 is rounded, int32 wraps, bool is 0 or 1. */
export const constant = (value: number, dtype: DType): Node => build.constant(value, dtype);

/** Numbers known while tracing, row-major. The array must not change afterwards. */
export const array = (data: ArrayLike<number>, shape: Shape, dtype: DType): Node =>
  apply("array", [], { data, shape, dtype });

/** 0, 1, … size − 1 as int32. */
export const iota = (size: number): Node => apply("iota", [], { size });

/** The same value as a node unlike every other: a leaf that a transformation can differentiate by. */
export const alias = (node: Node): Node => apply("alias", [node], { id: freshId() });
