/** C16: near the lowest point the square shortens the step by itself, the absolute error does not. */
import { extremeEigenvalues } from "../../lanczos.ts";
import type { ClaimRecord, Verdict } from "../../record.ts";
import { bootstrap, type Interval } from "../../statistics/intervals.ts";
import { finiteOrNull, median } from "../../statistics/quantiles.ts";
import { addScaled, norm } from "../../vector.ts";
import type { Work } from "../progress.ts";
import type { ProgramAndObjective, RaceSettings } from "../settings.ts";
import { ARRIVED, KEPT_STEP, LEAST_PAIRS, SHORTENED_RUNS, SHORTENED_STEP } from "../thresholds.ts";
import type { ClaimQuestion } from "./question.ts";
import { above, below, finiteInterval, notTested } from "./verdict.ts";

/** Steps at first, and how often they are doubled until the descent has come down. */
const FIRST_STEPS = 64;
const MOST_STEPS = 16384;
/** Rows read at most by all runs of one loss. */
const MOST_ROWS = 5e7;

/**
 * Full-batch descents of the same model on the same data at one constant rate, once under the squared and once under
 * the absolute error. When each has come down to its lowest point, how long are its steps, as a share of its first?
 * The claim holds only if the square's have all but vanished *and* the absolute error's have kept more than half.
 *
 * Full batches, because single examples of noisy data take long steps to the end under either loss. With many rows the
 * signs of the residuals cancel in the mean near the lowest point: then the absolute error shortens the step as well.
 */
export function* shortensSteps({ settings, start }: ClaimQuestion): Work<ClaimRecord> {
  const { underLoss } = settings;
  if (underLoss === undefined) return notTested("C16", "target-not-a-number");
  if (!settings.affine) return notTested("C16", "not-affine");
  const squared = underLoss("squared");
  const absolute = underLoss("absolute");
  const product = (v: Float64Array) => squared.objective.hessianProduct(start, v);
  const { largest } = extremeEigenvalues(product, squared.objective.dimension);
  if (!(largest > 0 && Number.isFinite(largest))) return notTested("C16", "no-curvature");

  const rate = 1 / largest;
  const square = yield* stepsUnder(settings, squared, rate, 0);
  const shortens = decided(below(square.interval95, SHORTENED_STEP), square, "does not hold");
  const absolutes = yield* stepsUnder(settings, absolute, rate, 1);
  const keeps = decided(above(absolutes.interval95, KEPT_STEP), absolutes);

  const bySquare = shortens === "does not hold" || (keeps !== "does not hold" && shortens !== "holds");
  const [verdict, deciding] = bySquare ? [shortens, square] : [keeps, absolutes];
  return {
    id: "C16",
    verdict,
    ...(verdict === "inconclusive" ? { reason: whyOpen(deciding) } : {}),
    estimate: finiteOrNull(deciding.estimate),
    interval95: finiteInterval(deciding.interval95),
    threshold: bySquare ? SHORTENED_STEP : KEPT_STEP,
    n: deciding.shares.length,
    test: "full-batch step length near the lowest point ÷ the first step's, under both losses; bootstrap over starts",
    evidence: {
      decidedBy: bySquare ? "squared" : "absolute",
      learningRate: rate,
      squaredShortens: shortens,
      squaredShare: finiteOrNull(square.estimate),
      squaredInterval: finiteInterval(square.interval95),
      squaredThreshold: SHORTENED_STEP,
      squaredSteps: square.steps,
      squaredLengths: square.lengths,
      absoluteKeeps: keeps,
      absoluteShare: finiteOrNull(absolutes.estimate),
      absoluteInterval: finiteInterval(absolutes.interval95),
      absoluteThreshold: KEPT_STEP,
      absoluteSteps: absolutes.steps,
      absoluteLengths: absolutes.lengths,
      runs: square.shares.length,
    },
  };
}

