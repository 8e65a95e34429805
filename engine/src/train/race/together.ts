/** Runs of one lane that are advanced together: single rows leave room in a vector for further seeds. */
import type { DescentProgram, DescentRun } from "./contract.ts";

/** Runs that fill a vector of float32. */
export const LANES = 4;

/** Runs of a batch size that are advanced together: batches of several rows fill vectors themselves. */
export const lanesOf = (batchSize: number): number => (batchSize === 1 ? LANES : 1);

export const groupsOf = (seeds: readonly number[], size: number): number[][] =>
  Array.from({ length: Math.ceil(seeds.length / size) }, (_, i) => seeds.slice(i * size, (i + 1) * size));

export function advanceTogether(program: DescentProgram, runs: readonly DescentRun[], steps: number): void {
  if (program.advanceAll !== undefined) program.advanceAll(runs, steps);
  else for (const run of runs) run.advance(steps);
}
