/** C1: batch gradient descent descends steadily. */
import type { ClaimRecord } from "../../record.ts";
import type { DescentRun } from "../contract.ts";
import type { Work } from "../progress.ts";
import { resolutionOf } from "../resolution.ts";
import type { RaceSettings } from "../settings.ts";
import { RISING_SHARE, STEADY_RUNS } from "../thresholds.ts";
import type { ClaimQuestion } from "./question.ts";
import { type RiseCount, shareOfRises } from "./shares.ts";
import { below, notTested } from "./verdict.ts";

/** The two rates, as multiples of 1/L: well inside the stable range, and close to its end at 2/L. */
const RATES = [1, 1.9];

/**
 * Runs of its own, with the full loss before and after *every* step, at η = 1/L and 1.9/L. The worse of the two shares
 * decides.
 */
export function* descendsSteadily({ settings, knowledge }: ClaimQuestion): Work<ClaimRecord> {
  if (knowledge.how === "none") return notTested("C1", "no-curvature");
  const { smoothness } = knowledge;
  const { program, objective, order, epochs, seedList } = settings;
  const seeds = seedList.slice(0, STEADY_RUNS);
  const shares = [];
  let runs = 0;
  for (const [place, multiple] of RATES.entries()) {
    const counts: RiseCount[] = [];
    let firstStart: Float64Array | null = null;
    for (const [i, seed] of seeds.entries()) {
      yield { done: place * seeds.length + i, total: RATES.length * seeds.length, label: "C1" };
      const learningRate = multiple / smoothness;
      const run = program.start({ seed, batchSize: objective.rows, learningRate, order });
      try {
        // Seeds that share one start repeat one deterministic run: it counts once.
        const begin = run.parameters();
        if (firstStart?.every((value, j) => value === begin[j])) continue;
        firstStart ??= begin;
        counts.push(yield* countRises(settings, run, epochs));
      } finally {
        run.close();
      }
    }
    runs = counts.length;
    shares.push(shareOfRises(counts));
  }
  const worst = shares.reduce((a, b) => (b.share > a.share ? b : a));
  const verdict = below(worst.interval95, RISING_SHARE);
  const steps = shares.reduce((total, { steps: each }) => total + each, 0);
  return {
    id: "C1",
    verdict,
    ...(verdict === "inconclusive" ? { reason: "too-few-steps" } : {}),
    estimate: worst.share,
    interval95: worst.interval95,
    threshold: RISING_SHARE,
    n: steps,
    test: "share of full-batch steps whose full loss rises; Wilson and bootstrap over runs",
    evidence: {
      smoothness,
      smoothnessHow: knowledge.how,
      rates: RATES.map((multiple) => multiple / smoothness),
      shares: shares.map(({ share }) => share),
      runs,
      steps,
    },
  };
}

/** A step that stops being finite has risen; nothing comes after it. */
function* countRises({ objective, dtype }: RaceSettings, run: DescentRun, steps: number): Work<RiseCount> {
  let before = objective.value(run.parameters());
  let rises = 0;
  for (let step = 1; step <= steps; step++) {
    run.advance(1);
    const after = objective.value(run.parameters());
    if (run.diverged !== null || !Number.isFinite(after)) return { rises: rises + 1, steps: step };
    if (after - before > resolutionOf(before, dtype)) rises++;
    before = after;
    yield { done: step, total: steps, label: "C1" };
  }
  return { rises, steps };
}