interface StepLengths {
  /** Late step length as a share of the first, one number a start. */
  readonly shares: readonly number[];
  readonly estimate: number;
  readonly interval95: Interval;
  readonly arrived: boolean;
  readonly steps: number;
  /** Of the first start: step lengths ÷ rate at step 1, 2, 4, 8, … */
  readonly lengths: readonly (number | null)[];
}

/** What is not there yet decides nothing, except that lengths may already be as far as they need to be. */
function decided(verdict: Verdict, { arrived, shares }: StepLengths, unlessArrived: Verdict | null = null): Verdict {
  if (shares.length > 1 && shares.length < LEAST_PAIRS) return "inconclusive";
  if (arrived) return verdict;
  return unlessArrived !== null && verdict !== unlessArrived ? verdict : "inconclusive";
}

const whyOpen = ({ arrived, shares }: StepLengths): string => {
  if (shares.length > 1 && shares.length < LEAST_PAIRS) return "too-few-seeds";
  return arrived ? "interval-spans-threshold" : "budget-too-short";
};

function* stepsUnder(
  settings: RaceSettings,
  under: ProgramAndObjective,
  rate: number,
  place: number,
): Work<StepLengths> {
  const seeds = settings.seedList.slice(0, SHORTENED_RUNS);
  const found: Descent[] = [];
  for (const seed of seeds) {
    yield { done: place * seeds.length + found.length, total: 2 * seeds.length, label: "C16" };
    const descent = yield* descentUnder(settings, under, rate, seed);
    // Seeds that share one start repeat one deterministic run: it counts once.
    if (found.length === 1 && found[0].start.every((value, i) => value === descent.start[i])) break;
    found.push(descent);
  }
  const shares = found.map(({ share }) => share);
  return {
    shares,
    ...bootstrap(shares),
    arrived: found.every(({ arrived }) => arrived),
    steps: Math.max(...found.map(({ steps }) => steps)),
    lengths: found[0].lengths,
  };
}

interface Descent {
  readonly start: Float64Array;
  readonly share: number;
  readonly arrived: boolean;
  readonly steps: number;
  readonly lengths: readonly (number | null)[];
}

/** One descent, made longer by doubling until its second half no longer brings the loss down. */
function* descentUnder(
  { order }: RaceSettings,
  { program, objective }: ProgramAndObjective,
  learningRate: number,
  seed: number,
): Work<Descent> {
  const most = Math.min(MOST_STEPS, Math.floor(MOST_ROWS / (SHORTENED_RUNS * objective.rows)));
  const run = program.start({ seed, batchSize: objective.rows, learningRate, order });
  try {
    const start = run.parameters();
    const first = objective.value(start);
    const all: number[] = [];
    let here = start;
    let lowest = first;
    let steps = Math.min(FIRST_STEPS, Math.max(2, most));
    while (true) {
      const lowestBefore = lowest;
      const begin = all.length;
      while (all.length < steps && run.diverged === null) {
        run.advance(1);
        const next = run.parameters();
        all.push(norm(addScaled(next, -1, here)) / learningRate);
        here = next;
        if (all.length % 16 === 0 || all.length === steps) {
          lowest = Math.min(lowest, objective.value(here));
          yield { done: all.length, total: steps, label: "C16" };
        }
      }
      const arrived = begin > 0 && lowestBefore - lowest <= ARRIVED * (first - lowest);
      if (arrived || run.diverged !== null || steps >= most) {
        const late = all.slice(Math.floor(all.length / 2));
        const share = run.diverged === null ? median(late) / all[0] : Infinity;
        return { start, share, arrived, steps: all.length, lengths: doubling(all) };
      }
      steps = Math.min(most, 2 * steps);
    }
  } finally {
    run.close();
  }
}

/** The lengths at steps 1, 2, 4, 8, … */
function doubling(lengths: readonly number[]): (number | null)[] {
  const found: (number | null)[] = [];
  for (let step = 1; step <= lengths.length; step *= 2) found.push(finiteOrNull(lengths[step - 1]));
  return found;
}
