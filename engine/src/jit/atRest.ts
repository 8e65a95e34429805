/** Values at rest as arrays with their shapes, however they are written. */
import type { NDArray } from "../base/ndarray.ts";
import type { Tree } from "../base/tree.ts";
import { isLeafPattern, patternOf } from "./pattern.ts";
import { Reader } from "./reader.ts";

/** @throws OptionError where `value` is no array of numbers and no tree of them, with the path to the place */
export function asArrays(value: unknown, path: string): Tree<NDArray> {
  const pattern = patternOf(value, path);
  if (isLeafPattern(pattern)) {
    const reader = new Reader([pattern]);
    reader.read([value]);
    return { data: Float64Array.from(reader.slots[0]), shape: pattern.shape };
  }
  if (pattern.kind === "array") return (value as readonly unknown[]).map((each, i) => asArrays(each, `${path}.${i}`));
  const parts = Object.entries(value as object).map(([key, each]) => [key, asArrays(each, `${path}.${key}`)]);
  return Object.fromEntries(parts) as Tree<NDArray>;
}
