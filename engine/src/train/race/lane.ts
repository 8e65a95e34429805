/** Descents of one lane from a few seeds: advanced on the clock, measured off it. */
import type { CurvePoint, SeedRun } from "../record.ts";
import { finiteOrNull } from "../statistics/quantiles.ts";
import { stepsToReach } from "./checkpoints.ts";
import type { DescentRun } from "./contract.ts";
import type { Stage, Work } from "./progress.ts";
import type { Lane, RaceSettings } from "./settings.ts";
import { advanceTogether } from "./together.ts";

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
  seeds: readonly number[],
  marks: readonly number[],
  progress: Stage,
): Work<LaneRun[]> {
  const { program, objective, order, now } = settings;
  const { learningRate, decay } = lane;
  const optimizer = lane.optimizer?.place;
  const traces: Trace[] = [];
  try {
    for (const seed of seeds) {
      const run = program.start({ seed, batchSize: lane.rows, learningRate, decay, order, optimizer });
      traces.push(new Trace(settings, run, seed));
    }
    let made = 0;
    for (const mark of marks) {
      const steps = stepsToReach(mark, objective.rows, lane.rows) - made;
      if (steps <= 0) continue;
      made += steps;
      const running = traces.filter(({ isLost }) => !isLost);
      if (running.length === 0) break;
      const begin = now();
      advanceTogether(
        program,
        running.map(({ run }) => run),
        steps,
      );
      const each = (now() - begin) / running.length;
      for (const trace of running) trace.measure(each);
      yield progress;
    }
    return traces.map((trace) => trace.laneRun());
  } finally {
    for (const { run } of traces) run.close();
  }
}

/** A run, and what has been seen of it. */
class Trace {
  readonly run: DescentRun;
  private readonly settings: RaceSettings;
  private readonly seed: number;
  private seconds = 0;
  private final: Float64Array;
  private readonly curve: CurvePoint[];
  private readonly path: Float64Array[];

  constructor(settings: RaceSettings, run: DescentRun, seed: number) {
    this.settings = settings;
    this.run = run;
    this.seed = seed;
    this.final = run.parameters();
    this.curve = [measure(settings, run, this.final, 0)];
    this.path = [this.final];
  }

  get isLost(): boolean {
    return this.curve[this.curve.length - 1].loss === null;
  }

  measure(seconds: number): void {
    const { settings, run } = this;
    this.seconds += seconds;
    this.final = run.parameters();
    this.curve.push(measure(settings, run, this.final, this.seconds));
    if (settings.objective.dimension === 2) this.path.push(this.final);
  }

  laneRun(): LaneRun {
    const { run, curve, path, final, seed, seconds } = this;
    const { objective } = this.settings;
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
