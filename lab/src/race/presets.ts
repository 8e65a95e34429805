/** The races that a page offers before anything is chosen: the textbook's three descents at one rate. */

import { type OwnData, ownDataOf } from "../engine/ownData.ts";
import type { TapeSetting } from "../engine/recorder.ts";
import {
  generated,
  isGenerated,
  isOwnName,
  type OwnName,
  type Source,
  type SourceName,
} from "../engine/sourceNames.ts";

/** Enough for a band, and computed in a moment. */
export const usualSeeds = 20;
const usualEpochs = 30;
/** Nets take longer to bend where the classes do. */
const netEpochs = 100;
const middleBatch = 32;

const commonRates: Record<SourceName, number> = {
  line: 0.05,
  cars: 0.03,
  penguins: 0.1,
  blobs: 0.05,
  moons: 0.2,
  circles: 0.2,
  xor: 0.2,
  spirals: 0.2,
};

export function presetOf(source: Source): TapeSetting {
  if (isOwnName(source)) return presetOfOwn(source);
  return {
    source,
    lanes: lanesOf([middleBatch, 1], commonRates[source]),
    epochs: isGenerated(source) && generated[source].hidden.length > 0 ? netEpochs : usualEpochs,
    seed: 0,
    seeds: usualSeeds,
  };
}

const lanesOf = (batchSizes: readonly number[], learningRate: number): TapeSetting["lanes"] =>
  (["full", ...batchSizes] as const).map((batchSize) => ({ batchSize, learningRate }));

/** Multiplications that a race which nobody asked for may take, a few seconds of them. */
const mostWork = 4e9;

/** The loss of all rows after every update: what a tape of the smallest batch costs. */
const workOf = ({ rows, features }: OwnData, batchSize: number, epochs: number): number =>
  (epochs * rows * rows * (features + 1)) / batchSize;

/** Of a large table fewer epochs, then larger batches, so that the race is there while one still looks. */
function presetOfOwn(source: OwnName): TapeSetting {
  const data = ownDataOf(source);
  const learningRate = Number((data.stableRate / 2).toPrecision(2));
  const isQuick = (batchSize: number, epochs: number) => workOf(data, batchSize, epochs) <= mostWork;
  const epochs = [usualEpochs, 10].find((each) => isQuick(1, each)) ?? 3;
  let smallest = 1;
  while (!isQuick(smallest, epochs) && smallest < data.rows) smallest *= 4;
  const middle = Math.min(Math.max(middleBatch, 8 * smallest), Math.ceil(data.rows / 4));
  const seeds = workOf(data, smallest, epochs) * usualSeeds <= mostWork ? usualSeeds : 1;
  return { source, lanes: lanesOf([...new Set([middle, smallest])], learningRate), epochs, seed: 0, seeds };
}
