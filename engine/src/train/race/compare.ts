/** `compare`: the race for a model, a loss and a table, from options to the engine's part of the record. */
import type { FloatDType } from "../../base/dtype.ts";
import { OptionError } from "../../base/errors.ts";
import { graphKey } from "../../ir/graph.ts";
import type { Model } from "../../learn/models/model.ts";
import type { Optimizer } from "../../learn/optimizers/optimizer.ts";
import { sgd } from "../../learn/optimizers/sgd.ts";
import { flopsOf } from "../../lower/cost.ts";
import { criticalPath } from "../../lower/criticalPath.ts";
import { CompiledObjective } from "../evaluate.ts";
import { descentGraphs } from "../graphs.ts";
import { tileRows } from "../memory.ts";
import { checkBatch, requireList, requireShared } from "../options.ts";
import { type AnyLoss, type CheckedProblem, checkProblem, infoOf, type TrainingData } from "../problem.ts";
import type { Program } from "../program.ts";
import type { MapRecord } from "../record.ts";
import { separable } from "../separable.ts";
import type { Order } from "./contract.ts";
import { heldOut } from "./heldOut.ts";
import { type MapOptions, type Progress, type RaceOptions, type RaceResult, race, raceMap } from "./index.ts";
import { RaceProgram, underLosses } from "./programs.ts";
import { timeOnThreads } from "./threads.ts";

