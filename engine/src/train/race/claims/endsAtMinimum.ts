/** C13: a gradient of (nearly) zero means a minimum, where the model's accuracy is highest. */
import { curvatureAt } from "../../diagnostics/curvature.ts";
import { descendAlongLines } from "../../firstOrder.ts";
import { limitedMemory } from "../../lbfgs.ts";
import type { ClaimRecord, CurvePoint, SeedRun, Verdict } from "../../record.ts";
import { bootstrap, type Interval, wilsonInterval } from "../../statistics/intervals.ts";
import { finiteOrNull, median } from "../../statistics/quantiles.ts";
import { norm } from "../../vector.ts";
import type { Work } from "../progress.ts";
import type { RaceOutcome } from "../run.ts";
import type { RaceSettings } from "../settings.ts";
import {
  LEAST_PAIRS,
  MINIMUM_SHARE,
  NEARLY_ZERO,
  NEGATIVE_CURVATURE,
  STATIONARY_RUNS,
  SUFFERED_SCORE,
} from "../thresholds.ts";
import type { ClaimQuestion } from "./question.ts";
import { above, below, finiteInterval, notTested } from "./verdict.ts";

/** Iterations that may lead from where a descent ended to where the gradient vanishes. */
const POLISHING = 200;

/**
 * Two questions, and the claim holds only if both answers are yes. Where full-batch descents end and the gradient has
 * vanished, is the smallest curvature not negative, so that the point is a minimum (or flat), and no saddle? And is the
 * held-out accuracy (or R²) at the lowest training loss as high as it ever was?
 *
 * Where a budget ended before the gradient was a thousandth of the start's, L-BFGS walks on to where it is; the
 * evidence says how often.
 */
export function* endsAtMinimum({ settings, same, bestRate }: ClaimQuestion): Work<ClaimRecord> {
  const outcome = bestRate ?? same;
  const lane = outcome.lanes.findIndex(({ name, decay }) => name === "full" && decay === 0);
  if (lane < 0) return notTested("C13", "no-full-batch-lane");
  const ends = yield* stationaryPoints(settings, outcome.ends[lane].slice(0, STATIONARY_RUNS));
  const kinds = ends.found.map(({ kind }) => kind);
  const count = (kind: Kind) => kinds.filter((each) => each === kind).length;
  const notSaddles = kinds.length - count("saddle");
  // Of a convex objective every stationary point is a minimum: nothing is left to chance.
  const share: Interval = settings.convex && count("saddle") === 0 ? [1, 1] : wilsonInterval(notSaddles, kinds.length);
  const minimum: Verdict = kinds.length === 0 ? "inconclusive" : above(share, MINIMUM_SHARE);
  const score = scoreLost(settings, outcome, settings.seedList.length);
  const bySaddles = minimum === "does not hold" || (minimum === "inconclusive" && score.verdict !== "does not hold");
  const decided = bySaddles || score.verdict === null ? minimum : score.verdict;
  const verdict = score.verdict === null && minimum === "holds" ? "inconclusive" : decided;
  return {
    id: "C13",
    verdict,
    ...(verdict === "inconclusive" ? { reason: whyOpen(minimum, kinds.length, score) } : {}),
    ...(bySaddles || score.verdict === null
      ? {
          estimate: kinds.length === 0 ? null : notSaddles / kinds.length,
          interval95: kinds.length === 0 ? null : share,
          threshold: MINIMUM_SHARE,
          n: kinds.length,
        }
      : { estimate: finiteOrNull(score.lost), interval95: score.interval95, threshold: SUFFERED_SCORE, n: score.n }),
    test: "share of stationary ends without negative curvature (Wilson), and held-out score lost at the lowest loss",
    evidence: {
      decidedBy: bySaddles || score.verdict === null ? "curvature" : "score",
      minima: count("minimum"),
      flat: count("flat"),
      saddles: count("saddle"),
      notStationary: ends.missed,
      polished: ends.polished,
      smallestCurvature: finiteOrNull(Math.min(...ends.found.map(({ smallest }) => smallest))),
      largestCurvature: finiteOrNull(Math.max(...ends.found.map(({ largest }) => largest))),
      isMinimum: minimum,
      minimumThreshold: MINIMUM_SHARE,
      scoreVerdict: score.verdict ?? "not tested",
      scoreLost: finiteOrNull(score.lost),
      scoreInterval: score.interval95,
      scoreThreshold: SUFFERED_SCORE,
      epochOfBestScore: score.epochOfBest,
      epochOfLowestLoss: score.epochOfLowest,
    },
  };
}

