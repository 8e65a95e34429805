/**
 * `npx tsx --conditions=nabla-source bench/sideBySide.ts`: nanoseconds per update and seed, batch 1, of four seeds one
 * after the other and side by side in the lanes of vectors. Also of models that `isFasterAbreast` leaves alone.
 */
import { performance } from "node:perf_hooks";
import { AbreastModule, isFasterAbreast } from "../engine/src/backends/wasm/abreast.ts";
import { meanSquaredError, sigmoidCrossEntropy, softmaxCrossEntropy } from "../engine/src/doors/losses.ts";
import { linear, mlp } from "../engine/src/doors/models.ts";
import { adam, sgd } from "../engine/src/doors/optimizers.ts";
import { advanceAll } from "../engine/src/train/abreast.ts";
import { checkProblem, type ProblemOptions } from "../engine/src/train/problem.ts";
import { Program } from "../engine/src/train/program.ts";
import type { Run } from "../engine/src/train/run.ts";
import { randomNumbers } from "./numbers.ts";

const rows = 400;
const epochs = 20;
const seeds = [0, 1, 2, 3];
const rounds = 9;

type Case = readonly [name: string, problem: Pick<ProblemOptions, "model" | "loss" | "data">];

function data(columns: number, classes: number) {
  const values = randomNumbers(rows * columns, columns);
  const y = Array.from({ length: rows }, (_, i) => i % classes);
  return { x: { data: Float64Array.from(values), shape: [rows, columns] }, y };
}

const cases: readonly Case[] = [
  ...[2, 7, 16, 30, 64, 100, 300].flatMap((columns): Case[] => [
    [`linear, ${columns} features`, { model: linear(), loss: meanSquaredError, data: data(columns, 3) }],
    [`logistic, ${columns} features`, { model: linear(), loss: sigmoidCrossEntropy, data: data(columns, 2) }],
  ]),
  ["softmax 4 → 3", { model: linear(), loss: softmaxCrossEntropy, data: data(4, 3) }],
  ["softmax 16 → 10", { model: linear(), loss: softmaxCrossEntropy, data: data(16, 10) }],
  ["net 2-8-8-1, tanh", { model: mlp([8, 8], { activation: "tanh" }), loss: meanSquaredError, data: data(2, 3) }],
  ["net 2-24-24-1, tanh", { model: mlp([24, 24], { activation: "tanh" }), loss: meanSquaredError, data: data(2, 3) }],
];
const rules = { sgd: sgd({ learningRate: 1e-4 }), adam: adam({ learningRate: 1e-4 }) };

/** Nanoseconds per update and seed of this way to advance four runs. */
function time(program: Program, advance: (runs: readonly Run[], steps: number) => void): number {
  const runs = seeds.map((seed) => program.start({ seed, batchSize: 1, order: "reshuffle" }));
  for (const run of runs) run.advance(1);
  const steps = rows * epochs;
  const begin = performance.now();
  advance(runs, steps);
  const nanoseconds = (performance.now() - begin) * 1e6;
  for (const run of runs) run.close();
  return nanoseconds / (seeds.length * steps);
}

const oneByOne = (runs: readonly Run[], steps: number) => {
  for (const run of runs) run.advance(steps);
};

console.log(`Node ${process.version}; least of ${rounds} rounds, interleaved\n`);
console.log("| model | rule | dtype | one by one | side by side | faster | used |");
console.log("|---|---|---|---:|---:|---:|---|");
for (const dtype of ["float32", "float64"] as const) {
  for (const [name, problem] of cases) {
    for (const [rule, optimizer] of Object.entries(rules)) {
      const program = new Program(checkProblem({ ...problem, dtype, l2: 0, seed: 0 }), optimizer);
      const abreast = AbreastModule.of(program.module.spec);
      const sideBySide = (runs: readonly Run[], steps: number) => advanceAll(runs, steps, () => abreast);
      let [alone, together] = [Infinity, Infinity];
      for (let round = 0; round < rounds; round++) {
        alone = Math.min(alone, time(program, oneByOne));
        together = Math.min(together, time(program, sideBySide));
      }
      const used = isFasterAbreast(program.module.spec) ? "yes" : "no";
      const figures = [alone, together].map((each) => `${each.toFixed(0)} ns`).join(" | ");
      console.log(`| ${name} | ${rule} | ${dtype} | ${figures} | ${(alone / together).toFixed(2)}× | ${used} |`);
      program.close();
    }
  }
}
