/** `nabla/race`: descents of several batch sizes compared under the protocol, and the record of a comparison. */

export { type CompareOptions, compare, compareMap } from "../train/race/compare.ts";
export {
  type DescentProgram,
  type DescentRun,
  type DescentSettings,
  type HeldOut,
  type MapOptions,
  type Order,
  type Progress,
  type RaceOptions,
  type RaceResult,
  race,
} from "../train/race/index.ts";
export type * from "../train/record.ts";
export { quantile } from "../train/statistics/quantiles.ts";
