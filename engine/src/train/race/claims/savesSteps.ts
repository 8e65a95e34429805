/** C9: a mini-batch needs far fewer steps than single examples, and ends nearer to the result of full batches. */
import type { ClaimRecord, Verdict } from "../../record.ts";
import { bootstrap } from "../../statistics/intervals.ts";
import { finiteOrNull, median } from "../../statistics/quantiles.ts";
import { addScaled, norm } from "../../vector.ts";
import type { Work } from "../progress.ts";
import type { RaceOutcome } from "../run.ts";
import type { RaceSettings } from "../settings.ts";
import { EXCESS_LEVEL, EXCESS_LEVELS, FAR_FEWER_STEPS, LEAST_PAIRS, NEARER, TRAJECTORY_RUNS } from "../thresholds.ts";
import { type Cost, costOf, ratioOfCosts, runOf } from "./levels.ts";
import type { ClaimQuestion } from "./question.ts";
import { above, below, finiteInterval, notTested } from "./verdict.ts";

/** With several mini-batches, the one nearest to this size is the mini-batch: the usual one, and the race's default. */
const USUAL_MINI_BATCH = 32;

/**
 * Two questions about the race at each lane's best constant rate, and the claim holds only if both answers are yes. How
 * many times the mini-batch's steps do single examples need until a hundredth of the start's excess is left? And does
 * the mini-batch end nearer to where full batches lead: the minimiser, or, where none is known, the full batch's end?
 */
export function* savesSteps(question: ClaimQuestion): Work<ClaimRecord> {
  const { settings, bestRate, optimum, best } = question;
  if (bestRate === null) return notTested("C9", "no-best-rate-race");
  if (optimum?.record.attained === false) return notTested("C9", "no-minimiser");
  const lanes = { full: laneOf(bestRate, "full"), single: laneOf(bestRate, 1), mini: miniBatchOf(bestRate) };
  if (lanes.single < 0) return notTested("C9", "no-single-example-lane");
  if (lanes.mini < 0) return notTested("C9", "no-mini-batch-lane");
  if (lanes.full < 0) return notTested("C9", "no-full-batch-lane");
  yield { done: 0, total: 2, label: "C9" };

  const { descents } = bestRate.record;
  const [single, mini] = [descents[lanes.single], descents[lanes.mini]];
  const pairs = settings.seedList.length;
  const levels = EXCESS_LEVELS.map((share) => {
    const costs = (lane: typeof single) =>
      Array.from({ length: pairs }, (_, i) => costOf(runOf(lane, i), "step", share, best));
    return { single: costs(single), mini: costs(mini) };
  });
  const decisive = levels[EXCESS_LEVELS.indexOf(EXCESS_LEVEL)];
  const steps = ratioOfCosts(decisive.single, decisive.mini);
  const fewer = decided(above(steps.interval95, FAR_FEWER_STEPS), pairs);

  const ends = endDistances(question, bestRate, lanes);
  const distance = bootstrap(ends.ratios);
  const nearer = decided(below(distance.interval95, NEARER), ends.ratios.length);
  const trajectories = yield* trajectoryDistances(
    settings,
    question.same.record.descents[0].learningRate,
    mini.batchSize,
  );

  const bySteps = fewer === "does not hold" || (nearer !== "does not hold" && fewer !== "holds") || nearer === "holds";
  const verdict = bySteps ? fewer : nearer;
  return {
    id: "C9",
    verdict,
    ...(verdict === "inconclusive" ? { reason: bySteps ? whyOpen(decisive, pairs) : "interval-spans-threshold" } : {}),
    ...(bySteps
      ? {
          estimate: finiteOrNull(steps.estimate),
          interval95: finiteInterval(steps.interval95),
          threshold: FAR_FEWER_STEPS,
        }
      : {
          estimate: finiteOrNull(distance.estimate),
          interval95: finiteInterval(distance.interval95),
          threshold: NEARER,
        }),
    n: pairs,
    test: "best rates: median over seeds of single-example steps ÷ mini-batch steps to a level; distance of the ends",
    evidence: {
      decidedBy: bySteps ? "steps" : "distance",
      miniBatch: mini.batchSize,
      miniBatchRate: mini.learningRate,
      singleRate: single.learningRate,
      farFewer: fewer,
      level: EXCESS_LEVEL,
      excessOver: optimum === null ? "lowest-end" : "minimum",
      stepsRatio: finiteOrNull(steps.estimate),
      stepsRatioIsBound: steps.bound,
      stepsRatioFrom: finiteOrNull(steps.interval95[0]),
      stepsRatioTo: finiteOrNull(steps.interval95[1]),
      stepsThreshold: FAR_FEWER_STEPS,
      levels: EXCESS_LEVELS,
      singleSteps: levels.map((level) => medianSteps(level.single)),
      miniBatchSteps: levels.map((level) => medianSteps(level.mini)),
      singleReached: levels.map((level) => level.single.filter(reached).length),
      miniBatchReached: levels.map((level) => level.mini.filter(reached).length),
      nearer,
      nearTo: ends.nearTo,
      distanceRatio: finiteOrNull(distance.estimate),
      distanceRatioInterval: finiteInterval(distance.interval95),
      distanceThreshold: NEARER,
      singleDistance: finiteOrNull(median(ends.single)),
      miniBatchDistance: finiteOrNull(median(ends.mini)),
      pairs,
      ...trajectories,
    },
  };
}

