/**
 * What lowering makes of a graph: values with storage, and kernels (one loop nest each) that fill them. Plain data:
 * the WebAssembly backend spells it, `inspect` prints it, nothing here knows an instruction.
 */
import type { DType } from "../base/dtype.ts";
import type { Shape } from "../base/shape.ts";
import type { Attributes } from "../ir/node.ts";

/** A tensor that lives in memory, row-major. Storage for the symbolic rows is planned for a whole tile. */
export interface Value {
  readonly id: number;
  readonly dtype: DType;
  readonly shape: Shape;
  /** What it is, for listings: "input 0", "matmul", … */
  readonly label: string;
  place: Place;
}

/** Where a value lies: at an offset in the program's region, or at an offset from an address passed with each call. */
export type Place =
  | { readonly kind: "region"; readonly offset: number }
  | { readonly kind: "pointer"; readonly index: number; readonly offset: number }
  | { readonly kind: "unplaced" };

/** Elements of a value as seen from a loop nest: offset + Σ strides[axis] · index[axis], in elements. */
export interface Access {
  readonly value: Value;
  readonly strides: readonly number[];
  readonly offset: number;
}

/** What is computed at each point of a loop nest. Shared subexpressions are shared objects. */
export type Expression =
  | { readonly kind: "load"; readonly access: Access; readonly dtype: DType }
  | { readonly kind: "constant"; readonly number: number; readonly dtype: DType }
  | {
      readonly kind: "index";
      readonly axis: number;
      readonly scale: number;
      readonly offset: number;
      readonly dtype: DType;
    }
  | {
      readonly kind: "apply";
      readonly op: string;
      readonly inputs: readonly Expression[];
      readonly attributes: Attributes;
      readonly dtype: DType;
    };

export interface Store {
  readonly access: Access;
  readonly expression: Expression;
}

/** Elementwise work over one domain, several results from one pass. */
export interface MapKernel {
  readonly kind: "map";
  readonly domain: Shape;
  readonly stores: readonly Store[];
}

/** A fold over the last `reduced` axes of the domain; the store's strides are zero there. */
export interface ReduceKernel {
  readonly kind: "reduce";
  readonly op: string;
  readonly domain: Shape;
  readonly reduced: readonly number[];
  readonly store: Store;
  /** Set where the last axis of the domain holds so many functions side by side: each folds as it would alone. */
  readonly lanes?: number;
}

/** Sizes and strides of one group of axes of a contraction, already merged into single loops. */
export interface ContractLoop {
  readonly size: number;
  readonly lhs: number;
  readonly rhs: number;
  readonly result: number;
}

/**
 * result[b, m, n] = Σₖ lhs[b, m, k] · rhs[b, k, n]. With `lanes`, every element is a vector of so many, and offsets and
 * strides count vectors.
 */
export interface ContractKernel {
  readonly kind: "contract";
  readonly dtype: DType;
  readonly lhs: Access;
  readonly rhs: Access;
  readonly result: Access;
  readonly batch: readonly ContractLoop[];
  readonly m: ContractLoop;
  readonly n: ContractLoop;
  readonly k: ContractLoop;
  readonly lanes?: number;
}

/** result[batch, index…, rest] = source[batch, id, rest], or its adjoint, which adds into a zeroed result. */
export interface IndexKernel {
  readonly kind: "gather" | "scatter";
  readonly source: Value;
  readonly index: Value;
  readonly result: Value;
  /** Sizes: leading shared axes, picked per batch, the axis picked from, what moves with each pick. */
  readonly batch: Shape;
  readonly picks: Shape;
  readonly size: number;
  readonly rest: number;
}

export type Kernel = MapKernel | ReduceKernel | ContractKernel | IndexKernel;

/** One function of a compiled module. */
export interface LoweredFunction {
  readonly name: string;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly constants: readonly { readonly value: Value; readonly data: ArrayLike<number> }[];
  readonly kernels: readonly Kernel[];
  /** Kernels from this index on overwrite inputs (state updated in place); those before it do not. */
  readonly commit: number;
  /** Most rows of a tile. */
  readonly tile: number;
  /** End of the region, in bytes, as far as this function uses it. */
  readonly regionBytes: number;
}

export const valuesRead = (kernel: Kernel): Value[] => {
  switch (kernel.kind) {
    case "map":
      return kernel.stores.flatMap((store) => loads(store.expression));
    case "reduce":
      return loads(kernel.store.expression);
    case "contract":
      return [kernel.lhs.value, kernel.rhs.value];
    default:
      return [kernel.source, kernel.index];
  }
};

export const valuesWritten = (kernel: Kernel): Value[] => {
  switch (kernel.kind) {
    case "map":
      return kernel.stores.map((store) => store.access.value);
    case "reduce":
      return [kernel.store.access.value];
    case "contract":
      return [kernel.result.value];
    default:
      return [kernel.result];
  }
};

/** Every access of an expression, each shared subexpression once. */
export function accesses(expression: Expression): Access[] {
  const seen = new Set<Expression>();
  const found: Access[] = [];
  const visit = (current: Expression): void => {
    if (seen.has(current)) return;
    seen.add(current);
    if (current.kind === "load") found.push(current.access);
    if (current.kind === "apply") current.inputs.forEach(visit);
  };
  visit(expression);
  return found;
}

const loads = (expression: Expression): Value[] => accesses(expression).map((access) => access.value);
