/** C10: a badly chosen batch size causes trouble. */
import { gradientNoise } from "../../diagnostics/noise.ts";
import type { ClaimRecord, DescentRecord } from "../../record.ts";
import { finiteOrNull, median } from "../../statistics/quantiles.ts";
import type { Work } from "../progress.ts";
import type { RaceOutcome } from "../run.ts";
import type { RaceSettings } from "../settings.ts";
import { EXCESS_LEVEL, LEAST_PAIRS, TROUBLE_FACTOR } from "../thresholds.ts";
import { fullBatchPath } from "./fullBatchPath.ts";
import { type Cost, type CostRatio, costOf, ratioOfCosts, runOf } from "./levels.ts";
import type { ClaimQuestion } from "./question.ts";
import { above, finiteInterval, notTested } from "./verdict.ts";

/**
 * Each batch size at its best rate or schedule: what does it cost until a hundredth of the start's excess is left? The
 * best and the worst size are chosen on one half of the seeds, and compared on the other, so that the luckiest of many
 * is not mistaken for the best. On the clock of examples (work) and on that of steps (time, were everything parallel):
 * trouble under one of them is trouble; no trouble must be none under both. Seconds are told, and decide nothing.
 */
export function* suffersFromBatchSize(question: ClaimQuestion): Work<ClaimRecord> {
  const { settings, bestRate, optimum, best } = question;
  if (bestRate === null) return notTested("C10", "no-best-rate-race");
  const sizes = lanesBySize(bestRate);
  if (sizes.length < 2) return notTested("C10", "one-batch-size");
  yield { done: 0, total: 2, label: "C10" };

  const examples = judge(settings, sizes, "examples", best);
  const steps = judge(settings, sizes, "step", best);
  const byExamples = decisive(examples, steps);
  const deciding = byExamples ? examples : steps;
  const pairs = halves(settings).measuring.length;
  const either = examples.verdict === "holds" || steps.verdict === "holds";
  const neither = examples.verdict === "does not hold" && steps.verdict === "does not hold";
  const verdict = pairs < LEAST_PAIRS ? "inconclusive" : either ? "holds" : neither ? "does not hold" : "inconclusive";
  const noise = yield* noiseScales(question);
  return {
    id: "C10",
    verdict,
    ...(verdict === "inconclusive" ? { reason: whyOpen(deciding, pairs) } : {}),
    estimate: finiteOrNull(deciding.ratio.estimate),
    interval95: finiteInterval(deciding.ratio.interval95),
    threshold: TROUBLE_FACTOR,
    n: pairs,
    test: "cost of the worst batch size ÷ the best to a level, chosen on half the seeds and measured on the others",
    evidence: {
      decidedBy: byExamples ? "examples" : "steps",
      level: EXCESS_LEVEL,
      excessOver: optimum?.record.attained ? "minimum" : "lowest-end",
      batchSizes: sizes.map(({ rows }) => rows),
      ...told("examples", examples),
      ...told("steps", steps),
      ...secondsOf(settings, sizes, best),
      ...noise,
      pairs,
    },
  };
}

/** The lanes of one batch size: at a constant rate, and perhaps with a schedule. */
interface Size {
  readonly rows: number;
  readonly lanes: readonly DescentRecord[];
}

function lanesBySize({ lanes, record }: RaceOutcome): Size[] {
  const found = new Map<number, DescentRecord[]>();
  lanes.forEach(({ rows }, i) => {
    found.set(rows, [...(found.get(rows) ?? []), record.descents[i]]);
  });
  return Array.from(found, ([rows, ofSize]) => ({ rows, lanes: ofSize })).sort((a, b) => a.rows - b.rows);
}

/** Even places choose, odd places measure. */
function halves({ seedList }: RaceSettings): { choosing: number[]; measuring: number[] } {
  const places = Array.from(seedList.keys());
  return { choosing: places.filter((i) => i % 2 === 0), measuring: places.filter((i) => i % 2 === 1) };
}

interface Judgement {
  readonly best: number;
  readonly worst: number;
  /** Sizes that cost no more than the best as far as the choosing half can tell. */
  readonly ties: readonly number[];
  readonly ratio: CostRatio;
  readonly verdict: ReturnType<typeof above>;
  readonly bestReached: boolean;
}

