/** The theory line: what least squares lets one expect of stochastic descents, beside what they do (PROTOCOL §11). */
import type { FloatDType } from "../../base/dtype.ts";
import type { Optimum } from "../optimum.ts";
import type { OptimumRecord, TheoryRecord } from "../record.ts";
import { finiteOrNull, spreadOf } from "../statistics/quantiles.ts";
import { norm } from "../vector.ts";
import { stepsPerEpoch } from "./checkpoints.ts";
import { geometric, geometricIntegers } from "./geometric.ts";
import { type MeanSquare, meanSquareLimit, meanSquareOf, pairs, varianceOfMean } from "./meanSquare.ts";
import type { Work } from "./progress.ts";
import { resolutionOf } from "./resolution.ts";
import type { RaceOutcome } from "./run.ts";
import { expectedExcess, MOST_ELEMENTS, startMoment } from "./secondMoment.ts";
import type { Lane, RaceSettings } from "./settings.ts";
import { EPSILON } from "./thresholds.ts";

export interface TheoryQuestion {
  readonly settings: RaceSettings;
  readonly optimum: Optimum | null;
  /** The race at one rate: its lanes below full batch, at a constant rate, are looked at. */
  readonly same: Pick<RaceOutcome, "lanes">;
}

/**
 * One record for each lane below full batch, measured on runs of their own that draw rows with replacement; none where
 * the objective is not least squares with one output, or has too many parameters (23) for its second moments.
 */
export function* theoryLines({ settings, optimum, same }: TheoryQuestion): Work<TheoryRecord[]> {
  if (optimum === null || !settings.plain || pairs(settings.objective.dimension + 1) > MOST_ELEMENTS) return [];
  const moments = yield* meanSquareOf(settings, optimum, "theory");
  if (moments === null) return [];
  const lanes = same.lanes.filter(({ rows, decay }) => rows < settings.objective.rows && decay === 0);
  const records: TheoryRecord[] = [];
  for (const lane of lanes) records.push(yield* theoryLine(settings, moments, optimum.record, lane));
  return records;
}

function* theoryLine(
  settings: RaceSettings,
  moments: MeanSquare,
  optimum: OptimumRecord,
  lane: Lane,
): Work<TheoryRecord> {
  const { objective, epochs, seedList, dtype } = settings;
  const { rows } = objective;
  const total = epochs * stepsPerEpoch(rows, lane.rows);
  const { steps, checkpoints } = stepsToLookAt(total);
  const { starts, runs } = yield* measuredExcess(settings, optimum.loss, lane, steps);
  const expected = yield* expectedExcess(moments, {
    batchSize: lane.rows,
    // The program holds the rate in the precision of the descent.
    learningRate: dtype === "float32" ? Math.fround(lane.learningRate) : lane.learningRate,
    start: startMoment(moments, starts, Float64Array.from(optimum.parameters)),
    steps,
    label: "theory",
  });
  const at = steps.map((_, k) => runs.map((run) => run[k]));
  const spreads = at.map(spreadOf);
  const least = smallestExplained(optimum, lane.learningRate, dtype);
  return {
    batchSize: lane.name,
    learningRate: lane.learningRate,
    seeds: seedList.length,
    steps,
    examples: steps.map((step) => examplesAfter(step, rows, lane.rows)),
    expected: expected.map(finiteOrNull),
    mean: at.map((values) => meanOf(values)),
    median: spreads.map((spread) => spread.median),
    p5: spreads.map((spread) => spread.p5),
    p95: spreads.map((spread) => spread.p95),
    z: steps.map((step, k) => (checkpoints.has(step) && expected[k] > least ? standardised(at[k], expected[k]) : null)),
    limit: meanSquareLimit(moments, varianceOfMean(rows, lane.rows, "with-replacement")),
  };
}

/**
 * Of rounding the recursion knows nothing: it compares above the resolution of the loss alone, and above the excess at
 * which updates get lost that are smaller than half a unit of the parameters, ε‖w*‖/2: by ‖∇E‖²/(2μ) that can be
 * (ε‖w*‖/2η)²/(2μ).
 */
function smallestExplained({ loss, parameters, mu }: OptimumRecord, rate: number, dtype: FloatDType): number {
  const lost = (EPSILON[dtype] * norm(Float64Array.from(parameters))) / (2 * rate);
  return Math.max(resolutionOf(loss, dtype), mu === null ? 0 : (lost * lost) / (2 * mu));
}

/** Nine checkpoints evenly spaced in logarithm from 1 to the end, about three points between any two, and the start. */
function stepsToLookAt(total: number): { steps: number[]; checkpoints: Set<number> } {
  const checkpoints = new Set(geometricIntegers(total, 9));
  const steps = new Set([0, ...checkpoints, ...geometric(1, total, 33).map(Math.round)]);
  return { steps: Array.from(steps).sort((a, b) => a - b), checkpoints };
}

/** E(w_t) − E* of every seed after each number of steps, and where the seeds start; null from where a run is lost. */
function* measuredExcess(
  { program, objective, seedList }: RaceSettings,
  least: number,
  lane: Lane,
  steps: readonly number[],
): Work<{ starts: Float64Array[]; runs: (number | null)[][] }> {
  const starts: Float64Array[] = [];
  const runs: (number | null)[][] = [];
  for (const [done, seed] of seedList.entries()) {
    const run = program.start({
      seed,
      batchSize: lane.rows,
      learningRate: lane.learningRate,
      order: "with-replacement",
    });
    try {
      starts.push(run.parameters());
      const excess: (number | null)[] = [];
      for (const step of steps) {
        if (step > run.step && run.diverged === null) run.advance(step - run.step);
        excess.push(run.diverged === null ? finiteOrNull(objective.value(run.parameters()) - least) : null);
        yield { done, total: seedList.length, label: "theory" };
      }
      runs.push(excess);
    } finally {
      run.close();
    }
  }
  return { starts, runs };
}

function examplesAfter(step: number, rows: number, batchSize: number): number {
  const perEpoch = stepsPerEpoch(rows, batchSize);
  return Math.floor(step / perEpoch) * rows + (step % perEpoch) * batchSize;
}

/** null where a run was lost. */
const meanOf = (values: readonly (number | null)[]): number | null =>
  finiteOrNull(values.reduce<number>((sum, value) => sum + (value ?? Infinity) / values.length, 0));

/**
 * A mean that fewer than this share of the runs carries, as (Σx)²/(n Σx²) counts them, is not near normal: where
 * descents shrink by factors (interpolation), it hangs on runs too rare to be among these.
 */
const CARRYING_SHARE = 0.25;

/** (mean − expected)/(standard error of the mean) */
function standardised(values: readonly (number | null)[], expected: number): number | null {
  const mean = meanOf(values);
  if (mean === null || values.length < 2) return null;
  let squares = 0;
  let deviations = 0;
  for (const value of values) {
    squares += ((value ?? 0) * (value ?? 0)) / values.length;
    deviations += ((value ?? 0) - mean) * ((value ?? 0) - mean);
  }
  if (mean * mean < CARRYING_SHARE * squares) return null;
  const error = Math.sqrt(deviations / (values.length - 1) / values.length);
  // Runs that agree but for rounding have no spread.
  return error > Number.EPSILON * Math.abs(mean) ? finiteOrNull((mean - expected) / error) : null;
}
