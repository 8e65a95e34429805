/** What the second thread is asked about a race: the claims of the lesson, and the map of rates and batch sizes. */

import type { CompareOptions } from "nabla/race";
import { plainOptimizer } from "../../engine/optimizers.ts";
import type { TapeSetting } from "../../engine/recorder.ts";

/** Seeds of the claims' races, at least: with fewer hardly any claim is decided. */
const leastSeeds = 20;

/** The options that the claims of a race are tested with: plain descents of its batch sizes. */
export function claimsOptions({ lanes, epochs, seed, seeds = 1 }: TapeSetting) {
  const plain = lanes.filter(({ optimizer = plainOptimizer, falls }) => optimizer === plainOptimizer && falls !== true);
  const rates = new Set(plain.map(({ learningRate }) => learningRate));
  return {
    batchSizes: [...new Set(lanes.map(({ batchSize }) => batchSize))],
    // Lanes of several rates are no race at one rate: it then finds the largest that is stable for all.
    ...(rates.size === 1 ? { learningRate: [...rates][0] } : {}),
    epochs,
    seed,
    seeds: Math.max(leastSeeds, seeds),
    dtype: "float64",
  } as const satisfies Partial<CompareOptions>;
}

/** As many as the protocol has. */
const mapSeeds = 100;

export const mapOptions = ({ seed }: TapeSetting) =>
  ({ seed, dtype: "float64", map: { epochs: 3, seeds: mapSeeds } }) as const satisfies Partial<CompareOptions>;
