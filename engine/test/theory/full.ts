/**
 * The theory line against 4,000 seeds, on `cars` and on synthetic tables, as compiled and in float32: prints
 * z = (mean − expected)/(standard error) at the checkpoints of every lane; ends with 1 if any |z| is above 3.
 *
 * npx tsx --conditions=nabla-source engine/test/theory/full.ts [seeds] [first seed]
 */
import { findOptimum } from "../../src/train/optimum.ts";
import type { TrainingData } from "../../src/train/problem.ts";
import { commonRate, knowCurvature } from "../../src/train/race/rates.ts";
import { theoryLines } from "../../src/train/race/theory.ts";
import { noisyLine } from "../train/support/affine.ts";
import { cars } from "../train/support/cars.ts";
import { compiledLeastSquares } from "../train/support/compiled.ts";
import { finish } from "../train/support/work.ts";

interface Case {
  readonly name: string;
  readonly data: TrainingData;
  readonly batchSizes: readonly number[];
  readonly epochs: number;
  readonly l2?: number;
  /** The rate as a share of the default common rate. */
  readonly share?: number;
}

function stretched(data: TrainingData, factors: readonly number[]): TrainingData {
  const x = data.x as number[][];
  return { ...data, x: x.map((row) => row.map((value, j) => value * factors[j])) };
}

const table = (...settings: Parameters<typeof noisyLine>): TrainingData => {
  const { x, y } = noisyLine(...settings);
  return { x: x.map((row) => [...row]), y: [...y] };
};

const weighted = (data: TrainingData): TrainingData => ({
  ...data,
  weights: (data.y as number[]).map((_, i) => 1 + (i % 3)),
});

const cases: readonly Case[] = [
  { name: "cars", data: cars(), batchSizes: [32, 1], epochs: 30 },
  { name: "cars, penalty 0.1", data: cars(), batchSizes: [32, 1], epochs: 10, l2: 0.1 },
  { name: "cars, a quarter of the rate", data: cars(), batchSizes: [100, 7], epochs: 10, share: 0.25 },
  { name: "20 rows, 5 features, heavy noise", data: table(20, 5, 10, 1), batchSizes: [8, 1], epochs: 30 },
  { name: "condition number 10⁴", data: stretched(table(101, 2, 1, 2), [1, 0.01]), batchSizes: [10, 1], epochs: 20 },
  { name: "hardly any noise", data: table(60, 3, 0.001, 3), batchSizes: [8, 1], epochs: 10 },
  { name: "weighted rows", data: weighted(table(50, 3, 1, 4)), batchSizes: [8, 1], epochs: 10 },
  { name: "more weights than rows", data: table(6, 9, 1, 5), batchSizes: [4, 1], epochs: 30, l2: 0.05 },
];

const [seeds = 4000, seed = 0] = process.argv.slice(2).map(Number);
let [worst, checkpoints] = [0, 0];
for (const { name, data, batchSizes, epochs, l2 = 0, share = 1 } of cases) {
  const { settings, close } = compiledLeastSquares(data, { batchSizes, epochs, l2, seeds, seed });
  const { objective, curvature, program } = settings;
  const run = program.start({ seed, batchSize: 1, learningRate: 1, order: "sequential" });
  const knowledge = knowCurvature({ objective, affine: true, curvature, start: run.parameters() });
  run.close();
  const learningRate = share * commonRate(knowledge, objective.rows, batchSizes, "with-replacement");
  const lanes = settings.lanes.map((lane) => ({ ...lane, learningRate, decay: 0 }));
  const records = finish(theoryLines({ settings, optimum: findOptimum(objective), same: { lanes } }));
  if (records.length < batchSizes.length) throw new Error(`${name}: no theory`);
  for (const { batchSize, steps, expected, mean, z, limit } of records) {
    console.log(`${name}, batch ${batchSize}, rate ${learningRate.toPrecision(4)} (limit ${limit?.toPrecision(4)})`);
    for (const [k, value] of z.entries()) {
      if (value === null) continue;
      worst = Math.max(worst, Math.abs(value));
      checkpoints++;
      const numbers = [expected[k], mean[k]].map((number) => (number ?? Number.NaN).toPrecision(6).padStart(12));
      console.log(`${String(steps[k]).padStart(8)} ${numbers.join(" ")}  z ${value.toFixed(2).padStart(6)}`);
    }
  }
  close();
}
console.log(`${seeds} seeds, ${checkpoints} checkpoints: largest |z| ${worst.toFixed(2)}`);
process.exitCode = worst <= 3 ? 0 : 1;
