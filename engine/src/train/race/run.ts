/** The same-rate race: every lane from every seed at one rate, interleaved, measured at common checkpoints. */
import { fold, permutation } from "../../base/random.ts";
import type { DescentRecord, RaceRecord, SeedRun } from "../record.ts";
import { finiteOrNull, spreadOf } from "../statistics/quantiles.ts";
import { checkpoints, stepsPerEpoch } from "./checkpoints.ts";
import { type LaneRun, runLane } from "./lane.ts";
import type { Work } from "./progress.ts";
import { type CurvatureKnowledge, commonRate, limitOf } from "./rates.ts";
import { resolutionOf } from "./resolution.ts";
import type { Lane, LaneSize, RaceSettings } from "./settings.ts";
import { MOST_HALVINGS } from "./thresholds.ts";

export interface RaceQuestion {
  readonly settings: RaceSettings;
  readonly knowledge: CurvatureKnowledge;
  /** E*, where a minimiser exists. */
  readonly optimum: number | null;
}

export interface RaceOutcome {
  readonly record: RaceRecord;
  /** The lanes as they were run, in the order of the record's descents. */
  readonly lanes: readonly Lane[];
  /** Where each lane ended, seed by seed: as many of the first seeds as memory allows (see MOST_ENDS). */
  readonly ends: readonly (readonly Float64Array[])[];
}

/**
 * Runs the race. Where the rate is neither given nor known to be stable everywhere, it is halved for *all* lanes and
 * the race begins anew whenever a run is lost: not finite, or ending above its start.
 */
export function* runRace(question: RaceQuestion): Work<RaceOutcome> {
  const { settings, knowledge } = question;
  const { rows } = settings.objective;
  const sizes = settings.lanes.map((lane) => lane.rows);
  let rate = settings.learningRate ?? commonRate(knowledge, rows, sizes, settings.order);
  const mayHalve = settings.learningRate === undefined && knowledge.how !== "expected-smoothness";
  warmUp(settings, rate);
  for (let halvings = 0; ; halvings++) {
    const lanes = yield* runLanes(settings, rate, mayHalve && halvings < MOST_HALVINGS);
    if (lanes === null) {
      rate /= 2;
      continue;
    }
    const descents = Array.from(lanes, ([lane, runs]) => descentRecord(question, lane, rate, runs));
    return {
      record: { rule: "same", descents, halvings, comparisons: [] },
      lanes: Array.from(lanes.keys(), (lane) => ({ ...lane, learningRate: rate, decay: 0 })),
      ends: Array.from(lanes.values(), (runs) => runs.map((run) => run.final)),
    };
  }
}

/** Every lane from every seed; null as soon as a run is lost, if a lost run ends the attempt. */
function* runLanes(settings: RaceSettings, rate: number, endWhenLost: boolean): Work<Map<LaneSize, LaneRun[]> | null> {
  const { lanes, seedList, objective, epochs } = settings;
  const sizes = lanes.map((lane) => lane.rows);
  const marks = checkpoints(objective.rows, epochs, sizes);
  const sameStart = startsEqual(settings);
  const runs = new Map<LaneSize, LaneRun[]>(lanes.map((lane) => [lane, []]));
  const total = lanes.length * seedList.length;
  let done = 0;
  for (const [place, seed] of seedList.entries()) {
    // Lanes take turns in an order drawn anew for each seed, so that a busy moment of the host favours none.
    for (const i of permutation(fold(seed, "lanes", 0), lanes.length)) {
      const lane = lanes[i];
      const deterministic = lane.rows === objective.rows || settings.order === "sequential";
      if (place === 0 || !(sameStart && deterministic)) {
        const run = yield* runLane(settings, lane, rate, seed, marks, { done, total, label: "race" });
        if (endWhenLost && isLost(settings, run.record)) return null;
        runs.get(lane)?.push(kept(run, place === 0));
      }
      done++;
      yield { done, total, label: "race" };
    }
  }
  return runs;
}

/** A race has hundreds of runs: only what is used later is held. */
const kept = ({ record, path, final }: LaneRun, first: boolean): LaneRun => ({
  record,
  path: first ? path : [],
  final,
});

/** Compilers of the host work in stages: one epoch of every lane off the clock brings them to the last. */
function warmUp({ program, objective, lanes, seedList, order }: RaceSettings, learningRate: number): void {
  for (const lane of lanes) {
    const run = program.start({ seed: seedList[0], batchSize: lane.rows, learningRate, order });
    try {
      run.advance(stepsPerEpoch(objective.rows, lane.rows));
    } finally {
      run.close();
    }
  }
}

/** Whether seeds start from the same parameters: then a deterministic lane is one line. */
function startsEqual({ program, objective, seedList, order }: RaceSettings): boolean {
  if (seedList.length === 1) return true;
  const [first, second] = seedList.slice(0, 2).map((seed) => {
    const run = program.start({ seed, batchSize: objective.rows, learningRate: 1, order });
    try {
      return run.parameters();
    } finally {
      run.close();
    }
  });
  return first.every((value, i) => value === second[i]);
}

function isLost(settings: RaceSettings, { curve, finalLoss }: SeedRun): boolean {
  const [{ loss: first }] = curve;
  if (finalLoss === null || first === null) return true;
  return finalLoss > first + resolutionOf(first, settings.dtype);
}

function descentRecord(question: RaceQuestion, lane: LaneSize, learningRate: number, runs: LaneRun[]): DescentRecord {
  const { settings, knowledge, optimum } = question;
  const seeds = runs.map((run) => run.record);
  const finals = seeds.map((run) => run.finalLoss);
  const seconds = sum(seeds.map((run) => run.seconds));
  const [{ path }] = runs;
  return {
    batchSize: lane.name,
    learningRate,
    decay: 0,
    timing: null,
    ...limitOf(knowledge, settings.objective.rows, lane.rows, settings.order),
    seeds,
    finalLoss: spreadOf(finals),
    excess: optimum === null ? null : spreadOf(finals.map((loss) => (loss === null ? null : loss - optimum))),
    examplesPerSecond: finiteOrNull(sum(seeds.map((run) => run.examples)) / seconds) ?? 0,
    secondsPerStep: finiteOrNull(seconds / sum(seeds.map((run) => run.steps))) ?? 0,
    ...(path.length === 0 ? {} : { path: path.filter((point) => point.every(Number.isFinite)) }),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
