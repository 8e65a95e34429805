/**
 * Measurements of a known law with noise and outliers, for the claims about time (a real clock's truth is not known)
 * and about held-out rows.
 */
import { costsByRows } from "../../src/train/race/claims/costsByRows.ts";
import { generalizes } from "../../src/train/race/claims/generalizes.ts";
import { parallelizes } from "../../src/train/race/claims/parallelizes.ts";
import type { ClaimTest } from "../../src/train/race/claims/question.ts";
import { sharesOverhead } from "../../src/train/race/claims/sharesOverhead.ts";
import { updatesFaster } from "../../src/train/race/claims/updatesFaster.ts";
import type { ClaimRecord } from "../../src/train/record.ts";
import { normals, uniforms } from "../train/support/affine.ts";
import { finish } from "../train/support/work.ts";
import type { Truth } from "./truths.ts";

export interface Written {
  readonly name: string;
  readonly id: string;
  readonly truth: Truth;
  draw(seed: number): ClaimRecord;
}

const ROWS = 1024;
const SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
const REPEATS = 7;

/** A time as machines give it: never below the truth, a tenth above it as a rule, now and then twice as much. */
function slowed(seconds: number, noise: () => number, chance: () => number): number {
  return seconds * (1 + 0.1 * Math.abs(noise())) * (chance() < 0.05 ? 2 : 1);
}

function answer(test: ClaimTest, question: object): ClaimRecord {
  return finish(test(question as unknown as Parameters<ClaimTest>[0]));
}

/** t(B) = fixed + each·B */
function times(
  id: string,
  test: ClaimTest,
  name: string,
  truth: Truth,
  [fixed, each]: readonly [number, number],
): Written {
  return {
    name,
    id,
    truth,
    draw(seed) {
      const [noise, chance] = [normals(seed + 1), uniforms(seed + 1)];
      const timed = SIZES.map((rows) => {
        const seconds = Array.from({ length: REPEATS }, () => slowed(fixed + each * rows, noise, chance));
        const timing = { median: seconds[0], least: seconds[0], most: seconds[0], repeats: REPEATS, steps: 1 };
        return { rows, seconds, timing };
      });
      const lanes = [ROWS, 32, 1].map((rows) => ({ rows, name: rows }));
      return answer(test, { settings: { objective: { rows: ROWS }, lanes }, times: timed });
    },
  };
}

function threads(name: string, truth: Truth, full: number, single: number): Written {
  return {
    name,
    id: "C7",
    truth,
    draw(seed) {
      const [noise, chance] = [normals(seed + 1), uniforms(seed + 1)];
      const repeats = (seconds: number) => Array.from({ length: 9 }, () => slowed(seconds, noise, chance));
      const parallel = {
        criticalPath: () => 1,
        *measure(batchSize: number) {
          yield { done: 0, total: 1, label: "C7" };
          const threaded = repeats(1 / (batchSize === 1 ? single : full));
          return { oneThread: repeats(1), threaded, apart: repeats(1) };
        },
      };
      const settings = { objective: { rows: ROWS }, flopsPerExample: 1, flopsPerUpdate: 1, parallel };
      return answer(parallelizes, { settings, times: [] });
    },
  };
}

/**
 * Held-out loss at 24 checkpoints: falling along, or rising again from an early one on; each run with its own noise.
 */
function heldOut(name: string, truth: Truth, turn: number): Written {
  return {
    name,
    id: "C11",
    truth,
    draw(seed) {
      const noise = normals(seed + 1);
      const run = () => ({
        curve: Array.from({ length: 24 }, (_, k) => {
          const held = 1 + 0.02 * Math.abs(k - turn) + 0.002 * noise();
          return { step: k, examples: 50 * k, flops: 0, seconds: 0, loss: 0.8 ** k, validation: { loss: held } };
        }),
      });
      const seeds = Array.from({ length: 20 }, run);
      const settings = { validation: () => {}, objective: { rows: 50 }, dtype: "float32", seedList: seeds };
      const same = { record: { rule: "same", descents: [{ decay: 0, seeds }] } };
      return answer(generalizes, { settings, same, bestRate: null });
    },
  };
}

export const written: readonly Written[] = [
  times("C3", costsByRows, "rows cost, the update hardly", "holds", [4, 1]),
  times("C3", costsByRows, "the update costs, rows hardly", "does not hold", [4000, 1]),
  times("C4", updatesFaster, "fifteen times as fast", "holds", [1, 14.2 / 1023]),
  times("C4", updatesFaster, "seven times as fast", "does not hold", [1, 6 / 1023]),
  times("C4", updatesFaster, "at the threshold", "open", [1, 9.0088 / 1023]),
  times("C8", sharesOverhead, "half as much again", "holds", [1, 0.5 / 31]),
  times("C8", sharesOverhead, "three times as much", "does not hold", [1, 2.1 / 31]),
  times("C8", sharesOverhead, "at the threshold", "open", [1, 1.033 / 31]),
  threads("only full batches gain", "holds", 1.8, 0.3),
  threads("neither gains", "does not hold", 0.9, 0.3),
  threads("both gain", "does not hold", 1.8, 1.8),
  threads("full batches at the threshold", "open", 1.2, 0.3),
  heldOut("held-out loss falls along", "holds", 40),
  heldOut("held-out loss turns early", "does not hold", 10),
];
