/** `nabla/inspect`: what a function of tensors becomes. */
import { print } from "../ir/print.ts";
import { patternOf, specOf, withWeakNumbers } from "../jit/pattern.ts";
import { type TensorFunction, trace } from "../trace/trace.ts";

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
