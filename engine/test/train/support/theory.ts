/** Least squares with the gradients of its examples, as the theory line and the map look at it. */
import { findOptimum, type Optimum } from "../../../src/train/optimum.ts";
import type { RaceOptions } from "../../../src/train/race/index.ts";
import { type MeanSquare, meanSquareOf } from "../../../src/train/race/meanSquare.ts";
import { checkSettings, type RaceSettings } from "../../../src/train/race/settings.ts";
import type { Problem } from "./affine.ts";
import { objectiveWithExamples } from "./examples.ts";
import { optionsFor } from "./races.ts";
import { finish } from "./work.ts";

export function settingsFor(problem: Problem, changes: Partial<RaceOptions> = {}): RaceSettings {
  const { options } = optionsFor(problem, { objective: objectiveWithExamples(problem), batchSizes: [1], ...changes });
  return checkSettings(options, () => 0);
}

export const optimumOf = ({ objective }: RaceSettings): Optimum | null => findOptimum(objective);

export function knownMeanSquare(settings: RaceSettings): MeanSquare {
  const found = finish(meanSquareOf(settings, optimumOf(settings), "test"));
  if (found === null) throw new Error("least squares was not recognised");
  return found;
}
