/** One descent of one lane from one seed: advanced on the clock, measured off it. */
import type { CurvePoint, SeedRun } from "../record.ts";
import { finiteOrNull } from "../statistics/quantiles.ts";
import { stepsToReach } from "./checkpoints.ts";
import type { DescentRun } from "./contract.ts";
import type { Stage, Work } from "./progress.ts";
import type { Lane, RaceSettings } from "./settings.ts";

export interface LaneRun {
  readonly record: SeedRun;
  /** Parameters at every point of the curve, kept for models of two parameters. */
  readonly path: readonly (readonly [number, number])[];
  /** The parameters at the end; null where they are no longer held. */
  readonly final: Float64Array | null;
}

/** Yields `progress` at every checkpoint. A run that stops being finite ends there, with a loss of null. */
export function* runLane(
  settings: RaceSettings,
  lane: Lane,
  seed: number,
  marks: readonly number[],
  progress: Stage,
): Work<LaneRun> {
  const { program, objective, order, now } = settings;
  const { learningRate, decay } = lane;
  const optimizer = lane.optimizer?.place;
  const run = program.start({ seed, batchSize: lane.rows, learningRate, decay, order, optimizer });
  try {
    let seconds = 0;
    let final = run.parameters();
    const curve = [measure(settings, run, final, seconds)];
    const path = [final];
    for (const mark of marks) {
      const steps = stepsToReach(mark, objective.rows, lane.rows) - run.step;
      if (steps <= 0) continue;
      if (curve[curve.length - 1].loss === null) break;
      const begin = now();
      run.advance(steps);
      seconds += now() - begin;
      final = run.parameters();
      curve.push(measure(settings, run, final, seconds));
      if (objective.dimension === 2) path.push(final);
      yield progress;
    }
    const finalLoss = curve[curve.length - 1].loss;
    // The parameters can still be finite where the loss of all rows no longer is.
    const lost = finalLoss === null ? { step: run.step, parameter: null } : null;
    const record: SeedRun = {
      seed,
      finalLoss,
      steps: run.step,
      epochs: run.examples / objective.rows,
      examples: run.examples,
      seconds,
      diverged: run.diverged ?? lost,
      curve,
    };
    return { record, path: objective.dimension === 2 ? path.map(([first, second]) => [first, second]) : [], final };
  } finally {
    run.close();
  }
}

function measure(settings: RaceSettings, run: DescentRun, w: Float64Array, seconds: number): CurvePoint {
  const loss = run.diverged === null ? finiteOrNull(settings.objective.value(w)) : null;
  const point: CurvePoint = {
    step: run.step,
    examples: run.examples,
    flops: run.examples * settings.flopsPerExample + run.step * settings.flopsPerUpdate,
    seconds,
    loss,
  };
  if (settings.validation === undefined || loss === null) return point;
  const heldOut = settings.validation(w);
  return { ...point, validation: { ...heldOut, loss: finiteOrNull(heldOut.loss) } };
}
