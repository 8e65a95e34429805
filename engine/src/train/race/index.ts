/** The race: one model, one loss, one table; descents that differ in nothing but the batch size. */
import { DataError } from "../../base/errors.ts";
import { now, yieldToHost } from "../../base/host.ts";
import { findOptimum, type Optimum } from "../optimum.ts";
import type { CompareRecord } from "../record.ts";
import { testClaims } from "./claims/index.ts";
import type { Progress, Stage, Work } from "./progress.ts";
import { knowCurvature } from "./rates.ts";
import { resolutionOf } from "./resolution.ts";
import { runRace } from "./run.ts";
import { checkSettings, type RaceOptions, type RaceSettings } from "./settings.ts";
import { lossSurface } from "./surface.ts";

export type { DescentProgram, DescentRun, DescentSettings, Order } from "./contract.ts";
export type { Progress } from "./progress.ts";
export type { HeldOut, RaceOptions } from "./settings.ts";

/** The engine's part of the record of a comparison. */
export interface RaceResult
  extends Pick<
    CompareRecord,
    | "optimum"
    | "startLoss"
    | "resolution"
    | "races"
    | "claims"
    | "surface"
    | "convex"
    | "parameters"
    | "diagnostics"
    | "theory"
    | "map"
    | "recommendation"
  > {
  readonly kappa: number | null;
  readonly separable: boolean | null;
}

/** Seconds of work between two pauses in which the host may draw and cancel. */
const PAUSE_EVERY = 0.05;

/**
 * Races descents of several batch sizes on the same data, from the same starts, over the same permutations, at one
 * common rate η = 1/𝓛 (𝓛 the largest expected smoothness among the raced batch sizes), and tests the claims C1, C2
 * and C5. Every reported loss is the full training loss in float64, measured off the clock at checkpoints common to
 * all lanes.
 *
 * Runs in one thread and pauses about twenty times a second, so that progress can be drawn and `signal` can cancel.
 * Everything but the seconds depends on the options alone.
 *
 * @throws OptionError for options outside their range, DataError "start-loss-not-finite" when the loss at the start
 * of the first seed is not finite, and the signal's reason when it is aborted
 */
export async function race(options: RaceOptions): Promise<RaceResult> {
  const work = raceWork(checkSettings(options, now));
  let pausedAt = now();
  while (true) {
    // Thrown into the work, so that runs in progress are closed.
    if (options.signal?.aborted) work.throw(options.signal.reason);
    const { done, value } = work.next();
    if (done) return value;
    if (now() - pausedAt >= PAUSE_EVERY) {
      options.onProgress?.(progressOf(value));
      await yieldToHost();
      pausedAt = now();
    }
  }
}

const progressOf = (stage: Stage): Progress => ({ ...stage, share: stage.done / stage.total, secondsLeft: null });

function* raceWork(settings: RaceSettings): Work<RaceResult> {
  const { program, objective, dtype, seedList, affine, curvature, convex, separable } = settings;
  const start = startOf(settings);
  const startLoss = objective.value(start);
  if (!Number.isFinite(startLoss)) {
    throw new DataError(
      "start-loss-not-finite",
      `The loss at the start of seed ${seedList[0]} is ${startLoss}; a race needs a finite one. Check data and loss.`,
      { seed: seedList[0], loss: String(startLoss) },
    );
  }
  yield { done: 0, total: 1, label: "optimum" };
  const knowledge = knowCurvature({ objective, affine, curvature, start });
  const smoothness = knowledge.how === "expected-smoothness" ? knowledge.smoothness : null;
  const attained = settings.l2 > 0 ? { attained: true } : separable === true ? { attained: false } : {};
  const optimum = convex ? findOptimum(objective, { smoothness, ...attained }) : null;
  const least = optimum?.record.attained ? optimum.record.loss : null;

  const outcome = yield* runRace({ settings, knowledge, optimum: least });
  const { descents } = outcome.record;
  const best = least ?? Math.min(startLoss, ...descents.map((descent) => descent.finalLoss.median ?? Infinity));
  const claims = yield* testClaims({
    settings,
    knowledge,
    optimum,
    start,
    same: outcome,
    bestRate: null,
    best,
    times: null,
  });
  const paths = descents.flatMap((descent) => descent.path ?? []);
  const surface =
    objective.dimension === 2 ? yield* lossSurface(program, objective, [...paths, ...minimiserOf(optimum)]) : undefined;
  return {
    optimum: optimum?.record ?? null,
    startLoss,
    resolution: resolutionOf(best, dtype),
    races: [outcome.record],
    claims,
    ...(surface === undefined ? {} : { surface }),
    convex,
    parameters: objective.dimension,
    kappa: optimum?.kappa ?? null,
    separable,
    diagnostics: {
      points: [],
      smoothness: null,
      exampleSmoothness: null,
      smoothnessHow: "none",
      mu: null,
      kappa: null,
      optimumNoise: null,
      expectedSmoothness: [],
    },
    recommendation: null,
  };
}

function startOf({ program, objective, seedList, order }: RaceSettings): Float64Array {
  const run = program.start({ seed: seedList[0], batchSize: objective.rows, learningRate: 1, order });
  try {
    return run.parameters();
  } finally {
    run.close();
  }
}

function minimiserOf(optimum: Optimum | null): (readonly [number, number])[] {
  if (!optimum?.record.attained) return [];
  const [first, second] = optimum.record.parameters;
  return [[first, second]];
}
