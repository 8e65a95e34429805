/** The seconds of a race: from updates timed apart from it, so that a busy moment of the host falls on no lane. */
import type { DescentRecord } from "../record.ts";
import type { RaceOutcome } from "./run.ts";
import type { RaceSettings } from "./settings.ts";
import type { StepTimes } from "./timing.ts";

/** Batch sizes to be timed: those raced, the powers of two, and 1/8, 1/4, 1/2 and all of the rows, for the claims. */
export function sizesToTime({ lanes, objective: { rows } }: RaceSettings): number[] {
  const sizes = new Set(lanes.map((lane) => lane.rows));
  for (let size = 1; size < rows; size *= 2) sizes.add(size);
  for (const part of [8, 4, 2, 1]) sizes.add(Math.ceil(rows / part));
  return Array.from(sizes);
}

/**
 * Every second of a race as its step × the median seconds of one; as it was seen where a size was too short to time.
 */
export function clocked(outcome: RaceOutcome, times: StepTimes | null): RaceOutcome {
  if (times === null) return outcome;
  const descents = outcome.record.descents.map((descent, i) => {
    const { rows } = outcome.lanes[i];
    const timing = times.find((time) => time.rows === rows)?.timing ?? null;
    return timing === null ? descent : timedBy(descent, timing);
  });
  return { ...outcome, record: { ...outcome.record, descents } };
}

function timedBy(descent: DescentRecord, timing: NonNullable<DescentRecord["timing"]>): DescentRecord {
  const { seeds, tuning } = descent;
  const perStep = timing.median;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const steps = sum(seeds.map((run) => run.steps));
  return {
    ...descent,
    ...(tuning === undefined ? {} : { tuning: { ...tuning, seconds: tuning.steps * perStep } }),
    seeds: seeds.map((run) => ({
      ...run,
      seconds: run.steps * perStep,
      curve: run.curve.map((point) => ({ ...point, seconds: point.step * perStep })),
    })),
    // A lane that was lost at its first update has read nothing.
    examplesPerSecond: steps > 0 ? sum(seeds.map((run) => run.examples)) / (steps * perStep) : 0,
    secondsPerStep: perStep,
    timing,
  };
}
