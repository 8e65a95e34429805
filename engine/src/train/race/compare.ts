/** `compare`: the race for a model, a loss and a table, from options to the engine's part of the record. */
import type { FloatDType } from "../../base/dtype.ts";
import { OptionError } from "../../base/errors.ts";
import type { Model } from "../../learn/models/model.ts";
import type { Optimizer } from "../../learn/optimizers/optimizer.ts";
import { sgd } from "../../learn/optimizers/sgd.ts";
import { flopsOf } from "../../lower/cost.ts";
import { CompiledObjective } from "../evaluate.ts";
import { tileRows } from "../memory.ts";
import { checkBatch, requireList, requireShared } from "../options.ts";
import { type AnyLoss, type CheckedProblem, checkProblem, type TrainingData } from "../problem.ts";
import { Program } from "../program.ts";
import { flattened, type Run } from "../run.ts";
import { separable } from "../separable.ts";
import type { DescentProgram, DescentRun, DescentSettings, Order } from "./contract.ts";
import { heldOut } from "./heldOut.ts";
import { type Progress, type RaceResult, race } from "./index.ts";

export interface CompareOptions {
  readonly model: Model;
  readonly loss: AnyLoss;
  /** The rule of every lane; plain gradient descent. Its number `learningRate` is the race's. */
  readonly optimizer?: Optimizer;
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
  readonly order?: Order;
  readonly l2?: number;
  readonly dtype?: FloatDType;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

const known = [
  "model",
  "loss",
  "optimizer",
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
  "onProgress",
  "signal",
];

/**
 * Races batch, stochastic and mini-batch descent on the same data, from the same starts, over the same permutations,
 * at one common rate, and tests the tutorial's claims with the outcome.
 *
 * @throws OptionError, DataError, ShapeError as `descend` does
 * @example
 * const result = await compare({
 *   model: linear(), loss: meanSquaredError, data: { x: [[0], [1], [2], [3]], y: [1, 3, 5, 7.5] },
 *   batchSizes: ["full", 2, 1], epochs: 10, seeds: 5,
 * });
 * result.races[0].descents.map((lane) => lane.finalLoss.median);
 */
export async function compare(options: CompareOptions): Promise<RaceResult> {
  const optimizer = options?.optimizer ?? sgd({ learningRate: 1 });
  requireShared("compare", { ...options, optimizer }, known);
  const { model, loss, data, l2 = 0, dtype = "float32", seed = 0, order = "reshuffle" } = options;
  const { batchSizes = ["full", 32, 1] } = options;
  requireList("compare", "batchSizes", batchSizes, '"full", 32, 1');
  if (typeof optimizer.hyper.learningRate !== "number") {
    throw new OptionError(
      "race-rate",
      "compare sets the learning rate itself: give the optimizer a number, not a schedule",
      {},
    );
  }
  const checked = checkProblem({ model, loss, data, dtype, l2, seed });
  const program = new Program(checked, optimizer);
  const info = "info" in loss ? loss.info : undefined;
  const affine = model.affine === true;
  const objective = new CompiledObjective(checked.problem, program.data, {
    l2,
    meanWeight: checked.meanWeight,
    curvature: info?.curvature ?? null,
  });
  const validation = options.validation === undefined ? undefined : heldOut(checked, { ...options, dtype });
  try {
    return await race({
      program: asDescentProgram(program, l2),
      objective,
      affine,
      convex: affine && info?.convexInPrediction === true,
      curvature: info?.curvature ?? null,
      batchSizes: batchSizes.map((size) => checkBatch(size, checked.rows)),
      seed,
      order,
      l2,
      dtype,
      separable: affine ? classesSeparable(checked) : null,
      ...costOf(program),
      ...(validation === undefined ? {} : { validation: validation.measure }),
      ...given(options),
    });
  } finally {
    validation?.close();
    program.close();
  }
}

/** Options passed on as they are, where given. */
function given({ learningRate, epochs, seeds, onProgress, signal }: CompareOptions) {
  return {
    ...(learningRate === undefined ? {} : { learningRate }),
    ...(epochs === undefined ? {} : { epochs }),
    ...(seeds === undefined ? {} : { seeds }),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  };
}

function classesSeparable({ problem, tables: [x, y], classes, rows }: CheckedProblem): boolean | null {
  if (classes === undefined || problem.x.shape.length > 1) return null;
  return separable(Float64Array.from(x.data), rows, problem.x.shape[0] ?? 1, y.data, classes);
}

/** Static cost: what a further row of a tile adds, and what an update adds whatever its rows. */
function costOf({ module }: Program): { flopsPerExample: number; flopsPerUpdate: number } {
  const kernelsOf = (name: string) => module.functions.find((lowered) => lowered.name === name)?.kernels ?? [];
  const half = tileRows / 2;
  const flopsPerExample = (flopsOf(kernelsOf("tile"), tileRows) - flopsOf(kernelsOf("tile"), half)) / half;
  return { flopsPerExample, flopsPerUpdate: flopsOf(kernelsOf("update"), 1) };
}

function asDescentProgram(program: Program, l2: number): DescentProgram {
  const { paths, leaves } = program.problem.parameters;
  return {
    parameters: paths.map((path, i) => ({ path, shape: leaves[i].shape })),
    start({ learningRate, seed, batchSize, order }: DescentSettings) {
      return new FlatRun(program.start({ seed, batchSize, order, l2, hyper: { learningRate } }));
    },
  };
}

/** A run whose parameters are one vector. */
class FlatRun implements DescentRun {
  private readonly run: Run;

  constructor(run: Run) {
    this.run = run;
  }

  get step(): number {
    return this.run.step;
  }

  get examples(): number {
    return this.run.examples;
  }

  get diverged() {
    return this.run.diverged;
  }

  advance(steps: number): Float32Array | Float64Array {
    return this.run.advance(steps);
  }

  parameters(): Float64Array {
    return flattened(this.run.parameters());
  }

  close(): void {
    this.run.close();
  }
}
