/** What many batches would have said of the gradient: means of the engine's gradients over rows the engine drew. */

export type Pair = readonly [number, number];

/**
 * The mean gradient of the first `size` rows of every epoch, for each size asked for: the first batch that a descent of
 * that size would read there.
 *
 * @param gradients pairs, example after example
 * @param read rows, epoch after epoch
 */
export function batchGradients(
  gradients: Float64Array,
  read: Uint32Array,
  sizes: readonly number[],
): ReadonlyMap<number, readonly Pair[]> {
  const rows = gradients.length / 2;
  const wanted = new Map(sizes.map((size) => [size, [] as Pair[]]));
  for (let start = 0; start + rows <= read.length; start += rows) {
    let [x, y] = [0, 0];
    for (let i = 0; i < rows; i++) {
      const row = read[start + i];
      x += gradients[2 * row];
      y += gradients[2 * row + 1];
      wanted.get(i + 1)?.push([x / (i + 1), y / (i + 1)]);
    }
  }
  return wanted;
}

/** The root of the mean squared distance from a place. */
export function spreadAround(pairs: readonly Pair[], [x, y]: Pair): number {
  const sum = pairs.reduce((total, [a, b]) => total + (a - x) * (a - x) + (b - y) * (b - y), 0);
  return Math.sqrt(sum / pairs.length);
}

export function meanOf(gradients: Float64Array): Pair {
  let [x, y] = [0, 0];
  for (let i = 0; i < gradients.length; i += 2) {
    x += gradients[i];
    y += gradients[i + 1];
  }
  return [(2 * x) / gradients.length, (2 * y) / gradients.length];
}

/** 1, 2, 4, … and all rows, and one more. */
export function sizesWith(rows: number, size: number): readonly number[] {
  const sizes = new Set([rows, size]);
  for (let each = 1; each < rows; each *= 2) sizes.add(each);
  return [...sizes].sort((a, b) => a - b);
}

/** Where a descent stands within its epoch, and which rows its next batch has. */
export interface NextBatch {
  readonly epoch: number;
  /** From 1. */
  readonly batch: number;
  readonly batches: number;
  readonly rows: Uint32Array;
  /** Rows of this epoch that were read before. */
  readonly before: Uint32Array;
}

export function nextBatch(read: Uint32Array, rows: number, size: number, step: number): NextBatch {
  const batches = Math.ceil(rows / size);
  const epoch = Math.floor(step / batches);
  const order = read.subarray(epoch * rows, (epoch + 1) * rows);
  const from = (step % batches) * size;
  return {
    epoch: epoch + 1,
    batch: (step % batches) + 1,
    batches,
    rows: order.subarray(from, from + size),
    before: order.subarray(0, from),
  };
}
