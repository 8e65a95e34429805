/** Runs that advance side by side in the lanes of vectors end where each ends alone, to the last bit. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AbreastModule } from "../../src/backends/wasm/abreast.ts";
import { meanSquaredError, sigmoidCrossEntropy, softmaxCrossEntropy } from "../../src/doors/losses.ts";
import { linear, mlp } from "../../src/doors/models.ts";
import {
  adam,
  chain,
  clipByGlobalNorm,
  momentum,
  noise,
  scaleByLearningRate,
  sgd,
} from "../../src/doors/optimizers.ts";
import { inverseTime } from "../../src/doors/schedules.ts";
import { advanceAll } from "../../src/train/abreast.ts";
import { checkProblem, type ProblemOptions } from "../../src/train/problem.ts";
import { Program } from "../../src/train/program.ts";
import type { Run } from "../../src/train/run.ts";
import { Draw } from "../wasm/randomGraph.ts";

const rows = 23;

function table(columns: number, target: (row: readonly number[], i: number) => number) {
  const draw = new Draw(columns);
  const x = Array.from({ length: rows }, () => Array.from({ length: columns }, () => draw.number() / 3));
  return { x, y: x.map(target) };
}

const numbers = (columns: number) => table(columns, (row, i) => row.reduce((sum, value) => sum + value, i % 3));
const halves = (columns: number) => table(columns, (row) => (row[0] > 0 ? 1 : 0));

const problems: Readonly<Record<string, Pick<ProblemOptions, "model" | "loss" | "data">>> = {
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 7, 30, 33, 70, 300].map((columns) => [
      `line of ${columns}`,
      { model: linear(), loss: meanSquaredError, data: numbers(columns) },
    ]),
  ),
  logistic: { model: linear(), loss: sigmoidCrossEntropy, data: halves(6) },
  "weighted rows": {
    model: linear(),
    loss: meanSquaredError,
    data: { ...numbers(3), weights: Array.from({ length: rows }, (_, i) => 1 + (i % 4)) },
  },
  softmax: {
    model: linear(),
    loss: softmaxCrossEntropy,
    data: table(5, (_, i) => i % 3),
  },
  net: { model: mlp([8, 5]), loss: meanSquaredError, data: numbers(2) },
  "deep net of classes": {
    model: mlp([7, 6, 9], { activation: "tanh" }),
    loss: softmaxCrossEntropy,
    data: table(3, (_, i) => i % 4),
  },
};

const rules = {
  "plain descent": sgd({ learningRate: 0.01 }),
  "a falling rate": sgd({ learningRate: inverseTime({ initial: 0.05, decay: 0.01 }) }),
  momentum: momentum({ learningRate: 0.005 }),
  adam: adam({ learningRate: 0.01 }),
  "clipped, noisy descent": chain(
    clipByGlobalNorm({ norm: 0.5 }),
    noise({ eta: 0.3, seed: 7 }),
    scaleByLearningRate({ learningRate: 0.1 }),
  ),
  "a rate too large": sgd({ learningRate: 0.9 }),
};

const stateOf = (run: Run) => ({ ...run.remember(), step: run.step, diverged: run.diverged, examples: run.examples });

/** The states of runs from so many seeds after some updates: together, and each alone. */
function both(program: Program, seeds: number, lengths: readonly number[]) {
  const start = () =>
    Array.from({ length: seeds }, (_, seed) => program.start({ seed, batchSize: 1, order: "reshuffle", l2: 0.01 }));
  const [together, alone] = [start(), start()];
  for (const steps of lengths) {
    advanceAll(together, steps, ({ module }) => AbreastModule.of(module.spec));
    for (const run of alone) run.advance(steps);
  }
  const states = [together, alone].map((runs) => runs.map(stateOf));
  for (const run of [...together, ...alone]) run.close();
  return states;
}

describe("runs side by side", () => {
  const cases = Object.entries(problems).flatMap(([name, problem]) =>
    (["float32", "float64"] as const).map((dtype) => ({ name, problem, dtype })),
  );

  it.each(cases)("end where each alone does: $name in $dtype", ({ problem, dtype }) => {
    for (const optimizer of Object.values(rules)) {
      for (const l2 of [0, 0.01]) {
        const program = new Program(checkProblem({ ...problem, dtype, l2, seed: 0 }), optimizer);
        const [together, alone] = both(program, 5, [3, 40, 1]);
        expect(together).toEqual(alone);
        program.close();
      }
    }
  });

  it("are advanced by one program wherever these models are", () => {
    for (const { problem, dtype } of cases) {
      const checked = checkProblem({ ...problem, dtype, l2: 0, seed: 0 });
      const program = new Program(checked, rules.adam);
      expect(AbreastModule.of(program.module.spec)?.lanes).toBe(dtype === "float64" ? 2 : 4);
      program.close();
    }
  });

  it("may be any number, for any number of updates, of which some diverge", () => {
    const { model, loss, data } = problems["line of 3"];
    const checked = checkProblem({ model, loss, data, dtype: "float32", l2: 0, seed: 0 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 11 }),
        fc.array(fc.integer({ min: 0, max: 3 * rows }), { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0.01, max: 20, noNaN: true }),
        (seeds, lengths, learningRate) => {
          const program = new Program(checked, sgd({ learningRate }));
          const [together, alone] = both(program, seeds, lengths);
          expect(together).toEqual(alone);
          program.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});
