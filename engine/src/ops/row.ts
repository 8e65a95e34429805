/** What a row of the table of primitives says. Shared code asks a row what it *is* (`kind`), never which op it is. */
import type { DType, NumericArray } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";
import type { Attributes, Node } from "../ir/node.ts";
import type { Build } from "./build.ts";

/** A value at rest, as the reference meaning reads and writes it. */
export interface HostValue {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly data: ArrayLike<number> | NumericArray;
}

/** The numbers tests may draw an input from: [low, high]. */
export type Interval = readonly [low: number, high: number];

export interface RowBase {
  readonly name: string;
  /** Shape of the result; throws a ShapeError that names the op and the shapes. */
  shape(inputs: readonly Shape[], attributes: Attributes): Shape;
  /** Dtype of the result; throws a DTypeError that names the op and the dtypes. */
  dtype(inputs: readonly DType[], attributes: Attributes): DType;
  /**
   * Reverse rule: the cotangent of each input, null where no gradient flows. May use `node` itself (its output).
   * Rows do not know each other: `build` makes the nodes. Callers use `gradientOf` of apply.ts.
   */
  gradient(cotangent: Node, node: Node, build: Build): readonly (Node | null)[];
}

/** No computation: an input, a constant, an array given at trace time, iota. */
export interface SourceRow extends RowBase {
  readonly kind: "source";
}

/** One output element from the elements at the same place of all inputs (equal shapes). */
export interface ElementwiseRow extends RowBase {
  readonly kind: "elementwise";
  readonly arity: number;
  /** Reference meaning in plain JavaScript float64; comparisons give 0 or 1, int32 results wrap when stored. */
  readonly evaluate: (...values: number[]) => number;
  /** The meaning for a result dtype where `evaluate` is not it: int32 multiplies modulo 2³², a cast saturates. */
  readonly evaluateAs?: Readonly<Partial<Record<DType, (...values: number[]) => number>>>;
  /**
   * `evaluate` is correctly rounded, so every host and backend gives its bits (float32: rounded once more) and it may
   * be done while compiling.
   */
  readonly exact: boolean;
  readonly wasm: ElementwiseSpelling;
  /** Where tests may draw each input (one entry stands for all inputs). */
  readonly domain: readonly Interval[];
  /** The inputs may be exchanged without changing a bit. */
  readonly commutative: boolean;
  /** Arithmetic cost of one element in flops (transcendental functions: an estimate of their routine). */
  readonly flops: number;
}

/** How the WebAssembly backend spells an elementwise row, as data. */
export interface ElementwiseSpelling {
  /** Suffix of the lane operation of f32x4 and f64x2: "add". */
  readonly float?: string;
  /** Suffix of the lane operation of i32x4: "max_s". */
  readonly int32?: string;
  /** Name of the vector routine, for floats. */
  readonly routine?: string;
  /** Name of a short sequence of instructions the backend knows, where no lane operation exists. */
  readonly emulate?: "sign" | "and" | "or" | "not" | "where" | "cast" | "identity" | "scramble";
}

/**
 * Axes folded away by an associative operation. attributes: { axes: number[] } ascending. The fold begins with the
 * first element, so folding an axis of size 1 changes nothing; an empty axis gives `identity` (int32: clamped).
 */
export interface ReduceRow extends RowBase {
  readonly kind: "reduce";
  readonly identity: number;
  readonly combine: (a: number, b: number) => number;
  readonly wasm: { readonly float: string; readonly int32: string };
  readonly domain: readonly Interval[];
}

/** Where one element of a view comes from: coordinates in one of the inputs. */
export interface Place {
  readonly input: number;
  readonly coordinates: readonly number[];
}

/** Elements moved, none computed. */
export interface ViewRow extends RowBase {
  readonly kind: "view";
  /**
   * Where the element of the result at `coordinates` comes from, or null for the fill value 0 (pad). No shape has the
   * symbolic dimension.
   */
  source(coordinates: readonly number[], shapes: readonly Shape[], attributes: Attributes, result: Shape): Place | null;
}

/** General contraction. attributes: ContractAxes; result = batch, lhs free, rhs free. */
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
