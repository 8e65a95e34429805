/**
 * The parts of a batch of several tiles: each is summed for itself, then they are folded in a fixed order. How many
 * there are follows from sizes alone, so any number of threads makes the same bits.
 */
import { sizeOf } from "../../base/shape.ts";
import { bytesOf } from "./emit/context.ts";
import type { Leaf } from "./layout.ts";

const most = 8;
/** The gradients of all parts together must stay in the second-level cache. */
const gradientBytes = 1 << 20;

/** Tiles of a part, at least: folding it must cost little beside summing it. */
export const tilesOfPart = 2;

/** Parts of a batch, at most: a power of two. */
export function mostParts(parameters: readonly Leaf[]): number {
  const bytes = parameters.reduce((sum, { shape, dtype }) => sum + sizeOf(shape) * bytesOf(dtype), 0);
  let parts = most;
  while (parts > 1 && bytes * parts > gradientBytes) parts /= 2;
  return parts;
}
