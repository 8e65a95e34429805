/** C12: the negative gradient is the quickest way to the lowest point. */
import { conjugateGradient } from "../../conjugateGradient.ts";
import { type DirectionRule, descendAlongLines, steepestDescent } from "../../firstOrder.ts";
import { newton } from "../../newton.ts";
import type { ClaimRecord } from "../../record.ts";
import { finiteOrNull, median, quantile } from "../../statistics/quantiles.ts";
import { addScaled, dot, norm } from "../../vector.ts";
import type { Work } from "../progress.ts";
import { resolutionOf } from "../resolution.ts";
import type { RaceSettings } from "../settings.ts";
import { EXCESS_LEVEL, LEAST_PAIRS, LINE_SLOPE, QUICKEST, QUICKEST_STARTS } from "../thresholds.ts";
import { type Cost, ratioOfCosts } from "./levels.ts";
import type { ClaimQuestion } from "./question.ts";
import { below, finiteInterval, notTested } from "./verdict.ts";

/** Newton's method needs all eigenvalues of the Hessian; above this many parameters they cost more than the race. */
const NEWTON_PARAMETERS = 64;
/** Steps of conjugate gradients, and steps of the negative gradient for each of them, before the search is given up. */
const MOST_STEPS = 200;
const MOST_TIMES = 10;
/** Rows read at most by all searches. */
const MOST_ROWS = 4e7;

/**
 * From each start, how many steps lead to a hundredth of the excess along −∇E, and how many along conjugate gradients,
 * which know no more (one gradient each) and use the same line search? The negative gradient is given the best length
 * of every step, so that only directions differ. The quickest way would need no more steps than another.
 *
 * Beside it stands the angle between −∇E and the way to the minimiser along a descent at 1/L.
 */
export function* takesQuickestWay({ settings, optimum, knowledge }: ClaimQuestion): Work<ClaimRecord> {
  if (!settings.convex) return notTested("C12", "not-convex");
  if (optimum === null) return notTested("C12", "optimum-not-found");
  if (!optimum.record.attained) return notTested("C12", "no-minimiser");
  const minimiser = Float64Array.from(optimum.record.parameters);
  const least = optimum.record.loss;

  const starts = startsOf(settings);
  const excess = median(starts.map((start) => settings.objective.value(start))) - least;
  if (!(EXCESS_LEVEL * excess > resolutionOf(least, settings.dtype))) return notTested("C12", "start-too-near");
  const searches: Searches[] = [];
  for (const start of starts) {
    yield { done: searches.length, total: starts.length, label: "C12" };
    searches.push(yield* searchFrom(settings, start, least, searches.length));
  }
  const rate = knowledge.how === "expected-smoothness" ? 1 / knowledge.smoothness : null;
  const angles =
    rate === null ? null : yield* cosines(settings, rate, nearestMinimiser(settings, starts[0], minimiser));

  const ratio = ratioOfCosts(
    searches.map(({ gradient }) => gradient),
    searches.map(({ conjugate }) => conjugate),
  );
  // One start is all there is where every seed begins there: then nothing is left to chance.
  const enough = starts.length === 1 || starts.length >= LEAST_PAIRS;
  const verdict = enough ? below(ratio.interval95, QUICKEST) : "inconclusive";
  const medianOf = (costs: readonly (Cost | null)[]) =>
    costs.some((cost) => cost === null) ? null : finiteOrNull(median(costs.map((cost) => cost?.most ?? null)));
  return {
    id: "C12",
    verdict,
    ...(verdict === "inconclusive" ? { reason: enough ? "interval-spans-threshold" : "too-few-seeds" } : {}),
    estimate: finiteOrNull(ratio.estimate),
    interval95: finiteInterval(ratio.interval95),
    threshold: QUICKEST,
    n: starts.length,
    test: "steps along the negative gradient ÷ steps of conjugate gradients to a level, same line search; over starts",
    evidence: {
      level: EXCESS_LEVEL,
      gradientSteps: medianOf(searches.map(({ gradient }) => gradient)),
      conjugateSteps: medianOf(searches.map(({ conjugate }) => conjugate)),
      newtonSteps: medianOf(searches.map(({ newtonSteps }) => newtonSteps)),
      ratioIsBound: ratio.bound,
      ratioFrom: finiteOrNull(ratio.interval95[0]),
      ratioTo: finiteOrNull(ratio.interval95[1]),
      starts: starts.length,
      kappa: optimum.kappa,
      ...(angles ?? {}),
    },
  };
}

