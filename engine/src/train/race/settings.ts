/** What a race is asked for, checked and completed. */

import type { FloatDType } from "../../base/dtype.ts";
import { OptionError } from "../../base/errors.ts";
import type { DataObjective } from "../objective.ts";
import type { DescentProgram, Order } from "./contract.ts";
import type { Progress, Work } from "./progress.ts";

/** What rows that were not trained on say of some parameters. */
export interface HeldOut {
  readonly loss: number;
  readonly accuracy?: number;
  readonly r2?: number;
}

export interface RaceOptions {
  readonly program: DescentProgram;
  readonly objective: DataObjective;
  /** Measured at every checkpoint, off the clock. */
  readonly validation?: (w: Float64Array) => HeldOut;
  /** The prediction is affine in the parameters. */
  readonly affine: boolean;
  /** The objective is convex. */
  readonly convex: boolean;
  /** The largest eigenvalue that ∂²ℓ/∂prediction² can have, null when unknown. */
  readonly curvature: number | null;
  /** One lane each. */
  readonly batchSizes: readonly (number | "full")[];
  /** Names of optimizers that race at one batch size, a lane each; absent where batch sizes race. */
  readonly optimizers?: readonly string[];
  /** Every lane is plain gradient descent, w ← w − η∇E: what limits, theory and the claims are about; default true. */
  readonly plain?: boolean;
  /** The common rate; default: the largest that is stable for every lane. */
  readonly learningRate?: number;
  /** Budget of every lane in passes over the rows; default 30. */
  readonly epochs?: number;
  /** Number of seeds; default 100. */
  readonly seeds?: number;
  /** The first seed; the others follow. Default 0. */
  readonly seed?: number;
  readonly order?: Order;
  /** Whether each lane also races at its own best rate, tuned on a common grid; default true. */
  readonly bestRate?: boolean;
  /** Seeds of the tuning, none of them a seed of the result; default 10. */
  readonly tuningSeeds?: number;
  /** Whether time is measured, and the claims that need it are tested; default true. */
  readonly timing?: boolean;
  /** The map of rate × batch size, and how many epochs and seeds a cell has; default false. */
  readonly map?: boolean | MapOptions;
  /**
   * The same model and data under another loss of numbers, for claim C16; absent where the target is not a number.
   * The programs are closed with the race's own.
   */
  readonly underLoss?: (loss: "squared" | "absolute") => ProgramAndObjective;
  /** What is known of running one update on several processors; absent where nothing is. */
  readonly parallel?: Parallel;
  /** Penalty λ, as the objective and the program have it. */
  readonly l2?: number;
  /** What the descents compute in; default float32. */
  readonly dtype?: FloatDType;
  /** Whether a linear model can tell the classes apart without an error. */
  readonly separable?: boolean | null;
  /** Static cost of an update: examples × this … */
  readonly flopsPerExample?: number;
  /** … plus this. */
  readonly flopsPerUpdate?: number;
  /** Seconds since some moment; default: the host's clock. */
  readonly now?: () => number;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface MapOptions {
  /** Passes over the data in each cell; default 3. */
  readonly epochs?: number;
  /** Seeds of each cell; default 5. */
  readonly seeds?: number;
}

/** One update on several processors, for claim C7. */
export interface Parallel {
  /** Operations along the longest chain of one update on a batch of so many rows. */
  criticalPath(batchSize: number): number;
  /** Times updates on one and on several threads, forced to share even a single row; null where too short to time. */
  measure?(batchSize: number, threads: number): Work<ThreadTimes | null>;
}

/** Seconds of one update, in repeats that were interleaved. */
export interface ThreadTimes {
  readonly oneThread: readonly number[];
  /** Seconds of one update shared by all threads. */
  readonly threaded: readonly number[];
  /** Seconds of one update when every thread makes updates of its own: more than on one thread where cores are busy. */
  readonly apart: readonly number[];
}

export interface ProgramAndObjective {
  readonly program: DescentProgram;
  readonly objective: DataObjective;
}

/** One lane: a batch size at a rate that is constant (decay 0) or falls as learningRate/(1 + decay·t). */
export interface Lane extends LaneSize {
  readonly learningRate: number;
  readonly decay: number;
}

/** A lane's batch size: as a number of rows, and as it is written. */
export interface LaneSize {
  readonly rows: number;
  readonly name: number | "full";
  /** Where optimizers race: its name, and its place among them. */
  readonly optimizer?: { readonly name: string; readonly place: number };
}

export interface RaceSettings
  extends Required<Omit<RaceOptions, Absent>>,
    Pick<RaceOptions, "validation" | "learningRate" | "underLoss" | "parallel" | "optimizers"> {
  readonly lanes: readonly LaneSize[];
  /** The seeds of the result. */
  readonly seedList: readonly number[];
  /** The seeds of the tuning: they follow those of the result. */
  readonly tuningSeedList: readonly number[];
  /** null: no map. */
  readonly map: Required<MapOptions> | null;
}
type Absent =
  | "validation"
  | "learningRate"
  | "underLoss"
  | "parallel"
  | "optimizers"
  | "onProgress"
  | "signal"
  | "batchSizes"
  | "seeds"
  | "seed"
  | "tuningSeeds"
  | "map";

export function checkSettings(options: RaceOptions, clock: () => number): RaceSettings {
  const { batchSizes, onProgress, signal, seeds = 100, seed = 0, tuningSeeds = 10, map = false, ...rest } = options;
  const rows = options.objective.rows;
  const epochs = options.epochs ?? 30;
  requireWhole("epochs", epochs, 1);
  requireWhole("seeds", seeds, 1);
  requireWhole("seeds", tuningSeeds, 1, "tuningSeeds");
  requireWhole("seed", seed, 0);
  const cells = { epochs: 3, seeds: 5, ...(map === true || map === false ? {} : map) };
  requireWhole("epochs", cells.epochs, 1, "map.epochs");
  requireWhole("seeds", cells.seeds, 1, "map.seeds");
  const { learningRate: rate, optimizers, plain = true } = options;
  if (map !== false && !plain) throw mapOfOthers();
  if (rate !== undefined && !(rate > 0 && Number.isFinite(rate))) {
    throw new OptionError(
      "learning-rate-range",
      `learningRate is ${rate}; expected a finite number above 0, or leave it out for the largest stable rate.`,
      { learningRate: rate },
    );
  }
  return {
    ...rest,
    epochs,
    order: options.order ?? "reshuffle",
    l2: options.l2 ?? 0,
    dtype: options.dtype ?? "float32",
    separable: options.separable ?? null,
    flopsPerExample: options.flopsPerExample ?? 0,
    flopsPerUpdate: options.flopsPerUpdate ?? 0,
    now: options.now ?? clock,
    plain,
    lanes: optimizers === undefined ? lanesOf(batchSizes, rows) : lanesOfOptimizers(optimizers, batchSizes, rows),
    seedList: Array.from({ length: seeds }, (_, i) => seed + i),
    tuningSeedList: Array.from({ length: tuningSeeds }, (_, i) => seed + seeds + i),
    bestRate: options.bestRate ?? true,
    // Updates are timed by batch size; where optimizers race, the seconds are those seen in the race.
    timing: optimizers === undefined && (options.timing ?? true),
    map: map === false ? null : cells,
  };
}

/** The kind names the error; the option is named where it is another number of that kind. */
function requireWhole(kind: "epochs" | "seeds" | "seed", value: number, least: number, option: string = kind): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new OptionError(`${kind}-range`, `${option} is ${value}; expected a whole number, at least ${least}.`, {
    option,
    [kind]: value,
    least,
  });
}

