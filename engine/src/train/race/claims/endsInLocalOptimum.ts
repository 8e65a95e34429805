/** C14: stochastic gradient descent may end in a local optimum. */
import { descendAlongLines } from "../../firstOrder.ts";
import { limitedMemory } from "../../lbfgs.ts";
import type { ClaimRecord } from "../../record.ts";
import { type Interval, wilsonInterval } from "../../statistics/intervals.ts";
import { finiteOrNull, median } from "../../statistics/quantiles.ts";
import { signsOf, signTest } from "../../statistics/signTest.ts";
import { norm } from "../../vector.ts";
import type { Work } from "../progress.ts";
import type { RaceOutcome } from "../run.ts";
import type { RaceSettings } from "../settings.ts";
import { LEAST_PAIRS, LOCAL_MARGIN, LOCAL_SHARE, NEARLY_ZERO, POLISHED_STARTS, POLISHING_WORK } from "../thresholds.ts";
import type { ClaimQuestion } from "./question.ts";
import { above, notTested } from "./verdict.ts";

/** Iterations that may lead from the end of a descent to the bottom of the basin it lies in. */
const POLISHING = 500;

/**
 * From common starts, where do single-example descents and full-batch descents end? Each end is polished by full-batch
 * L-BFGS, so that only the basin is compared, not how well it was reached. An end is in a local optimum when its bottom
 * lies clearly above the lowest that any start led to. Ends that polishing could not settle count for neither side.
 *
 * A convex objective has no local optimum that is not global: there the claim is refuted by proof.
 */
export function* endsInLocalOptimum(question: ClaimQuestion): Work<ClaimRecord> {
  const { settings, same, bestRate } = question;
  if (settings.convex) return refuted();
  const outcome = bestRate ?? same;
  const single = laneOf(outcome, 1);
  const full = laneOf(outcome, settings.objective.rows);
  if (single < 0) return notTested("C14", "no-single-example-lane");
  if (full < 0) return notTested("C14", "no-full-batch-lane");
  const starts = startsAllowed(settings, Math.min(outcome.ends[single].length, outcome.ends[full].length));
  if (starts < LEAST_PAIRS) return notTested("C14", "too-costly", { starts, work: POLISHING_WORK });

  const polished: { single: Polished; full: Polished }[] = [];
  for (let i = 0; i < starts; i++) {
    yield { done: i, total: starts, label: "C14" };
    const ofSingle = polish(settings, outcome.ends[single][i]);
    yield { done: i, total: starts, label: "C14" };
    polished.push({ single: ofSingle, full: polish(settings, outcome.ends[full][i]) });
  }
  return judged(question, polished, outcome.record.rule);
}

interface Polished {
  readonly loss: number;
  /** The gradient has vanished: this is the bottom. */
  readonly settled: boolean;
}

function polish({ objective }: RaceSettings, end: Float64Array): Polished {
  const first = objective.gradient(end);
  if (!Number.isFinite(first.value)) return { loss: Number.POSITIVE_INFINITY, settled: false };
  const { value, converged, reason } = descendAlongLines((w) => objective.gradient(w), end, limitedMemory(), {
    maxIterations: POLISHING,
    gradientTolerance: 1e-2 * NEARLY_ZERO * norm(first.gradient),
  });
  return { loss: value, settled: converged || reason === "no-progress" };
}

function judged(
  { start, settings }: ClaimQuestion,
  polished: readonly { single: Polished; full: Polished }[],
  rule: string,
): ClaimRecord {
  const all = polished.flatMap((pair) => [pair.single, pair.full]);
  const lowest = all.reduce((least, { loss }) => Math.min(least, loss), Number.POSITIVE_INFINITY);
  const margin = LOCAL_MARGIN * (settings.objective.value(start) - lowest);
  const isLocal = ({ loss, settled }: Polished) => settled && loss - lowest > margin;
  // What did not settle may lie anywhere above the lowest, unless it is there already.
  const isOpen = ({ loss, settled }: Polished) => !settled && !(loss - lowest <= margin);
  const count = (test: (end: Polished) => boolean, lane: "single" | "full") =>
    polished.filter((pair) => test(pair[lane])).length;
  const local = count(isLocal, "single");
  const open = count(isOpen, "single");
  const n = polished.length;
  const interval95: Interval = [wilsonInterval(local, n)[0], wilsonInterval(local + open, n)[1]];
  const verdict = above(interval95, LOCAL_SHARE);
  const both = polished.filter((pair) => pair.single.settled && pair.full.settled);
  const differences = both.map((pair) => pair.single.loss - pair.full.loss);
  const { positive, negative } = signsOf(differences, margin);
  return {
    id: "C14",
    verdict,
    ...(verdict === "inconclusive" ? { reason: open > 0 ? "not-settled" : "interval-spans-threshold" } : {}),
    estimate: local / n,
    interval95,
    threshold: LOCAL_SHARE,
    n,
    test: "share of polished single-example ends clearly above the lowest known minimum; Wilson",
    evidence: {
      lowest: finiteOrNull(lowest),
      margin: finiteOrNull(margin),
      localSingle: local,
      localFull: count(isLocal, "full"),
      notSettledSingle: open,
      notSettledFull: count(isOpen, "full"),
      pairs: both.length,
      singleHigher: positive,
      singleLower: negative,
      pairedDifference: finiteOrNull(median(differences)),
      signTest: signTest(positive, positive + negative),
      rule,
    },
  };
}

const refuted = (): ClaimRecord => ({
  id: "C14",
  verdict: "does not hold",
  reason: "convex",
  estimate: 0,
  interval95: [0, 0],
  threshold: LOCAL_SHARE,
  n: 0,
  test: "proof: every local optimum of a convex objective is global",
  evidence: {},
});

const laneOf = ({ lanes }: RaceOutcome, rows: number): number =>
  lanes.findIndex((lane) => lane.rows === rows && lane.decay === 0);

/** As many starts as the work allows that polishing them can take. */
function startsAllowed({ objective }: RaceSettings, known: number): number {
  const perStart = 2 * POLISHING * objective.rows * objective.dimension;
  return Math.min(known, POLISHED_STARTS, Math.floor(POLISHING_WORK / perStart));
}
