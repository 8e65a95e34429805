/** `nabla/datasets`: generated data, the same for the same seed on every host. */
export {
  type BlobsOptions,
  blobs,
  type CirclesOptions,
  circles,
  moons,
  type NoisyOptions,
  type SpiralsOptions,
  spirals,
  xor,
} from "../train/datasets/classes.ts";
export type { Generated, Generator, RowsOptions } from "../train/datasets/generator.ts";
export { type LineOptions, line } from "../train/datasets/regression.ts";
