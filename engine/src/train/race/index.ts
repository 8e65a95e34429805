/** The race: one model, one loss, one table; descents that differ in nothing but the batch size. */
import { DataError } from "../../base/errors.ts";
import { now, yieldToHost } from "../../base/host.ts";
import { findOptimum, type Optimum } from "../optimum.ts";
import type { CompareRecord, MapRecord, RaceRecord } from "../record.ts";
import { runBestRateRace } from "./bestRate.ts";
import { testClaims } from "./claims/index.ts";
import { clocked, sizesToTime } from "./clocks.ts";
import { diagnose } from "./diagnosis.ts";
import { Forecast } from "./forecast.ts";
import { drawMap, type MapQuestion } from "./map.ts";
import { planOf } from "./plan.ts";
import type { Work } from "./progress.ts";
import { type CurvatureKnowledge, knowCurvature } from "./rates.ts";
import { recommend } from "./recommendation.ts";
import { resolutionOf } from "./resolution.ts";
import { runRace } from "./run.ts";
import { checkSettings, type RaceOptions, type RaceSettings } from "./settings.ts";
import { lossSurface } from "./surface.ts";
import { theoryLines } from "./theory.ts";
import { timeSteps } from "./timing.ts";

export type { DescentProgram, DescentRun, DescentSettings, Order } from "./contract.ts";
export type { Progress } from "./progress.ts";
export type { HeldOut, MapOptions, RaceOptions } from "./settings.ts";

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
 * Races descents of several batch sizes on the same data, from the same starts, over the same permutations, twice:
 *
 * - `races[0]`, rule "same": all at one common rate, by default η = 1/𝓛 with 𝓛 the largest expected smoothness among
 *   the raced batch sizes. The lesson's picture; no verdict on the algorithms.
 * - `races[1]`, rule "best" (unless `bestRate: false`): each at the rate that was best for it, found on one grid with
 *   the same trials from the same seeds, and run from seeds that no trial has seen; below the full batch also with a
 *   rate that falls as η/(1 + decay·t). Only this race supports the recommendation.
 *
 * Every reported loss is the full training loss in float64, measured off the clock at checkpoints common to all lanes.
 * Pairs of lanes are compared seed by seed. The claims of the lesson are tested, each from runs of its own or from the
 * races; least squares gets its theory line, `map: true` the final excess over rate × batch size.
 *
 * Runs in one thread and pauses about twenty times a second, so that progress can be drawn and `signal` can cancel.
 * Everything but the seconds, and what claims conclude from them, depends on the options alone.
 *
 * @throws OptionError for options outside their range, DataError "start-loss-not-finite" when the loss at the start
 * of the first seed is not finite, and the signal's reason when it is aborted
 */
export const race = (options: RaceOptions): Promise<RaceResult> => carryOut(options, raceWork);

/** The map of a race alone, coarse to fine: `onMap` is given what is known after each pass. Of `map`, true is meant. */
export const raceMap = (options: RaceOptions, onMap?: (map: MapRecord) => void): Promise<MapRecord> =>
  carryOut({ ...options, map: options.map || true }, (settings) => mapWork(settings, onMap));

async function carryOut<Result>(
  options: RaceOptions,
  workOf: (settings: RaceSettings) => Work<Result>,
): Promise<Result> {
  const settings = checkSettings(options, now);
  const work = workOf(settings);
  const forecast = new Forecast(planOf(settings), now);
  let pausedAt = now();
  while (true) {
    // Thrown into the work, so that runs in progress are closed.
    if (options.signal?.aborted) work.throw(options.signal.reason);
    const { done, value } = work.next();
    if (done) return value;
    if (now() - pausedAt >= PAUSE_EVERY) {
      options.onProgress?.(forecast.at(value));
      await yieldToHost();
      pausedAt = now();
    }
  }
}

