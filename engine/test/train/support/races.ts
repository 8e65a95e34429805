/** Races of small problems in plain JavaScript, with a clock of their own; at one rate and untimed unless asked. */
import type { RaceOptions } from "../../../src/train/race/index.ts";
import type { DescentRecord } from "../../../src/train/record.ts";
import { noisyLine, objectiveOf, type Problem, programOf } from "./affine.ts";

/** A clock that ticks a millisecond every time it is read, so that nothing depends on the host. */
function ticking(): () => number {
  let time = 0;
  return () => {
    time += 0.001;
    return time;
  };
}

export function optionsFor(problem: Problem, changes: Partial<RaceOptions> = {}) {
  const program = programOf(problem);
  const options: RaceOptions = {
    program,
    objective: objectiveOf(problem),
    affine: true,
    convex: true,
    curvature: problem.loss.curvature,
    batchSizes: ["full", 8, 1],
    epochs: 6,
    seeds: 5,
    l2: problem.l2 ?? 0,
    dtype: "float64",
    bestRate: false,
    timing: false,
    now: ticking(),
    ...changes,
  };
  return { program, options };
}

export const line = noisyLine(24, 2, 0.5, 3);
export const lane = (descents: readonly DescentRecord[], batchSize: number | "full"): DescentRecord => {
  const found = descents.find((descent) => descent.batchSize === batchSize);
  if (found === undefined) throw new Error(`no lane ${batchSize}`);
  return found;
};