/** The starts of the first seeds; one where they are all the same. */
function startsOf({ program, objective, seedList, order }: RaceSettings): Float64Array[] {
  const starts = seedList.slice(0, QUICKEST_STARTS).map((seed) => {
    const run = program.start({ seed, batchSize: objective.rows, learningRate: 1, order });
    try {
      return run.parameters();
    } finally {
      run.close();
    }
  });
  const same = starts.every((start) => start.every((value, i) => value === starts[0][i]));
  return same ? starts.slice(0, 1) : starts;
}

/** Where several points are as low, the one that descents from this start can reach: Newton's steps stay as they do. */
const nearestMinimiser = ({ objective }: RaceSettings, start: Float64Array, minimiser: Float64Array): Float64Array =>
  objective.dimension > NEWTON_PARAMETERS ? minimiser : newton(objective, start).w;

interface Searches {
  readonly gradient: Cost;
  readonly conjugate: Cost;
  readonly newtonSteps: Cost | null;
}

function* searchFrom({ objective }: RaceSettings, start: Float64Array, least: number, done: number): Work<Searches> {
  const target = least + EXCESS_LEVEL * (objective.value(start) - least);
  // A step takes about three gradients, each as many rows as there are.
  const affordable = Math.max(2, Math.floor(MOST_ROWS / (6 * QUICKEST_STARTS * objective.rows)));
  const along = (rule: DirectionRule, maxIterations: number): Cost => {
    const { iterations, reason } = descendAlongLines((w) => objective.gradient(w), start, rule, {
      maxIterations,
      gradientTolerance: 0,
      until: ({ value }) => value <= target,
      remainingSlope: LINE_SLOPE,
    });
    return { least: Math.max(1, iterations), most: reason === "until" ? Math.max(1, iterations) : Infinity };
  };
  const conjugate = along(conjugateGradient(), Math.min(MOST_STEPS, affordable));
  yield { done, total: QUICKEST_STARTS, label: "C12" };
  const gradient = along(steepestDescent(), Math.min(MOST_TIMES * conjugate.least, affordable));
  yield { done, total: QUICKEST_STARTS, label: "C12" };
  if (objective.dimension > NEWTON_PARAMETERS) return { gradient, conjugate, newtonSteps: null };
  const { iterations, value } = newton(objective, start, { until: (w) => objective.value(w) <= target });
  const newtonSteps = { least: Math.max(1, iterations), most: value <= target ? Math.max(1, iterations) : Infinity };
  return { gradient, conjugate, newtonSteps };
}

/**
 * The cosine between −∇E and the way to the minimiser along the first seed's full-batch descent, while more than a
 * hundredth of the excess is left: 1 would lead straight there.
 */
function* cosines(
  { program, objective, order, seedList, epochs }: RaceSettings,
  learningRate: number,
  goal: Float64Array,
) {
  const run = program.start({ seed: seedList[0], batchSize: objective.rows, learningRate, order });
  try {
    const least = objective.value(goal);
    const found: number[] = [];
    let startExcess: number | null = null;
    for (let step = 0; step <= epochs && run.diverged === null; step++) {
      const w = run.parameters();
      const { value, gradient } = objective.gradient(w);
      startExcess ??= value - least;
      if (!(value - least > EXCESS_LEVEL * startExcess)) break;
      const way = addScaled(goal, -1, w);
      found.push(-dot(gradient, way) / (norm(gradient) * norm(way)));
      run.advance(1);
      yield { done: step, total: epochs, label: "C12" };
    }
    return {
      cosineAtStart: finiteOrNull(found[0] ?? Number.NaN),
      cosineMedian: finiteOrNull(median(found)),
      cosineLeast: finiteOrNull(quantile(found, 0)),
      cosineSteps: found.length,
    };
  } finally {
    run.close();
  }
}