function* raceWork(settings: RaceSettings): Work<RaceResult> {
  const { objective, convex, separable } = settings;
  yield { done: 0, total: 1, label: "optimum" };
  const { start, startLoss, knowledge, optimum } = survey(settings);
  const least = optimum?.record.attained ? optimum.record.loss : null;

  const question = { settings, knowledge, startLoss, optimum: least };
  const bestRateSeen = settings.bestRate ? yield* runBestRateRace(question) : null;
  const sameSeen = yield* runRace(question);
  const times = settings.timing ? yield* timeSteps(settings, sizesToTime(settings)) : null;
  const same = clocked(sameSeen, times);
  const bestRate = bestRateSeen === null ? null : clocked(bestRateSeen, times);
  const races = [same, ...(bestRate === null ? [] : [bestRate])].map(({ record }) => record);

  const ends = races.flatMap(({ descents }) => descents.map(({ finalLoss }) => finalLoss.median ?? Infinity));
  const best = least ?? Math.min(startLoss, ...ends);
  const theory = yield* theoryLines({ settings, optimum, same });
  const { map: cells } = settings;
  const map = cells === null ? null : yield* drawMap({ settings, knowledge, optimum, startLoss, cells });
  const diagnostics = yield* diagnose({ settings, knowledge, optimum, start, race: bestRate ?? same, best });
  const claims = yield* testClaims({ settings, knowledge, optimum, start, same, bestRate, best, times });
  const surface = objective.dimension === 2 ? yield* lossSurface(settings, pathsOf(races, optimum)) : null;
  return {
    optimum: optimum?.record ?? null,
    startLoss,
    resolution: resolutionOf(best, settings.dtype),
    races,
    claims,
    ...(surface === null ? {} : { surface }),
    convex,
    parameters: objective.dimension,
    kappa: optimum?.kappa ?? null,
    separable,
    diagnostics,
    ...(theory.length === 0 ? {} : { theory }),
    ...(map === null ? {} : { map }),
    recommendation: recommend(bestRate?.record ?? null),
  };
}

function* mapWork(settings: RaceSettings, onMap: MapQuestion["onMap"]): Work<MapRecord> {
  const { startLoss, knowledge, optimum } = survey(settings);
  const cells = settings.map ?? { epochs: 3, seeds: 5 };
  return yield* drawMap({ settings, knowledge, optimum, startLoss, cells, ...(onMap === undefined ? {} : { onMap }) });
}

interface Survey {
  /** The start of the first seed. */
  readonly start: Float64Array;
  readonly startLoss: number;
  readonly knowledge: CurvatureKnowledge;
  /** Of convex objectives; null where it was not found. */
  readonly optimum: Optimum | null;
}

/** What is known before anything runs. */
function survey(settings: RaceSettings): Survey {
  const { objective, seedList, affine, curvature, convex, separable, l2 } = settings;
  const start = startOf(settings);
  const startLoss = objective.value(start);
  if (!Number.isFinite(startLoss)) {
    throw new DataError(
      "start-loss-not-finite",
      `The loss at the start of seed ${seedList[0]} is ${startLoss}; a race needs a finite one. Check data and loss.`,
      { seed: seedList[0], loss: String(startLoss) },
    );
  }
  const knowledge = knowCurvature({ objective, affine, curvature, start });
  const smoothness = knowledge.how === "expected-smoothness" ? knowledge.smoothness : null;
  const attained = l2 > 0 ? { attained: true } : separable === true ? { attained: false } : {};
  const optimum = convex ? findOptimum(objective, { smoothness, ...attained }) : null;
  return { start, startLoss, knowledge, optimum };
}

function startOf({ program, objective, seedList, order }: RaceSettings): Float64Array {
  const run = program.start({ seed: seedList[0], batchSize: objective.rows, learningRate: 1, order });
  try {
    return run.parameters();
  } finally {
    run.close();
  }
}

/** The paths of two-parameter models, and where they should lead. */
function pathsOf(races: readonly RaceRecord[], optimum: Optimum | null): (readonly [number, number])[] {
  const paths = races.flatMap(({ descents }) => descents.flatMap((descent) => descent.path ?? []));
  if (!optimum?.record.attained) return paths;
  const [first, second] = optimum.record.parameters;
  return [...paths, [first, second]];
}