function whyOpen(minimum: Verdict, found: number, score: Score): string {
  if (found === 0) return "not-stationary";
  if (minimum === "inconclusive") return "interval-spans-threshold";
  return score.verdict === null ? "no-validation" : "interval-spans-threshold";
}

type Kind = "minimum" | "flat" | "saddle";

interface StationaryPoint {
  readonly kind: Kind;
  readonly smallest: number;
  readonly largest: number;
}

function* stationaryPoints(settings: RaceSettings, ends: readonly Float64Array[]) {
  const { objective, program, seedList, order } = settings;
  const run = program.start({ seed: seedList[0], batchSize: objective.rows, learningRate: 0, order });
  const start = run.parameters();
  run.close();
  const small = NEARLY_ZERO * norm(objective.gradient(start).gradient);
  const found: StationaryPoint[] = [];
  let polished = 0;
  let missed = 0;
  for (const [done, end] of ends.entries()) {
    yield { done, total: ends.length, label: "C13" };
    let point = end;
    if (!(norm(objective.gradient(end).gradient) <= small)) {
      const walked = descendAlongLines((w) => objective.gradient(w), end, limitedMemory(), {
        maxIterations: POLISHING,
        gradientTolerance: small,
      });
      if (!walked.converged) {
        missed++;
        continue;
      }
      polished++;
      point = walked.x;
    }
    yield { done, total: ends.length, label: "C13" };
    const { smallest, largest, residual } = curvatureAt(objective, point);
    const bound = NEGATIVE_CURVATURE * Math.max(Math.abs(largest), Math.abs(smallest));
    const curved = smallest > bound ? "minimum" : "flat";
    found.push({ kind: smallest + residual < -bound ? "saddle" : curved, smallest, largest });
  }
  return { found, polished, missed };
}

interface Score {
  /** null where no score was measured. */
  readonly verdict: Verdict | null;
  readonly lost: number;
  readonly interval95: Interval | null;
  readonly n: number;
  readonly epochOfBest: number | null;
  readonly epochOfLowest: number | null;
}

/** The best held-out score of each run less that at its lowest training loss. */
function scoreLost({ objective }: RaceSettings, { record, lanes }: RaceOutcome, seeds: number): Score {
  const constant = record.descents.filter((_, i) => lanes[i].decay === 0);
  const runs = Array.from({ length: seeds }, (_, place) => constant.flatMap((lane) => lane.seeds[place] ?? []));
  const measured = runs.map((each) => each.map(scoreOf).filter((score) => score !== null));
  const perSeed = measured.filter((scores) => scores.length > 0);
  const none = { verdict: null, lost: Number.NaN, interval95: null, n: 0, epochOfBest: null, epochOfLowest: null };
  if (perSeed.length === 0) return none;
  const lost = perSeed.map((scores) => scores.reduce((sum, score) => sum + score.lost, 0) / scores.length);
  const { estimate, interval95 } = bootstrap(lost);
  const all = perSeed.flat();
  return {
    verdict: perSeed.length < LEAST_PAIRS ? "inconclusive" : below(interval95, SUFFERED_SCORE),
    lost: estimate,
    interval95: finiteInterval(interval95),
    n: perSeed.length,
    epochOfBest: median(all.map((score) => score.best)) / objective.rows,
    epochOfLowest: median(all.map((score) => score.lowest)) / objective.rows,
  };
}

/** null for a run without scores. */
function scoreOf({ curve }: SeedRun): { lost: number; best: number; lowest: number } | null {
  const at = ({ validation }: CurvePoint) => validation?.accuracy ?? validation?.r2;
  const points = curve.filter((point) => point.loss !== null && Number.isFinite(at(point)));
  if (points.length === 0) return null;
  const lowest = points.reduce((low, point) => ((point.loss ?? 0) < (low.loss ?? 0) ? point : low));
  const best = points.reduce((high, point) => ((at(point) ?? 0) > (at(high) ?? 0) ? point : high));
  return { lost: (at(best) ?? 0) - (at(lowest) ?? 0), best: best.examples, lowest: lowest.examples };
}
