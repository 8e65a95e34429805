/**
 * What is true of a drawn problem, claim by claim, known without the tests of the claims: by theorem, or by simulating
 * the same problem in plain float64 with random numbers of its own. Where neither leaves a clear margin to the printed
 * threshold, nothing is said.
 */
import type { RaceResult } from "../../src/train/race/index.ts";
import type { Problem } from "./families.ts";
import { descend, dot, lossAt, middle, multiply, quadratic, startOf, type Table } from "./simulate.ts";

/** "open": no honest test can decide it at this budget. null: not known here. */
export type Truth = "holds" | "does not hold" | "open" | null;

export type Truths = Readonly<Record<string, Truth>>;

/** The rate of the race is a fact of the question; everything else is found anew. */
export function truthsOf(problem: Problem, { races }: RaceResult): Truths {
  const { table, facts, options } = problem;
  const rate = races[0].descents[0].learningRate;
  const epochs = options.epochs ?? 30;
  return {
    // Descent lemma: below 2/L no full-batch step rises.
    C1: facts.convex ? "holds" : null,
    C2: table === null || !facts.attained ? null : reached(table, rate, epochs),
    C5: table === null || !facts.attained ? null : swings(table, rate, epochs),
    // With noise at the optimum there is a floor; where every example is fitted there is none (Schmidt & Le Roux 2013).
    C6:
      facts.convex && facts.attained
        ? facts.interpolates
          ? "does not hold"
          : facts.illConditioned
            ? "open"
            : "holds"
        : null,
    C12:
      table?.loss === "squared" && !facts.illConditioned && table.x[0].length < table.x.length ? quickest(table) : null,
    // u = −v is kept by every step, so that the ridge leads to the saddle. Without held-out rows a minimum is half the
    // claim.
    C13: facts.leadsToSaddle ? "does not hold" : "open",
    // A convex objective has no local optimum; of two wells the higher one catches nearly half of the starts.
    C14: facts.convex ? "does not hold" : facts.plantedMinimum ? "holds" : null,
    C15: facts.sameRow
      ? "does not hold"
      : facts.convex && (table?.x.length ?? 0) >= 20 && !facts.weakSignal
        ? "holds"
        : null,
    // |r| of a single row has a slope of one length, except at the lowest point itself; r² arrives there.
    C16: facts.sameRow ? "holds" : null,
  };
}

/** C2 by the full-batch descent itself, from starts of its own: reached, or short of budget. */
function reached(table: Table, rate: number, epochs: number): Truth {
  const least = leastLoss(table);
  const shares = Array.from({ length: 8 }, (_, seed) => {
    let [first, last] = [0, 0];
    descend(table, { batchSize: table.x.length, rate, decay: 0 }, startOf(table, seed), epochs, 1, (step, w) => {
      if (step === 0) first = lossAt(table, w) - least;
      if (step === epochs) last = lossAt(table, w) - least;
    });
    return last / first;
  });
  if (Math.max(...shares) < 5e-4) return "holds";
  return Math.min(...shares) > 2e-3 ? "open" : null;
}

/** C5: the share of rising steps in the second half, and the paired difference to full batches at the end. */
function swings(table: Table, rate: number, epochs: number): Truth {
  const n = table.x.length;
  const least = leastLoss(table);
  const runs = Array.from({ length: 40 }, (_, seed) => {
    const start = startOf(table, seed);
    const last = { full: 0, single: 0 };
    let first = 0;
    descend(table, { batchSize: n, rate, decay: 0 }, start, epochs, 1, (step, w) => {
      if (step === 0) first = lossAt(table, w) - least;
      if (step === epochs) last.full = lossAt(table, w);
    });
    let [rises, steps, before] = [0, 0, Infinity];
    descend(table, { batchSize: 1, rate, decay: 0 }, start, epochs, 100 + seed, (step, w) => {
      if (step < (epochs * n) / 2) return;
      const loss = lossAt(table, w);
      if (loss > before + 1e-6 * loss) rises++;
      steps++;
      before = loss;
      last.single = loss;
    });
    return { share: rises / steps, suffered: (last.single - last.full) / first };
  });
  const share = runs.reduce((sum, run) => sum + run.share, 0) / runs.length;
  const suffered = middle(runs.map((run) => run.suffered));
  if (share < 0.03 || suffered < 0.006) return "does not hold";
  return share > 0.08 && suffered > 0.016 ? "holds" : null;
}

/** C12 on a quadratic: exact line searches along the gradient against conjugate gradients, from starts of its own. */
function quickest(table: Table): Truth {
  const { hessian, minimiser } = quadratic(table);
  const ratios = Array.from({ length: 12 }, (_, seed) => {
    const start = startOf(table, seed);
    return stepsTo(hessian, minimiser, start, false) / stepsTo(hessian, minimiser, start, true);
  });
  const ratio = middle(ratios);
  if (Math.max(...ratios) < 1.3) return "holds";
  return ratio > 2.2 && Math.min(...ratios) > 1.6 ? "does not hold" : null;
}

function stepsTo(hessian: number[][], minimiser: Float64Array, start: Float64Array, conjugate: boolean): number {
  const error = start.map((each, i) => each - minimiser[i]);
  const excess = () => dot(error, multiply(hessian, error));
  const first = excess();
  let residual = multiply(hessian, error).map((each) => -each);
  let direction = residual;
  for (let step = 1; step < 10000; step++) {
    const along = multiply(hessian, direction);
    const length = dot(residual, direction) / dot(direction, along);
    for (let i = 0; i < error.length; i++) error[i] += length * direction[i];
    if (excess() <= 0.01 * first) return step;
    const next = residual.map((each, i) => each - length * along[i]);
    const kept = conjugate ? dot(next, next) / dot(residual, residual) : 0;
    direction = next.map((each, i) => each + kept * direction[i]);
    residual = next;
  }
  return Infinity;
}

/** E* by elimination, or by Newton's steps for the logistic loss. */
function leastLoss(table: Table): number {
  if (table.loss === "squared" && table.x[0].length < table.x.length) return lossAt(table, quadratic(table).minimiser);
  if (table.loss === "squared") return 0;
  let least = Infinity;
  descend(table, { batchSize: table.x.length, rate: 1, decay: 0 }, startOf(table, 0), 4000, 1, (step, w) => {
    if (step === 4000) least = lossAt(table, w);
  });
  return least;
}
