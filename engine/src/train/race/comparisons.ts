/** Which lane is lower, pair by pair and budget by budget: paired by seed, adjusted for the number of looks. */
import type { FloatDType } from "../../base/dtype.ts";
import type { ComparisonRecord, DescentRecord } from "../record.ts";
import { holm } from "../statistics/holm.ts";
import { bootstrap, pairedDifferences } from "../statistics/intervals.ts";
import { finiteOrNull, median } from "../statistics/quantiles.ts";
import { signsOf, signTest } from "../statistics/signTest.ts";
import type { Work } from "./progress.ts";
import { tieOf } from "./resolution.ts";
import { BUDGET_SHARES, SIGNIFICANCE } from "./thresholds.ts";

/** Two lanes at one budget, before the adjustment. */
interface Pair {
  readonly lanes: readonly [number, number];
  readonly examples: number;
  readonly differences: readonly number[];
  /** Differences up to this size are none. */
  readonly tie: number;
  readonly positive: number;
  readonly negative: number;
}

/**
 * Compares every pair of lanes at 10, 30 and 100 % of the budget. The sign test asks of each pair of runs that share
 * a seed only which is lower, so that a run that was lost, and a difference of any size, counts once; differences
 * that nobody would choose by (`tieOf`) are left out, and where the median is one of them the lanes tie. Holm's
 * adjustment covers all pairs and budgets of the race together.
 */
export function* comparePairs(descents: readonly DescentRecord[], dtype: FloatDType): Work<ComparisonRecord[]> {
  const pairs = descents.flatMap((_, first) =>
    descents.slice(first + 1).flatMap((_, offset) => pairsOf(descents, [first, first + 1 + offset], dtype)),
  );
  const adjusted = holm(pairs.map(({ positive, negative }) => signTest(positive, positive + negative)));
  const records: ComparisonRecord[] = [];
  for (const [i, { lanes, examples, differences, tie, positive, negative }] of pairs.entries()) {
    yield { done: i, total: pairs.length, label: "comparisons" };
    const { interval95 } = bootstrap(differences);
    const difference = median(differences);
    const lower = difference > 0 ? lanes[1] : lanes[0];
    const differ = adjusted[i] < SIGNIFICANCE && Math.abs(difference) > tie && difference > 0 === positive > negative;
    records.push({
      lanes,
      examples,
      difference: finiteOrNull(difference),
      interval95: interval95.every(Number.isFinite) ? interval95 : null,
      p: adjusted[i],
      pairs: differences.length,
      lower: differ ? lower : null,
    });
  }
  return records;
}

function pairsOf(descents: readonly DescentRecord[], lanes: readonly [number, number], dtype: FloatDType): Pair[] {
  const [first, second] = lanes.map((lane) => descents[lane]);
  const longest = Math.max(...descents.flatMap((lane) => lane.seeds.map((run) => run.curve.at(-1)?.examples ?? 0)));
  return BUDGET_SHARES.map((share) => {
    const budget = Math.floor(share * longest);
    const losses = pairedLosses(first, second, budget);
    const differences = pairedDifferences(...losses);
    const lower = Math.min(...losses.map(median));
    const tie = Number.isFinite(lower) ? tieOf(lower, first.seeds[0].curve[0].loss ?? lower, dtype) : 0;
    return { lanes, examples: budget, differences, tie, ...signsOf(differences, tie) };
  });
}

/**
 * The losses of both lanes at the last checkpoint within the budget, one a seed; a lane of one run meets every seed.
 */
function pairedLosses(first: DescentRecord, second: DescentRecord, budget: number) {
  const count = Math.max(first.seeds.length, second.seeds.length);
  const at = ({ seeds }: DescentRecord) =>
    Array.from({ length: count }, (_, i) => {
      const { curve, diverged } = seeds[seeds.length === 1 ? 0 : i];
      const last = curve.findLast((point) => point.examples <= budget) ?? curve[0];
      return diverged !== null && curve.at(-1) === last ? null : last.loss;
    });
  return [at(first), at(second)] as const;
}