export interface CompareOptions {
  readonly model: Model;
  readonly loss: AnyLoss;
  /**
   * The rule of every lane; plain gradient descent. Its number `learningRate` is the race's. Under another rule the
   * limits and the lesson's claims, which are about plain gradient descent, are left out.
   */
  readonly optimizer?: Optimizer;
  /** Optimizers by name, which race at one batch size instead, under the same rules: one grid, the same trials. */
  readonly optimizers?: Readonly<Record<string, Optimizer>>;
  readonly data: TrainingData;
  /** Rows that are not trained on: their loss, and accuracy or R², is measured at the checkpoints. */
  readonly validation?: TrainingData;
  /** One lane each; ["full", 32, 1]. Sizes above the number of rows are the full batch. */
  readonly batchSizes?: readonly (number | "full")[];
  /** The common rate; by default the largest that is stable for every lane. */
  readonly learningRate?: number;
  /** Budget of every lane in passes over the data; 30. */
  readonly epochs?: number;
  /** Number of seeds; 100. */
  readonly seeds?: number;
  /** The first seed; 0. */
  readonly seed?: number;
  /** How an epoch visits the rows; "reshuffle". */
  readonly order?: Order;
  /** λ of ½λ‖w‖², parameters named `bias` exempt; 0. */
  readonly l2?: number;
  /** What the descents compute in; "float32". Losses are measured in float64 in any case. */
  readonly dtype?: FloatDType;
  /**
   * Whether each lane also races at the rate that is best for it, found on one grid with the same trials for all; true.
   * Without it there is no recommendation.
   */
  readonly bestRate?: boolean;
  /** Seeds of each trial of the tuning, none of them a seed of the result; 10. */
  readonly tuningSeeds?: number;
  /**
   * Whether updates are timed apart from the race (a second or two), for its seconds and the claims that need them;
   * true. Without it the seconds are those seen in the race, and `timing` is null.
   */
  readonly timing?: boolean;
  /** The map of rate × batch size: whether, or with how many epochs (3) and seeds (5) a cell; false. */
  readonly map?: boolean | MapOptions;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

const known = [
  "model",
  "loss",
  "optimizer",
  "optimizers",
  "data",
  "validation",
  "batchSizes",
  "learningRate",
  "epochs",
  "seeds",
  "seed",
  "order",
  "l2",
  "dtype",
  "bestRate",
  "tuningSeeds",
  "timing",
  "map",
  "onProgress",
  "signal",
];

/**
 * Races batch, stochastic and mini-batch descent on the same data, from the same starts, over the same permutations:
 * at one common rate, and each at the rate that is best for it, constant or falling as η/(1 + decay·t). Tests the
 * tutorial's claims with the outcome and says which batch size and rate to take for this table, and what ties with it.
 * What is in the result, and how it is measured: see `race`.
 *
 * @throws OptionError, DataError, ShapeError as `descend` does
 * @example
 * const result = await compare({
 *   model: linear(), loss: meanSquaredError, data: { x: [[0], [1], [2], [3]], y: [1, 3, 5, 7.5] },
 *   batchSizes: ["full", 2, 1], epochs: 10, seeds: 5, timing: false,
 * });
 * result.races[0].descents.map((lane) => lane.finalLoss.median); // at one rate
 * result.recommendation; // { batchSize, learningRate, decay, ties, evidence: "best-rate" }
 */
export const compare = (options: CompareOptions): Promise<RaceResult> => withRace(options, race);

/**
 * The map of a comparison alone, the same as in its result, coarse to fine: `onMap` is given a whole map after each
 * pass, in which cells that have not been run show a neighbour's excess, and `seeds` is how many have been run.
 *
 * @throws OptionError, DataError, ShapeError as `compare` does
 * @example
 * const map = await compareMap({
 *   model: linear(), loss: meanSquaredError, data: { x: [[0], [1], [2], [3]], y: [1, 3, 5, 7.5] }, map: { seeds: 2 },
 * }, (coarse) => coarse.excess);
 * map.boundary; // the predicted limit of stability of each batch size
 */
export const compareMap = (options: CompareOptions, onMap?: (map: MapRecord) => void): Promise<MapRecord> =>
  withRace(options, (raceOptions) => raceMap(raceOptions, onMap));

/** Compiles what is to be raced, has it used, and gives the memory back. */
async function withRace<Result>(
  options: CompareOptions,
  use: (raceOptions: RaceOptions) => Promise<Result>,
): Promise<Result> {
  const raced = optimizersOf(options ?? {});
  for (const { optimizer } of raced) requireShared("compare", { ...options, optimizer }, known);
  const { model, loss, data, l2 = 0, dtype = "float32", seed = 0, order = "reshuffle" } = options;
  const { optimizers } = options;
  const { batchSizes = optimizers === undefined ? ["full", 32, 1] : [32] } = options;
  requireList("compare", "batchSizes", batchSizes, '"full", 32, 1');
  const checked = checkProblem({ model, loss, data, dtype, l2, seed });
  const program = new RaceProgram(
    checked,
    raced.map(({ optimizer }) => optimizer),
    l2,
  );
  const { constant } = program;
  const plain = optimizers === undefined && isPlain(constant);
  const info = infoOf(loss);
  const affine = model.affine === true;
  const objective = new CompiledObjective(checked.problem, constant.data, {
    l2,
    meanWeight: checked.meanWeight,
    curvature: info?.curvature ?? null,
  });
  const validation = options.validation === undefined ? undefined : heldOut(checked, { ...options, dtype });
  const underLoss = underLosses(program, { model, loss, data, dtype, l2, seed });
  try {
    return await use({
      program,
      objective,
      affine,
      convex: affine && info?.convexInPrediction === true,
      curvature: info?.curvature ?? null,
      batchSizes: batchSizes.map((size) => checkBatch(size, checked.rows)),
      plain,
      ...(optimizers === undefined ? {} : { optimizers: raced.map(({ name }) => name) }),
      seed,
      order,
      l2,
      dtype,
      separable: affine ? classesSeparable(checked) : null,
      ...costOf(constant),
      parallel: {
        criticalPath: chainOf(constant),
        // Pages without isolation headers have no memory that threads could share.
        ...(typeof SharedArrayBuffer === "undefined"
          ? {}
          : { measure: (batchSize, threads) => timeOnThreads(constant, batchSize, threads) }),
      },
      ...(underLoss === undefined ? {} : { underLoss }),
      ...(validation === undefined ? {} : { validation: validation.measure }),
      ...given(options),
    });
  } finally {
    validation?.close();
    program.close();
  }
}

/** The optimizers of a comparison with their names, in the order in which they were given. */
function optimizersOf({ optimizer, optimizers }: Pick<CompareOptions, "optimizer" | "optimizers">) {
  if (optimizer !== undefined && optimizers !== undefined) {
    throw new OptionError(
      "optimizer-twice",
      "compare: give optimizer for every lane, or optimizers that race, not both",
    );
  }
  const raced = Object.entries(optimizers ?? { every: optimizer ?? sgd({ learningRate: 1 }) }).map(([name, each]) => ({
    name,
    optimizer: each,
  }));
  if (raced.length === 0) throw new OptionError("no-optimizers", "optimizers is empty; name at least one.");
  const falling = raced.find(({ optimizer: each }) => typeof each.hyper?.learningRate !== "number");
  if (falling?.optimizer.hyper !== undefined) {
    throw new OptionError(
      "race-rate",
      "compare sets the learning rate itself: give the optimizer a number, not a schedule",
      {},
    );
  }
  return raced;
}

/** Whether the updates are those of w ← w − η∇E: the same graph comes of both. */
function isPlain({ problem, optimizer }: Program): boolean {
  const [own, plain] = [optimizer, sgd({ learningRate: 1 })].map((each) => descentGraphs(problem, each).update);
  return graphKey(own) === graphKey(plain);
}

const passedOn = [
  "learningRate",
  "epochs",
  "seeds",
  "bestRate",
  "tuningSeeds",
  "timing",
  "map",
  "onProgress",
  "signal",
] as const;

/** Options passed on as they are, where given. */
function given(options: CompareOptions): Pick<CompareOptions, (typeof passedOn)[number]> {
  const entries = passedOn.map((name) => [name, options[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function classesSeparable({ problem, tables: [x, y], classes, rows }: CheckedProblem): boolean | null {
  if (classes === undefined || problem.x.shape.length > 1) return null;
  return separable(Float64Array.from(x.data), rows, problem.x.shape[0] ?? 1, y.data, classes);
}

/** The longest chain of operations of one update, by the rows of its batch. */
const chainOf =
  ({ problem, optimizer }: Program) =>
  (batchSize: number): number =>
    criticalPath(descentGraphs(problem, optimizer).step, batchSize);

/** Static cost: what a further row of a tile adds, and what an update adds whatever its rows. */
function costOf({ module }: Program): { flopsPerExample: number; flopsPerUpdate: number } {
  const kernelsOf = (name: string) => module.functions.find((lowered) => lowered.name === name)?.kernels ?? [];
  const half = tileRows / 2;
  const flopsPerExample = (flopsOf(kernelsOf("tile"), tileRows) - flopsOf(kernelsOf("tile"), half)) / half;
  return { flopsPerExample, flopsPerUpdate: flopsOf(kernelsOf("update"), 1) };
}
