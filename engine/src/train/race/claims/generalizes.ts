/** C11: the smaller the loss, the better the model. */
import type { ClaimRecord, CurvePoint, SeedRun } from "../../record.ts";
import { rankCorrelation } from "../../statistics/concordance.ts";
import { bootstrap } from "../../statistics/intervals.ts";
import { finiteOrNull, median } from "../../statistics/quantiles.ts";
import type { Work } from "../progress.ts";
import { resolutionOf } from "../resolution.ts";
import { CONCORDANT, LEAST_PAIRS } from "../thresholds.ts";
import type { ClaimQuestion } from "./question.ts";
import { above, finiteInterval, notTested } from "./verdict.ts";

/** What one run says: how training loss and held-out loss go together, and where they part. */
interface Relation {
  readonly correlation: number;
  /** Of training loss and held-out score (accuracy or R²), turned so that 1 is agreement; NaN where it never moves. */
  readonly scoreCorrelation: number;
  /** Epoch of the lowest held-out loss, where it rises again before the end; else null. */
  readonly parted: number | null;
}

/**
 * The rank correlation of training loss and held-out loss over the checkpoints of each run of the constant lanes, each
 * lane at its best rate (at the common rate, where that was all that was run). A model that fits its rows ever better
 * while other rows get worse lowers it. What is decided is decided for these held-out rows.
 */
export function* generalizes({ settings, same, bestRate }: ClaimQuestion): Work<ClaimRecord> {
  if (settings.validation === undefined) return notTested("C11", "no-validation");
  const { record } = bestRate ?? same;
  const lanes = record.descents.filter(({ decay }) => decay === 0);
  const perSeed: Relation[][] = [];
  for (const [place] of settings.seedList.entries()) {
    yield { done: place, total: settings.seedList.length, label: "C11" };
    // A lane without chance has one run; it says no more for being counted with every seed.
    const runs = lanes.flatMap(({ seeds }) => seeds[place] ?? []);
    const relations = runs.map((run) => relationOf(run, settings.objective.rows, settings.dtype));
    perSeed.push(relations.filter((relation) => relation !== null));
  }
  const seeds = perSeed.filter((relations) => relations.length > 0);
  const all = seeds.flat();
  const parted = all.flatMap((relation) => relation.parted ?? []);
  const scores = all.map((relation) => relation.scoreCorrelation).filter((each) => !Number.isNaN(each));
  const evidence = {
    runs: all.length,
    partedRuns: parted.length,
    partedEpoch: parted.length === 0 ? null : median(parted),
    scoreCorrelation: scores.length === 0 ? null : median(scores),
    rule: record.rule,
  };
  const test = "rank correlation of training loss and held-out loss over the checkpoints; bootstrap over seeds";
  if (all.length === 0) return { ...notTested("C11", "too-few-checkpoints", evidence), test };
  const { estimate, interval95 } = bootstrap(
    seeds.map((relations) => meanOf(relations.map((each) => each.correlation))),
  );
  const verdict = seeds.length < LEAST_PAIRS ? "inconclusive" : above(interval95, CONCORDANT);
  const reason = seeds.length < LEAST_PAIRS ? "too-few-seeds" : "interval-spans-threshold";
  return {
    id: "C11",
    verdict,
    ...(verdict === "inconclusive" ? { reason } : {}),
    estimate: finiteOrNull(estimate),
    interval95: finiteInterval(interval95),
    threshold: CONCORDANT,
    n: seeds.length,
    test,
    evidence,
  };
}

type Measured = CurvePoint & { readonly loss: number; readonly validation: { readonly loss: number } };

const isMeasured = (point: CurvePoint): point is Measured =>
  point.loss !== null && typeof point.validation?.loss === "number";

/** null for a run in which nothing moved by more than rounding. */
function relationOf({ curve }: SeedRun, rows: number, dtype: "float32" | "float64"): Relation | null {
  const points = curve.filter(isMeasured);
  if (points.length < 3) return null;
  const training = points.map((point) => point.loss);
  const held = points.map((point) => point.validation.loss);
  const last = held.length - 1;
  const tolerance = [resolutionOf(training[last], dtype), resolutionOf(held[last], dtype)] as const;
  const correlation = rankCorrelation(training, held, tolerance);
  if (Number.isNaN(correlation)) return null;
  const scores = points.map(({ validation }) => -(validation?.accuracy ?? validation?.r2 ?? 0));
  const best = held.indexOf(Math.min(...held));
  const rises = held[last] - held[best] > tolerance[1] && training[last] < training[best] - tolerance[0];
  return {
    correlation,
    scoreCorrelation: rankCorrelation(training, scores, [tolerance[0], 0]),
    parted: rises ? points[best].examples / rows : null,
  };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