/** One clock: chosen on one half of the seeds, measured on the other. */
function judge(settings: RaceSettings, sizes: readonly Size[], clock: "step" | "examples", best: number): Judgement {
  const { choosing, measuring } = halves(settings);
  const costs = (lane: DescentRecord, places: readonly number[]): Cost[] =>
    places.map((i) => costOf(runOf(lane, i), clock, EXCESS_LEVEL, best));
  const ranked = sizes
    .map(({ rows, lanes }) => ({ rows, lane: lanes.reduce((a, b) => (cheaper(rank(b), rank(a)) ? b : a)) }))
    .sort((a, b) => (cheaper(rank(a.lane), rank(b.lane)) ? -1 : 1));
  const [first] = ranked;
  const last = ranked[ranked.length - 1];
  const ties = ranked.filter(
    ({ lane }) =>
      lane === first.lane || ratioOfCosts(costs(lane, choosing), costs(first.lane, choosing)).interval95[0] <= 1,
  );
  const measured = costs(first.lane, measuring);
  const ratio = ratioOfCosts(costs(last.lane, measuring), measured);
  return {
    best: first.rows,
    worst: last.rows,
    ties: ties.map(({ rows }) => rows).sort((a, b) => a - b),
    ratio,
    verdict: above(ratio.interval95, TROUBLE_FACTOR),
    bestReached: measured.some(({ most }) => most < Infinity),
  };

  /** The median cost, and, where most runs never came, how low they ended. */
  function rank(lane: DescentRecord) {
    const ends = choosing.map((i) => runOf(lane, i).finalLoss);
    return { cost: median(costs(lane, choosing).map(({ most }) => most)), end: median(ends) };
  }
}

type Rank = { readonly cost: number; readonly end: number };

const cheaper = (a: Rank, b: Rank): boolean => (a.cost === b.cost ? a.end < b.end : a.cost < b.cost);

/** Whether the clock of examples is told as the one that decided: it does unless only steps show trouble, or more. */
function decisive(examples: Judgement, steps: Judgement): boolean {
  if (examples.verdict === steps.verdict) return !(steps.ratio.interval95[0] > examples.ratio.interval95[0]);
  if (examples.verdict === "holds" || steps.verdict === "holds") return examples.verdict === "holds";
  return examples.verdict === "inconclusive";
}

function whyOpen({ bestReached }: Judgement, pairs: number): string {
  if (pairs < LEAST_PAIRS) return "too-few-seeds";
  return bestReached ? "interval-spans-threshold" : "level-not-reached";
}

const told = (clock: "examples" | "steps", { best, worst, ties, ratio }: Judgement) => ({
  [`${clock}Best`]: best,
  [`${clock}Worst`]: worst,
  [`${clock}Ties`]: ties,
  [`${clock}Ratio`]: finiteOrNull(ratio.estimate),
  [`${clock}RatioIsBound`]: ratio.bound,
  [`${clock}RatioFrom`]: finiteOrNull(ratio.interval95[0]),
  [`${clock}RatioTo`]: finiteOrNull(ratio.interval95[1]),
});

/**
 * Median steps of the best lane of each size × seconds of its step: what the host measured, and no part of a verdict.
 */
function secondsOf(settings: RaceSettings, sizes: readonly Size[], best: number) {
  const { measuring } = halves(settings);
  const secondsToLevel = sizes.map(({ lanes }) => {
    const each = lanes.map((lane) => {
      const steps = measuring.map((i) => costOf(runOf(lane, i), "step", EXCESS_LEVEL, best).most);
      return median(steps) * (lane.timing?.median ?? lane.secondsPerStep);
    });
    return finiteOrNull(Math.min(...each));
  });
  return { secondsToLevel };
}

/**
 * tr Σ/‖∇E‖² at the start and where 10 % and 1 % of the excess are left: it grows without bound towards the optimum.
 */
function* noiseScales({ settings, knowledge, same, best }: ClaimQuestion) {
  const stable = same.record.descents[0].learningRate;
  const learningRate = knowledge.how === "expected-smoothness" ? 1 / knowledge.smoothness : stable;
  const { start, points } = yield* fullBatchPath(settings, { learningRate, best, shares: [0.1, 0.01], label: "C10" });
  const [atStart, at10, at1] = [start, ...points].map((w) =>
    w === null ? null : finiteOrNull(gradientNoise(settings.objective, w).noiseScale ?? Number.NaN),
  );
  return { noiseScaleAtStart: atStart, noiseScaleAt10Percent: at10, noiseScaleAt1Percent: at1 };
}
