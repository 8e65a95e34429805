/** `nabla/inspect`: what a function of tensors and what a descent become. */
import { print } from "../ir/print.ts";
import { patternOf, specOf, withWeakNumbers } from "../jit/pattern.ts";
import { type TensorFunction, trace } from "../trace/trace.ts";
import { type DescentInspection, inspectDescent as ofDescent } from "../train/inspectDescent.ts";
import type { DescendOptions } from "../train/options.ts";

export type { DescentCost, DescentInspection } from "../train/inspectDescent.ts";

/**
 * The graph of a function as text, one line a node: its name, its dtype and shape, and how it is made. It is the graph
 * as it was traced, before the compiler simplifies it.
 *
 * @param f a function of tensors; a gradient too
 * @param examples values at rest like those it would be called with; only their shapes and dtypes matter
 * @example
 * import type { Tensor } from "nabla";
 * import { inspect } from "nabla/inspect";
 * inspect((x: Tensor) => x.mul(x).sum(), [1, 2, 3]);
 * // a: float64[3] = input
 * // b: float64[3] = mul(a, a)
 * // c: float64[] = sum(b) axes=[0]
 * // return c
 */
export function inspect(f: TensorFunction, ...examples: readonly unknown[]): string {
  const patterns = withWeakNumbers(examples.map((example, i) => patternOf(example, `argument ${i}`)));
  return print(trace(f, patterns.map(specOf)).graph);
}

/**
 * What `descend` would make of these options, and what it would cost: every function of the program with its kernels,
 * what each reads, computes and writes, its arithmetic operations and the bytes it moves, and the memory it needs.
 * Nothing is compiled to WebAssembly and nothing runs.
 *
 * @throws OptionError, DataError, ShapeError as `descend` does
 * @example
 * import { inspectDescent } from "nabla/inspect";
 * import { meanSquaredError } from "nabla/losses";
 * import { linear } from "nabla/models";
 * import { sgd } from "nabla/optimizers";
 * const { cost, text } = inspectDescent({
 *   model: linear(), loss: meanSquaredError, optimizer: sgd({ learningRate: 0.1 }),
 *   data: { x: [[0, 1], [1, 1], [2, 0]], y: [1, 3, 5] }, batchSize: 1,
 * });
 * cost.flopsPerUpdate; // 29
 * text.includes("single: 4 kernels"); // true
 */
export const inspectDescent = (options: DescendOptions): DescentInspection => ofDescent(options);
