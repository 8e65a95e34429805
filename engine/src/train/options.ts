/** What `descend` is asked for, checked and completed. */
import type { FloatDType } from "../base/dtype.ts";
import { OptionError } from "../base/errors.ts";
import { hardwareThreads } from "../base/host.ts";
import { nearest, requireKnown } from "../base/nearest.ts";
import type { Model } from "../learn/models/model.ts";
import type { Optimizer } from "../learn/optimizers/optimizer.ts";
import type { Rows } from "./data.ts";
import { orders, type PartialBatch, partialBatches, plainOrders, type RowOrder } from "./order.ts";
import type { AnyLoss, TrainingData } from "./problem.ts";
import { epochs } from "./stopping/budgets.ts";
import type { StopRule } from "./stopping.ts";

export interface DescendOptions {
  /** `linear()`, `mlp([16])`, or your own { init, apply }. */
  readonly model: Model;
  /** A loss of `nabla/losses`, or your own (prediction, target) => Tensor for one example. */
  readonly loss: AnyLoss;
  readonly optimizer: Optimizer;
  readonly data: TrainingData;
  /** 1 = stochastic, "full" = batch; 32. */
  readonly batchSize?: number | "full";
  /** How an epoch visits the rows; `RowOrder` says what each does to the gradient. "reshuffle". */
  readonly order?: RowOrder;
  /** What becomes of rows that do not fill a batch; `PartialBatch` says with which bias. "keep". */
  readonly partial?: PartialBatch;
  /** For order "stratified": a whole number for each row. The classes of y. */
  readonly strata?: Rows;
  /** For order "importance": how likely each row is to be drawn, by ratio. Half even, half by the row's steepness. */
  readonly importance?: Rows;
  /** 0. Fixes the start and the order. */
  readonly seed?: number;
  /** "float32". */
  readonly dtype?: FloatDType;
  /** λ of ½λ‖w‖², parameters named `bias` exempt; 0. */
  readonly l2?: number;
  /**
   * 1; up to as many as the machine has. The results are the same bits for any number. Threads share full and large
   * batches; batches of up to 64 rows, and work too small to be worth waking a thread for, stay on one.
   */
  readonly threads?: number;
  /**
   * false; true: the same bits on every host. Otherwise products of matrices round a · b + c once where the host has an
   * instruction for it, which is quicker, and the last digits may differ between hosts.
   */
  readonly exact?: boolean;
  /** [epochs(100)]. A loss that is not finite always stops. */
  readonly stop?: readonly StopRule[];
}

const known = [
  "model",
  "loss",
  "optimizer",
  "data",
  "batchSize",
  "order",
  "partial",
  "strata",
  "importance",
  "seed",
  "dtype",
  "l2",
  "threads",
  "exact",
  "stop",
];

type Given = "strata" | "importance";
export type CheckedOptions = Required<Omit<DescendOptions, "batchSize" | Given>> & Pick<DescendOptions, Given>;

export function checkOptions(options: DescendOptions): CheckedOptions {
  requireShared("descend", options, known, orders);
  const { order = "reshuffle", partial = "keep", dtype = "float32", seed = 0, threads = 1 } = options;
  const { l2 = 0, exact = false, stop = [epochs(100)] } = options;
  requireList("descend", "stop", stop, "untilLoss(0.05), epochs(100)");
  for (const [i, rule] of stop.entries()) requireParts("descend", `stop[${i}]`, rule, ["begin", "cadence"]);
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new OptionError("seed-range", `seed is ${seed}; expected a whole number ≥ 0`, { seed });
  }
  // One thread is always there: asking the host how many costs milliseconds.
  const most = threads === 1 ? 1 : hardwareThreads();
  if (!Number.isInteger(threads) || threads < 1 || threads > most) {
    throw new OptionError(
      "threads-range",
      `threads is ${threads}; expected a whole number from 1 to ${most}, the threads that can share memory here`,
      { threads, most },
    );
  }
  requireOneOf("partial", partial, partialBatches);
  return { ...options, l2, exact, stop, order, partial, dtype, seed, threads };
}

/** The checks of what `descend` and `compare` have in common. */
export function requireShared(
  owner: string,
  options: Partial<Pick<DescendOptions, "model" | "loss" | "optimizer" | "data" | "order" | "dtype">> = {},
  names: readonly string[],
  possible: readonly RowOrder[] = plainOrders,
): void {
  requireKnown(owner, Object.keys(options), names);
  for (const name of ["model", "loss", "optimizer", "data"] as const) {
    requireParts(owner, name, options[name], needed[name]);
  }
  if (options.order !== undefined) requireOneOf("order", options.order, possible);
  if (options.dtype !== undefined) requireOneOf("dtype", options.dtype, ["float32", "float64"]);
}

/** Options that must be there, and what each must have to be what it says. */
const needed: Readonly<Record<string, readonly string[]>> = {
  model: ["init", "apply"],
  loss: [],
  optimizer: ["init", "update", "hyper"],
  data: ["x", "y"],
};

function requireParts(owner: string, name: string, value: unknown, parts: readonly string[]): void {
  if (value === undefined || value === null) {
    throw new OptionError("missing-option", `${owner} needs ${name}`, { owner, name });
  }
  const part = parts.find((key) => (value as Record<string, unknown>)[key] === undefined);
  const wrong = name === "loss" ? typeof value !== "function" : part !== undefined;
  if (!wrong) return;
  const expected = name === "loss" ? "a function (prediction, target) => Tensor" : `an object with ${parts.join(", ")}`;
  throw wrongType(owner, name, value, expected);
}

export function requireList(owner: string, name: string, value: unknown, example: string): void {
  if (!Array.isArray(value)) throw wrongType(owner, name, value, `a list, for example [${example}]`);
}

const wrongType = (owner: string, name: string, value: unknown, expected: string): OptionError =>
  new OptionError("option-type", `${owner}: ${name} must be ${expected}; got ${describe(value)}`, {
    owner,
    name,
    expected,
    got: describe(value),
  });

const describe = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? `an object with ${Object.keys(value).join(", ") || "nothing"}`
    : typeof value;

function requireOneOf(name: string, value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  throw new OptionError("option-value", `${name} is "${value}"; expected one of ${allowed.join(", ")}`, {
    name,
    value,
    known: allowed,
    nearest: nearest(value, allowed),
  });
}

export function checkBatch(batchSize: number | "full", rows: number): number {
  if (batchSize === "full") return rows;
  if (Number.isInteger(batchSize) && batchSize >= 1) return Math.min(batchSize, rows);
  throw new OptionError("batch-size", `batchSize is ${batchSize}; expected a whole number ≥ 1, or "full"`, {
    batchSize,
  });
}
