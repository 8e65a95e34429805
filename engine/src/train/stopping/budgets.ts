/** Rules that stop when a budget is used up, whatever was reached with it. */
import { requireAtLeast, type StopRule } from "../stopping.ts";

/** Stops after `count` passes over the data. */
export function epochs(count: number): StopRule {
  requireAtLeast("epochs", "count", count, 0);
  return {
    name: "epochs",
    cadence: (stepsPerEpoch) => Math.max(1, Math.round(count * stepsPerEpoch)),
    most: (stepsPerEpoch) => Math.round(count * stepsPerEpoch),
    begin: () => (progress) =>
      progress.step >= Math.round(count * progress.stepsPerEpoch) ? { reason: "epochs", limit: count } : null,
  };
}

/** Stops after `count` updates. */
export function steps(count: number): StopRule {
  requireAtLeast("steps", "count", count, 0);
  return {
    name: "steps",
    cadence: () => count,
    most: () => Math.ceil(count),
    begin: () => (progress) => (progress.step >= count ? { reason: "steps", limit: count } : null),
  };
}

/** Stops after the update that has read `count` examples in all, or more: batches are never cut. */
export function examples(count: number): StopRule {
  requireAtLeast("examples", "count", count, 0);
  const updates: StopRule["cadence"] = (stepsPerEpoch, { examplesPerEpoch, batchSize }) => {
    const whole = Math.floor(count / examplesPerEpoch);
    return whole * stepsPerEpoch + Math.ceil((count - whole * examplesPerEpoch) / batchSize);
  };
  return {
    name: "examples",
    cadence: updates,
    most: updates,
    begin:
      () =>
      ({ examples: read }) =>
        read >= count ? { reason: "examples", examples: read, limit: count } : null,
  };
}

/**
 * Stops after this much time of running, to within about a twentieth of a second or one update. Such a run is not
 * repeatable: another host gets further.
 */
export function seconds(limit: number): StopRule {
  requireAtLeast("seconds", "limit", limit, 0);
  return {
    name: "seconds",
    cadence: () => Number.POSITIVE_INFINITY,
    byTime: true,
    begin: () => (progress) =>
      progress.seconds >= limit ? { reason: "seconds", seconds: progress.seconds, limit } : null,
  };
}
