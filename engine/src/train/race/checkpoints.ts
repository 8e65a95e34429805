/** Where the lanes of a race are measured: spaced logarithmically in examples, common to all lanes. */

/** Ratio of neighbouring checkpoints: 2^(1/4), four measurements for every doubling of the examples. */
const RATIO = 1.189207115002721;

/**
 * The numbers of examples at which every lane is measured, from 0 to `epochs`·`rows`.
 *
 * Within the first epoch they are multiples of the largest batch size that fits, so that lanes of smaller batches
 * (which usually divide it) stop exactly there; afterwards whole epochs, where every lane stops.
 */
export function checkpoints(rows: number, epochs: number, batchSizes: readonly number[]): number[] {
  const marks = [0];
  for (let mark = 1; mark < rows; mark *= RATIO) {
    const unit = batchSizes.reduce((largest, size) => (size <= mark && size > largest ? size : largest), 1);
    marks.push(Math.min(rows, Math.ceil(mark / unit) * unit));
  }
  for (let epoch = 1; epoch < epochs; epoch *= RATIO) marks.push(Math.round(epoch) * rows);
  marks.push(epochs * rows);
  return Array.from(new Set(marks)).sort((a, b) => a - b);
}

/** Updates of batches of `batchSize` rows in an epoch; the last one may be smaller. */
export const stepsPerEpoch = (rows: number, batchSize: number): number => Math.ceil(rows / batchSize);

/** The first number of updates after which at least `examples` examples have been read. */
export function stepsToReach(examples: number, rows: number, batchSize: number): number {
  const epochs = Math.floor(examples / rows);
  return epochs * stepsPerEpoch(rows, batchSize) + Math.ceil((examples - epochs * rows) / batchSize);
}
