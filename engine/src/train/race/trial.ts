/** A descent of which only the end is looked at. */
import { finiteOrNull } from "../statistics/quantiles.ts";
import { stepsPerEpoch } from "./checkpoints.ts";
import type { Stage, Work } from "./progress.ts";
import type { Lane, RaceSettings } from "./settings.ts";

export interface Trial {
  /** The full loss at the end; null where the run was lost. */
  readonly loss: number | null;
  readonly steps: number;
  readonly examples: number;
  readonly seconds: number;
}

/** Examples read between two pauses. */
const EXAMPLES_BETWEEN_PAUSES = 2 ** 14;

/** Runs the budget of the race from one seed. A run that stops being finite ends there. */
export function* runTrial(settings: RaceSettings, lane: Lane, seed: number, progress: Stage): Work<Trial> {
  const { program, objective, order, epochs, now } = settings;
  const { rows: batchSize, learningRate, decay } = lane;
  const steps = epochs * stepsPerEpoch(objective.rows, batchSize);
  const stepsBetweenPauses = Math.ceil(EXAMPLES_BETWEEN_PAUSES / batchSize);
  const optimizer = lane.optimizer?.place;
  const run = program.start({ seed, batchSize, learningRate, decay, order, optimizer });
  try {
    let seconds = 0;
    while (run.step < steps && run.diverged === null) {
      const begin = now();
      run.advance(Math.min(steps - run.step, stepsBetweenPauses));
      seconds += now() - begin;
      yield progress;
    }
    const loss = run.diverged === null ? finiteOrNull(objective.value(run.parameters())) : null;
    return { loss, steps: run.step, examples: run.examples, seconds };
  } finally {
    run.close();
  }
}
