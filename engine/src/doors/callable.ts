/** The one place where a function of tensors becomes callable with numbers. */
import { type JitOptions, jit } from "../jit/jit.ts";
import { isTensor } from "../trace/tensor.ts";
import type { TensorFunction } from "../trace/trace.ts";
import type { OnValues } from "./values.ts";

/**
 * `f` for both worlds. Called with a Tensor anywhere among its arguments it is `f` itself, so that it can be used
 * inside traced functions; called with values at rest it is compiled and computes. Its own properties (`info` of a
 * loss, say) are kept.
 *
 * @param f a function of tensors
 * @param options how many leading arguments are tensors (`tensors`; the rest are settings), and the backend
 */
export function callable<F extends TensorFunction, Face = OnValues<F> & F>(f: F, options?: JitOptions): Face {
  const onValues = jit(f, options);
  const onTensors: (...args: readonly never[]) => unknown = f;
  const both = (...args: readonly unknown[]): unknown =>
    hasTensor(args) ? onTensors(...(args as readonly never[])) : onValues(...args);
  const own = Object.entries(Object.getOwnPropertyDescriptors(f)).filter(([name]) => !ofFunctions.includes(name));
  return Object.defineProperties(both, Object.fromEntries(own)) as unknown as Face;
}

/** What every function has of its own, and which says nothing of `f` here. */
const ofFunctions: readonly string[] = ["length", "prototype"];

/** Whether there is a Tensor in a list, at any depth of arrays and objects. Typed arrays are not searched. */
function hasTensor(values: readonly unknown[]): boolean {
  for (const value of values) {
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) continue;
    if (isTensor(value)) return true;
    if (hasTensor(Array.isArray(value) ? value : Object.values(value))) return true;
  }
  return false;
}
