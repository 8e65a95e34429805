/** What a model is: start values, and a prediction for one example. */
import type { NumericArray } from "../../base/dtype.ts";
import type { NDArray } from "../../base/ndarray.ts";
import { fold, type Key, uniform } from "../../base/random.ts";
import { type Shape, sizeOf } from "../../base/shape.ts";
import type { Tree } from "../../base/tree.ts";
import type { Tensor } from "../../trace/tensor.ts";
import type { Info } from "../info.ts";

/** For which start values a model is asked: the key fixes them; the shapes are those of one example. */
export interface Start {
  readonly key: Key;
  readonly input: Shape;
  readonly output: Shape;
}

/**
 * A function with parameters. Parameters named `bias` are exempt from the penalty `l2`; all others take part in it.
 */
export interface Model<Parameters extends Tree<Tensor> = Tree<Tensor>> {
  readonly info?: Info;
  /** Start values, a tree of arrays and numbers, typed or nested. The same key gives the same values. */
  init(start: Start): Tree<NDArray | NumericArray | number>;
  /** The prediction for one example. It is traced, not run. */
  apply(parameters: Parameters, x: Tensor): Tensor;
  /** The prediction is affine in the parameters, so that a convex loss stays convex. */
  readonly affine?: boolean;
}

/** An array of values spread evenly over (−limit, limit): a stream of its own for each label and index of a key. */
export function uniformArray(
  key: Key,
  [label, index]: readonly [string, number],
  shape: Shape,
  limit: number,
): NDArray {
  const data = uniform(fold(key, label, index), sizeOf(shape)).map((share) => (2 * share - 1) * limit);
  return { data, shape };
}

/** Leaves under a key named `bias` are neither penalized nor decayed. */
export const isBias = (path: string): boolean => path.split(".").at(-1) === "bias";