/** Fewer pairs decide nothing. */
const decided = (verdict: Verdict, pairs: number): Verdict => (pairs < LEAST_PAIRS ? "inconclusive" : verdict);

function whyOpen({ single, mini }: { single: readonly Cost[]; mini: readonly Cost[] }, pairs: number): string {
  if (pairs < LEAST_PAIRS) return "too-few-seeds";
  return [...single, ...mini].some(reached) ? "interval-spans-threshold" : "level-not-reached";
}

const reached = ({ most }: Cost): boolean => most < Infinity;

/** The median steps; null where half of the runs or more never came. */
const medianSteps = (costs: readonly Cost[]): number | null => finiteOrNull(median(costs.map(({ most }) => most)));

/** The place of the lane of this size with a constant rate, or −1. */
const laneOf = ({ lanes }: RaceOutcome, size: number | "full"): number =>
  lanes.findIndex(({ name, decay }) => name === size && decay === 0);

function miniBatchOf({ lanes }: RaceOutcome): number {
  const away = (rows: number) => Math.max(rows / USUAL_MINI_BATCH, USUAL_MINI_BATCH / rows);
  let found = -1;
  lanes.forEach(({ name, rows, decay }, i) => {
    if (name === "full" || rows === 1 || decay !== 0) return;
    if (found < 0 || away(rows) < away(lanes[found].rows)) found = i;
  });
  return found;
}

/** How far from where full batches lead the two lanes end, and the ratio seed by seed. */
function endDistances(
  { optimum }: ClaimQuestion,
  { ends }: RaceOutcome,
  lanes: { readonly full: number; readonly single: number; readonly mini: number },
) {
  const minimiser = optimum?.record.attained ? Float64Array.from(optimum.record.parameters) : null;
  const endOf = (lane: number, i: number) => ends[lane][Math.min(i, ends[lane].length - 1)];
  const count = Math.max(ends[lanes.single].length, ends[lanes.mini].length);
  const single: number[] = [];
  const mini: number[] = [];
  for (let i = 0; i < count; i++) {
    const goal = minimiser ?? endOf(lanes.full, i);
    single.push(distanceOf(endOf(lanes.single, i), goal));
    mini.push(distanceOf(endOf(lanes.mini, i), goal));
  }
  // Both in the same place are equally near.
  const ratios = mini.map((each, i) => (each === single[i] ? 1 : each / single[i]));
  return { single, mini, ratios, nearTo: minimiser === null ? "full-batch-end" : "optimum" };
}

/** ‖a − b‖; +∞ for a run that was lost. */
function distanceOf(a: Float64Array, b: Float64Array): number {
  const distance = norm(addScaled(a, -1, b));
  return Number.isNaN(distance) ? Infinity : distance;
}

/** At the common rate, so that nothing but the batch differs: distances to the full batch's path at equal steps. */
function* trajectoryDistances(settings: RaceSettings, learningRate: number, miniBatch: number | "full") {
  const { program, objective, order, epochs, seedList } = settings;
  const marks: number[] = [];
  for (let step = 1; step <= epochs; step *= 2) marks.push(step);
  const sizes = [objective.rows, 1, miniBatch === "full" ? objective.rows : miniBatch];
  const seeds = seedList.slice(0, TRAJECTORY_RUNS);
  const singles: number[][] = marks.map(() => []);
  const minis: number[][] = marks.map(() => []);
  for (const [place, seed] of seeds.entries()) {
    yield { done: place, total: seeds.length, label: "C9" };
    const runs = sizes.map((batchSize) => program.start({ seed, batchSize, learningRate, order }));
    try {
      for (const [k, mark] of marks.entries()) {
        for (const run of runs) run.advance(mark - run.step);
        const [full, single, mini] = runs.map((run) => (run.diverged === null ? run.parameters() : null));
        if (full === null) break;
        singles[k].push(single === null ? Infinity : distanceOf(single, full));
        minis[k].push(mini === null ? Infinity : distanceOf(mini, full));
        yield { done: place, total: seeds.length, label: "C9" };
      }
    } finally {
      for (const run of runs) run.close();
    }
  }
  return {
    trajectoryRate: learningRate,
    trajectorySteps: marks,
    singleFromPath: singles.map((distances) => finiteOrNull(median(distances))),
    miniBatchFromPath: minis.map((distances) => finiteOrNull(median(distances))),
  };
}
