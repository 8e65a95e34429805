/** What `descend` is asked for, checked and completed. */
import type { FloatDType } from "../base/dtype.ts";
import { OptionError } from "../base/errors.ts";
import { nearest } from "../base/nearest.ts";
import type { Model } from "../learn/models/model.ts";
import type { Optimizer } from "../learn/optimizers/optimizer.ts";
import { orders } from "./order.ts";
import type { AnyLoss, TrainingData } from "./problem.ts";
import type { Order } from "./race/contract.ts";
import { epochs, type StopRule } from "./stopping.ts";

export interface DescendOptions {
  /** `linear()`, `mlp([16])`, or your own { init, apply }. */
  readonly model: Model;
  /** A loss of `nabla/losses`, or your own (prediction, target) => Tensor for one example. */
  readonly loss: AnyLoss;
  readonly optimizer: Optimizer;
  readonly data: TrainingData;
  /** 1 = stochastic, "full" = batch; 32. */
  readonly batchSize?: number | "full";
  /** "reshuffle". */
  readonly order?: Order;
  /** 0. Fixes the start and the order. */
  readonly seed?: number;
  /** "float32". */
  readonly dtype?: FloatDType;
  /** λ of ½λ‖w‖², parameters named `bias` exempt; 0. */
  readonly l2?: number;
  /** 1; more than one thread is not built yet. */
  readonly threads?: number;
  /** Same bits on every host. The arithmetic is exact in this sense already, so both values do the same for now. */
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
  "seed",
  "dtype",
  "l2",
  "threads",
  "exact",
  "stop",
];

export type CheckedOptions = Required<Omit<DescendOptions, "batchSize">>;

export function checkOptions(options: DescendOptions): CheckedOptions {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw new OptionError("unknown-option", `descend has no option "${name}"; its options are ${known.join(", ")}`, {
      owner: "descend",
      name,
      known,
      nearest: nearest(name, known),
    });
  }
  const { order = "reshuffle", dtype = "float32", seed = 0, threads = 1 } = options;
  const { l2 = 0, exact = false, stop = [epochs(100)] } = options;
  for (const [name, parts] of Object.entries(needed)) requireParts(name, options[name as keyof DescendOptions], parts);
  requireOneOf("order", order, orders);
  requireOneOf("dtype", dtype, ["float32", "float64"]);
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new OptionError("seed-range", `seed is ${seed}; expected a whole number ≥ 0`, { seed });
  }
  if (threads !== 1) {
    throw new OptionError("threads-not-built", `threads is ${threads}; a descent runs on 1 thread for now`, {
      threads,
    });
  }
  return { ...options, l2, exact, stop, order, dtype, seed, threads };
}

/** Options that must be there, and what each must have to be what it says. */
const needed: Readonly<Record<string, readonly string[]>> = {
  model: ["init", "apply"],
  loss: [],
  optimizer: ["init", "update", "hyper"],
  data: ["x", "y"],
};

function requireParts(name: string, value: unknown, parts: readonly string[]): void {
  if (value === undefined || value === null) {
    throw new OptionError("missing-option", `descend needs ${name}`, { owner: "descend", name });
  }
  const part = parts.find((key) => (value as Record<string, unknown>)[key] === undefined);
  const wrong = name === "loss" ? typeof value !== "function" : part !== undefined;
  if (!wrong) return;
  const expected = name === "loss" ? "a function (prediction, target) => Tensor" : `an object with ${parts.join(", ")}`;
  throw new OptionError("option-type", `descend: ${name} must be ${expected}; got ${describe(value)}`, {
    owner: "descend",
    name,
    expected,
    got: describe(value),
  });
}

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
