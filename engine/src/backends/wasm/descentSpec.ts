/** What a compiled descent is made from. */
import type { FloatDType } from "../../base/dtype.ts";
import type { Graph } from "../../ir/graph.ts";
import type { Arithmetic } from "./emit/context.ts";
import type { Leaf } from "./layout.ts";

/**
 * The graphs of one descent. Inputs and outputs in order (sums: for each parameter its gradient and the
 * compensation, then the loss and its compensation):
 *   step, single   parameters, state, data, divisor, step, hyper -> parameters, state, loss
 *   tile           parameters, data, sums -> sums
 *   fold           sums of one part, sums of another -> sums of both
 *   update         parameters, state, sums, divisor, step, hyper -> parameters, state, loss
 * `single` is the step of one row, without the symbolic dimension. With a table, in which every row remembers
 * something like the parameters, `step` and `single` take one row, have it behind the data, and give it back last.
 */
export interface DescentSpec {
  readonly dtype: FloatDType;
  readonly parameters: readonly Leaf[];
  readonly state: readonly Leaf[];
  readonly data: readonly Leaf[];
  /** Is there a table? It is one more leaf of the data that each run brings along. */
  readonly table?: boolean;
  readonly hyper: number;
  readonly tile: number;
  readonly arithmetic: Arithmetic;
  readonly graphs: Readonly<Record<DescentFunction, Graph>>;
}

export type DescentFunction = "step" | "single" | "tile" | "fold" | "update";