/** A batch of all rows is "full", however it was written; every size races once. */
function lanesOf(batchSizes: readonly (number | "full")[], rows: number): LaneSize[] {
  if (batchSizes.length === 0) {
    throw new OptionError("no-batch-sizes", 'batchSizes is empty; name at least one, for example ["full", 32, 1].', {});
  }
  const sizes = batchSizes.map((size) => (size === "full" ? rows : size));
  for (const size of sizes) {
    if (Number.isSafeInteger(size) && size >= 1 && size <= rows) continue;
    throw new OptionError(
      "batch-size-range",
      `A batch size is ${size}; expected a whole number from 1 to the number of rows, ${rows}, or "full".`,
      { batchSize: size, rows },
    );
  }
  return Array.from(new Set(sizes), (size) => ({ rows: size, name: size === rows ? "full" : size }));
}

/** Optimizers race at one batch size. */
function lanesOfOptimizers(
  optimizers: readonly string[],
  batchSizes: readonly (number | "full")[],
  rows: number,
): LaneSize[] {
  const sizes = lanesOf(batchSizes, rows);
  if (sizes.length > 1) {
    throw new OptionError(
      "optimizers-one-size",
      `optimizers race at one batch size; got ${batchSizes.join(", ")}. Name one size, or one optimizer.`,
      { batchSizes },
    );
  }
  if (optimizers.length === 0) throw new OptionError("no-optimizers", "optimizers is empty; name at least one.");
  return optimizers.map((name, place) => ({ ...sizes[0], optimizer: { name, place } }));
}

const mapOfOthers = (): OptionError =>
  new OptionError("map-of-others", "The map is of plain gradient descent; leave map out, or the optimizer.");
