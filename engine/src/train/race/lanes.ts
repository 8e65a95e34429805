/** Lanes run beside each other: every lane from every seed, in turns, measured at common checkpoints. */
import { fold, permutation } from "../../base/random.ts";
import type { DescentRecord } from "../record.ts";
import { finiteOrNull, spreadOf } from "../statistics/quantiles.ts";
import { checkpoints, stepsPerEpoch } from "./checkpoints.ts";
import { type LaneRun, runLane } from "./lane.ts";
import type { Work } from "./progress.ts";
import { type CurvatureKnowledge, limitOf } from "./rates.ts";
import type { Lane, LaneSize, RaceSettings } from "./settings.ts";
import { groupsOf, LANES, lanesOf } from "./together.ts";

export interface RaceQuestion {
  readonly settings: RaceSettings;
  readonly knowledge: CurvatureKnowledge;
  /** The full loss at the start of the first seed. */
  readonly startLoss: number;
  /** E*, where a minimiser exists. */
  readonly optimum: number | null;
}

/** Numbers that the ends of all runs of a race may hold together: 64 MiB. */
const MOST_ENDS = 2 ** 23;

export interface LanesRequest {
  readonly lanes: readonly Lane[];
  readonly label: string;
  /** Called with every run; true gives the race up. */
  readonly givesUp?: (run: LaneRun) => boolean;
}

/** The runs of each lane, seed by seed (one for a deterministic lane): fewer where the race was given up. */
export function* runLanes(
  settings: RaceSettings,
  { lanes, label, givesUp }: LanesRequest,
): Work<readonly (readonly LaneRun[])[]> {
  const { seedList, objective, epochs } = settings;
  // The marks depend on the sizes of all lanes, not on the order in which they were named.
  const sizes = settings.lanes.map((lane) => lane.rows);
  const marks = checkpoints(objective.rows, epochs, sizes);
  const sameStart = startsAreEqual(settings);
  const endsKept = Math.max(1, Math.floor(MOST_ENDS / (lanes.length * objective.dimension)));
  const runs: LaneRun[][] = lanes.map(() => []);
  const total = lanes.length * seedList.length;
  let done = 0;
  // Where the race itself is the clock, every run has the host to itself.
  const atOnce = settings.timing ? LANES : 1;
  for (const [turn, seeds] of groupsOf(seedList, atOnce).entries()) {
    // Lanes take turns in an order drawn anew each time, so that a busy moment of the host favours none.
    for (const i of permutation(fold(seeds[0], "lanes", 0), lanes.length)) {
      const alike = sameStart && isDeterministic(settings, lanes[i]);
      const differing = alike ? seedList.slice(0, turn === 0 ? 1 : 0) : seeds;
      for (const group of groupsOf(differing, lanesOf(lanes[i].rows))) {
        for (const run of yield* runLane(settings, lanes[i], group, marks, { done, total, label })) {
          if (givesUp?.(run)) return runs;
          runs[i].push(kept(run, runs[i].length === 0, runs[i].length < endsKept));
        }
      }
      done += seeds.length;
      yield { done, total, label };
    }
  }
  return runs;
}

/** A race has hundreds of runs: only what is used later is held. */
const kept = ({ record, path, final }: LaneRun, first: boolean, withEnd: boolean): LaneRun => ({
  record,
  path: first ? path : [],
  final: withEnd ? final : null,
});

/** The ends that were held, lane by lane. */
export const endsOf = (lanes: readonly (readonly LaneRun[])[]): Float64Array[][] =>
  lanes.map((runs) => runs.flatMap(({ final }) => (final === null ? [] : [final])));

/** Whether a lane's seeds differ at most in their start: no batch is drawn. */
export const isDeterministic = ({ objective, order }: RaceSettings, { rows }: LaneSize): boolean =>
  rows === objective.rows || order === "sequential";

/** Whether seeds start from the same parameters: then a deterministic lane is one line. */
export function startsAreEqual({ program, objective, seedList, tuningSeedList, order }: RaceSettings): boolean {
  const [first, second] = [seedList[0], tuningSeedList[0]].map((seed) => {
    const run = program.start({ seed, batchSize: objective.rows, learningRate: 1, order });
    try {
      return run.parameters();
    } finally {
      run.close();
    }
  });
  return first.every((value, i) => value === second[i]);
}

/** Compilers of the host work in stages: one epoch of every lane off the clock brings them to the last. */
export function warmUp({ program, objective, seedList, order }: RaceSettings, lanes: readonly Lane[]): void {
  for (const { rows, learningRate, decay, optimizer } of lanes) {
    const lane = { batchSize: rows, learningRate, decay, order, optimizer: optimizer?.place };
    const run = program.start({ seed: seedList[0], ...lane });
    try {
      run.advance(stepsPerEpoch(objective.rows, rows));
    } finally {
      run.close();
    }
  }
}

/** Nothing is known of how large a rate rules with a memory, or with scales of their own, bear. */
const unlimited = { limit: null, limitHow: "none" } as const;

export function descentRecord(question: RaceQuestion, lane: Lane, runs: readonly LaneRun[]): DescentRecord {
  const { settings, knowledge, optimum } = question;
  const seeds = runs.map((run) => run.record);
  const finals = seeds.map((run) => run.finalLoss);
  const seconds = sum(seeds.map((run) => run.seconds));
  const [{ path }] = runs;
  return {
    batchSize: lane.name,
    ...(lane.optimizer === undefined ? {} : { optimizer: lane.optimizer.name }),
    learningRate: lane.learningRate,
    ...(settings.plain ? limitOf(knowledge, settings.objective.rows, lane.rows, settings.order) : unlimited),
    decay: lane.decay,
    seeds,
    finalLoss: spreadOf(finals),
    excess: optimum === null ? null : spreadOf(finals.map((loss) => (loss === null ? null : loss - optimum))),
    examplesPerSecond: finiteOrNull(sum(seeds.map((run) => run.examples)) / seconds) ?? 0,
    secondsPerStep: finiteOrNull(seconds / sum(seeds.map((run) => run.steps))) ?? 0,
    timing: null,
    ...(path.length === 0 ? {} : { path: path.filter((point) => point.every(Number.isFinite)) }),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
