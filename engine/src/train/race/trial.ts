/** Descents of which only the end is looked at. */
import { finiteOrNull } from "../statistics/quantiles.ts";
import { stepsPerEpoch } from "./checkpoints.ts";
import type { DescentRun } from "./contract.ts";
import type { Stage, Work } from "./progress.ts";
import type { Lane, RaceSettings } from "./settings.ts";
import { advanceTogether, groupsOf, lanesOf } from "./together.ts";

export interface Trial {
  /** The full loss at the end; null where the run was lost. */
  readonly loss: number | null;
  readonly steps: number;
  readonly examples: number;
  readonly seconds: number;
}

export interface TrialRequest {
  readonly lane: Pick<Lane, "rows" | "learningRate" | "decay" | "optimizer">;
  readonly seeds: readonly number[];
  readonly epochs: number;
}

/** Examples read between two pauses. */
const EXAMPLES_BETWEEN_PAUSES = 2 ** 14;

/** Runs the same budget from every seed. A run that stops being finite ends there. */
export function* runTrials(settings: RaceSettings, request: TrialRequest, progress: Stage): Work<Trial[]> {
  const trials: Trial[] = [];
  for (const seeds of groupsOf(request.seeds, lanesOf(request.lane.rows))) {
    trials.push(...(yield* runGroup(settings, { ...request, seeds }, progress)));
  }
  return trials;
}

function* runGroup(
  { program, objective, order, now }: RaceSettings,
  { lane, seeds, epochs }: TrialRequest,
  progress: Stage,
): Work<Trial[]> {
  const { rows: batchSize, learningRate, decay } = lane;
  const steps = epochs * stepsPerEpoch(objective.rows, batchSize);
  const stepsBetweenPauses = Math.ceil(EXAMPLES_BETWEEN_PAUSES / (batchSize * seeds.length));
  const optimizer = lane.optimizer?.place;
  const runs: DescentRun[] = [];
  try {
    for (const seed of seeds) runs.push(program.start({ seed, batchSize, learningRate, decay, order, optimizer }));
    const seconds = runs.map(() => 0);
    while (true) {
      const running = runs.filter((run) => run.step < steps && run.diverged === null);
      if (running.length === 0) break;
      const begin = now();
      advanceTogether(program, running, Math.min(steps - running[0].step, stepsBetweenPauses));
      const each = (now() - begin) / running.length;
      for (const run of running) seconds[runs.indexOf(run)] += each;
      yield progress;
    }
    return runs.map((run, i) => ({
      loss: run.diverged === null ? finiteOrNull(objective.value(run.parameters())) : null,
      steps: run.step,
      examples: run.examples,
      seconds: seconds[i],
    }));
  } finally {
    for (const run of runs) run.close();
  }
}
