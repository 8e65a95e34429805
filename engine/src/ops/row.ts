/** What a row of the table of primitives says. Shared code asks a row what it *is* (`kind`), never which op it is. */
import type { DType, NumericArray } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";
import type { Attributes, Node } from "../ir/node.ts";

/** A value at rest, as the reference meaning reads and writes it. */
export interface HostValue {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly data: ArrayLike<number> | NumericArray;
}

interface RowBase {
  readonly name: string;
  /** Shape of the result; throws a ShapeError that names the op and the shapes. */
  shape(inputs: readonly Shape[], attributes: Attributes): Shape;
  /** Dtype of the result; throws a DTypeError that names the op and the dtypes. */
  dtype(inputs: readonly DType[], attributes: Attributes): DType;
  /** Reverse rule: the cotangent of each input, null where no gradient flows. May use `node` itself (its output). */
  gradient(cotangent: Node, node: Node): readonly (Node | null)[];
}

/** No computation: an input, a constant, an array given at trace time, iota. */
export interface SourceRow extends RowBase {
  readonly kind: "source";
}

/** One output element from the elements at the same place of all inputs (equal shapes). */
export interface ElementwiseRow extends RowBase {
  readonly kind: "elementwise";
  readonly arity: number;
  /** Reference meaning in plain JavaScript float64; comparisons give 0 or 1. */
  evaluate(...values: number[]): number;
  /** How the WebAssembly backend spells it, as data: lane operations by type, or the name of a vector routine. */
  readonly wasm: { readonly float?: string; readonly int32?: string; readonly routine?: string; readonly emulate?: string };
  /** Where tests may draw each input: [low, high] per input (one entry = for all). */
  readonly domain: readonly (readonly [number, number])[];
  readonly commutative?: boolean;
  /** Arithmetic cost of one element in flops (transcendental functions: a stated estimate). */
  readonly flops: number;
}

/** Axes folded away by an associative operation. attributes: { axes: number[] } ascending. */
export interface ReduceRow extends RowBase {
  readonly kind: "reduce";
  readonly identity: number;
  combine(a: number, b: number): number;
  readonly wasm: { readonly float: string; readonly int32: string };
  readonly domain: readonly (readonly [number, number])[];
}

/** Elements moved, none computed. `source` maps a result's coordinates to (input, coordinates) or a fill value. */
export interface ViewRow extends RowBase {
  readonly kind: "view";
  /**
   * Where the element of the result at `coordinates` comes from: which input and at which coordinates, or null for
   * the fill value 0 (pad). `shapes` has no symbolic dimension.
   */
  source(
    coordinates: readonly number[],
    shapes: readonly Shape[],
    attributes: Attributes,
    result: Shape,
  ): { readonly input: number; readonly coordinates: readonly number[] } | null;
}

/** General contraction. attributes: { lhsBatch, rhsBatch, lhsContract, rhsContract }; result = batch, lhs free, rhs free. */
export interface ContractRow extends RowBase {
  readonly kind: "contract";
}

/** gather and its adjoint scatterAdd. attributes: { batch: number, size?: number }. */
export interface IndexRow extends RowBase {
  readonly kind: "gather" | "scatter";
}

/** A value with a reverse rule of its own (customGradient). inputs: [value, …arguments]; attributes: { rule }. */
export interface CustomRow extends RowBase {
  readonly kind: "custom";
}

export type Row = SourceRow | ElementwiseRow | ReduceRow | ViewRow | ContractRow | IndexRow | CustomRow;
export type Kind = Row["kind"];
